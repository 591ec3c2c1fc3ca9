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

/// Holds a signature against the policy before anything of it is computed.
struct PolicyCheck {
    let tree: XMLTree
    let positions: PositionIndex
    let namespaces: NamespaceIndex
    let policy: ValidationPolicy

    private var objections: [Objection] = []
    private var refusedReferences: Set<Int> = []
    private(set) var warnings: [Finding] = []

    init(tree: XMLTree, positions: PositionIndex, namespaces: NamespaceIndex, policy: ValidationPolicy) {
        self.tree = tree
        self.positions = positions
        self.namespaces = namespaces
        self.policy = policy
    }

    /// - Throws: Everything that the policy has against the signature, not only the first.
    mutating func plan(_ signature: Signature) throws(PolicyRefusal) -> SignaturePlan {
        let signedInfo = signature.signedInfo
        let canonicalization = CanonicalizationStep(meant(signedInfo.canonicalization))
        if canonicalization == nil { objectToCanonicalization(signedInfo.canonicalization) }
        let method = self.method(signedInfo)
        let parameters = method.flatMap { pssParameters(of: $0, signedInfo) }
        let references = self.references(signature)
        guard objections.isEmpty, let canonicalization, let method else {
            throw PolicyRefusal(objections: objections, references: refusedReferences)
        }
        var outputBitCount: Int?
        if case .outputLength(let count) = signedInfo.signatureMethod.parameters { outputBitCount = count }
        var context: [UInt8]?
        if case .context(let octets) = signedInfo.signatureMethod.parameters { context = octets }
        return SignaturePlan(
            canonicalization: canonicalization,
            method: method,
            pssParameters: parameters,
            outputBitCount: outputBitCount,
            context: context,
            references: references,
            warnings: warnings
        )
    }

    /// The entry of a Manifest, which the policy holds to what it holds references to.
    mutating func plan(entry: Reference, in signature: XMLNode) throws(Objection) -> ReferencePlan {
        let plan = plan(entry, in: signature)
        if let objection = objections.first { throw objection }
        guard let plan else {
            throw Objection(.referenceRefused, .signatureConstraintsFailure, "the policy refuses it", at: entry.node)
        }
        return plan
    }

    private mutating func objectToCanonicalization(_ identifier: AlgorithmIdentifier) {
        if let entry = TransformTable.refusedCanonicalization(uri: identifier.algorithm) {
            let message = "\(entry.name) is refused under every policy"
            objections.append(
                Objection(AlgorithmConcern(.algorithmRefused, message, clause: entry.clause), at: identifier.node)
            )
            return
        }
        let question = AlgorithmAlias(uri: identifier.algorithm).map { "; " + $0.question } ?? ""
        objections.append(
            Objection(
                .algorithmUnknown,
                .cryptographicConstraintsFailureNoProofOfExistence,
                "`\(identifier.algorithmText)` is no canonicalization that is known here\(question)",
                clause: "XML-DSig §4.4.1",
                at: identifier.node
            )
        )
    }

    private mutating func method(_ signedInfo: SignedInfo) -> SignatureMethod? {
        let uri = meant(signedInfo.signatureMethod.algorithm, at: signedInfo.node)
        return take(policy.algorithms.signatureMethod(uri: uri), at: signedInfo.node)
    }

    private mutating func pssParameters(of method: SignatureMethod, _ signedInfo: SignedInfo) -> RSASSAPSSParameters? {
        guard method == .rsaPSS else { return nil }
        var stated = PSSParametersElement()
        if case .pss(let element) = signedInfo.signatureMethod.parameters { stated = element }
        let mgf1 = Array("http://www.w3.org/2007/05/xmldsig-more#MGF1".utf8)
        if let function = stated.maskGenerationFunction, function != mgf1 {
            objections.append(
                Objection(
                    .algorithmUnknown,
                    .cryptographicConstraintsFailureNoProofOfExistence,
                    "`\(String(decoding: function, as: UTF8.self))` is a mask generation function that isn't known here",
                    clause: "RFC 9231 §2.3.9",
                    at: signedInfo.node
                )
            )
            return nil
        }
        let count = objections.count
        let digest = stated.digestMethod.flatMap { digestMethod($0, at: signedInfo.node) }
        let maskDigest = stated.maskDigestMethod.flatMap { digestMethod($0, at: signedInfo.node) }
        guard objections.count == count else { return nil }
        let parameters = RSASSAPSSParameters(
            statedDigest: digest,
            statedMaskGenerationDigest: maskDigest,
            statedSaltByteCount: stated.saltLength,
            statedTrailerField: stated.trailerField
        )
        weigh(policy.algorithms.assess(parameters), at: signedInfo.node)
        return parameters
    }

