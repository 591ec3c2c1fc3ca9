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
        var index = 1
        while index < tree.nodeCount {
            let stretch = stretch(from: index)
            let range = index..<min(stretch.end, tree.nodeCount)
            if !addAtOnce(range, stretch) { walk(range, stretch, &listedEnd) }
            index = range.upperBound
        }
        return CoverageReport(
            signedNodes: signed, unsignedNodes: unsigned, envelopeNodes: enveloped, unsigned: unsignedPaths
        )
    }

    /// Counts the nodes of a stretch together with their attributes, unless one of them has to be listed.
    private mutating func addAtOnce(_ range: Range<Int>, _ stretch: Stretch) -> Bool {
        let attributeRange = tree.attributes(ofElementsIn: range)
        var attributes = attributes
        let signedCount =
            stretch.signedCount(of: tree, in: range) + attributes.count(in: attributeRange)
        let otherCount = range.count + attributeRange.count - signedCount
        guard stretch.isEnvelope || otherCount == 0 else { return false }
        self.attributes = attributes
        signed += signedCount
        enveloped += otherCount
        return true
    }

    private mutating func walk(_ range: Range<Int>, _ stretch: Stretch, _ listedEnd: inout Int) {
        for index in range {
            let kind = tree.nodes[index].kind
            let isSigned = stretch.isSigned(kind)
            count(isSigned: isSigned, isEnvelope: stretch.isEnvelope)
            if kind == .element { countAttributes(of: index, stretch, isListed: index < listedEnd) }
            guard !isSigned, !stretch.isEnvelope, index >= listedEnd else { continue }
            list(XMLNode(index), &listedEnd)
        }
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

        /// How many nodes of a range within the stretch are signed.
        func signedCount(of tree: XMLTree, in range: Range<Int>) -> Int {
            if isInNodes, isInComments { return range.count }
            if isInNodes { return range.count - tree.count(of: .comment, in: range) }
            return (isInComments ? tree.count(of: .comment, in: range) : 0)
                + (isInText ? tree.count(of: .text, in: range) : 0)
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
