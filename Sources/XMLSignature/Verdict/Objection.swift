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

/// Why a signature can't be judged further, or is judged bad: what becomes a finding and the sub-indication with it.
struct Objection: Error, Hashable {
    let code: FindingCode
    let subIndication: SubIndication
    /// What was found and what would be accepted, for a person.
    let message: String
    let clause: String?
    /// The node that it is about, from which the finding takes its place.
    let node: XMLNode?

    init(
        _ code: FindingCode,
        _ subIndication: SubIndication,
        _ message: String,
        clause: String? = nil,
        at node: XMLNode? = nil
    ) {
        self.code = code
        self.subIndication = subIndication
        self.message = message
        self.clause = clause
        self.node = node
    }

    /// The structure is not as the schema says.
    static func malformed(_ message: String, clause: String, at node: XMLNode) -> Self {
        Self(.structureMalformed, .formatFailure, message, clause: clause, at: node)
    }

    /// A limit of the policy was exceeded.
    static func limit(_ name: String, _ value: Int, at most: Int, _ node: XMLNode?) -> Self {
        Self(
            .limitExceeded,
            .signatureConstraintsFailure,
            "\(value) \(name); the policy allows \(most)",
            at: node
        )
    }
}
