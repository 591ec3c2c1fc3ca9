//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import DocumentGenerator
import Foundation

/// As much of XPath 1.0 as the node sets of the vectors take: the condition in `(//. | //@* | //namespace::*)[…]`.
struct NodeCondition {
    private enum Expression: Sendable {
        indirect case or([Expression])
        indirect case and([Expression])
        indirect case not(Expression)
        case axis(String, ExpandedName)
        case isKind(XMLNodeKind)
        /// `name()` or `namespace-uri()` is, or is not, a literal.
        case name(of: String, isEqual: Bool, String)
        case isInSubtree(ofID: String)
        case isNamespaceNode(Bool)
        case hasOddDepth
        case isNamespaceOfParent
    }

    private static let phrases: [(String, Expression)] = [
        ("count(id(\"E3\")|ancestor-or-self::node())=count(ancestor-or-self::node())", .isInSubtree(ofID: "E3")),
        (
            "count(parent::node()/namespace::*)!=count(parent::node()/namespace::*|self::node())",
            .isNamespaceNode(false)
        ),
        ("count(parent::node()/namespace::*)=count(parent::node()/namespace::*|self::node())", .isNamespaceNode(true)),
        ("(count(ancestor-or-self::node())mod2)=1", .hasOddDepth),
        ("string(self::node())=namespace-uri(parent::node())", .isNamespaceOfParent),
        ("self::text()", .isKind(.text)),
        ("self::comment()", .isKind(.comment)),
    ]

    private var expression = Expression.and([])
    private var rest: Substring
    private let namespaces: [String: String]

    struct Unsupported: Error { let text: String }

    /// - Parameter path: All of the expression.
    init(_ path: String, namespaces: [String: String]) throws {
        self.namespaces = namespaces
        let text = path.filter { !$0.isWhitespace }
        let all = "(//.|//@*|//namespace::*)"
        guard text.hasPrefix(all) else { throw Unsupported(text: text) }
        rest = text.dropFirst(all.count)
        guard !rest.isEmpty else { return }
        guard rest.hasPrefix("["), rest.hasSuffix("]") else { throw Unsupported(text: text) }
        rest = rest.dropFirst().dropLast()
        expression = try disjunction()
        guard rest.isEmpty else { throw Unsupported(text: String(rest)) }
    }

    private mutating func take(_ word: String) -> Bool {
        guard rest.hasPrefix(word) else { return false }
        rest = rest.dropFirst(word.count)
        return true
    }

    private mutating func disjunction() throws -> Expression {
        var parts = [try conjunction()]
        while take("or") { parts.append(try conjunction()) }
        return parts.count == 1 ? parts[0] : .or(parts)
    }

    private mutating func conjunction() throws -> Expression {
        var parts = [try term()]
        while take("and") { parts.append(try term()) }
        return parts.count == 1 ? parts[0] : .and(parts)
    }

    private mutating func term() throws -> Expression {
        for (phrase, meaning) in Self.phrases where take(phrase) { return meaning }
        for function in ["name()", "namespace-uri()"] where take(function) {
            let isEqual = !take("!")
            guard take("=\""), let end = rest.firstIndex(of: "\"") else { throw Unsupported(text: String(rest)) }
            let literal = String(rest[..<end])
            rest = rest[rest.index(after: end)...]
            return .name(of: function, isEqual: isEqual, literal)
        }
        if take("not(") { return .not(try parenthesized()) }
        if take("(") { return try parenthesized() }
        for axis in ["ancestor-or-self", "self", "parent"] where take(axis + "::") {
            return .axis(axis, try nameTest())
        }
        throw Unsupported(text: String(rest))
    }

    private mutating func parenthesized() throws -> Expression {
        let inner = try disjunction()
        guard take(")") else { throw Unsupported(text: String(rest)) }
        return inner
    }

