//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// A set of nodes of one ``XMLTree`` (XPath 1.0 §3.3), as canonicalization takes it.
///
/// Ranges of document order, sorted and disjoint; so the enveloped-signature transform is one range taken out.
public struct NodeSet: Hashable, Sendable {
    /// Nodes by index: sorted, disjoint, none empty, adjacent ones joined.
    package private(set) var ranges: [Range<Int>]
    /// Whether comments are left out, as bare `""` and `#id` references ask (XML-DSig 1.1 §4.4.3.3).
    package private(set) var omitsComments: Bool
    /// Attribute and namespace nodes, where they are not just all those of the elements in the set.
    package var axes: AxisNodes?

    /// The subtree of a node with its attribute and namespace nodes; the document gives the whole tree.
    public init(subtreeOf node: XMLNode, in tree: XMLTree, omittingComments: Bool = false) {
        ranges = [tree.subtree(of: node)]
        omitsComments = omittingComments
    }

    /// - Precondition: `ranges` are sorted and disjoint.
    package init(ranges: [Range<Int>], axes: AxisNodes? = nil, omittingComments: Bool = false) {
        self.ranges = []
        for range in ranges where !range.isEmpty {
            if let last = self.ranges.last, last.upperBound >= range.lowerBound {
                precondition(last.upperBound == range.lowerBound, "ranges overlap or are out of order")
                self.ranges[self.ranges.count - 1] = last.lowerBound..<range.upperBound
            } else {
                self.ranges.append(range)
            }
        }
        self.axes = axes
        omitsComments = omittingComments
    }

    /// Whether no node of document order is in the set; its attribute and namespace nodes are not looked at.
    public var isEmpty: Bool { ranges.isEmpty }

    /// Whether the node is in the set.
    public func contains(_ node: XMLNode, in tree: XMLTree) -> Bool {
        if omitsComments, tree.kind(of: node) == .comment { return false }
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound <= node.index { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].contains(node.index)
    }

    /// Whether the attribute is in the set, which it may be without its element.
    package func contains(_ attribute: XMLAttribute, in tree: XMLTree) -> Bool {
        let owner = tree.owner(of: attribute)
        guard let axes else { return contains(owner, in: tree) }
        return axes.selections[Int(tree.nodes[owner.index].payload)].contains(attribute: attribute.index)
    }

    /// The set without the nodes of `subtree`, their attribute and namespace nodes included.
    package func subtracting(_ subtree: Range<Int>, of tree: XMLTree) -> NodeSet {
        var result: [Range<Int>] = []
        for range in ranges {
            let before = range.clamped(to: 0..<max(0, subtree.lowerBound))
            if !before.isEmpty { result.append(before) }
            let after = range.clamped(to: subtree.upperBound..<max(subtree.upperBound, range.upperBound))
            if !after.isEmpty { result.append(after) }
        }
        var set = NodeSet(ranges: result, axes: axes, omittingComments: omitsComments)
        set.axes?.removeAll(in: subtree, of: tree)
        return set
    }

    package func omittingComments() -> NodeSet {
        var set = self
        set.omitsComments = true
        return set
    }
}

/// For each element, which of its attribute and namespace nodes are in a set.
package struct AxisNodes: Hashable, Sendable {
    /// What is in the set of one element's axes.
    package enum Selection: Hashable, Sendable {
        case all
        case none
        /// Attribute indices, and prefixes of namespace nodes in scope (0 for the default namespace); both sorted.
        case listed(attributes: [Int], namespaces: [NameID])
    }

    /// By the index of the element in ``XMLTree/elements``.
    package private(set) var selections: [Selection]

    package init(_ selections: [Selection]) { self.selections = selections }

    package mutating func removeAll(in subtree: Range<Int>, of tree: XMLTree) {
        for node in subtree where tree.nodes[node].kind == .element {
            selections[Int(tree.nodes[node].payload)] = .none
        }
    }
}
