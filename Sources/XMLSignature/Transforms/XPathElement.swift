//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

package import CanonicalXML

/// An `XPath` element of a transform: of XML-DSig §6.6.3, or of XPath Filter 2.0 §4.
package struct XPathElement: Sendable {
    /// As written, in UTF-8.
    package let expression: [UInt8]
    /// `Filter`, which only XPath Filter 2.0 has.
    package let combination: NodeSet.Combination?
    package let node: XMLNode

    /// Where it stands is no fact of a signature; see ``SignedInfo/hasFacts(of:)``.
    func hasFacts(of other: Self) -> Bool { expression == other.expression && combination == other.combination }
}

extension XPathElement: Hashable {
    package static func == (left: Self, right: Self) -> Bool { left.hasFacts(of: right) }

    package func hash(into hasher: inout Hasher) { hasher.combine(expression) }
}

extension XPathElement {
    /// The `XPath` of a transform, which has one.
    static func only(in transform: XMLNode, of tree: XMLTree) throws(Objection) -> Self {
        let clause = "XML-DSig §6.6.3"
        var content = ElementContent(of: transform, in: tree, clause: clause)
        let node = try content.require(SignatureNamespace.signature, "XPath", in: tree)
        try content.end(in: tree)
        try tree.allowAttributes(of: node, clause: clause)
        return Self(expression: try tree.leafText(of: node, clause: clause), combination: nil, node: node)
    }

    /// The `XPath` elements of a transform, which has at least one.
    static func filters(in transform: XMLNode, of tree: XMLTree) throws(Objection) -> [Self] {
        var content = ElementContent(of: transform, in: tree, clause: filterClause)
        var filters = [try filter(try content.require(SignatureNamespace.xPathFilter2, "XPath", in: tree), tree)]
        while let next = try content.next(in: tree) {
            guard tree.isElement(next, SignatureNamespace.xPathFilter2, "XPath") else {
                throw content.unexpected(next, in: tree, insteadOf: "`XPath` or the end")
            }
            filters.append(try filter(next, tree))
        }
        return filters
    }

    private static let filterClause = "XPath Filter 2.0 §4"

    private static func filter(_ node: XMLNode, _ tree: XMLTree) throws(Objection) -> Self {
        try tree.allowAttributes("Filter", of: node, clause: filterClause)
        let value = tree.attributeValue("Filter", of: node).map { String(decoding: $0, as: UTF8.self) }
        let combination: NodeSet.Combination
        switch value {
        case "intersect": combination = .intersect
        case "subtract": combination = .subtract
        case "union": combination = .union
        default:
            throw .malformed(
                "`Filter` is `\(value ?? "")`; it has to be `intersect`, `subtract` or `union`", clause: filterClause,
                at: node
            )
        }
        let text = try tree.leafText(of: node, clause: filterClause)
        return Self(expression: text, combination: combination, node: node)
    }

    /// The expression, its prefixes bound as they are where it stands.
    func expression(_ namespaces: NamespaceIndex, _ limits: XPathLimits) throws(XPathError) -> XPathExpression {
        try XPathExpression(expression, limits: limits) { namespaces.name(boundTo: $0, at: node) }
    }
}
