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
        if case .expanded = tree.origin { readingLeniencies.insert(.documentType) }
        if leniencies.contains(.relativeNamespaces), tree.relativeNamespace != nil {
            readingLeniencies.insert(.relativeNamespaces)
        }
        return tree
    }

    consuming func finish() -> ValidationMemory { memory }
}

/// What the policy allows beyond `strict` and octets took that were read on the way through transforms; what the document
/// itself takes is said of the document.
struct ReadingLeniencies: OptionSet, Hashable {
    let rawValue: UInt8

    static let documentType = Self(rawValue: 1)
    static let relativeNamespaces = Self(rawValue: 2)

    /// - Parameter position: Of what asks for the transforms.
    func findings(at position: @autoclosure () -> SourcePosition) -> [Finding] {
        var findings: [Finding] = []
        if contains(.documentType) {
            findings.append(
                Finding(
                    .documentTypeAllowed,
                    .warning,
                    "what is read for a transform has a DTD, and its internal subset counts",
                    clause: "XML 1.0 §2.8",
                    at: position()
                )
            )
        }
        if contains(.relativeNamespaces) {
            findings.append(
                Finding(
                    .relativeNamespace,
                    .warning,
                    "a namespace name of what is read for a transform has no scheme, and counts as it is written",
                    clause: "Canonical XML 1.0 §2.1",
                    at: position()
                )
            )
        }
        return findings
    }
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
