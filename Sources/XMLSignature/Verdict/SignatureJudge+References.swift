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

extension SignatureJudge {
    /// Every reference; the core is valid only where each of them is.
    mutating func checkReferences(_ signature: Signature, _ plan: SignaturePlan, _ outcome: inout SignatureOutcome) {
        var objections: [Objection] = []
        for index in outcome.references.indices {
            do throws(Objection) {
                let target = try resolver.resolve(outcome.references[index].reference)
                try check(&outcome.references[index], target, plan.references[index], &outcome.findings)
            } catch {
                outcome.references[index].status = error.code == .digestMismatch ? .invalid : .refused
                objections.append(error.at(outcome.references[index].reference.node))
            }
        }
        // A digest that is certainly wrong decides; what could not be carried out comes after it.
        let mismatches = objections.filter { $0.code == .digestMismatch }
        outcome.objections += mismatches + objections.filter { $0.code != .digestMismatch }
        outcome.core = objections.isEmpty ? .valid : mismatches.isEmpty ? .refused : .invalid
        guard outcome.core == .valid else { return }
        checkManifests(signature, &outcome)
        noteUnsignedObjects(signature, &outcome)
    }

    mutating func check(
        _ outcome: inout ReferenceOutcome, _ target: ReferenceTarget, _ plan: ReferencePlan,
        _ findings: inout [Finding]
    ) throws(Objection) {
        let reference = outcome.reference
        try checkProperties(at: target, reference, &findings)
        let computation = ReferenceDigester.Computation(
            target: target, steps: plan.steps, method: plan.digestMethod
        )
        outcome.computation = computation
        let digest = try digester.digest(computation, with: &resources)
        outcome.octetCount = digest.output.octetCount
        findings += digest.output.readingLeniencies.findings(at: positions.position(of: reference.node))
        if digest.output.isEmptyNodeSet { try allowEmptyNodeSet(reference, &findings) }
        guard ConstantTime.areEqual(digest.value.span, reference.digestValue.span) else {
            throw Objection(
                .digestMismatch,
                .hashFailure,
                "the digest is \(Base64.encode(digest.value)); the DigestValue says "
                    + Base64.encode(Array(reference.digestValue.prefix(64))),
                clause: "XML-DSig §3.2.1",
                at: reference.node
            )
        }
        outcome.status = .valid
        outcome.covered = digest.output.covered
        outcome.computationNumber = digest.number
        note(reference, target, &findings)
    }

    private func noteUnsignedObjects(_ signature: Signature, _ outcome: inout SignatureOutcome) {
        guard !signature.objects.isEmpty else { return }
        let digested = outcome.references + outcome.manifests.flatMap(\.entries)
        var objects = UnsignedObjects(beside: digested.compactMap(\.covered), in: tree)
        outcome.findings += objects.findings(of: signature.objects, positions)
    }

    private func allowEmptyNodeSet(_ reference: Reference, _ findings: inout [Finding]) throws(Objection) {
        let message = "the reference digests nothing: what it names has the empty canonical form"
        guard validator.policy.references.contains(.emptyNodeSets) else {
            throw Objection(
                .emptyNodeSet, .signatureConstraintsFailure, message, clause: "XML-DSig §4.4.3.2", at: reference.node
            )
        }
        findings.append(
            Finding(
                .emptyNodeSet,
                .warning,
                message,
                clause: "XML-DSig §4.4.3.2",
                at: positions.position(of: reference.node)
            )
        )
    }

    /// What a valid reference leaves to be known.
    private func note(_ reference: Reference, _ target: ReferenceTarget, _ findings: inout [Finding]) {
        if reference.uri == nil {
            findings.append(
                Finding(
                    .referenceWithoutURI,
                    .warning,
                    "a Reference without URI was taken to mean the document",
                    clause: "XML-DSig §4.4.3",
                    at: positions.position(of: reference.node)
                )
            )
        }
        switch target {
        case .external(let uri):
            findings.append(
                Finding(
                    .referenceExternal,
                    .information,
                    "`\(String(decoding: uri, as: UTF8.self))` is outside of the document; its data came from the caller",
                    clause: "XML-DSig §4.4.3.1",
                    at: positions.position(of: reference.node)
                )
            )
        case .node: break
        }
    }

    /// `SignatureProperties` that a reference names by its Type has the structure of the schema, and is about the
    /// signature that it stands in.
    private mutating func checkProperties(
        at target: ReferenceTarget, _ reference: Reference, _ findings: inout [Finding]
    ) throws(Objection) {
        guard reference.typeURI == ReferenceType.signatureProperties, case .node(let node, _) = target,
            tree.isElement(node, SignatureNamespace.signature, "SignatureProperties")
        else { return }
        if let known = properties[node] {
            // What there is to say of them was said.
            _ = try known.get()
            return
        }
        let result = Result { () throws(Objection) in try strangers(in: node) }
        properties[node] = result
        for property in try result.get() {
            findings.append(
                Finding(
                    .signaturePropertyTarget,
                    .warning,
                    "the property is about another target than the signature that it stands in",
                    clause: "XML-DSig §5.2",
                    at: positions.position(of: property)
                )
            )
        }
    }

    private func strangers(in node: XMLNode) throws(Objection) -> [XMLNode] {
        let properties = try SignatureProperties(node, in: tree)
        // Its place in the schema was found to be right: an Object of a Signature.
        let signature = tree.parent(of: node).flatMap { tree.parent(of: $0) } ?? node
        return Array(properties.strangers(to: signature, in: tree).prefix(20))
    }

    var resolver: ReferenceResolver {
        ReferenceResolver(
            tree: tree, positions: positions, leniencies: validator.policy.references, external: digester.external
        )
    }
}
