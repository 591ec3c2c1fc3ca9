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

/// Whose status at which time.
struct StatusQuestion: Hashable, Sendable {
    let subject: RevocationSubject
    let time: Instant
}

/// Whether a path leads from whom to whom.
struct SignerQuestion: Hashable, Sendable {
    let signer: Certificate
    let anchor: TrustAnchor
    let time: Instant
    let looksAtRevocation: Bool
}

extension PathValidation: RevocationSigners {
    /// How deep statuses may hang on each other. A signer of revocation data, whose own revocation data has another
    /// signer, is as deep as it gets.
    private static let maximumStatusDepth = 8

    /// What revocation data says of a certificate. Asked again, the answer is known.
    ///
    /// A list or a response may be signed with a key whose certificate's status only that one knows. Such an answer
    /// hangs on itself and counts for nothing: the question is taken for unanswered where it comes up the second time.
    /// What was answered without it is not kept for others, who may not have to do without.
    mutating func status(_ question: StatusQuestion) -> RevocationAnswer {
        if let answer = statuses[question] { return answer }
        if let index = statusesInQuestion.firstIndex(of: question) {
            firstCycle = min(firstCycle, index)
            return .hangingOnItself(question.subject.certificate)
        }
        let depth = statusesInQuestion.count
        guard depth < Self.maximumStatusDepth, signatures.spend(steps: 1) else {
            firstCycle = 0
            return .tooDeep(question.subject.certificate)
        }
        let outerCycle = beginAnswer()
        statusesInQuestion.append(question)
        let tolerated = toleratedInSignatures
        toleratedInSignatures = []
        var answer = RevocationCheck(
            data: revocationData,
            question: RevocationQuestion(
                time: question.time,
                proofs: proofs,
                policy: validator.revocation,
                profile: validator.profile
            )
        ).answer(about: question.subject, signers: &self)
        answer.findings += toleratedInSignatures
        toleratedInSignatures = tolerated
        statusesInQuestion.removeLast()
        if endAnswer(outerCycle) { statuses[question] = answer }
        return answer
    }

    package func certificates(named name: DistinguishedName) -> [Certificate] {
        var seen: Set<Certificate> = []
        let anchors = validator.trust.anchors(named: name).map(\.certificate)
        return (anchors + pools.flatMap { $0.certificates(named: name) }).filter { seen.insert($0).inserted }
            .sorted { $0.fingerprint.lexicographicallyPrecedes($1.fingerprint) }
    }

    package func certificates(issuedBy name: DistinguishedName) -> [Certificate] {
        pools.flatMap { $0.certificates(issuedBy: name) }
    }

    package mutating func isSigned(_ certificate: Certificate, by issuer: Certificate) -> Bool {
        signatures.isSigned(certificate, by: issuer)
    }

    package mutating func objection(to signature: SignedOctets, by signer: Certificate) -> Finding? {
        let assessment = SignatureAssessment(
            algorithm: signature.algorithm,
            by: signer,
            on: "revocation data",
            under: validator.algorithms,
            at: validator.ignoresValidity ? nil : time
        )
        if let refusal = assessment.refusals.first { return refusal }
        guard signatures.isMade(signature, by: signer) else {
            let message = "the key of \(signer.nameForMessages) didn't make the signature"
            return Finding(.certificatePathInvalid, .error, message, clause: "RFC 5280 §6.3.3 (g), RFC 6960 §3.2 (2)")
        }
        toleratedInSignatures += assessment.warnings.filter { !toleratedInSignatures.contains($0) }
        return nil
    }

    package mutating func objection(
        toPathFrom signer: Certificate,
        to anchor: TrustAnchor,
        at time: Instant,
        looksAtRevocation: Bool
    ) -> PathValidationFailure? {
        let question = SignerQuestion(
            signer: signer, anchor: anchor, time: time, looksAtRevocation: looksAtRevocation
        )
        if let known = signerPaths[question] { return known }
        let outerCycle = beginAnswer()
        let rules = validator.rules(for: .any, CertificatePolicyInputs(), at: time)
        var revocation = validator.revocation
        if !looksAtRevocation { revocation.mode = .off }
        let failure = outcome(PathGoal(leaf: signer, anchor: anchor, rules: rules, revocation: revocation)).failure
        if endAnswer(outerCycle) { signerPaths[question] = .some(failure) }
        return failure
    }

    /// - Returns: What ``endAnswer(_:)`` wants to have.
    private mutating func beginAnswer() -> Int {
        defer { firstCycle = Int.max }
        return firstCycle
    }

    /// Whether the answer had to do without none that is still in question, so that it may be kept.
    private mutating func endAnswer(_ outerCycle: Int) -> Bool {
        let isWhole = firstCycle >= statusesInQuestion.count
        firstCycle = isWhole ? outerCycle : min(outerCycle, firstCycle)
        return isWhole
    }
}

extension RevocationAnswer {
    fileprivate static func hangingOnItself(_ certificate: Certificate) -> Self {
        unanswered("whether \(certificate.nameForMessages) is revoked would be for itself to say")
    }

    fileprivate static func tooDeep(_ certificate: Certificate) -> Self {
        unanswered("whether \(certificate.nameForMessages) is revoked hangs on too many other certificates")
    }

    private static func unanswered(_ message: String) -> Self {
        let finding = Finding(.revocationUnknown, .warning, message, clause: "RFC 5280 §6.3.3 (f)")
        return Self(findings: [finding], hasData: true)
    }
}
