//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

internal import CXMLDSig.XML

/// The nodes of a tree as libxml2's XPath wants them: made from the tree, never from octets of a document.
@safe package final class XPathDocument {
    package let tree: XMLTree
    let nodes: OpaquePointer
    private let textOctets: Int
    /// Of an element: ancestors and attributes, as many as a set of them can have.
    private let nearbyNodes: Int
    /// Declarations in an element and its ancestors.
    private let declarationsAbove: Int

    /// - Throws: Where the tree has more nodes than a set may have, the budget is spent, or there is no memory.
    package init(_ tree: XMLTree, spending budget: inout XPathBudget) throws(XPathError) {
        let builder = try budget.timed { (budget) throws(XPathError) in
            try budget.charge(document: tree.recordCount)
            var builder = try XPathDocumentBuilder(tree)
            try builder.build(spending: &budget)
            return builder
        }
        self.tree = tree
        textOctets = builder.textOctets
        nearbyNodes = builder.nearbyNodes
        declarationsAbove = builder.declarationsAbove
        unsafe nodes = builder.finish()
    }

    deinit { unsafe CXMLDSig_dom_free(nodes) }

    /// What an operation of an expression counts as.
    ///
    /// libxml2 counts nodes that it comes by, not what it does with them: a string-value is as long as the text, each
    /// node that is put into a set is compared with those that are there, and a search for namespaces looks at every
    /// declaration above. So that each of these stays within about 2·10⁹ octets or comparisons, they count as more.
    func weight(of expression: XPathExpression) -> Int {
        var weight = 1
        let traits = expression.traits
        if traits.contains(.takesStringValues) { weight = max(weight, textOctets / 200) }
        if traits.contains(.comparesSets) {
            // Sorting takes the logarithm besides.
            weight = max(weight, traits.contains(.reachesFar) ? allNodes / 50 : nearbyNodes / 200)
        }
        if traits.contains(.listsNamespaces) { weight = max(weight, declarationsAbove / 50) }
        return weight
    }

    private var allNodes: Int { tree.nodes.count + tree.attributes.count }

    /// What `id()` finds: the number of an element, 0 for none, -1 where more than one has the ID.
    func element(withID value: [UInt8]) -> Int {
        switch tree.ids.resolve(value) {
        case .none: 0
        case .element(let element): element.index
        case .ambiguous: -1
        }
    }
}