    private mutating func references(_ signature: Signature) -> [ReferencePlan] {
        let references = signature.signedInfo.references
        guard references.count <= policy.limits.references else {
            objections.append(
                .limit(
                    "references in a signature", references.count, at: policy.limits.references,
                    signature.signedInfo.node
                )
            )
            return []
        }
        var plans: [ReferencePlan] = []
        for (index, reference) in references.enumerated() {
            let count = objections.count
            if let plan = plan(reference, in: signature.node) { plans.append(plan) }
            if objections.count > count { refusedReferences.insert(index) }
        }
        return plans
    }

    private mutating func plan(_ reference: Reference, in signature: XMLNode) -> ReferencePlan? {
        let digestMethod = digestMethod(reference.digestMethod.algorithm, at: reference.digestMethod.node)
        guard reference.transforms.count <= policy.limits.transforms else {
            objections.append(
                .limit(
                    "transforms in a reference", reference.transforms.count, at: policy.limits.transforms,
                    reference.node
                )
            )
            return nil
        }
        if let objection = ReferenceResolver.refusal(of: reference, policy.references) { objections.append(objection) }
        var steps: [TransformStep] = []
        for transform in reference.transforms {
            do throws(Objection) {
                let known = try KnownTransform(transform, under: policy.algorithms)
                if let warning = known.warning { warn(warning, at: transform.node) }
                let step = try TransformStep(known.transform, in: signature, namespaces, under: policy)
                warnings += step.warnings(positions, transform, for: .reference)
                steps.append(step)
            } catch {
                objections.append(error)
            }
        }
        if let objection = RelationshipTransform.objection(to: steps, in: reference) { objections.append(objection) }
        return digestMethod.map { ReferencePlan(steps: steps, digestMethod: $0) }
    }

    private mutating func digestMethod(_ uri: [UInt8], at node: XMLNode) -> DigestMethod? {
        take(policy.algorithms.digestMethod(uri: meant(uri, at: node)), at: node)
    }

    /// The URI that the policy takes a document's for.
    private mutating func meant(_ uri: [UInt8], at node: XMLNode) -> [UInt8] {
        let (uri, warning) = policy.algorithms.meaning(of: uri)
        if let warning { warn(warning, at: node) }
        return uri
    }

    private mutating func meant(_ identifier: AlgorithmIdentifier) -> AlgorithmIdentifier {
        let (meant, warning) = identifier.meant(under: policy.algorithms)
        if let warning { warn(warning, at: identifier.node) }
        return meant
    }

    private mutating func take<Method>(_ decision: AlgorithmDecision<Method>, at node: XMLNode) -> Method? {
        switch decision {
        case .use(let method, let warning):
            if let warning { warn(warning, at: node) }
            return method
        case .refuse(let concern):
            objections.append(Objection(concern, at: node))
            return nil
        }
    }

    private mutating func weigh(_ assessment: AlgorithmAssessment, at node: XMLNode) {
        if let refusal = assessment.refusal { objections.append(Objection(refusal, at: node)) }
        if let warning = assessment.warning { warn(warning, at: node) }
    }

    private mutating func warn(_ concern: AlgorithmConcern, at node: XMLNode) {
        warnings.append(concern.finding(.warning, at: positions.position(of: node)))
    }
}

extension Objection {
    /// An algorithm or a key that the policy refuses.
    init(_ concern: AlgorithmConcern, at node: XMLNode?) {
        self.init(
            concern.code,
            .cryptographicConstraintsFailureNoProofOfExistence,
            concern.message,
            clause: concern.clause,
            at: node
        )
    }
}
