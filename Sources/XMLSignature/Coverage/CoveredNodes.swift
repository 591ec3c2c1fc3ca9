//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML

/// The nodes of the document that went into a digest.
struct CoveredNodes: Hashable {
    /// The nodes, among them comments only where they were digested.
    var nodes: NodeSet
    /// Only text went in: the base64 transform of a node set takes nothing else.
    var isTextOnly = false

    /// Without comments: a later canonicalization dropped them.
    mutating func dropComments() { nodes = nodes.omittingComments() }
}

/// What was digested as a whole, attributes included, so that it says what the document says.
struct WholeSubtrees {
    /// Sorted, disjoint.
    private let ranges: [Range<Int>]

    init(_ covered: [CoveredNodes]) {
        ranges = CoverageMap.joined(
            covered.filter { !$0.isTextOnly && $0.nodes.axes == nil }.flatMap(\.nodes.ranges)
        )
    }

    /// Whether every node of the element's subtree was digested, but for comments.
    func contain(_ element: XMLNode, in tree: XMLTree) -> Bool {
        let subtree = tree.subtree(of: element)
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < subtree.upperBound { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].lowerBound <= subtree.lowerBound
    }
}
