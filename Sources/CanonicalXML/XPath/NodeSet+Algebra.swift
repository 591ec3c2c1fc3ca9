//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

extension NodeSet {
    /// What two sets are put together by (XPath Filter 2.0 §3).
    package enum Combination: Hashable, Sendable {
        case intersect
        case subtract
        case union

        func holds(_ left: Bool, _ right: Bool) -> Bool {
            switch self {
            case .intersect: left && right
            case .subtract: left && !right
            case .union: left || right
            }
        }
    }

    /// The nodes, attribute and namespace nodes included, that are in both, in this one only, or in any.
    ///
    /// - Parameter other: A set that has comments.
    /// - Throws: Where so many attribute and namespace nodes have to be told apart as no set may have, or the budget is
    ///   spent.
    package func combined(
        _ combination: Combination, _ other: NodeSet, of tree: XMLTree, spending budget: inout XPathBudget
    ) throws(XPathError) -> NodeSet {
        var result: [Range<Int>] = []
        var walk = (left: RangeWalk(ranges), right: RangeWalk(other.ranges))
        var index = 0
        while index < tree.nodes.count {
            try budget.charge(1)
            let left = walk.left.state(at: index)
            let right = walk.right.state(at: index)
            let end = min(left.end, right.end, tree.nodes.count)
            if combination.holds(left.isIn, right.isIn) { result.append(index..<end) }
            index = end
        }
        var axes: AxisNodes?
        if self.axes != nil || other.axes != nil {
            axes = try budget.timed { (budget) throws(XPathError) in
                try combinedAxes(combination, other, tree, &budget)
            }
        }
        return NodeSet(ranges: result, axes: axes, omittingComments: omitsComments)
    }

    private func combinedAxes(
        _ combination: Combination, _ other: NodeSet, _ tree: XMLTree, _ budget: inout XPathBudget
    ) throws(XPathError) -> AxisNodes {
        var walk = (left: RangeWalk(ranges), right: RangeWalk(other.ranges))
        var scope = NamespaceAxis()
        var listed = 0
        var selections: [AxisNodes.Selection] = []
        try budget.charge(tree.elements.count + tree.declarations.count)
        selections.reserveCapacity(tree.elements.count)
        for (element, record) in tree.elements.enumerated() {
            let node = Int(record.node)
            scope.enter(XMLNode(node), tree)
            let left = axes?.selections[element] ?? (walk.left.state(at: node).isIn ? .all : .none)
            let right = other.axes?.selections[element] ?? (walk.right.state(at: node).isIn ? .all : .none)
            switch (left, right) {
            case (.listed, _), (_, .listed): break
            default:
                selections.append(combination.holds(left == .all, right == .all) ? .all : .none)
                continue
            }
            let inScope = try Self.prefixes(left, right, &scope, &budget)
            listed += record.attributes.count + inScope.count
            try budget.charge(nodes: listed)
            try budget.charge(record.attributes.count)
            let attributes = record.attributes.filter {
                combination.holds(left.contains(attribute: $0), right.contains(attribute: $0))
            }
            let prefixes = inScope.filter {
                combination.holds(left.contains(namespace: $0), right.contains(namespace: $0))
            }
            let isEmpty = attributes.isEmpty && prefixes.isEmpty
            selections.append(isEmpty ? .none : .listed(attributes: attributes, namespaces: prefixes))
        }
        return AxisNodes(selections)
    }

    /// The prefixes, sorted, of all namespace nodes of an element that are in one of two selections.
    private static func prefixes(
        _ left: AxisNodes.Selection, _ right: AxisNodes.Selection, _ scope: inout NamespaceAxis,
        _ budget: inout XPathBudget
    ) throws(XPathError) -> [NameID] {
        guard left != .all, right != .all else { return try scope.bindings(spending: &budget).map(\.prefix) }
        var prefixes: Set<NameID> = []
        for case .listed(_, let namespaces) in [left, right] {
            try budget.charge(namespaces.count)
            prefixes.formUnion(namespaces)
        }
        return prefixes.sorted()
    }
}

/// Goes along sorted ranges.
struct RangeWalk {
    private let ranges: [Range<Int>]
    private var position = 0

    init(_ ranges: [Range<Int>]) { self.ranges = ranges }

    /// Whether an index, which is not below the last one asked for, is in a range, and up to where that stays so.
    mutating func state(at index: Int) -> (isIn: Bool, end: Int) {
        while position < ranges.count, ranges[position].upperBound <= index { position += 1 }
        guard position < ranges.count else { return (false, .max) }
        let range = ranges[position]
        return range.lowerBound <= index ? (true, range.upperBound) : (false, range.lowerBound)
    }
}