    /// A name; white space is gone, so that it ends before `or` or `and` only where no name goes on: the vectors' names
    /// are known to have none of them inside.
    private mutating func nameTest() throws -> ExpandedName {
        var name = String(rest.prefix { $0.isLetter || $0.isNumber || $0 == ":" })
        for word in ["orancestor", "orself", "orparent", "andnot", "and", "orcount"] {
            if let range = name.range(of: word) { name.removeSubrange(range.lowerBound...) }
        }
        if rest.dropFirst(name.count).first == "(", name.hasSuffix("or") { name.removeLast(2) }
        rest = rest.dropFirst(name.count)
        let parts = name.split(separator: ":").map(String.init)
        guard parts.count == 2 else { return ExpandedName(name) }
        guard let uri = namespaces[parts[0]] else { throw Unsupported(text: name) }
        return ExpandedName(uri, parts[1])
    }

    /// The nodes of a tree that it selects.
    func nodes(of tree: XMLTree) -> NodeSet { NodeSet(tree) { holds(expression, $0, tree) } }

    private func holds(_ expression: Expression, _ node: SelectableNode, _ tree: XMLTree) -> Bool {
        switch expression {
        case .or(let parts): parts.contains { holds($0, node, tree) }
        case .and(let parts): parts.allSatisfy { holds($0, node, tree) }
        case .not(let part): !holds(part, node, tree)
        case .axis("self", let name): node == .node(node.anchor) && tree.name(of: node.anchor) == name
        case .axis("parent", let name): parent(of: node, tree).flatMap { tree.name(of: $0) } == name
        case .axis(_, let name): lineage(of: node, tree).contains { tree.name(of: $0) == name }
        case .isKind(let kind): node == .node(node.anchor) && tree.kind(of: node.anchor) == kind
        case .name(let function, let isEqual, let literal):
            (self.name(of: node, tree, withPrefix: function == "name()") == literal) == isEqual
        case .isInSubtree(let id):
            switch tree.ids.resolve(Array(id.utf8)) {
            case .element(let element): tree.contains(element, node.anchor)
            case .none, .ambiguous: false
            }
        case .isNamespaceNode(let expected): isNamespace(node) == expected
        case .hasOddDepth:
            (lineage(of: node, tree).count + (node == .node(node.anchor) ? 0 : 1)) % 2 == 1
        case .isNamespaceOfParent: stringValue(of: node, tree) == namespaceOfParent(of: node, tree)
        }
    }

    private func isNamespace(_ node: SelectableNode) -> Bool {
        if case .namespace = node { return true }
        return false
    }

    /// The node and its ancestors as far as they are in document order.
    private func lineage(of node: SelectableNode, _ tree: XMLTree) -> [XMLNode] {
        Array(sequence(first: node.anchor) { tree.parent(of: $0) })
    }

    private func parent(of node: SelectableNode, _ tree: XMLTree) -> XMLNode? {
        node == .node(node.anchor) ? tree.parent(of: node.anchor) : node.anchor
    }

    private func name(of node: SelectableNode, _ tree: XMLTree, withPrefix: Bool) -> String {
        switch node {
        case .node(let node):
            withPrefix ? tree.nameAsWritten(of: node) : text(tree.name(of: node)?.namespace ?? [])
        case .attribute(let attribute, _):
            withPrefix ? tree.nameAsWritten(of: attribute) : text(tree.name(of: attribute).namespace)
        case .namespace(let prefix, _): withPrefix ? text(octets(tree.table.names[prefix])) : ""
        }
    }

    private func stringValue(of node: SelectableNode, _ tree: XMLTree) -> String {
        switch node {
        case .node(let node): text(tree.stringValue(of: node))
        case .attribute(let attribute, _): text(tree.value(of: attribute))
        case .namespace(let prefix, let element):
            text(octets(tree.table.uris[tree.namespace(boundTo: prefix, at: element) ?? 0]))
        }
    }

    private func namespaceOfParent(of node: SelectableNode, _ tree: XMLTree) -> String {
        text(parent(of: node, tree).flatMap { tree.name(of: $0)?.namespace } ?? [])
    }

    private func text(_ octets: [UInt8]) -> String { String(decoding: octets, as: UTF8.self) }
}
