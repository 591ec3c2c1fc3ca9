//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

// How much there is in a tree, and in parts of it.

extension XMLTree {
    /// All nodes, attributes and namespace declarations.
    package var recordCount: Int { nodes.count + attributes.count + declarations.count }

    /// The nodes of a range, with the attributes and namespace declarations of its elements.
    package func recordCount(of range: Range<Int>) -> Int {
        let first = firstElement(from: range.lowerBound)
        let end = firstElement(from: range.upperBound)
        guard first < end else { return range.count }
        // Those of consecutive elements are consecutive themselves.
        let last = elements[end - 1]
        return range.count + last.attributes.upperBound - elements[first].attributes.lowerBound
            + last.declarations.upperBound - elements[first].declarations.lowerBound
    }

    /// The attributes of the elements in a range of nodes; those of consecutive elements are consecutive themselves.
    package func attributes(ofElementsIn range: Range<Int>) -> Range<Int> {
        let first = firstElement(from: range.lowerBound)
        let end = firstElement(from: range.upperBound)
        guard first < end else { return 0..<0 }
        return elements[first].attributes.lowerBound..<elements[end - 1].attributes.upperBound
    }

    /// How many nodes of a range are of a kind.
    package func count(of kind: XMLNodeKind, in range: Range<Int>) -> Int {
        // Most documents have none, and need no look at all nodes for it.
        if kind == .comment, !hasComments { return 0 }
        var count = 0
        for index in range where nodes[index].kind == kind { count += 1 }
        return count
    }

    /// The elements above a node, with their attributes and namespace declarations.
    package func recordCount(ofAncestorsOf node: XMLNode) -> Int {
        var count = 0
        var ancestor = parent(of: node)
        while let current = ancestor, kind(of: current) == .element {
            let element = element(current)
            count += 1 + element.attributes.count + element.declarations.count
            ancestor = parent(of: current)
        }
        return count
    }

    /// The number of the first element at or after a node.
    package func firstElement(from node: Int) -> Int {
        var low = 0
        var high = elements.count
        while low < high {
            let middle = (low + high) / 2
            if Int(elements[middle].node) < node { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
