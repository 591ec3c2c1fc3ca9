//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML

/// What was digested as a whole, attributes and namespaces included, so that it says what the document says; comments
/// don't count.
///
/// A set from which an expression left out single attributes or namespaces counts for nothing: without its namespaces an
/// element may be called anything.
struct WholeSubtrees {
    /// Sorted, disjoint, with the comments behind each.
    let ranges: [Range<Int>]

    init(_ covered: [CoveredNodes], in tree: XMLTree) {
        var digested: [Range<Int>] = []
        for covered in covered where !covered.isTextOnly && covered.nodes.axes == nil {
            digested += covered.nodes.ranges
        }
        CoverageMap.join(&digested)
        var ranges: [Range<Int>] = []
        ranges.reserveCapacity(digested.count)
        // Past the comments behind the ranges so far; each is looked at once.
        var end = 0
        for range in digested {
            end = max(end, range.upperBound)
            while end < tree.nodeCount, tree.nodes[end].kind == .comment { end += 1 }
            if let last = ranges.last, range.lowerBound <= last.upperBound {
                ranges[ranges.count - 1] = last.lowerBound..<end
            } else {
                ranges.append(range.lowerBound..<end)
            }
        }
        self.ranges = ranges
    }

    /// Whether every node of a node's subtree was digested, but for comments.
    func contain(_ node: XMLNode, in tree: XMLTree) -> Bool {
        let subtree = tree.subtree(of: node)
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].upperBound < subtree.upperBound { low = middle + 1 } else { high = middle }
        }
        return low < ranges.count && ranges[low].lowerBound <= subtree.lowerBound
    }
}
