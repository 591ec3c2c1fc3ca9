//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

extension XPathDocument {
    /// The XPath transform (XML-DSig §6.6.3): the nodes of `set` at which the expression is true, each of them the
    /// context node once; attribute and namespace nodes are asked for themselves.
    ///
    /// - Parameter here: The element that bears the expression; `nil` where it stands in another document.
    package func filter(
        _ set: NodeSet, by expression: XPathExpression, here: XMLNode?, spending budget: inout XPathBudget
    ) throws(XPathError) -> NodeSet {
        try budget.timed { (budget) throws(XPathError) in
            var filter = try NodeFilter(set, by: expression, over: self, here, &budget)
            return try filter.run(spending: &budget)
        }
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
        try budget.timed { (budget) throws(XPathError) in
            let query = try XPathQuery.compiled(expression, over: self, here: here)
            budget.begin(weight: query.weight)
            let selected = try query.select(spending: &budget)
            try budget.charge(tree.nodes.count + tree.declarations.count)
            var selection = Selection(isSelected: [Bool](repeating: false, count: tree.nodes.count))
            for node in selected {
                try budget.charge(1)
                selection.add(node, tree)
            }
            selection.attributes.sort()
            return try set(selection, expandingSubtrees, &budget)
        }
    }

    /// What was selected, by kinds.
    private struct Selection {
        var isSelected: [Bool]
        var attributes: [Int] = []
        /// By their elements.
        var namespaces: [Int: Set<NameID>] = [:]

        mutating func add(_ node: XPathQuery.Selected, _ tree: XMLTree) {
            switch node {
            case .node(let index): isSelected[index] = true
            case .attribute(let index): attributes.append(index)
            case .namespace(let prefix, let element):
                // `xml` is in no canonical form; libxml2 also has a node for `xmlns=""`, which is none.
                guard let prefix = tree.table.names.find(prefix.span), prefix != NameTable.xml else { return }
                namespaces[element, default: []].insert(prefix)
            }
        }
    }

    private func set(
        _ selection: Selection, _ expandsSubtrees: Bool, _ budget: inout XPathBudget
    ) throws(XPathError) -> NodeSet {
        var builder = NodeSetBuilder(tree)
        var scope = NamespaceAxis()
        var subtreeEnd = 0
        var next = 0
        for index in tree.nodes.indices {
            if selection.isSelected[index], expandsSubtrees, index >= subtreeEnd {
                subtreeEnd = tree.subtree(of: XMLNode(index)).upperBound
            }
            let isInSubtree = index < subtreeEnd
            let isInSet = selection.isSelected[index] || isInSubtree
            if isInSet { builder.add(index) }
            guard tree.nodes[index].kind == .element else { continue }
            scope.enter(XMLNode(index), tree)
            let own = tree.element(XMLNode(index)).attributes
            let first = next
            while next < selection.attributes.count, selection.attributes[next] < own.upperBound { next += 1 }
            if isInSubtree {
                builder.setAll(ofElement: index)
                continue
            }
            // Only where any is selected are those in scope looked at.
            var prefixes: [NameID] = []
            if let selected = selection.namespaces[index] {
                prefixes = try scope.bindings(spending: &budget).map(\.prefix).filter(selected.contains)
            }
            builder.set(
                Array(selection.attributes[first..<next]), prefixes, scopeCount: scope.count, ofElement: index,
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
