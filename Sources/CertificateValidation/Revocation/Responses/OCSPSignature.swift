//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics
import SignatureCryptography

/// Who may have signed responses about a certificate, apart from those whose certificates the responses hold.
struct OCSPResponders {
    /// By the caller's word (RFC 6960 §4.2.2.2 (1)).
    let configured: Set<Certificate>
    private let byName: [[UInt8]: [Certificate]]
    private let byKeyHash: [[UInt8]: [Certificate]]

    init(of subject: RevocationSubject, _ policy: RevocationPolicy, among signers: some RevocationSigners) {
        configured = policy.trustedResponders
        // Others that the issuer certified can't sign responses, and there may be many.
        let delegates = signers.certificates(issuedBy: subject.issuer.subject).filter(\.isOnlineStatusSigner)
        let all = configured.union(delegates).sorted { $0.fingerprint.lexicographicallyPrecedes($1.fingerprint) }
        byName = Dictionary(grouping: all, by: \.subject.matchingKey)
        var byKeyHash: [[UInt8]: [Certificate]] = [:]
        for certificate in all {
            // One whose key can't be read signs nothing.
            guard let hash = try? certificate.publicKeyHash(.sha1) else { continue }
            byKeyHash[hash, default: []].append(certificate)
        }
        self.byKeyHash = byKeyHash
    }

    /// Those who call themselves so, in an order that doesn't depend on who gave them.
    func certificates(of responder: OCSPResponse.Responder) -> [Certificate] {
        switch responder {
        case .name(let name): byName[name.matchingKey] ?? []
        case .keyHash(let hash): byKeyHash[hash] ?? []
        }
    }
}

/// Looks for who signed a response (RFC 6960 §3.2 (2) to (4), §4.2.2.2).
struct OCSPSignature {
    private let response: OCSPResponse
    private let basic: BasicOCSPResponse
    private let subject: RevocationSubject
    /// When the signer's certificate has to be valid: at the time in question, or when the response was signed where
    /// that was later.
    private let time: Instant

    init(_ response: OCSPResponse, _ basic: BasicOCSPResponse, _ subject: RevocationSubject, _ time: Instant) {
        self.response = response
        self.basic = basic
        self.subject = subject
        self.time = time
    }

    func signer(among responders: OCSPResponders, _ signers: inout some RevocationSigners) -> RevocationSignerOutcome {
        let signature = response.signedOctets(of: basic)
        // The objection that came furthest says most.
        var furthest: RevocationSignerStage = .nobody
        for candidate in candidates(responders) {
            let isConfigured = responders.configured.contains(candidate)
            let stage = stage(of: candidate, isConfigured: isConfigured, signature, &signers)
            if case .verified = stage { return .verified(candidate) }
            if stage.rank > furthest.rank { furthest = stage }
        }
        let finding = furthest.finding(
            on: response.nameForMessages,
            by: basic.responder.nameForMessages,
            at: time,
            RevocationSignerStage.Clauses(signer: "RFC 6960 §4.2.2.2", signature: "RFC 6960 §3.2 (2)")
        )
        return .objection(finding, isOutOfValidity: furthest.isOutOfValidity)
    }

    /// The certificate's own issuer first, then those that came with the response in an order of their own.
    private func candidates(_ responders: OCSPResponders) -> [Certificate] {
        var seen: Set<Certificate> = []
        let embedded = ([subject.issuer] + basic.certificates).filter(isNamed)
        return (embedded + responders.certificates(of: basic.responder)).filter { seen.insert($0).inserted }
    }

    private func isNamed(_ certificate: Certificate) -> Bool {
        switch basic.responder {
        case .name(let name): certificate.subject.matches(name)
        // One whose key can't be read signs nothing.
        case .keyHash(let hash): (try? certificate.publicKeyHash(.sha1)) == hash
        }
    }

    private func stage(
        of candidate: Certificate,
        isConfigured: Bool,
        _ signature: SignedOctets,
        _ signers: inout some RevocationSigners
    ) -> RevocationSignerStage {
        let isDelegate = candidate != subject.issuer && !isConfigured
        if isDelegate, let objection = objection(toDelegate: candidate) { return .forbidden(candidate, objection) }
        if let finding = signers.objection(to: signature, by: candidate) { return .unverified(candidate, finding) }
        // The issuer's own path is the one that is being checked, and the caller vouches for whom it configured.
        guard isDelegate else { return candidate.isValid(at: time) ? .verified : .outOfValidity(candidate) }
        // The name alone doesn't tell: another authority may have the same one.
        guard signers.isSigned(candidate, by: subject.issuer) else {
            return .forbidden(candidate, "the key that signed \(subject.certificate.nameForMessages) didn't certify it")
        }
        return RevocationSignerStage(
            candidate,
            pathFailure: signers.objection(
                toPathFrom: candidate,
                to: subject.anchor,
                at: time,
                // RFC 6960 §4.2.2.2.1.
                looksAtRevocation: !candidate.extensionTypes.contains(.onlineStatusNoCheck)
            )
        )
    }

    /// RFC 6960 §4.2.2.2 (3): whom the certificate's issuer itself charged with it.
    private func objection(toDelegate candidate: Certificate) -> String? {
        if candidate.subjectPublicKeyInfo == subject.certificate.subjectPublicKeyInfo {
            return "it would answer for itself"
        }
        guard candidate.issuer.matches(subject.issuer.subject) else {
            return "it is neither the issuer of \(subject.certificate.nameForMessages) nor certified by that issuer"
        }
        return CertificatePurpose.onlineStatusSigning.objection(to: candidate)?.message
    }
}

extension Certificate {
    /// Whether its issuer charged it with answering for it.
    fileprivate var isOnlineStatusSigner: Bool { extendedKeyUsage?.contains(.onlineStatusSigning) == true }
}
