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
    private let list: RevocationList
    private let subject: RevocationSubject
    /// When the signer's path has to hold: at the time in question, or when the list was issued where that was later.
    private let time: Instant

    init(_ list: RevocationList, _ subject: RevocationSubject, _ time: Instant) {
        self.list = list
        self.subject = subject
        self.time = time
    }

    func signer(among signers: inout some RevocationSigners) -> RevocationSignerOutcome {
        let signature = list.signedOctets
        // The objection that came furthest says most.
        var furthest: RevocationSignerStage = .nobody
        for candidate in candidates(signers) {
            let stage = stage(of: candidate, signature, &signers)
            if case .verified = stage { return .verified(candidate) }
            if stage.rank > furthest.rank { furthest = stage }
        }
        let finding = furthest.finding(
            on: list.nameForMessages,
            by: "`\(list.issuer.shortened)`",
            at: time,
            RevocationSignerStage.Clauses(signer: "RFC 5280 §6.3.3 (f)", signature: "RFC 5280 §6.3.3 (g)")
        )
        return .objection(finding, isOutOfValidity: furthest.isOutOfValidity)
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
    ) -> RevocationSignerStage {
        let isIssuer = candidate == subject.issuer
        guard candidate.keyUsage?.contains(.cRLSign) ?? true else {
            return .forbidden(candidate, "its key usage lacks cRLSign")
        }
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
        return RevocationSignerStage(candidate, pathFailure: failure)
    }
}
