//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import CertificateValidation
import Diagnostics

/// What the XPath transforms of a document share: what they may still cost, and the document's nodes.
struct XPathResources {
    private(set) var budget: XPathBudget
    /// The document as libxml2 takes it, made where an expression first needs it.
    private var document: XPathDocument?
    /// The document's signatures, in document order.
    private let signatures: [XMLNode]

    init(_ limits: XPathLimits, signatures: [XMLNode]) {
        budget = XPathBudget(limits)
        self.signatures = signatures
    }

    /// The transform of XML-DSig §6.6.3.
    ///
    /// - Parameter isDocument: Whether the nodes are of the document that the expression stands in.
    mutating func filter(
        _ set: NodeSet, of tree: XMLTree, isDocument: Bool, by step: XPathStep
    ) throws(Objection) -> NodeSet {
        switch step {
        case .known(let known, let signature):
            let selected = try self.set(known, signature, tree, isDocument: isDocument)
            return try combine(set, .subtract, selected, tree)
        case .general(let expression, let here):
            var nodes = isDocument ? document : nil
            defer { if isDocument { document = nodes } }
            return try evaluate(tree, &nodes) { (nodes, budget) throws(XPathError) in
                try nodes.filter(set, by: expression, here: isDocument ? here : nil, spending: &budget)
            }
        }
    }

    /// The transform of XPath Filter 2.0.
    mutating func filter(
        _ set: NodeSet, of tree: XMLTree, isDocument: Bool, by filters: [XPathFilterStep]
    ) throws(Objection) -> NodeSet {
        var result = NodeSet(subtreeOf: .document, in: tree)
        var nodes = isDocument ? document : nil
        defer { if isDocument { document = nodes } }
        for filter in filters {
            let selected: NodeSet
            switch filter.selection {
            case .known(let known, let signature):
                selected = try self.set(known, signature, tree, isDocument: isDocument)
            case .general(let expression, let here):
                selected = try evaluate(tree, &nodes) { (nodes, budget) throws(XPathError) in
                    try nodes.subtrees(selectedBy: expression, here: isDocument ? here : nil, spending: &budget)
                }
            }
            result = try combine(result, filter.combination, selected, tree)
        }
        return try combine(set, .intersect, result, tree)
    }

    private mutating func combine(
        _ set: NodeSet, _ combination: NodeSet.Combination, _ other: NodeSet, _ tree: XMLTree
    ) throws(Objection) -> NodeSet {
        do throws(XPathError) {
            return try set.combined(combination, other, of: tree, spending: &budget)
        } catch {
            throw Objection(xPath: error)
        }
    }

    /// - Parameter nodes: Those of the tree, where they were made already.
    private mutating func evaluate(
        _ tree: XMLTree, _ nodes: inout XPathDocument?,
        _ body: (XPathDocument, inout XPathBudget) throws(XPathError) -> NodeSet
    ) throws(Objection) -> NodeSet {
        do throws(XPathError) {
            if let nodes { return try body(nodes, &budget) }
            let made = try XPathDocument(tree, spending: &budget)
            nodes = made
            return try body(made, &budget)
        } catch {
            throw Objection(xPath: error)
        }
    }

    private func set(
        _ known: KnownExpression, _ signature: XMLNode?, _ tree: XMLTree, isDocument: Bool
    ) throws(Objection) -> NodeSet {
        if case .signatures = known, isDocument { return NodeSet(subtreesOf: signatures, in: tree) }
        return try known.nodes(signature, in: tree, isDocument: isDocument)
    }
}

extension KnownExpression {
    /// The nodes that it selects, each with all that is below it.
    func nodes(_ signature: XMLNode?, in tree: XMLTree, isDocument: Bool) throws(Objection) -> NodeSet {
        switch self {
        case .document: return NodeSet(subtreeOf: .document, in: tree)
        case .signatures: return NodeSet(subtreesOf: SignatureFinder(tree).signatures, in: tree)
        case .enclosingSignature:
            guard isDocument else {
                throw Objection(
                    .xPathInvalid,
                    .signatureConstraintsFailure,
                    "`here()` where the expression stands in another document",
                    clause: "XML-DSig §6.6.3"
                )
            }
            return NodeSet(subtreesOf: signature.map { [$0] } ?? [], in: tree)
        case .element(let id):
            switch tree.ids.resolve(id) {
            case .none: return NodeSet(ranges: [])
            case .element(let element): return NodeSet(subtreeOf: element, in: tree)
            case .ambiguous:
                throw Objection(
                    .ambiguousID,
                    .signatureConstraintsFailure,
                    "more than one element has the ID `\(String(decoding: id, as: UTF8.self))` that `id()` names",
                    clause: "XPath 1.0 §4.1"
                )
            }
        }
    }
}

extension NodeSet {
    /// - Parameter elements: In document order; one may stand in another.
    init(subtreesOf elements: [XMLNode], in tree: XMLTree) {
        var ranges: [Range<Int>] = []
        for element in elements where (ranges.last?.upperBound ?? 0) <= element.index {
            ranges.append(tree.subtree(of: element))
        }
        self.init(ranges: ranges)
    }
}
