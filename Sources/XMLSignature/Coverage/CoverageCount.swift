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
        var stretch = stretch(from: 1)
        for index in 1..<tree.nodeCount {
            if index >= stretch.end { stretch = self.stretch(from: index) }
            let kind = tree.nodes[index].kind
            let isSigned = stretch.isSigned(kind)
            count(isSigned: isSigned, isEnvelope: stretch.isEnvelope)
            if kind == .element { countAttributes(of: index, stretch, isListed: index < listedEnd) }
            guard !isSigned, !stretch.isEnvelope, index >= listedEnd else { continue }
            list(XMLNode(index), &listedEnd)
        }
        return CoverageReport(
            signedNodes: signed, unsignedNodes: unsigned, envelopeNodes: enveloped, unsigned: unsignedPaths
        )
    }

    /// Nodes that follow each other and of which the same is to be said, but for their kinds.
    private struct Stretch {
        let isInNodes: Bool
        let isInComments: Bool
        let isInText: Bool
        let isEnvelope: Bool
        let end: Int

        func isSigned(_ kind: XMLNodeKind) -> Bool {
            switch kind {
            case .comment: isInComments
            case .text: isInNodes || isInText
            case .document, .element, .processingInstruction: isInNodes
            }
        }
    }

    private mutating func stretch(from index: Int) -> Stretch {
        let nodes = nodes.state(at: index)
        let comments = comments.state(at: index)
        let text = text.state(at: index)
        let envelope = envelope.state(at: index)
        return Stretch(
            isInNodes: nodes.contains,
            isInComments: comments.contains,
            isInText: text.contains,
            isEnvelope: envelope.contains,
            end: min(nodes.end, comments.end, text.end, envelope.end)
        )
    }

    private mutating func count(isSigned: Bool, isEnvelope: Bool) {
        if isSigned { signed += 1 } else if isEnvelope { enveloped += 1 } else { unsigned += 1 }
    }

    private mutating func countAttributes(of index: Int, _ stretch: Stretch, isListed: Bool) {
        for attribute in tree.elements[Int(tree.nodes[index].payload)].attributes {
            let isSigned = attributes.contains(attribute)
            count(isSigned: isSigned, isEnvelope: stretch.isEnvelope)
            // Of an unsigned element the attributes go without saying.
            if !isSigned, !stretch.isEnvelope, stretch.isInNodes, !isListed,
                unsignedPaths.count < Self.maximumPathCount
            {
                unsignedPaths.append(paths.path(of: XMLAttribute(attribute)))
            }
        }
    }

    private mutating func list(_ node: XMLNode, _ listedEnd: inout Int) {
        if tree.kind(of: node) == .text, tree.isWhiteSpace(node) { return }
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
