//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML

/// Counts the nodes that valid signatures cover and finds those that none does.
struct CoverageCount {
    private let tree: XMLTree
    private var paths: PathFormatter
    private var nodes: RangeCursor
    private var comments: RangeCursor
    private var text: RangeCursor
    private var attributes: RangeCursor
    private var envelope: RangeCursor

    private var signed = 0
    private var unsigned = 0
    private var enveloped = 0
    private var unsignedPaths: [String] = []

    static let maximumPathCount = 100

    /// - Parameters:
    ///   - map: What the references of valid signatures digested.
    ///   - envelope: The subtrees of signatures outside of `SignedInfo`.
    init(_ map: CoverageMap, envelope: [Range<Int>], in tree: XMLTree, paths: PathFormatter) {
        self.tree = tree
        self.paths = paths
        nodes = RangeCursor(map.nodes)
        comments = RangeCursor(map.comments)
        text = RangeCursor(map.text)
        attributes = RangeCursor(map.attributes)
        self.envelope = RangeCursor(envelope)
    }

    mutating func report() -> CoverageReport {
        // Everything below the last listed element is part of what was listed.
        var listedEnd = 0
        for index in 1..<tree.nodeCount {
            let isEnvelope = envelope.contains(index)
            let isSigned = isSigned(index)
            count(isSigned: isSigned, isEnvelope: isEnvelope)
            if tree.nodes[index].kind == .element {
                countAttributes(of: index, isEnvelope, isListed: index < listedEnd)
            }
            guard !isSigned, !isEnvelope, index >= listedEnd else { continue }
            list(XMLNode(index), &listedEnd)
        }
        return CoverageReport(
            signedNodes: signed, unsignedNodes: unsigned, envelopeNodes: enveloped, unsigned: unsignedPaths
        )
    }

    private mutating func isSigned(_ index: Int) -> Bool {
        // Each cursor has to see every index, so none of these may be left out by another.
        let isInNodes = nodes.contains(index)
        let isInComments = comments.contains(index)
        let isInText = text.contains(index)
        return switch tree.nodes[index].kind {
        case .comment: isInComments
        case .text: isInNodes || isInText
        case .document, .element, .processingInstruction: isInNodes
        }
    }

    private mutating func count(isSigned: Bool, isEnvelope: Bool) {
        if isSigned { signed += 1 } else if isEnvelope { enveloped += 1 } else { unsigned += 1 }
    }

    private mutating func countAttributes(of index: Int, _ isEnvelope: Bool, isListed: Bool) {
        let isElementSigned = nodes.contains(index)
        for attribute in tree.elements[Int(tree.nodes[index].payload)].attributes {
            let isSigned = attributes.contains(attribute)
            count(isSigned: isSigned, isEnvelope: isEnvelope)
            // Of an unsigned element the attributes go without saying.
            if !isSigned, !isEnvelope, isElementSigned, !isListed, unsignedPaths.count < Self.maximumPathCount {
                unsignedPaths.append(paths.path(of: XMLAttribute(attribute)))
            }
        }
    }

    private mutating func list(_ node: XMLNode, _ listedEnd: inout Int) {
        if tree.kind(of: node) == .text, tree.stringValue(of: node).allSatisfy(\.isXMLWhiteSpace) { return }
        let subtree = tree.subtree(of: node)
        if tree.kind(of: node) == .element, !hasOther(than: subtree) { listedEnd = subtree.upperBound }
        if unsignedPaths.count < Self.maximumPathCount { unsignedPaths.append(paths.path(of: node)) }
    }

    /// Whether anything below is signed or belongs to a signature.
    private func hasOther(than subtree: Range<Int>) -> Bool {
        var cursors = (nodes, comments, text, envelope)
        return cursors.0.touches(subtree) || cursors.1.touches(subtree) || cursors.2.touches(subtree)
            || cursors.3.touches(subtree)
    }
}
