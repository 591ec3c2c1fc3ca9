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

/// What the references of a document share and spend.
struct ReferenceResources: ~Copyable {
    var memory: ValidationMemory
    var budget: OutputBudget
    var xPath: XPathResources

    consuming func finish() -> ValidationMemory { memory }
}

extension Objection {
    /// What a failed canonicalization means for a signature: never a digest of the octets so far.
    init(canonicalization error: CanonicalizationError, _ budget: OutputBudget) {
        guard error.code != .outputLimit else {
            self = budget.exceeded()
            return
        }
        self.init(.canonicalizationFailed, .signatureConstraintsFailure, error.hint, clause: error.clause)
    }
}
