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
        /// Nodes of the document, or of one that was read from octets on the way.
        case nodes(NodeSet, XMLTree, isDocument: Bool)
        case octets([UInt8])
    }

    /// What was made.
    struct Output: Hashable {
        let octetCount: Int
        /// `nil` for external data.
        let covered: CoveredNodes?
        /// Whether a node set had no canonical form but the empty one.
        let isEmptyNodeSet: Bool
    }

    /// Carries the transforms out.
    ///
    /// - Parameter sink: Takes the octets; the last canonicalization writes straight into it.
    func run(
        on target: ReferenceTarget,
        with resources: inout ReferenceResources,
        into sink: inout any CanonicalSink
    ) throws(Objection) -> Output {
        var covered: CoveredNodes?
        var passed = try dereference(target)
        for (index, step) in steps.enumerated() {
            if case .canonicalization(let step) = step, index == steps.count - 1 {
                return try finish(passed, step, covered, &resources, &sink)
            }
            passed = try apply(step, to: passed, covering: &covered, &resources)
        }
        return try finish(passed, nil, covered, &resources, &sink)
    }

    private func dereference(_ target: ReferenceTarget) throws(Objection) -> Passed {
        switch target {
        case .node(let node, let withComments):
            return .nodes(NodeSet(subtreeOf: node, in: tree, omittingComments: !withComments), tree, isDocument: true)
        case .external(let uri): return .octets(try external.octets(behind: uri))
        }
    }

    private func apply(
        _ step: TransformStep, to passed: Passed, covering covered: inout CoveredNodes?,
        _ resources: inout ReferenceResources
    ) throws(Objection) -> Passed {
        switch step {
        case .envelopedSignature(let signature):
            guard case .nodes(let set, let tree, isDocument: true) = passed else {
                throw failed("enveloped-signature needs nodes of the document that the signature is in", "§6.6.4")
            }
            return .nodes(set.subtracting(tree.subtree(of: signature), of: tree), tree, isDocument: true)
        case .base64: return .octets(try decode(passed, covering: &covered, &resources))
        case .xPath(let step):
            let (set, tree, isDocument) = try nodes(of: passed, covering: &covered, &resources)
            let filtered = try resources.xPath.filter(set, of: tree, isDocument: isDocument, by: step)
            return .nodes(filtered, tree, isDocument: isDocument)
        case .xPathFilter(let filters):
            let (set, tree, isDocument) = try nodes(of: passed, covering: &covered, &resources)
            let filtered = try resources.xPath.filter(set, of: tree, isDocument: isDocument, by: filters)
            return .nodes(filtered, tree, isDocument: isDocument)
        case .relationships(let selection):
            guard case .octets(let octets) = passed else { throw selection.needsOctets }
            let tree = try read(octets, &resources)
            try resources.budget.charge(nodes: tree.nodeCount)
            return .octets(try RelationshipTransform(selection: selection, part: tree).run(&resources.budget))
        case .canonicalization(let step):
            let (set, tree) = try nodes(of: passed, step, covering: &covered, &resources)
            var sink: any CanonicalSink = CanonicalBuffer()
            _ = try canonicalize(set, of: tree, step, &resources, &sink)
            return .octets((sink as? CanonicalBuffer)?.octets ?? [])
        }
    }

    /// The octets of the whole chain, into the sink.
    ///
    /// - Parameter last: The canonicalization that ends the chain, where one does.
    private func finish(
        _ passed: Passed, _ last: CanonicalizationStep?, _ covered: CoveredNodes?,
        _ resources: inout ReferenceResources, _ sink: inout any CanonicalSink
    ) throws(Objection) -> Output {
        var covered = covered
        if last == nil, case .octets(let octets) = passed {
            try resources.budget.charge(octets: octets.count)
            try write(octets, &sink)
            let isEmptyNodeSet = octets.isEmpty && covered != nil
            return Output(octetCount: octets.count, covered: covered, isEmptyNodeSet: isEmptyNodeSet)
        }
        let step = last ?? .implicit
        let (set, tree) = try nodes(of: passed, step, covering: &covered, &resources)
        let count = try canonicalize(set, of: tree, step, &resources, &sink)
        return Output(octetCount: count, covered: covered, isEmptyNodeSet: count == 0)
    }

    /// What a canonicalization is given: octets are read by the same reader as the document.
    private func nodes(
        of passed: Passed, _ step: CanonicalizationStep, covering covered: inout CoveredNodes?,
        _ resources: inout ReferenceResources
    ) throws(Objection) -> (NodeSet, XMLTree) {
        switch passed {
        case .nodes(let set, let tree, let isDocument):
            if isDocument {
                covered = CoveredNodes(nodes: step.method.keepsComments ? set : set.omittingComments())
            }
            return (set, tree)
        case .octets(let octets):
            if !step.method.keepsComments { covered?.dropComments() }
            let tree = try read(octets, &resources)
            return (NodeSet(subtreeOf: .document, in: tree), tree)
        }
    }

    /// What an XPath transform is given: octets are read with their comments.
    private func nodes(
        of passed: Passed, covering covered: inout CoveredNodes?, _ resources: inout ReferenceResources
    ) throws(Objection) -> (NodeSet, XMLTree, isDocument: Bool) {
        let result: (set: NodeSet, tree: XMLTree, isDocument: Bool)
        switch passed {
        case .nodes(let set, let tree, let isDocument): result = (set, tree, isDocument)
        case .octets(let octets):
            // What is left out of them can't be told apart in the document: nothing counts as covered.
            covered = nil
            let tree = try read(octets, &resources)
            result = (NodeSet(subtreeOf: .document, in: tree), tree, false)
        }
        try resources.budget.charge(nodes: result.tree.recordCount)
        return result
    }

    private func read(_ octets: [UInt8], _ resources: inout ReferenceResources) throws(Objection) -> XMLTree {
        do throws(XMLReadingError) {
            return try resources.reader.read(octets)
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
    private func decode(
        _ passed: Passed, covering covered: inout CoveredNodes?, _ resources: inout ReferenceResources
    ) throws(Objection) -> [UInt8] {
        var text: [UInt8]
        switch passed {
        case .octets(let octets): text = octets
        case .nodes(let set, let tree, let isDocument):
            text = []
            for range in set.ranges {
                try resources.budget.charge(nodes: range.count)
                for index in range where tree.nodes[index].kind == .text {
                    tree.decodeText(tree.textRange(index), into: &text)
                }
            }
            if isDocument { covered = CoveredNodes(nodes: set.omittingComments(), isTextOnly: true) }
        }
        try resources.budget.charge(octets: text.count)
        do throws(Base64.Failure) {
            return try Base64.decode(text.span, limit: limits.base64Octets)
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
                .canonicalizationFailed, .signatureConstraintsFailure, error.hint, clause: error.clause
            )
        }
    }

    private func failed(_ message: String, _ section: String) -> Objection {
        Objection(.transformFailed, .signatureConstraintsFailure, message, clause: "XML-DSig \(section)")
    }
}

