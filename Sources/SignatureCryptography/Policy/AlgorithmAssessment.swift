//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

package import Diagnostics

/// Why a policy refuses an algorithm or a key, or allows it with a warning.
package struct AlgorithmConcern: Hashable, Sendable {
    /// The code of the finding that it becomes.
    package let code: FindingCode
    /// What was found and what would be accepted, for a person.
    package let message: String
    /// The clause of the standard that decides it.
    package let clause: String?

    /// A concern with the code of the finding that it becomes.
    package init(_ code: FindingCode, _ message: String, clause: String? = nil) {
        self.code = code
        self.message = message
        self.clause = clause
    }

    /// The finding for a report.
    package func finding(_ severity: Finding.Severity, at position: SourcePosition? = nil) -> Finding {
        Finding(code, severity, message, clause: clause, at: position)
    }
}

extension SignatureValueForms {
    /// What a report says of the forms that a value was taken in, one for each.
    ///
    /// - Parameter code: The code of the findings that they become.
    package func concerns(_ code: FindingCode) -> [AlgorithmConcern] {
        var concerns: [AlgorithmConcern] = []
        if contains(.derEncodedECDSA) {
            let message = "the ECDSA value is in DER; the standard has r‖s"
            concerns.append(AlgorithmConcern(code, message, clause: "XML-DSig 1.1 §6.4.3"))
        }
        if contains(.paddedECDSA) {
            let message = "r and s of the ECDSA value aren't as long as the order of the base point"
            concerns.append(AlgorithmConcern(code, message, clause: "XML-DSig 1.1 §6.4.3"))
        }
        if contains(.truncatedHMAC) {
            concerns.append(AlgorithmConcern(code, "the HMAC is truncated", clause: "XML-DSig 1.1 §6.3.1"))
        }
        return concerns
    }
}

/// What a policy says of an algorithm or a key.
package enum AlgorithmAssessment: Hashable, Sendable {
    /// It may be used.
    case allowed
    /// It may be used, and the report says why that isn't as good.
    case allowedWithWarning(AlgorithmConcern)
    /// It may not be used.
    case refused(AlgorithmConcern)

    /// Why it may not be used, where it may not.
    package var refusal: AlgorithmConcern? { if case .refused(let concern) = self { concern } else { nil } }

    /// The warning that its use carries.
    package var warning: AlgorithmConcern? { if case .allowedWithWarning(let concern) = self { concern } else { nil } }
}

/// What a policy says of an algorithm that a document names by its URI.
package enum AlgorithmDecision<Method: Hashable & Sendable>: Hashable, Sendable {
    /// It may be used; a warning goes into the report.
    case use(Method, warning: AlgorithmConcern?)
    /// It may not be used: the policy refuses it, nobody knows it, or it can't be carried out here. The concern's code
    /// tells which.
    case refuse(AlgorithmConcern)
}
