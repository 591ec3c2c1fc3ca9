//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Asks an expression about each node of a set (XML-DSig §6.6.3).
struct NodeFilter: ~Copyable {
    private let set: NodeSet
    private let tree: XMLTree
    private let query: XPathQuery
    private var builder: NodeSetBuilder
    private var scope = NamespaceAxis()
    private var membership: RangeWalk
    private var evaluationCount = 0

    init(
        _ set: NodeSet, by expression: XPathExpression, over document: XPathDocument, _ here: XMLNode?,
        _ budget: inout XPathBudget
    ) throws(XPathError) {
        query = try XPathQuery.compiled(expression, over: document, here: here)
        budget.begin(weight: query.weight)
        self.set = set
        tree = document.tree
        builder = NodeSetBuilder(tree)
        membership = RangeWalk(set.ranges)
    }

    mutating func run(spending budget: inout XPathBudget) throws(XPathError) -> NodeSet {
        // Comments that were left out before stay part of the ranges around them, as in every other set.
        var includesLast = false
        for index in tree.nodes.indices {
            let isInput = membership.state(at: index).isIn
            let kind = tree.nodes[index].kind
            if isInput, set.omitsComments, kind == .comment {
                try budget.charge(1)
            } else if isInput {
                includesLast = try isSelected(.node(index), &budget)
            } else {
                try budget.charge(1)
                includesLast = false
            }
            if includesLast { builder.add(index) }
            if kind == .element { try filterAxes(ofElement: index, isInput, isInSet: includesLast, &budget) }
        }
        return builder.finish(omittingComments: set.omitsComments)
    }

    private mutating func filterAxes(
        ofElement index: Int, _ isInput: Bool, isInSet: Bool, _ budget: inout XPathBudget
    ) throws(XPathError) {
        let element = tree.element(XMLNode(index))
        try budget.charge(element.declarations.count)
        scope.enter(XMLNode(index), tree)
        let input = set.axes?.selections[Int(tree.nodes[index].payload)] ?? (isInput ? .all : .none)
        var attributes: [Int] = []
        var namespaces: [NameID] = []
        if input != .none {
            for attribute in element.attributes where input.contains(attribute: attribute) {
                if try isSelected(.attribute(attribute), &budget) { attributes.append(attribute) }
            }
            for binding in try scope.bindings(spending: &budget) where input.contains(namespace: binding.prefix) {
                let node = XPathQuery.Node.namespace(declaration: binding.declaration, element: index)
                if try isSelected(node, &budget) { namespaces.append(binding.prefix) }
            }
        }
        builder.set(attributes, namespaces, scopeCount: scope.count, ofElement: index, isInSet: isInSet)
    }

    private mutating func isSelected(_ node: XPathQuery.Node, _ budget: inout XPathBudget) throws(XPathError) -> Bool {
        evaluationCount += 1
        try budget.charge(nodes: evaluationCount)
        return try query.test(node, spending: &budget)
    }
}
