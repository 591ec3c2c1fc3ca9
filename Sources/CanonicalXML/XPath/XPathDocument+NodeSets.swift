//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

internal import CXMLDSig.XML

extension XPathDocument {
    /// How many evaluations there are between two looks at the clock.
    private static let evaluationsBetweenLooks = 16

    /// The XPath transform (XML-DSig §6.6.3): the nodes of `set` at which the expression is true, each of them the
    /// context node once; attribute and namespace nodes are asked for themselves.
    ///
    /// - Parameter here: The element that bears the expression; `nil` where it stands in another document.
    package func filter(
        _ set: NodeSet, by expression: XPathExpression, here: XMLNode?, spending budget: inout XPathBudget
    ) throws(XPathError) -> NodeSet {
        let query = try XPathQuery.compiled(expression, over: self, here: here)
        budget.begin(weight: query.weight)
        var builder = NodeSetBuilder(tree)
        var scope = NamespaceAxis()
        var evaluations = 0
        var start = CXMLDSig_thread_nanoseconds()

        func isSelected(_ node: XPathQuery.Node, _ query: borrowing XPathQuery) throws(XPathError) -> Bool {
            evaluations += 1
            try budget.charge(nodes: evaluations)
            if evaluations % Self.evaluationsBetweenLooks == 0 {
                try budget.charge(since: start)
                start = CXMLDSig_thread_nanoseconds()
            }
            return try query.test(node, spending: &budget)
        }

        var position = 0
        // Comments that were left out before stay part of the ranges around them, as in every other set.
        var includesLast = false
        for index in tree.nodes.indices {
            while position < set.ranges.count, set.ranges[position].upperBound <= index { position += 1 }
            let isInput = position < set.ranges.count && set.ranges[position].contains(index)
            let kind = tree.nodes[index].kind
            if isInput, set.omitsComments, kind == .comment {
                if includesLast { builder.add(index) }
                continue
            }
            includesLast = isInput ? try isSelected(.node(index), query) : false
            if includesLast { builder.add(index) }
            guard kind == .element else { continue }
            scope.enter(XMLNode(index), tree)
            try budget.charge(scope)
            let input = set.axes?.selections[Int(tree.nodes[index].payload)] ?? (isInput ? .all : .none)
            var attributes: [Int] = []
            for attribute in tree.element(XMLNode(index)).attributes where input.contains(attribute: attribute) {
                if try isSelected(.attribute(attribute), query) { attributes.append(attribute) }
            }
            var namespaces: [NameID] = []
            for binding in scope.bindings where input.contains(namespace: binding.prefix) {
                let node = XPathQuery.Node.namespace(declaration: binding.declaration, element: index)
                if try isSelected(node, query) { namespaces.append(binding.prefix) }
            }
            builder.set(
                attributes, namespaces, scopeCount: scope.bindings.count, ofElement: index, isInSet: includesLast
            )
        }
        try budget.charge(since: start)
        return builder.finish(omittingComments: set.omitsComments)
    }

    /// The nodes that an expression selects at the document, these and no others.
    package func nodes(
        selectedBy expression: XPathExpression, here: XMLNode?, spending budget: inout XPathBudget
    ) throws(XPathError) -> NodeSet {
        try select(expression, here, expandingSubtrees: false, &budget)
    }

    /// The nodes that an expression selects at the document, each with all that is below it (XPath Filter 2.0 §3).
    package func subtrees(
        selectedBy expression: XPathExpression, here: XMLNode?, spending budget: inout XPathBudget
    ) throws(XPathError) -> NodeSet {
        try select(expression, here, expandingSubtrees: true, &budget)
    }

    private func select(
        _ expression: XPathExpression, _ here: XMLNode?, expandingSubtrees: Bool, _ budget: inout XPathBudget
    ) throws(XPathError) -> NodeSet {
        let start = CXMLDSig_thread_nanoseconds()
        let query = try XPathQuery.compiled(expression, over: self, here: here)
        budget.begin(weight: query.weight)
        let selected = try query.select(spending: &budget)
        try budget.charge(since: start)
        var isSelected = [Bool](repeating: false, count: tree.nodes.count)
        var attributes: [Int] = []
        var namespaces: [Int: [NameID]] = [:]
        for node in selected {
            switch node {
            case .node(let index): isSelected[index] = true
            case .attribute(let index): attributes.append(index)
            case .namespace(let prefix, let element):
                // `xml` is in no canonical form; libxml2 also has a node for `xmlns=""`, which is none.
                guard let prefix = tree.table.names.find(prefix.span), prefix != NameTable.xml else { continue }
                namespaces[element, default: []].append(prefix)
            }
        }
        attributes.sort()
        return try set(isSelected, attributes, namespaces, expandingSubtrees, budget)
    }

    private func set(
        _ isSelected: [Bool], _ attributes: [Int], _ namespaces: [Int: [NameID]], _ expandsSubtrees: Bool,
        _ budget: XPathBudget
    ) throws(XPathError) -> NodeSet {
        var builder = NodeSetBuilder(tree)
        var scope = NamespaceAxis()
        var subtreeEnd = 0
        var next = 0
        for index in tree.nodes.indices {
            if isSelected[index], expandsSubtrees, index >= subtreeEnd {
                subtreeEnd = tree.subtree(of: XMLNode(index)).upperBound
            }
            let isInSubtree = index < subtreeEnd
            let isInSet = isSelected[index] || isInSubtree
            if isInSet { builder.add(index) }
            guard tree.nodes[index].kind == .element else { continue }
            scope.enter(XMLNode(index), tree)
            try budget.charge(scope)
            let own = tree.element(XMLNode(index)).attributes
            let first = next
            while next < attributes.count, attributes[next] < own.upperBound { next += 1 }
            if isInSubtree {
                builder.setAll(ofElement: index)
                continue
            }
            // Only where any is selected are those in scope looked at.
            let selected = namespaces[index].map { Set($0) }
            let prefixes = selected.map { selected in scope.bindings.map(\.prefix).filter(selected.contains) }
            builder.set(
                Array(attributes[first..<next]), prefixes ?? [], scopeCount: scope.bindings.count, ofElement: index,
                isInSet: isInSet
            )
        }
        return builder.finish(omittingComments: false)
    }
}

extension NodeSet {
    /// The nodes that an expression selects at the document of a tree, these and no others.
    ///
    /// - Throws: Where the value is no node-set, or costs more than the limits allow.
    public init(
        selectedBy expression: XPathExpression, in tree: XMLTree, limits: XPathLimits = XPathLimits()
    ) throws(XPathError) {
        var budget = XPathBudget(limits)
        let document = try XPathDocument(tree, spending: &budget)
        self = try document.nodes(selectedBy: expression, here: nil, spending: &budget)
    }
}
