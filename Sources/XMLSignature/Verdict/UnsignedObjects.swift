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

/// Finds the Objects of a signature whose content its references leave out: they stand in the signature, and coverage
/// counts them as its envelope, so that somebody could take them for signed (XML-DSig §4.6).
struct UnsignedObjects {
    private let tree: XMLTree
    private let whole: WholeSubtrees
    /// Whatever was digested of anything, text alone included. Asked from the first Object to the last.
    private var touched: RangeCursor
    private var text: RangeCursor

    /// - Parameter covered: What the references of the signature digested.
    init(beside covered: [CoveredNodes], in tree: XMLTree) {
        self.tree = tree
        whole = WholeSubtrees(covered, in: tree)
        var ranges = covered.flatMap(\.nodes.ranges)
        CoverageMap.join(&ranges)
        touched = RangeCursor(ranges)
        text = RangeCursor(ranges)
    }

    /// A warning for each Object of which nothing was digested, an information for one of which something wasn't; at most
    /// 20.
    ///
    /// - Parameter objects: In document order.
    mutating func findings(of objects: [XMLNode], _ positions: PositionIndex) -> [Finding] {
        var findings: [Finding] = []
        for object in objects where !isSigned(object) {
            guard findings.count < 20 else { break }
            let isPart = touched.touches(tree.subtree(of: object))
            findings.append(
                Finding(
                    .objectNotSigned,
                    isPart ? .information : .warning,
                    isPart
                        ? "the references of the signature cover only a part of what the Object holds"
                        : "no reference of the signature covers the Object",
                    clause: "XML-DSig §4.6",
                    at: positions.position(of: object)
                )
            )
        }
        return findings
    }

    /// Whether everything in the Object was digested, if not the Object itself: what holds a Manifest or properties isn't
    /// signed as a rule.
    private mutating func isSigned(_ object: XMLNode) -> Bool {
        if whole.contain(object, in: tree) { return true }
        for child in tree.children(of: object) {
            switch tree.kind(of: child) {
            case .element: guard whole.contain(child, in: tree) || isQualified(child) else { return false }
            case .text: guard text.contains(child.index) || isWhiteSpace(child) else { return false }
            default: continue
            }
        }
        return true
    }

    /// Whether an element is `QualifyingProperties` with all but its `UnsignedProperties` signed, which are none by their
    /// name and have a finding of their own (EN 319 132-1 §4.3.1).
    private func isQualified(_ element: XMLNode) -> Bool {
        guard
            let namespace = SignedPropertiesReader.namespaces.first(where: {
                tree.isElement(element, $0, "QualifyingProperties")
            })
        else { return false }
        return tree.children(of: element).allSatisfy { child in
            switch tree.kind(of: child) {
            case .element:
                tree.isElement(child, namespace, "UnsignedProperties") || whole.contain(child, in: tree)
            case .text: isWhiteSpace(child)
            default: true
            }
        }
    }

    private func isWhiteSpace(_ text: XMLNode) -> Bool {
        tree.stringValue(of: text).allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    }
}
