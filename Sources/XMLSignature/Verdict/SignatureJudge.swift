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

/// Judges the signatures of one document, in the order of work of which no step starts before the one above it has
/// passed: structure, policy, key, signature value, the reading of the canonical `SignedInfo`, references, signer.
struct SignatureJudge: ~Copyable {
    let validator: SignatureValidator
    let tree: XMLTree
    let positions: PositionIndex
    let namespaces: NamespaceIndex
    var resources: ReferenceResources
    var digester: ReferenceDigester
    var signers: SignerJudge
    var publicKeys: PublicKeyBudget
    let manifests: ManifestIndex
    var copies: SignatureCopies
    /// What was read of `SignatureProperties`, each once, however many references name it: the properties that are about
    /// something else.
    var properties: [XMLNode: Result<[XMLNode], Objection>] = [:]

    private var policy: ValidationPolicy { validator.policy }

    /// After the last signature.
    ///
    /// - Returns: The memory, for the next document.
    consuming func finish() -> ValidationMemory { resources.finish() }

    /// - Parameter parsed: The first step's outcome: what the structure says, or what is wrong with it.
    mutating func judge(_ node: XMLNode, _ parsed: Result<Signature, Objection>) -> SignatureOutcome {
        var outcome = SignatureOutcome(node)
        judge(parsed, &outcome)
        return outcome
    }

    // Apart, so that the outcome is handed over without a copy.
    private mutating func judge(_ parsed: Result<Signature, Objection>, _ outcome: inout SignatureOutcome) {
        do throws(Objection) {
            let signature = try parsed.get()
            outcome.signature = signature
            outcome.references = signature.signedInfo.references.map(ReferenceOutcome.init)
            let plan = try plan(signature, &outcome)
            try verifyValue(signature, plan, &outcome)
            checkReferences(signature, plan, &outcome)
        } catch {
            outcome.objections.insert(error, at: 0)
            outcome.core = error.subIndication == .signatureCryptographyFailure ? .invalid : .refused
        }
        if outcome.key != nil {
            signers.judge(&outcome, spending: &publicKeys, remembering: &resources.memory.paths)
        }
        judgeEndDate(&outcome)
    }

    /// Step 2.
    private func plan(
        _ signature: Signature, _ outcome: inout SignatureOutcome
    ) throws(Objection) -> SignaturePlan {
        var check = PolicyCheck(tree: tree, positions: positions, namespaces: namespaces, policy: policy)
        do throws(PolicyRefusal) {
            let plan = try check.plan(signature)
            outcome.findings += plan.warnings
            return plan
        } catch {
            for index in error.references { outcome.references[index].status = .refused }
            // All but the first, which is thrown.
            outcome.objections.append(contentsOf: error.objections.dropFirst())
            throw error.objections[0]
        }
    }

    /// Steps 3 to 5.
    private mutating func verifyValue(
        _ signature: Signature, _ plan: SignaturePlan, _ outcome: inout SignatureOutcome
    ) throws(Objection) {
        let octets = try canonicalSignedInfo(signature, plan)
        if let keyInfo = signature.keyInfo {
            outcome.keyInfo = try decode(keyInfo, of: signature)
            let objection = outcome.keyInfo.contradiction(at: keyInfo.node)
            outcome.takeKeyInfoFindings()
            if let objection { throw objection }
        }
        let selection = KeySelection(
            pinned: validator.pinnedKeys,
            pool: validator.pool,
            pinnedCertificates: validator.pinnedCertificates,
            documentKey: validator.documentKey,
            policy: policy,
            keyInfo: outcome.keyInfo,
            node: signature.keyInfo?.node ?? signature.node
        )
        let key = try selection.verify(signature.signatureValue, over: octets, plan, spending: &publicKeys)
        outcome.findings += try reread(octets, signature)
        if let node = signature.keyInfo?.node {
            let objection =
                outcome.keyInfo.contradiction(with: key.kind, at: node)
                ?? outcome.keyInfo.contradiction(with: key.allCertificates, at: node)
            outcome.takeKeyInfoFindings()
            if let objection { throw objection }
        }
        outcome.key = key
        outcome.method = plan.method
        outcome.original = copies.original(of: signature, by: key, over: octets)
        warn(of: key, signature, &outcome)
    }

