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
import SignatureCryptography

/// Follows `RetrievalMethod` and `KeyInfoReference` one step: within the document, or to what the caller gave.
///
/// What is found there is a hint as everything in `KeyInfo`; what can't be followed is a finding and no failure.
struct KeyRetriever {
    let resolver: ReferenceResolver
    let namespaces: NamespaceIndex
    let policy: ValidationPolicy
    /// The signature that the hints are in.
    let signature: Signature

    /// What a hint leads to.
    enum Found {
        /// In this tree: the document's, or that of what was read on the way.
        case keyInfo(KeyInfo, XMLTree)
        /// A certificate in DER.
        case certificate([UInt8])
    }

    /// - Parameter steps: Those of the transforms that the hint asks for.
    func follow(
        _ retrieval: KeyRetrieval, _ steps: [TransformStep], with resources: inout ReferenceResources
    ) throws(Objection) -> Found {
        switch retrieval.kind {
        case .keyInfoReference:
            let (node, tree, isDocument) = try element(retrieval, steps, &resources)
            guard tree.isElement(node, SignatureNamespace.signature, "KeyInfo") else {
                throw refused("it names no `KeyInfo`", retrieval)
            }
            guard !isDocument || node != signature.keyInfo?.node else {
                throw refused("it names the `KeyInfo` that it stands in", retrieval)
            }
            let keyInfo = try KeyInfoParser(tree: tree, limits: policy.limits).parse(node)
            return .keyInfo(keyInfo, tree)
        case .retrievalMethod(let type, _):
            if type == Self.rawCertificate { return .certificate(try octets(retrieval, steps, &resources)) }
            let (node, tree, _) = try element(retrieval, steps, &resources)
            return .keyInfo(try keyInfo(at: node, in: tree, type, retrieval), tree)
        }
    }

    /// The transforms of a hint, none of them carried out yet.
    ///
    /// - Parameter findings: Takes the leniencies of the policy that they use.
    func steps(of retrieval: KeyRetrieval, noting findings: inout [Finding]) throws(Objection) -> [TransformStep] {
        guard case .retrievalMethod(_, let transforms) = retrieval.kind else { return [] }
        guard transforms.count <= policy.limits.transforms else {
            throw .limit(
                "transforms in a RetrievalMethod", transforms.count, at: policy.limits.transforms, retrieval.node
            )
        }
        var steps: [TransformStep] = []
        for transform in transforms {
            let known = try KnownTransform(transform, under: policy.algorithms)
            if let warning = known.warning {
                findings.append(warning.finding(.warning, at: resolver.positions.position(of: transform.node)))
            }
            let step = try TransformStep(known.transform, in: signature.node, namespaces, under: policy)
            findings += step.warnings(resolver.positions, transform, for: .keyRetrieval)
            steps.append(step)
        }
        return steps
    }

    // MARK: What is found

    private static let rawCertificate = Array("http://www.w3.org/2000/09/xmldsig#rawX509Certificate".utf8)

    /// The types that name an element (XML-DSig 1.1 §4.5.3), by their URIs.
    private static let types: [[UInt8]: (namespace: StaticString, local: StaticString)] = {
        let signature = ["DSAKeyValue", "RSAKeyValue", "X509Data"] as [StaticString]
        let signature11 = ["ECKeyValue", "DEREncodedKeyValue"] as [StaticString]
        var types: [[UInt8]: (namespace: StaticString, local: StaticString)] = [:]
        for local in signature {
            types[Array("\(SignatureNamespace.signature)\(local)".utf8)] = (SignatureNamespace.signature, local)
        }
        for local in signature11 {
            types[Array("\(SignatureNamespace.signature11)\(local)".utf8)] = (SignatureNamespace.signature11, local)
        }
        return types
    }()

    private func keyInfo(
        at node: XMLNode, in tree: XMLTree, _ type: [UInt8]?, _ retrieval: KeyRetrieval
    ) throws(Objection) -> KeyInfo {
        if let type {
            guard let name = Self.types[type] else {
                throw refused("nothing of the Type `\(text(type))` is used", retrieval)
            }
            guard tree.isElement(node, name.namespace, name.local) else {
                throw refused("its Type is `\(text(type))`, and it names something else", retrieval)
            }
        }
        var keyInfo = KeyInfo(node: node)
        let parser = KeyInfoParser(tree: tree, limits: policy.limits, allowsID: true)
        guard try parser.parseKey(node, into: &keyInfo) else {
            throw refused("it names nothing that holds a key", retrieval)
        }
        return keyInfo
    }

    // MARK: Dereferencing

    /// The element that is named, or the root of what the transforms make of it.
    private func element(
        _ retrieval: KeyRetrieval, _ steps: [TransformStep], _ resources: inout ReferenceResources
    ) throws(Objection) -> (XMLNode, XMLTree, isDocument: Bool) {
        let target = try resolver.target(of: retrieval.uri, at: retrieval.node)
        if steps.isEmpty, case .node(let node, _) = target {
            guard resolver.tree.kind(of: node) == .element else {
                throw refused("it names the whole document", retrieval)
            }
            // Many signatures may name the same element: reading it again and again is work of the document's choosing.
            try resources.budget.charge(nodes: resolver.tree.subtree(of: node).count)
            try resources.budget.charge(octets: resolver.tree.octetCount(of: node))
            return (node, resolver.tree, true)
        }
        let octets = try octets(retrieval, steps, &resources)
        do throws(XMLReadingError) {
            let tree = try resources.read(octets, policy.references)
            return (tree.rootElement, tree, false)
        } catch {
            throw refused("what it names can't be read: \(error.reason)", retrieval)
        }
    }

    private func octets(
        _ retrieval: KeyRetrieval, _ steps: [TransformStep], _ resources: inout ReferenceResources
    ) throws(Objection) -> [UInt8] {
        let chain = TransformChain(
            steps: steps,
            tree: resolver.tree,
            external: resolver.external,
            limits: policy.limits,
            leniencies: policy.references
        )
        var sink: any CanonicalSink = CanonicalBuffer()
        let target = try resolver.target(of: retrieval.uri, at: retrieval.node)
        _ = try chain.run(on: target, with: &resources, into: &sink)
        return (sink as? CanonicalBuffer)?.octets ?? []
    }

    private func refused(_ message: String, _ retrieval: KeyRetrieval) -> Objection {
        Objection(
            .keyRetrievalRefused, .noSigningCertificateFound, message, clause: "XML-DSig §4.5.3", at: retrieval.node
        )
    }

    private func text(_ octets: [UInt8]) -> String { String(decoding: octets.prefix(200), as: UTF8.self) }
}

extension XMLTree {
    /// How many octets of the source an element spans.
    fileprivate func octetCount(of element: XMLNode) -> Int {
        Int(self.element(element).end) - Int(nodes[element.index].start)
    }
}