extension TransformChain {
    /// What the digest of a chain would cover, without carrying it out; `nil` for external data.
    static func coverage(of target: ReferenceTarget, _ steps: [TransformStep], in tree: XMLTree) -> CoveredNodes? {
        guard case .node(let node, let withComments) = target, !selectsInOctets(steps) else { return nil }
        var set = NodeSet(subtreeOf: node, in: tree, omittingComments: !withComments)
        for step in steps {
            switch step {
            case .envelopedSignature(let signature): set = set.subtracting(tree.subtree(of: signature), of: tree)
            case .base64: return CoveredNodes(nodes: set.omittingComments(), isTextOnly: true)
            // It takes octets only: no node of the document goes through it.
            case .relationships: return nil
            case .xPath(.known(let known, let signature)):
                guard let left = try? known.nodes(signature, in: tree, isDocument: true),
                    let rest = try? set.combined(.subtract, left, of: tree)
                else { return nil }
                set = rest
            // Nothing is evaluated here.
            case .xPath(.general): return nil
            case .xPathFilter(let filters):
                guard let filtered = set.filtered(by: filters, of: tree) else { return nil }
                set = filtered
            case .canonicalization(let step):
                return CoveredNodes(nodes: step.method.keepsComments ? set : set.omittingComments())
            }
        }
        return CoveredNodes(nodes: set.omittingComments())
    }

    /// Whether an XPath transform is given octets.
    private static func selectsInOctets(_ steps: [TransformStep]) -> Bool {
        let first = steps.firstIndex {
            switch $0 {
            case .canonicalization, .base64, .relationships: true
            case .envelopedSignature, .xPath, .xPathFilter: false
            }
        }
        return steps[(first ?? steps.endIndex)...].contains {
            switch $0 {
            case .xPath, .xPathFilter: true
            default: false
            }
        }
    }
}

extension NodeSet {
    /// The set after filters that need no evaluation; `nil` where one does.
    fileprivate func filtered(by filters: [XPathFilterStep], of tree: XMLTree) -> NodeSet? {
        var result = NodeSet(subtreeOf: .document, in: tree)
        for filter in filters {
            guard case .known(let known, let signature) = filter.selection,
                let selected = try? known.nodes(signature, in: tree, isDocument: true),
                let combined = try? result.combined(filter.combination, selected, of: tree)
            else { return nil }
            result = combined
        }
        return try? combined(.intersect, result, of: tree)
    }
}
