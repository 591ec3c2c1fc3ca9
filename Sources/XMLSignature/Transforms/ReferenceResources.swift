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
    /// What the octets took of the policy that were read since this was emptied.
    var readingLeniencies: ReadingLeniencies = []

    /// Reads octets on the way through transforms, by the same reader as the document.
    mutating func read(_ octets: [UInt8], _ leniencies: ReferenceLeniencies) throws(XMLReadingError) -> XMLTree {
        let tree = try memory.reader.read(octets)
        readingLeniencies.formUnion(ReadingLeniencies(of: tree, under: leniencies))
        return tree
    }

    consuming func finish() -> ValidationMemory { memory }
}

extension Objection {
    /// What a failed canonicalization means for a signature: never a digest of the octets so far.
    init(canonicalization error: CanonicalizationError, _ budget: OutputBudget) {
        guard error.code != .outputLimit else {
            self = budget.exceeded()
            return
        }
        self.init(.canonicalizationFailed, .signatureConstraintsFailure, error.reason, clause: error.clause)
    }
}
