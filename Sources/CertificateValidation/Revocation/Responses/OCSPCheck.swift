//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics

/// Asks OCSP responses about one certificate (RFC 6960 §3.2).
///
/// Nobody asks a responder here: the responses are those that the caller has, so that a nonce says nothing. Every one
/// that is about the certificate is looked at: revoked where any says so, else what the newest that says something says.
package struct OCSPCheck {
    /// Each once, the newest first.
    private let responses: [OCSPResponse]
    /// Those that say they were signed after the caller had them.
    private let responsesOfTheFuture: Set<OCSPResponse>
    private let question: RevocationQuestion

    package init(_ data: [RevocationData], _ question: RevocationQuestion) {
        let received = ReceivedData(
            data, \.responses, clockSkew: question.policy.clockSkew, issueTime: \.producedAt
        )
        responsesOfTheFuture = received.itemsOfTheFuture
        responses = received.items.sorted(by: OCSPResponse.isNewer)
        self.question = question
    }

    /// - Parameter subject: Whose revocation is in question.
    package func answer(
        about subject: RevocationSubject,
        signers: inout some RevocationSigners
    ) -> RevocationAnswer {
        var answer = RevocationAnswer()
        guard !responses.isEmpty else { return answer }
        var identified = IdentifiedCertificate(subject.certificate, issuedBy: subject.issuer)
        let responders = OCSPResponders(of: subject, question.policy, among: signers)
        var statements: [OCSPStatement] = []
        for response in responses {
            switch reading(response, &identified) {
            case .others: continue
            case .unusable(let findings):
                answer.hasData = true
                answer.findings += findings
                continue
            case .answers(let basic, let answers, let findings):
                answer.hasData = true
                answer.findings += findings
                guard !answers.isEmpty else { continue }
                let signature = OCSPSignature(response, basic, subject, max(question.time, basic.producedAt))
                switch signature.signer(among: responders, &signers) {
                case .verified(let signer):
                    statements += answers.map { OCSPStatement(response, basic, $0, signer) }
                case .objection(let finding, let isOutOfValidity):
                    answer.findings.append(finding)
                    answer.isSignerOutOfValidity = answer.isSignerOutOfValidity || isOutOfValidity
                }
            }
        }
        answer.isSignerOutOfValidity = answer.isSignerOutOfValidity && statements.isEmpty
        OCSPJudgement(statements, subject.certificate, question).complete(&answer)
        return answer
    }

    /// What there is in a response before its signature is looked at.
    private enum Reading {
        /// It is about certificates of other issuers.
        case others
        case unusable([Finding])
        /// Answers about the certificate, and why others can't be used.
        case answers(BasicOCSPResponse, [SingleResponse], [Finding])
    }

    private func reading(_ response: OCSPResponse, _ certificate: inout IdentifiedCertificate) -> Reading {
        let name = response.nameForMessages
        // Whom a responder gave no answer about isn't said, so it may be anybody.
        guard let basic = response.basic else { return .unusable([noAnswer(response)]) }
        let found: SingleResponses.Found
        do throws(CertificateError) {
            found = try basic.answers.find(&certificate)
        } catch {
            return .unusable([.unusable("\(name): \(error.hint)", error.clause)])
        }
        guard found.isAboutIssuer else { return .others }
        guard !found.answers.isEmpty else {
            let message = "\(name) is not about \(certificate.nameForMessages)"
            return .unusable([.unusable(message, "RFC 6960 §3.2 (1)")])
        }
        let objections = objections(to: response, basic)
        guard objections.isEmpty else { return .unusable(objections) }
        var usable: [SingleResponse] = []
        // An answer that occurs a thousand times is objected to once.
        var findings: Set<Finding> = []
        for answer in found.answers {
            if let objection = objection(to: answer, of: response, basic, certificate) {
                findings.insert(objection)
            } else {
                usable.append(answer)
            }
        }
        return .answers(basic, usable, findings.sorted { $0.message < $1.message })
    }

    private func noAnswer(_ response: OCSPResponse) -> Finding {
        let name = response.nameForMessages
        if case .unknownType(let type) = response.content {
            return .unusable("\(name) is of a type that is not known here, \(type)", "RFC 6960 §4.2.1")
        }
        let message = "\(name) is none: \(response.status)"
        return Finding(.onlineStatusRefused, .error, message, clause: "RFC 6960 §2.3")
    }

    /// Why nothing in the response can be relied on, before its signature is looked at.
    private func objections(to response: OCSPResponse, _ basic: BasicOCSPResponse) -> [Finding] {
        let name = response.nameForMessages
        if responsesOfTheFuture.contains(response) {
            return [.unusable("\(name) says it was signed after it was received", "RFC 6960 §4.2.2.1")]
        }
        if let type = basic.unknownCritical {
            return [.unusable("\(name) has a critical extension that is not known here, \(type)", "RFC 6960 §4.4")]
        }
        return response.deviations(under: question.profile).filter { $0.severity == .error }
    }

    private func objection(
        to answer: SingleResponse,
        of response: OCSPResponse,
        _ basic: BasicOCSPResponse,
        _ certificate: IdentifiedCertificate
    ) -> Finding? {
        let name = "\(response.nameForMessages), about \(certificate.nameForMessages),"
        if let type = answer.unknownCritical {
            return .unusable("\(name) has a critical extension that is not known here, \(type)", "RFC 6960 §4.4")
        }
        if answer.thisUpdate.seconds > basic.producedAt.seconds.addingSaturated(question.policy.clockSkew) {
            let message = "\(name) has a thisUpdate of \(answer.thisUpdate), after it was signed"
            return .unusable(message, "RFC 6960 §4.2.2.1")
        }
        if let next = answer.nextUpdate, next < answer.thisUpdate {
            let message = "\(name) has a nextUpdate of \(next), before its thisUpdate"
            return .unusable(message, "RFC 6960 §4.2.2.1")
        }
        if answer.status == .unknown {
            let message = "\(name) says that its responder doesn't know the certificate"
            return Finding(.onlineStatusUnknown, .error, message, clause: "RFC 6960 §2.2")
        }
        return nil
    }
}

extension OCSPResponse {
    /// By producedAt, then by what doesn't depend on who gave them; those without an answer last.
    fileprivate static func isNewer(_ left: OCSPResponse, _ right: OCSPResponse) -> Bool {
        switch (left.producedAt, right.producedAt) {
        case (let left?, let right?) where left != right: left > right
        case (_?, nil): true
        case (nil, _?): false
        default: left.fingerprint.lexicographicallyPrecedes(right.fingerprint)
        }
    }

    /// The findings about what its responder neglected: errors under ``CertificateProfile/conforming``.
    func deviations(under profile: CertificateProfile) -> [Finding] {
        guard basic?.hasFractions == true else { return [] }
        return [
            Finding(
                .onlineStatusTime,
                profile == .conforming ? .error : .warning,
                "\(nameForMessages) has a time with a fraction of a second",
                clause: "RFC 6960 §4.2.2.1, RFC 5280 §4.1.2.5.2"
            )
        ]
    }
}
