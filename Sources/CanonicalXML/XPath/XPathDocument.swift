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
    private let size: XPathDocumentSize

    /// - Throws: Where the tree has more nodes than a set may have, the budget is spent, or there is no memory.
    package init(_ tree: XMLTree, spending budget: inout XPathBudget) throws(XPathError) {
        let builder = try budget.timed { (budget) throws(XPathError) in
            try budget.charge(document: tree.recordCount)
            var builder = try XPathDocumentBuilder(tree)
            try builder.build(spending: &budget)
            return builder
        }
        self.tree = tree
        size = builder.size
        unsafe nodes = builder.finish()
    }

    deinit { unsafe CXMLDSig_dom_free(nodes) }

    /// What an operation of an expression counts as.
    func weight(of expression: XPathExpression) -> Int { size.weight(of: expression) }

    /// What `id()` finds: the number of an element, 0 for none, -1 where more than one has the ID.
    func element(withID value: [UInt8]) -> Int {
        switch tree.ids.resolve(value) {
        case .none: 0
        case .element(let element): element.index
        case .ambiguous: -1
        }
    }
}
