//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics

/// Asks revocation lists about one certificate (RFC 5280 §6.3.3).
///
/// The standard's algorithm goes from one distribution point to the next. Here every list that is about the certificate
/// is looked at, so that the order in which lists come changes nothing: revoked where any says so, good where those that
/// are the newest of their scopes say so of all reasons together.
package struct RevocationListCheck {
    /// Each once, the newest first.
    private let lists: [RevocationList]
    /// Lists that say they were issued after the caller had them.
    private let listsOfTheFuture: Set<RevocationList>
    private let question: RevocationQuestion

    package init(_ data: [RevocationData], _ question: RevocationQuestion) {
        let received = ReceivedData(data, \.lists, clockSkew: question.policy.clockSkew, issueTime: \.thisUpdate)
        listsOfTheFuture = received.itemsOfTheFuture
        lists = received.items.sorted(by: RevocationList.isNewer)
        self.question = question
    }

    /// - Parameter subject: Whose revocation is in question.
    package func answer(
        about subject: RevocationSubject,
        signers: inout some RevocationSigners
    ) -> RevocationAnswer {
        var answer = RevocationAnswer()
        let scope: RevocationListScope
        do throws(CertificateError) {
            scope = try RevocationListScope(of: subject.certificate)
        } catch {
            answer.hasData = lists.contains { $0.issuer.matches(subject.certificate.issuer) }
            answer.findings.append(.unusable("\(subject.certificate.nameForMessages): \(error.hint)", error.clause))
            return answer
        }
        var statements: [RevocationListStatement] = []
        var isSignerOutOfValidity = false
        for list in lists where scope.isConcerned(list) {
            answer.hasData = true
            let objections = objections(to: list)
            let reasons = scope.reasons(of: list)
            guard objections.isEmpty, !reasons.isEmpty else {
                answer.findings += objections.isEmpty ? [Self.outOfScope(list, subject.certificate)] : objections
                continue
            }
            let signature = RevocationListSignature(list, subject, max(question.time, list.thisUpdate))
            switch signature.signer(among: &signers) {
            case .verified(let signer):
                statements.append(RevocationListStatement(list, signer, reasons, about: subject.certificate))
            case .objection(let finding, let isOutOfValidity):
                answer.findings.append(finding)
                isSignerOutOfValidity = isSignerOutOfValidity || isOutOfValidity
            }
        }
        answer.isSignerOutOfValidity = isSignerOutOfValidity && statements.isEmpty
        RevocationListJudgement(statements, subject.certificate, question).complete(&answer)
        return answer
    }

    /// Why nothing in the list can be relied on, before its signature is looked at.
    private func objections(to list: RevocationList) -> [Finding] {
        let content = list.content
        let name = list.nameForMessages
        if listsOfTheFuture.contains(list) {
            return [.unusable("\(name) says it was issued after it was received", "RFC 5280 §5.1.2.4")]
        }
        if let type = content.extensions.unknownCritical {
            return [.unusable("\(name) has a critical extension that is not known here, \(type)", "RFC 5280 §5.2")]
        }
        if let type = content.entries.unknownCritical {
            let message = "\(name) has an entry with a critical extension that is not known here, \(type)"
            return [.unusable(message, "RFC 5280 §5.3")]
        }
        if content.entries.hasCertificateIssuers, content.extensions.issuingDistributionPoint?.isIndirect != true {
            return [.unusable("\(name) is not indirect and has entries of other issuers", "RFC 5280 §5.3.3")]
        }
        if let next = list.nextUpdate, next < list.thisUpdate {
            return [.unusable("\(name) has a nextUpdate of \(next), before its thisUpdate", "RFC 5280 §5.1.2.5")]
        }
        return list.deviations(under: question.profile).filter { $0.severity == .error }
    }

    private static func outOfScope(_ list: RevocationList, _ certificate: Certificate) -> Finding {
        .unusable(
            "\(list.nameForMessages) is not about \(certificate.nameForMessages), by its scope",
            "RFC 5280 §6.3.3 (b)"
        )
    }
}

extension RevocationList {
    /// By thisUpdate, then by number, then by what doesn't depend on who gave them.
    static func isNewer(_ left: RevocationList, _ right: RevocationList) -> Bool {
        if left.thisUpdate != right.thisUpdate { return left.thisUpdate > right.thisUpdate }
        switch (left.content.extensions.number, right.content.extensions.number) {
        case (let left?, let right?) where left != right: return left > right
        case (_?, nil): return true
        case (nil, _?): return false
        default: return left.fingerprint.lexicographicallyPrecedes(right.fingerprint)
        }
    }
}
