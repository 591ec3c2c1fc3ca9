//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

package import CanonicalXML

/// A node of a tree, with those that stand in the axes of elements.
package enum SelectableNode: Hashable {
    /// The document, an element, a text, a comment or a processing instruction.
    case node(XMLNode)
    case attribute(XMLAttribute, of: XMLNode)
    /// A namespace in scope at an element, by its prefix; 0 for the default one.
    case namespace(NameID, of: XMLNode)

    /// The node itself, or the element in whose axis it stands.
    package var anchor: XMLNode {
        switch self {
        case .node(let node): node
        case .attribute(_, let element), .namespace(_, let element): element
        }
    }
}

extension NodeSet {
    /// The nodes for which a predicate holds, each of them asked about: the set as the standards define it.
    package init(_ tree: XMLTree, where isSelected: (SelectableNode) -> Bool) {
        var ranges: [Range<Int>] = []
        var selections: [AxisNodes.Selection] = []
        var scopes = ScopeWalk()
        for index in 0..<tree.nodeCount {
            let node = XMLNode(index)
            if isSelected(.node(node)) { ranges.append(index..<index + 1) }
            guard tree.kind(of: node) == .element else { continue }
            scopes.enter(node, tree)
            let attributes = tree.attributes(of: node).filter { isSelected(.attribute($0, of: node)) }.map(\.index)
            let prefixes = scopes.prefixes.filter { isSelected(.namespace($0, of: node)) }
            selections.append(
                attributes.isEmpty && prefixes.isEmpty ? .none : .listed(attributes: attributes, namespaces: prefixes)
            )
        }
        self.init(ranges: ranges, axes: AxisNodes(selections))
    }
}

/// The prefixes in scope, element by element in document order.
package struct ScopeWalk {
    private var open: [(end: Int, bindings: [NameID: NameID])] = []

    package init() {}

    /// The prefixes that are bound at the element entered last, in the order of their numbers, without `xml`.
    package var prefixes: [NameID] { bindings.keys.sorted() }

    /// The bindings in scope at each node that is an element, by its index.
    package static func bindings(of tree: XMLTree) -> [[NameID: NameID]] {
        var walk = ScopeWalk()
        return (0..<tree.nodeCount).map { index in
            guard tree.kind(of: XMLNode(index)) == .element else { return [:] }
            walk.enter(XMLNode(index), tree)
            return walk.bindings
        }
    }

    private var bindings: [NameID: NameID] { (open.last?.bindings ?? [:]).filter { $0.value != 0 } }

    package mutating func enter(_ node: XMLNode, _ tree: XMLTree) {
        while let last = open.last, last.end <= node.index { open.removeLast() }
        var bindings = open.last?.bindings ?? [:]
        for declaration in tree.declarations[tree.element(node).declarations] where declaration.prefix != NameTable.xml
        {
            bindings[declaration.prefix] = declaration.uri
        }
        open.append((tree.subtree(of: node).upperBound, bindings))
    }
}
