//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Collects the nodes of a set in document order.
struct NodeSetBuilder {
    private let tree: XMLTree
    private var ranges: [Range<Int>] = []
    private var selections: [AxisNodes.Selection]
    /// Whether any element's axes are in the set otherwise than the element.
    private var hasAxes = false

    init(_ tree: XMLTree) {
        self.tree = tree
        selections = [AxisNodes.Selection](repeating: .none, count: tree.elements.count)
    }

    /// Adds a node; each one once, in order.
    mutating func add(_ index: Int) {
        if let last = ranges.last, last.upperBound == index {
            ranges[ranges.count - 1] = last.lowerBound..<index + 1
        } else {
            ranges.append(index..<index + 1)
        }
    }

    /// Says which attribute and namespace nodes of an element are in the set.
    ///
    /// - Parameters:
    ///   - attributes: Sorted.
    ///   - namespaces: Prefixes, sorted.
    ///   - scopeCount: How many namespaces are in scope.
    mutating func set(
        _ attributes: [Int], _ namespaces: [NameID], scopeCount: Int, ofElement index: Int, isInSet: Bool
    ) {
        let element = Int(tree.nodes[index].payload)
        let isAll = attributes.count == tree.elements[element].attributes.count && namespaces.count == scopeCount
        let isNone = attributes.isEmpty && namespaces.isEmpty
        if isAll, isInSet || !isNone {
            selections[element] = .all
        } else if !isNone {
            selections[element] = .listed(attributes: attributes, namespaces: namespaces)
        }
        // An element without any has both all and none of them.
        if isInSet ? !isAll : !isNone { hasAxes = true }
    }

    /// All attribute and namespace nodes of an element that is in the set.
    mutating func setAll(ofElement index: Int) { selections[Int(tree.nodes[index].payload)] = .all }

    func finish(omittingComments: Bool) -> NodeSet {
        NodeSet(ranges: ranges, axes: hasAxes ? AxisNodes(selections) : nil, omittingComments: omittingComments)
    }
}
