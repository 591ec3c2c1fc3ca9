//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import CertificateValidation
import Diagnostics

/// Says whose key a signature was verified with: the caller's own word, or a path to a trust anchor.
///
/// Nothing in the document makes a key trusted.
struct SignerJudge {
    let tree: XMLTree
    let positions: PositionIndex
    let validator: SignatureValidator
    let time: Instant
    /// A certificate signs many of a document's signatures; its path is looked for once with the same help. What another
    /// signature carries is no help: which of them comes first would decide.
    private var known: [Question: PathValidationOutcome] = [:]
    /// Searches that are left to the document: each may cost hundreds of public-key operations.
    private var remainingSearches: Int

    /// What decides about a path, of what differs from signature to signature.
    private struct Question: Hashable {
        let certificate: Certificate
        /// In the order of the signature.
        let revocationLists: [RevocationList]
        /// What may help to build paths.
        let helpers: [Certificate]
    }

    init(_ validator: SignatureValidator, tree: XMLTree, positions: PositionIndex, time: Instant) {
        self.validator = validator
        self.tree = tree
        self.positions = positions
        self.time = time
        remainingSearches = 2 * validator.policy.limits.signatures
    }

    private var policy: ValidationPolicy { validator.policy }
    private var paths: PathValidator? { validator.paths }

    /// - Parameter recent: The paths that the worker found lately.
    mutating func judge(
        _ outcome: inout SignatureOutcome, spending budget: inout PublicKeyBudget,
        remembering recent: inout RecentPaths
    ) {
        guard let key = outcome.key, let signature = outcome.signature else { return }
        let covered = WholeSubtrees(outcome.references.compactMap(\.covered), in: tree)
        let properties = SignedPropertiesReader(tree: tree, positions: positions, limits: policy.limits)
            .read(signature, covered: covered)
        outcome.signer.claimedTime = properties.claimedTime
        outcome.findings += properties.findings
        let candidates = SignerCandidates(
            holding: key, namedBy: properties.signingCertificates, under: policy, positions
        ) { certificates in
            paths?.withKnownIssuers(certificates, candidates: outcome.keyInfo.certificates.map(\.certificate)) ?? []
        }
        outcome.findings += candidates.findings
        if key.isPinned { notePin(key.pinnedCertificates.isEmpty ? nil : candidates.certificates.first, &outcome) }
        guard case .publicKey = key.kind else { return }
        if paths != nil {
            findPath(candidates, &outcome, &budget, &recent)
        } else {
            outcome.signer.certificate = candidates.certificates.first
            if !key.isPinned { outcome.signer.objections.append(noAnchors(key, signature)) }
        }
        if let mismatch = candidates.mismatch {
            outcome.signer.objections.append(mismatch.at(signature.node))
        } else if properties.signingCertificates.isEmpty {
            bind(signature, covered, &outcome)
        }
    }

    /// The caller's word, which for a certificate holds as long as the certificate does.
    private func notePin(_ certificate: Certificate?, _ outcome: inout SignatureOutcome) {
        outcome.findings.append(
            Finding(
                .pinnedKey,
                .information,
                paths == nil
                    ? "the key is one that the caller vouches for; no path was looked for"
                    : "the key is one that the caller vouches for"
            )
        )
        guard let certificate, !certificate.isValid(at: time) else { return }
        outcome.signer.objections.append(
            Objection(
                .certificateOutOfValidity,
                .outOfBoundsNoProofOfExistence,
                "the pinned certificate is valid from \(certificate.notBefore) to \(certificate.notAfter), "
                    + "not at \(time)",
                clause: "RFC 5280 §4.1.2.5",
                at: outcome.node
            )
        )
    }

    // MARK: The path

    private mutating func findPath(
        _ candidates: SignerCandidates, _ outcome: inout SignatureOutcome, _ budget: inout PublicKeyBudget,
        _ recent: inout RecentPaths
    ) {
        let certificates = candidates.certificates
        guard certificates.count <= policy.limits.certificates else {
            outcome.signer.objections.append(tooMany(certificates.count, outcome.node))
            return
        }
        outcome.signer.certificate = certificates.first
        guard !certificates.isEmpty else {
            outcome.signer.objections.append(
                Objection(
                    .noCertificateChain,
                    .noSigningCertificateFound,
                    "the key is known, but no certificate that says whose it is",
                    clause: "RFC 5280 §6.1",
                    at: outcome.node
                )
            )
            return
        }
        let keyInfo = outcome.keyInfo
        var valid: [CertificatePath] = []
        var failure: PathValidationFailure?
        for certificate in certificates {
            switch path(from: certificate, with: keyInfo, &budget, &recent) {
            case .valid(let path): valid.append(path)
            case .failed(let reason):
                guard failure.map(reason.isNearer) != false else { continue }
                failure = reason
                outcome.signer.certificate = certificate
            case nil:
                let exhausted = budget.isExhausted ? budget.exceeded(at: outcome.node) : searchesExhausted(outcome.node)
                outcome.signer.objections.append(exhausted)
                return
            }
        }
        guard let first = valid.first else {
            if let failure { object(failure, &outcome) }
            return
        }
        guard valid.dropFirst().allSatisfy({ $0.leaf.isRenewal(of: first.leaf) }) else {
            // Nobody can say whose signature it is.
            outcome.signer.certificate = nil
            if candidates.mismatch == nil { outcome.signer.objections.append(ambiguous(valid, outcome.node)) }
            return
        }
        outcome.signer.certificate = first.leaf
        outcome.signer.path = first
        outcome.signer.revocation = first.revocation
        outcome.signer.findings += first.findings
    }

