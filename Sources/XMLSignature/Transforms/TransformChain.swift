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

/// The transforms of a reference in their order, from what it names to the octets that are digested
/// (XML-DSig §4.4.3.2).
struct TransformChain {
    let steps: [TransformStep]
    let tree: XMLTree
    let external: ResolvedExternalData
    let limits: SignatureLimits
    let leniencies: ReferenceLeniencies

    /// What passes from one transform to the next.
    private enum Passed {
        /// - Parameter trail: How the nodes' tree came from the document; `nil` where it didn't, or where nobody can tell.
        case nodes(NodeSet, XMLTree, CoverageTrail?)
        case octets([UInt8], OctetOrigin)
    }

    /// What was made.
    struct Output: Hashable {
        let octetCount: Int
        /// `nil` for external data, and for what nobody can say the nodes of that went into it.
        let covered: CoveredNodes?
        /// Whether nothing was digested, though not because a file is empty: a node set's canonical form is.
        let isEmptyNodeSet: Bool
        let readingLeniencies: ReadingLeniencies
    }

    /// Carries the transforms out.
    ///
    /// - Parameter sink: Takes the octets; the last canonicalization writes straight into it.
    func run(
        on target: ReferenceTarget,
        with resources: inout ReferenceResources,
        into sink: inout any CanonicalSink
    ) throws(Objection) -> Output {
        resources.readingLeniencies = []
        var passed = try dereference(target)
        for (index, step) in steps.enumerated() {
            if case .canonicalization(let step) = step, index == steps.count - 1 {
                return try finish(passed, step, &resources, &sink)
            }
            passed = try apply(step, to: passed, &resources)
        }
        return try finish(passed, nil, &resources, &sink)
    }

    private func dereference(_ target: ReferenceTarget) throws(Objection) -> Passed {
        switch target {
        case .node(let node, let withComments):
            let set = NodeSet(subtreeOf: node, in: tree, omittingComments: !withComments)
            return .nodes(set, tree, CoverageTrail())
        case .external(let uri): return .octets(try external.octets(behind: uri), .external)
        }
    }

    private func apply(
        _ step: TransformStep, to passed: Passed, _ resources: inout ReferenceResources
    ) throws(Objection) -> Passed {
        switch step {
        case .envelopedSignature(let signature):
            guard case .nodes(let set, let tree, let trail?) = passed, trail.isDocument else {
                throw failed("enveloped-signature needs nodes of the document that the signature is in", "§6.6.4")
            }
            return .nodes(set.subtracting(tree.subtree(of: signature), of: tree), tree, trail)
        case .base64: return try decode(passed, &resources)
        case .xPath(let step):
            return try select(from: passed, &resources) { (set, tree, isDocument, xPath) throws(Objection) in
                try xPath.filter(set, of: tree, isDocument: isDocument, by: step)
            }
        case .xPathFilter(let filters):
            return try select(from: passed, &resources) { (set, tree, isDocument, xPath) throws(Objection) in
                try xPath.filter(set, of: tree, isDocument: isDocument, by: filters)
            }
        case .relationships(let selection):
            guard case .octets(let octets, let origin) = passed else { throw selection.needsOctets }
            let tree = try read(octets, origin, &resources)
            try resources.budget.charge(nodes: tree.nodeCount)
            let selected = try RelationshipTransform(selection: selection, part: tree).run(&resources.budget)
            // What it leaves out isn't digested, and what it writes is a document of its own.
            return .octets(selected, .untraced)
        case .canonicalization(let step):
            let (set, tree, trail) = try nodes(of: passed, step, &resources)
            var sink: any CanonicalSink = CanonicalBuffer()
            _ = try canonicalize(set, of: tree, step, &resources, &sink)
            let octets = (sink as? CanonicalBuffer)?.octets ?? []
            return .octets(octets, trail.map { .canonical($0.continued(by: set, of: tree)) } ?? .untraced)
        }
    }

    /// The octets of the whole chain, into the sink.
    ///
    /// - Parameter last: The canonicalization that ends the chain, where one does.
    private func finish(
        _ passed: Passed, _ last: CanonicalizationStep?, _ resources: inout ReferenceResources,
        _ sink: inout any CanonicalSink
    ) throws(Objection) -> Output {
        if last == nil, case .octets(let octets, let origin) = passed {
            try resources.budget.charge(octets: octets.count)
            try write(octets, &sink)
            let covered = try origin.covered(&resources.budget)
            return Output(
                octetCount: octets.count, covered: covered, isEmptyNodeSet: octets.isEmpty && origin.isOfNodes,
                readingLeniencies: resources.readingLeniencies
            )
        }
        let step = last ?? .implicit
        let (set, tree, trail) = try nodes(of: passed, step, &resources)
        let count = try canonicalize(set, of: tree, step, &resources, &sink)
        let covered = try trail?.nodes(set, of: tree, &resources.budget).map { CoveredNodes(nodes: $0) }
        return Output(
            octetCount: count, covered: covered, isEmptyNodeSet: count == 0,
            readingLeniencies: resources.readingLeniencies
        )
    }

    /// What a canonicalization is given, without comments where it leaves them out.
    private func nodes(
        of passed: Passed, _ step: CanonicalizationStep, _ resources: inout ReferenceResources
    ) throws(Objection) -> (NodeSet, XMLTree, CoverageTrail?) {
        let (set, tree, trail) = try nodes(of: passed, &resources)
        return (step.method.keepsComments ? set : set.omittingComments(), tree, trail)
    }

