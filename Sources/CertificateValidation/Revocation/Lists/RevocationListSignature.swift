//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics

/// Looks for who signed a list (RFC 5280 §6.3.3 (f), (g)).
struct RevocationListSignature {
    enum Outcome {
        case verified(Certificate)
        /// Nobody who may.
        case objection(Finding, isOutOfValidity: Bool)
    }

    private let list: RevocationList
    private let subject: RevocationSubject
    /// When the signer's path has to hold: at the time in question, or when the list was issued where that was later.
    private let time: Instant

    init(_ list: RevocationList, _ subject: RevocationSubject, _ time: Instant) {
        self.list = list
        self.subject = subject
        self.time = time
    }

    func signer(among signers: inout some RevocationSigners) -> Outcome {
        let signature = list.signedOctets
        // The objection that came furthest says most.
        var furthest: Stage = .nobody
        for candidate in candidates(signers) {
            let stage = stage(of: candidate, signature, &signers)
            if case .verified = stage { return .verified(candidate) }
            if stage.rank > furthest.rank { furthest = stage }
        }
        return .objection(finding(furthest), isOutOfValidity: furthest.isOutOfValidity)
    }

    private enum Stage {
        case nobody
        case forbidden(Certificate)
        case unverified(Certificate, Finding)
        case withoutPath(Certificate, PathValidationFailure)
        case outOfValidity(Certificate)
        case verified

        var rank: Int {
            switch self {
            case .nobody: 0
            case .forbidden: 1
            case .unverified: 2
            case .withoutPath: 3
            case .outOfValidity: 4
            case .verified: 5
            }
        }

        var isOutOfValidity: Bool { if case .outOfValidity = self { true } else { false } }
    }

    /// The certificate's own issuer first; then who names the same key, then in an order that doesn't depend on who
    /// gave them.
    private func candidates(_ signers: some RevocationSigners) -> [Certificate] {
        let isOwn = list.issuer.matches(subject.issuer.subject)
        let others = signers.certificates(named: list.issuer).filter { $0 != subject.issuer }
        let wanted = list.content.extensions.authorityKeyIdentifier?.keyIdentifier
        func rank(_ certificate: Certificate) -> Int {
            guard let wanted, let found = certificate.subjectKeyIdentifier else { return 1 }
            return wanted == found ? 0 : 2
        }
        let sorted = others.sorted {
            let (left, right) = (rank($0), rank($1))
            return left == right ? $0.fingerprint.lexicographicallyPrecedes($1.fingerprint) : left < right
        }
        return (isOwn ? [subject.issuer] : []) + sorted
    }

    private func stage(
        of candidate: Certificate,
        _ signature: SignedOctets,
        _ signers: inout some RevocationSigners
    ) -> Stage {
        let isIssuer = candidate == subject.issuer
        guard candidate.keyUsage?.contains(.cRLSign) ?? true else { return .forbidden(candidate) }
        if let finding = signers.objection(to: signature, by: candidate) { return .unverified(candidate, finding) }
        // The issuer's own path is the one that is being checked.
        if isIssuer { return candidate.isValid(at: time) ? .verified : .outOfValidity(candidate) }
        let failure = signers.objection(
            toPathFrom: candidate,
            to: subject.anchor,
            at: time,
            // PKITS 4.14.30: where an issuer of lists is on its own list only, asking it again would never end.
            looksAtRevocation: candidate.subjectPublicKeyInfo != subject.certificate.subjectPublicKeyInfo
        )
        guard let failure else { return .verified }
        return failure.subIndication == .outOfBoundsNoProofOfExistence
            || failure.subIndication == .outOfBoundsNotRevoked
            ? .outOfValidity(candidate) : .withoutPath(candidate, failure)
    }

    private func finding(_ stage: Stage) -> Finding {
        let name = list.nameForMessages
        let issuer = list.issuer.shortened
        return switch stage {
        case .nobody, .verified:
            RevocationListCheck.unusable("\(name): no certificate of `\(issuer)` is at hand", "RFC 5280 §6.3.3 (f)")
        case .forbidden(let signer):
            Self.refused(
                "\(name): the key of \(signer.nameForMessages) may not sign it",
                "RFC 5280 §6.3.3 (f)"
            )
        case .unverified(let signer, let finding):
            // What else it says is about an algorithm or a key.
            Finding(
                finding.code == .certificatePathInvalid ? .revocationSignerRefused : finding.code,
                .error,
                "\(name), by \(signer.nameForMessages): \(finding.message)",
                clause: finding.clause ?? "RFC 5280 §6.3.3 (g)"
            )
        case .withoutPath(let signer, let failure):
            Self.refused(
                """
                \(name): no path holds from its signer \(signer.nameForMessages) to the anchor: \
                \(failure.subIndication), \(failure.findings.first?.message ?? "")
                """,
                "RFC 5280 §6.3.3 (f)"
            )
        case .outOfValidity(let signer):
            Self.refused(
                "\(name): its signer \(signer.nameForMessages) is not valid at \(time)",
                "RFC 5280 §6.3.3 (f)"
            )
        }
    }

    private static func refused(_ message: String, _ clause: String) -> Finding {
        Finding(.revocationSignerRefused, .error, message, clause: clause)
    }
}
