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

/// How many public-key operations a document may still ask for. Its signatures share them: each costs as much as
/// kilobytes of hashing, and a document may have hundreds of signatures with a search for a path each.
struct PublicKeyBudget {
    private let allowed: Int
    /// What is left; searches for paths take theirs from it.
    var remaining: Int

    init(_ limits: SignatureLimits) {
        allowed = limits.publicKeyOperations
        remaining = limits.publicKeyOperations
    }

    var isExhausted: Bool { remaining <= 0 }

    /// Takes one operation.
    mutating func spend(at node: XMLNode) throws(Objection) {
        guard !isExhausted else { throw exceeded(at: node) }
        remaining -= 1
    }

    func exceeded(at node: XMLNode) -> Objection {
        Objection(
            .limitExceeded,
            .signatureConstraintsFailure,
            "the document asks for more than \(allowed) public-key operations",
            at: node
        )
    }
}