    /// What a transform of nodes is given: octets are read by the same reader as the document, with their comments.
    private func nodes(
        of passed: Passed, _ resources: inout ReferenceResources
    ) throws(Objection) -> (NodeSet, XMLTree, CoverageTrail?) {
        switch passed {
        case .nodes(let set, let tree, let trail): return (set, tree, trail)
        case .octets(let octets, let origin):
            let tree = try read(octets, origin, &resources)
            return (NodeSet(subtreeOf: .document, in: tree), tree, origin.trail)
        }
    }

    private func select(
        from passed: Passed, _ resources: inout ReferenceResources,
        by filter: (NodeSet, XMLTree, _ isDocument: Bool, inout XPathResources) throws(Objection) -> NodeSet
    ) throws(Objection) -> Passed {
        let (set, tree, trail) = try nodes(of: passed, &resources)
        try resources.budget.charge(nodes: tree.recordCount)
        let selected = try filter(set, tree, trail?.isDocument ?? false, &resources.xPath)
        return .nodes(selected, tree, trail)
    }

    private func read(
        _ octets: [UInt8], _ origin: OctetOrigin, _ resources: inout ReferenceResources
    ) throws(Objection) -> XMLTree {
        // All others were charged when they were made.
        if case .external = origin { try resources.budget.charge(octets: octets.count) }
        do throws(XMLReadingError) {
            return try resources.read(octets, leniencies)
        } catch {
            throw Objection(
                .referenceUnreadable,
                .signatureConstraintsFailure,
                "the octets that have to be read for a transform are refused: \(error)",
                clause: "XML-DSig §4.4.3.2"
            )
        }
    }

    private func canonicalize(
        _ set: NodeSet, of tree: XMLTree, _ step: CanonicalizationStep,
        _ resources: inout ReferenceResources, _ sink: inout any CanonicalSink
    ) throws(Objection) -> Int {
        let canonicalizer = Canonicalizer(
            step.method,
            inclusivePrefixes: step.inclusivePrefixes,
            outputLimit: resources.budget.remainingOctets,
            permitsRelativeNamespaces: leniencies.contains(.relativeNamespaces)
        )
        try resources.budget.charge(nodes: canonicalizer.workload(of: set, in: tree))
        let count: Int
        do throws(CanonicalizationError) {
            count = try canonicalizer.canonicalize(set, of: tree, into: &sink)
        } catch {
            throw Objection(canonicalization: error, resources.budget)
        }
        try resources.budget.charge(octets: count)
        return count
    }

    /// The base64 transform (§6.6.2): of a node set, the text of its text nodes.
    private func decode(_ passed: Passed, _ resources: inout ReferenceResources) throws(Objection) -> Passed {
        var text: [UInt8]
        let origin: OctetOrigin
        switch passed {
        case .octets(let octets, let octetOrigin):
            text = octets
            let covered = try octetOrigin.covered(&resources.budget)
            origin = octetOrigin.isOfNodes ? .decoded(covered) : .external
        case .nodes(let set, let tree, let trail):
            text = []
            for range in set.ranges {
                try resources.budget.charge(nodes: range.count)
                for index in range where tree.nodes[index].kind == .text {
                    tree.decodeText(tree.textRange(index), into: &text)
                }
            }
            let nodes = try trail?.nodes(set.omittingComments(), of: tree, &resources.budget)
            origin = .decoded(nodes.map { CoveredNodes(nodes: $0, isTextOnly: true) })
        }
        try resources.budget.charge(octets: text.count)
        do throws(Base64.Failure) {
            return .octets(try Base64.decode(text.span, limit: limits.base64Octets), origin)
        } catch {
            switch error {
            case .malformed(let reason): throw failed("what the base64 transform is given is none: \(reason)", "§6.6.2")
            case .tooLong(let count): throw .limit("octets in base64", count, at: limits.base64Octets, nil)
            }
        }
    }

    private func write(_ octets: [UInt8], _ sink: inout any CanonicalSink) throws(Objection) {
        do throws(CanonicalizationError) {
            try sink.write(octets.span)
        } catch {
            throw Objection(
                .canonicalizationFailed, .signatureConstraintsFailure, error.reason, clause: error.clause
            )
        }
    }

    private func failed(_ message: String, _ section: String) -> Objection {
        Objection(.transformFailed, .signatureConstraintsFailure, message, clause: "XML-DSig \(section)")
    }
}

extension TransformChain {
    /// What the digest of the chain would cover, without octets made or expressions evaluated; `nil` for external data,
    /// and where only these would tell.
    func coverage(of target: ReferenceTarget, with resources: inout ReferenceResources) -> CoveredNodes? {
        guard case .node = target, var passed = try? dereference(target) else { return nil }
        for (index, step) in steps.enumerated() {
            guard case .nodes(let set, _, _) = passed, !step.hasGeneralExpression else { return nil }
            switch step {
            case .envelopedSignature, .xPath, .xPathFilter:
                guard let next = try? apply(step, to: passed, &resources) else { return nil }
                passed = next
            case .base64:
                guard index == steps.count - 1 else { return nil }
                return CoveredNodes(nodes: set.omittingComments(), isTextOnly: true)
            case .canonicalization: return Self.coverage(of: set, steps[index...])
            // It takes octets only.
            case .relationships: return nil
            }
        }
        guard case .nodes(let set, _, _) = passed else { return nil }
        return CoveredNodes(nodes: set.omittingComments())
    }

    /// - Parameter steps: From the first canonicalization on.
    private static func coverage(of set: NodeSet, _ steps: ArraySlice<TransformStep>) -> CoveredNodes? {
        var set = set
        for step in steps {
            guard case .canonicalization(let step) = step else { return nil }
            if !step.method.keepsComments { set = set.omittingComments() }
        }
        return CoveredNodes(nodes: set)
    }
}