    /// - Returns: `nil` where the document has had as many searches, or public-key operations, as it may.
    private mutating func path(
        from certificate: Certificate, with keyInfo: DecodedKeyInfo, _ budget: inout PublicKeyBudget,
        _ recent: inout RecentPaths
    ) -> PathValidationOutcome? {
        let helpers = keyInfo.certificates.map(\.certificate)
        let lists = keyInfo.revocationLists
        let question = Question(certificate: certificate, revocationLists: lists, helpers: helpers)
        if let outcome = known[question] { return outcome }
        guard let paths, remainingSearches > 0, !budget.isExhausted else { return nil }
        remainingSearches -= 1
        let outcome = paths.validate(
            certificate,
            candidates: helpers,
            revocationData: RevocationData(lists: lists),
            at: time,
            proofs: .none,
            spending: &budget.remaining,
            remembering: &recent
        )
        // Whether there is a path was not found out, and that is the document's doing, not this search's.
        if outcome.path == nil, budget.isExhausted { return nil }
        known[question] = outcome
        return outcome
    }

    /// One that isn't looked at might be another person's.
    private func tooMany(_ count: Int, _ node: XMLNode) -> Objection {
        Objection(
            .limitExceeded,
            .certificateChainGeneralFailure,
            "\(count) certificates hold the key and may have a path; the policy allows \(policy.limits.certificates)",
            at: node
        )
    }

    private func searchesExhausted(_ node: XMLNode) -> Objection {
        Objection(
            .limitExceeded,
            .certificateChainGeneralFailure,
            "the document asks for more than \(2 * policy.limits.signatures) searches for paths",
            at: node
        )
    }

    private func object(_ failure: PathValidationFailure, _ outcome: inout SignatureOutcome) {
        let reason = failure.findings.first
        outcome.signer.objections.append(
            Objection(
                reason?.code ?? .certificatePathInvalid,
                failure.subIndication,
                reason?.message ?? "no path holds",
                clause: reason?.clause,
                at: outcome.node
            )
        )
        outcome.signer.revocation = failure.revocation
        outcome.signer.findings += failure.findings.dropFirst()
    }

    private func noAnchors(_ key: VerifyingKey, _ signature: Signature) -> Objection {
        key.certificates.isEmpty
            ? Objection(
                .noCertificateChain,
                .noSigningCertificateFound,
                "the key comes from the document alone, and no certificate says whose it is",
                at: signature.node
            )
            : Objection(
                .noCertificateChain,
                .noCertificateChainFound,
                "the certificate comes from the document, and no trust anchor was given",
                clause: "RFC 5280 §6.1",
                at: signature.node
            )
    }

    private func ambiguous(_ paths: [CertificatePath], _ node: XMLNode) -> Objection {
        let names = paths.map { "\($0.leaf.subject) by \($0.leaf.issuer)" }.joined(separator: "; ")
        return Objection(
            .signingCertificateAmbiguous,
            .noSigningCertificateFound,
            "several trusted certificates hold the key, and nothing says which is the signer's: \(names)",
            clause: "EN 319 102-1 §5.2.3",
            at: node
        )
    }

    // MARK: What binds the certificate

    /// In plain XML-DSig the certificate is not signed: another one with the same key could be put in its place.
    private func bind(_ signature: Signature, _ covered: WholeSubtrees, _ outcome: inout SignatureOutcome) {
        guard let certificate = outcome.signer.certificate else { return }
        let der = certificate.der
        if let keyInfo = signature.keyInfo, keyInfo.certificates.contains(where: { equal($0.octets.span, der.span) }),
            keyInfo.certificates.allSatisfy({ covered.contain($0.node, in: tree) })
        {
            return
        }
        outcome.findings.append(
            Finding(
                .signingCertificateNotBound,
                .information,
                "the signature covers neither its certificate nor a digest of it",
                clause: "XML-DSig §4.5",
                at: positions.position(of: signature.node)
            )
        )
    }
}

extension Certificate {
    /// Whether both say the same of who holds the key: who it is, who says so and under which policies.
    fileprivate func isRenewal(of other: Certificate) -> Bool {
        subject.matches(other.subject) && issuer.matches(other.issuer)
            && certificatePolicies == other.certificatePolicies
    }
}
