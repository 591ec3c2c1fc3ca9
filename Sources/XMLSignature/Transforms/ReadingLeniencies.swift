//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import Diagnostics

/// What the policy allows beyond `strict` and octets took that were read: the document, or what transforms lead to.
struct ReadingLeniencies: OptionSet, Hashable {
    let rawValue: UInt8

    static let documentType = Self(rawValue: 1)
    static let relativeNamespaces = Self(rawValue: 2)
}

extension ReadingLeniencies {
    /// - Parameters:
    ///   - tree: What was read.
    ///   - leniencies: Of the policy by which namespace names may be relative.
    init(of tree: XMLTree, under leniencies: ReferenceLeniencies) {
        self = []
        if case .expanded = tree.origin { insert(.documentType) }
        if leniencies.contains(.relativeNamespaces), tree.relativeNamespace != nil { insert(.relativeNamespaces) }
    }

    /// What is said of the document itself.
    var documentFindings: [Finding] {
        findings(of: "the document", "was digested as it is written") { nil }
    }

    /// - Parameter position: Of what asks for the transforms.
    func findings(at position: @autoclosure () -> SourcePosition) -> [Finding] {
        findings(of: "what is read for a transform", "counts as it is written", position)
    }

    private func findings(of what: String, _ treatment: String, _ position: () -> SourcePosition?) -> [Finding] {
        var findings: [Finding] = []
        if contains(.documentType) {
            findings.append(
                Finding(
                    .documentTypeAllowed,
                    .warning,
                    "\(what) has a DTD, and its internal subset counts",
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
                    "a namespace name of \(what) has no scheme, and \(treatment)",
                    clause: "Canonical XML 1.0 §2.1",
                    at: position()
                )
            )
        }
        return findings
    }
}