    private mutating func canonicalSignedInfo(
        _ signature: Signature, _ plan: SignaturePlan
    ) throws(Objection) -> [UInt8] {
        let set = NodeSet(subtreeOf: signature.signedInfo.node, in: tree)
        let canonicalizer = Canonicalizer(
            plan.canonicalization.method,
            inclusivePrefixes: plan.canonicalization.inclusivePrefixes,
            outputLimit: resources.budget.remainingOctets,
            permitsRelativeNamespaces: policy.references.contains(.relativeNamespaces)
        )
        try resources.budget.charge(nodes: canonicalizer.workload(of: set, in: tree))
        let octets: [UInt8]
        do throws(CanonicalizationError) {
            octets = try canonicalizer.octets(of: set, in: tree)
        } catch {
            throw Objection(canonicalization: error, resources.budget).at(signature.signedInfo.node)
        }
        try resources.budget.charge(octets: octets.count)
        return octets
    }

    /// Step 5: what was signed is read again, and has to say what the document says (CVE-2025-29774, CVE-2025-29775).
    ///
    /// - Returns: What the signature does not cover of it: namespace bindings.
    private mutating func reread(_ octets: [UInt8], _ signature: Signature) throws(Objection) -> [Finding] {
        let reading: XMLTree
        do throws(XMLReadingError) {
            reading = try resources.memory.signedInfoReader.read(octets)
        } catch {
            throw differs("the canonical SignedInfo is refused: \(error.reason)", signature)
        }
        let root = reading.rootElement
        // What is the same node for node needs no second parser to say the same.
        if !signature.signedInfo.hasExpressions, tree.isWritten(signature.signedInfo.node, as: root, in: reading) {
            return []
        }
        guard reading.isElement(root, SignatureNamespace.signature, "SignedInfo"),
            let signed = try? SignedInfoParser(tree: reading, limits: policy.limits).parse(root),
            signed.hasFacts(of: signature.signedInfo)
        else { throw differs("SignedInfo reads differently from its own canonical form", signature) }
        return UnsignedBindings(limits: policy.xPath.limits, namespaces: namespaces, signedTree: reading)
            .findings(in: signature.signedInfo, signed, positions)
    }

    private func differs(_ message: String, _ signature: Signature) -> Objection {
        Objection(
            .signedInfoDiffers,
            .signatureConstraintsFailure,
            message,
            clause: "XML-DSig §3.2.2",
            at: signature.signedInfo.node
        )
    }

    /// Until time-stamps prove more, the signature is known to exist at the time of the validation and not before
    /// (EN 319 102-1 §5.2.8).
    private func judgeEndDate(_ outcome: inout SignatureOutcome) {
        guard case .publicKey(let key)? = outcome.key?.kind, let method = outcome.method else { return }
        let assessment = policy.algorithms.assessEnd(of: method, key, at: signers.time)
        if let refusal = assessment.refusal {
            outcome.signer.objections.append(Objection(refusal, at: outcome.node))
        }
        if let warning = assessment.warning {
            outcome.findings.append(warning.finding(.warning, at: positions.position(of: outcome.node)))
        }
    }

    private func warn(of key: VerifyingKey, _ signature: Signature, _ outcome: inout SignatureOutcome) {
        if case .publicKey(let key) = key.kind, let concern = policy.algorithms.assess(key).warning {
            outcome.findings.append(concern.finding(.warning, at: positions.position(of: signature.node)))
        }
        guard !key.forms.isEmpty else { return }
        let position = positions.position(of: signature.node)
        let forms: [(SignatureValueForms, String)] = [
            (.derEncodedECDSA, "the SignatureValue is in DER instead of r‖s"),
            (.paddedECDSA, "the halves of the SignatureValue are padded otherwise than the standard says"),
            (.truncatedHMAC, "the HMAC is truncated"),
        ]
        for (form, message) in forms where key.forms.contains(form) {
            outcome.findings.append(
                Finding(.signatureValueForm, .warning, message, clause: "XML-DSig §6.3, §6.4", at: position)
            )
        }
    }
}

extension Objection {
    /// The same about another node, unless it is about one already.
    func at(_ node: XMLNode) -> Self {
        Self(code, subIndication, message, clause: clause, at: self.node ?? node)
    }
}
