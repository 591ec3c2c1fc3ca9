//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML

extension CoveredNodes {
    /// Where what was digested begins: the nodes of the set whose parents aren't in it, at most so many. Where only text
    /// was digested, these are the nodes that it is the text of.
    func roots(in tree: XMLTree, limit: Int) -> [XMLNode] {
        var roots: [XMLNode] = []
        for range in nodes.ranges {
            var index = range.lowerBound
            while index < range.upperBound, roots.count < limit {
                let node = XMLNode(index)
                let isOmitted = nodes.omitsComments && tree.kind(of: node) == .comment
                if !isOmitted, !hasParentInSet(node, tree) { roots.append(node) }
                // Nothing in this range below the node can be a root: its parent is in the set.
                index = min(max(tree.subtree(of: node).upperBound, index + 1), range.upperBound)
            }
        }
        return roots
    }

    private func hasParentInSet(_ node: XMLNode, _ tree: XMLTree) -> Bool {
        tree.parent(of: node).map { nodes.contains($0, in: tree) } ?? false
    }
}
