//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML

/// How the nodes that a transform works on came from the document: through no octets, or through canonical ones that were
/// read again, once or more often.
struct CoverageTrail {
    /// What was canonicalized each time, the document's nodes first.
    private var sources: [Source] = []

    private struct Source {
        /// Without comments where the canonicalization left them out.
        let set: NodeSet
        let tree: XMLTree
    }

    /// The trail of the document's own nodes.
    init() {}

    /// Whether the nodes are the document's own.
    var isDocument: Bool { sources.isEmpty }

    /// The trail of what is read from the canonical octets of these nodes, whose trail this is.
    func continued(by set: NodeSet, of tree: XMLTree) -> Self {
        var trail = self
        trail.sources.append(Source(set: set, tree: tree))
        return trail
    }

    /// The nodes of the document that these stand for, whose trail this is; `nil` where that can't be told.
    func nodes(_ set: NodeSet, of tree: XMLTree, _ budget: inout OutputBudget) throws(Objection) -> NodeSet? {
        var (set, tree) = (set, tree)
        for source in sources.reversed() {
            // As much as canonicalizing and reading have been charged for already.
            guard let traced = set.traced(from: tree, to: source.set, of: source.tree) else { return nil }
            // It may say something of each element around what little was canonicalized.
            if traced.axes != nil { try budget.charge(nodes: source.tree.recordCount) }
            (set, tree) = (traced, source.tree)
        }
        return set
    }

    /// The nodes of the document in what was canonicalized last.
    func lastNodes(_ budget: inout OutputBudget) throws(Objection) -> NodeSet? {
        guard let last = sources.last else { return nil }
        var trail = self
        trail.sources.removeLast()
        return try trail.nodes(last.set, of: last.tree, &budget)
    }
}

/// What octets on the way through the transforms were made from.
enum OctetOrigin {
    /// Data that the caller gave, or what base64 decoded from it: no node set was on the way.
    case external
    /// The canonical form of the last nodes of the trail.
    case canonical(CoverageTrail)
    /// What base64 decoded from these; `nil` where they can't be told. If such octets are read, what is left out of them
    /// (comments, white space between attributes) shows in none of these nodes, so that no trail leads through them.
    case decoded(CoveredNodes?)
    /// What came from nodes that no trail leads to: of external data, of decoded octets, or written anew.
    case untraced

    /// The trail of what is read from the octets.
    var trail: CoverageTrail? {
        if case .canonical(let trail) = self { trail } else { nil }
    }

    /// Whether a node set was on the way, so that no octets at all mean an empty one.
    var isOfNodes: Bool {
        if case .external = self { false } else { true }
    }

    /// The nodes of the document that all went into the octets.
    func covered(_ budget: inout OutputBudget) throws(Objection) -> CoveredNodes? {
        switch self {
        case .external, .untraced: nil
        case .canonical(let trail): try trail.lastNodes(&budget).map { CoveredNodes(nodes: $0) }
        case .decoded(let covered): covered
        }
    }
}
