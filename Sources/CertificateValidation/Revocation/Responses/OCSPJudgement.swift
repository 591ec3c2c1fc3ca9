//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics

/// What one answer says of a certificate, once the signature on its response is known to be right.
struct OCSPStatement {
    let response: OCSPResponse
    let producedAt: Instant
    let answer: SingleResponse
    let signer: Certificate

    init(_ response: OCSPResponse, _ basic: BasicOCSPResponse, _ answer: SingleResponse, _ signer: Certificate) {
        self.response = response
        producedAt = basic.producedAt
        self.answer = answer
        self.signer = signer
    }

    /// What it says of the certificate; revocations for good are looked for before.
    enum State: Equatable {
        case good
        case onHold(Instant)
    }

    var evidence: RevocationEvidence {
        RevocationEvidence(
            .onlineStatusResponse,
            fingerprint: response.fingerprint,
            signer: signer,
            thisUpdate: answer.thisUpdate,
            nextUpdate: answer.nextUpdate,
            producedAt: producedAt
        )
    }

    /// - Returns: `nil` where it says nothing.
    func state(of certificate: Certificate, at time: Instant) -> State? {
        switch answer.status {
        case .good: isComplete(for: certificate) ? .good : nil
        case .revoked(let date, .certificateHold) where date <= time: .onHold(date)
        // It was revoked, but not yet at the time.
        case .revoked: .good
        case .unknown: nil
        }
    }

    /// Whether a certificate that is good by the answer wasn't revoked: once it has expired, a responder may have
    /// forgotten it, unless it says since when it remembers (RFC 6960 §4.4.4).
    private func isComplete(for certificate: Certificate) -> Bool {
        certificate.notAfter >= answer.thisUpdate || answer.archiveCutoff.map { $0 <= certificate.notAfter } ?? false
    }

    /// By thisUpdate (RFC 6960 §4.2.2.1), then by when it was signed; of two at once the worse one, then by what
    /// doesn't depend on who gave them.
    static func isNewer(_ left: Self, _ right: Self) -> Bool {
        if left.answer.thisUpdate != right.answer.thisUpdate { return left.answer.thisUpdate > right.answer.thisUpdate }
        if left.producedAt != right.producedAt { return left.producedAt > right.producedAt }
        if left.isRevoked != right.isRevoked { return left.isRevoked }
        if left.answer.nextUpdate != right.answer.nextUpdate {
            return (left.answer.nextUpdate?.seconds ?? .min) > (right.answer.nextUpdate?.seconds ?? .min)
        }
        return left.response.fingerprint.lexicographicallyPrecedes(right.response.fingerprint)
    }

    private var isRevoked: Bool { if case .revoked = answer.status { true } else { false } }
}

/// Puts together what all responses say.
struct OCSPJudgement {
    /// The newest first.
    private let statements: [OCSPStatement]
    private let certificate: Certificate
    private let question: RevocationQuestion

    /// - Parameter statements: In any order.
    init(_ statements: [OCSPStatement], _ certificate: Certificate, _ question: RevocationQuestion) {
        self.statements = statements.sorted(by: OCSPStatement.isNewer)
        self.certificate = certificate
        self.question = question
    }

    func complete(_ answer: inout RevocationAnswer) {
        if let (statement, date, reason) = firstRevocation {
            answer.status = .revoked(at: date, reason: reason)
            rely(on: statement, &answer)
            return
        }
        let speaking = statements.compactMap { statement in
            statement.state(of: certificate, at: question.time).map { (statement: statement, state: $0) }
        }
        let fresh = speaking.first {
            let said = $0.statement.answer
            return question.policy.isFresh(
                thisUpdate: said.thisUpdate, nextUpdate: said.nextUpdate, at: question.time)
        }
        // A hold counts also where its answer is old, as long as nothing newer takes it back.
        for case (let statement, .onHold(let date)) in [speaking.first, fresh].compactMap({ $0 }) {
            answer.status = .revoked(at: date, reason: .certificateHold)
            rely(on: statement, &answer)
            return
        }
        if let fresh {
            answer.status = .good
            rely(on: fresh.statement, &answer)
        } else if let newest = statements.first {
            answer.findings.append(objection(to: newest, isSilent: speaking.isEmpty))
        }
    }

    /// What can't be taken back counts, however old its answer is; of several the earliest.
    private var firstRevocation: (OCSPStatement, Instant, RevocationReason?)? {
        statements
            .compactMap { statement in statement.answer.revocation.map { (statement, $0.date, $0.reason) } }
            .filter { $0.1 <= question.time }
            .min { $0.1 < $1.1 }
    }

    private func rely(on statement: OCSPStatement, _ answer: inout RevocationAnswer) {
        answer.evidence.append(statement.evidence)
        answer.findings += statement.response.deviations(under: question.profile)
    }

    private func objection(to statement: OCSPStatement, isSilent: Bool) -> Finding {
        let name = statement.response.nameForMessages
        guard isSilent else {
            return question.policy.staleness(of: name, nextUpdate: statement.answer.nextUpdate, at: question.time)
        }
        return .unusable(
            "\(name) doesn't say whether \(certificate.nameForMessages), which had expired, was revoked",
            "RFC 6960 §4.4.4"
        )
    }
}
