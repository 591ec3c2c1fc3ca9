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

/// Says what signatures a document has, what they name and by which algorithms, and judges nothing.
public struct SignatureInspector: Sendable {
    private let validator: SignatureValidator

    /// - Parameters:
    ///   - policy: How documents are read, and by what the findings say what is refused.
    ///   - externalData: What external references may name.
    public init(policy: ValidationPolicy = .strict, externalData: any ExternalDataResolver = ExternalData()) {
        validator = SignatureValidator(policy: policy, externalData: externalData)
    }

    public func inspect(_ document: [UInt8], named name: String? = nil) -> Inspection {
        var inspection = Inspection(
            document: name,
            sha256: DocumentValidation.sha256(document),
            bytes: document.count,
            signatures: [],
            claimedCoverage: nil,
            error: nil
        )
        var memory = ValidationMemory(validator.policy, validator.caches)
        do throws(XMLReadingError) {
            let tree = try memory.reader.read(document)
            let nodes = SignatureFinder(tree).signatures
            if let error = validator.tooManySignatures(nodes.count) {
                inspection.error = ErrorReport(error)
            } else {
                inspect(tree, nodes, memory, &inspection)
            }
        } catch {
            inspection.error = ErrorReport(error)
        }
        return inspection
    }

    private func inspect(
        _ tree: XMLTree, _ nodes: [XMLNode], _ memory: consuming ValidationMemory, _ inspection: inout Inspection
    ) {
        let positions = PositionIndex(tree)
        var builder = ReportBuilder(tree: tree, positions: positions, time: Instant(seconds: 0))
        var map = CoverageMap()
        let parser = SignatureParser(tree: tree, limits: validator.policy.limits)
        let parsed = nodes.map { node in Result { () throws(Objection) in try parser.parse(node) } }
        let external = ResolvedExternalData(
            of: ExternalURIs(of: parsed.compactMap { try? $0.get() }),
            from: validator.externalData,
            validator.policy.limits
        )
        let limits = validator.policy.limits
        var resources = ReferenceResources(
            memory: memory,
            budget: OutputBudget(octetCount: inspection.bytes, nodeCount: tree.recordCount, limits: limits),
            xPath: XPathResources(validator.policy.xPath.limits, signatures: nodes)
        )
        let namespaces = NamespaceIndex(tree)
        for (index, node) in nodes.enumerated() {
            let signature = SignatureInspection(
                tree: tree, positions: positions, namespaces: namespaces, validator: validator, external: external,
                node: node, parsed[index], &resources
            )
            for covered in signature.covered.compactMap({ $0 }) { map.add(covered, in: tree) }
            inspection.signatures.append(signature.report(number: index + 1, &builder, &resources.memory.certificates))
        }
        map.finish()
        inspection.claimedCoverage = builder.coverage(map, envelope: nodes.map { tree.subtree(of: $0) })
    }
}

/// One signature of an inspection.
private struct SignatureInspection {
    let tree: XMLTree
    let positions: PositionIndex
    let node: XMLNode
    private(set) var signature: Signature?
    private(set) var objections: [Objection] = []
    /// What each reference's digest would cover.
    private(set) var covered: [CoveredNodes?] = []
    private let limits: SignatureLimits
    private let algorithms: AlgorithmPolicy
    private let external: ResolvedExternalData

    init(
        tree: XMLTree, positions: PositionIndex, namespaces: NamespaceIndex, validator: SignatureValidator,
        external: ResolvedExternalData, node: XMLNode, _ parsed: Result<Signature, Objection>,
        _ resources: inout ReferenceResources
    ) {
        self.external = external
        self.tree = tree
        self.positions = positions
        self.node = node
        limits = validator.policy.limits
        algorithms = validator.policy.algorithms
        do throws(Objection) {
            let signature = try parsed.get()
            self.signature = signature
            resolve(signature, namespaces, validator, &resources)
        } catch {
            objections.append(error)
        }
    }

    private mutating func resolve(
        _ signature: Signature, _ namespaces: NamespaceIndex, _ validator: SignatureValidator,
        _ resources: inout ReferenceResources
    ) {
        var check = PolicyCheck(
            tree: tree, positions: positions, namespaces: namespaces, policy: validator.policy
        )
        var plan: SignaturePlan?
        do throws(PolicyRefusal) {
            plan = try check.plan(signature)
        } catch {
            objections += error.objections
        }
        let resolver = ReferenceResolver(
            tree: tree,
            positions: positions,
            leniencies: validator.policy.references,
            external: external
        )
        for (index, reference) in signature.signedInfo.references.prefix(limits.references).enumerated() {
            do throws(Objection) {
                let target = try resolver.resolve(reference)
                let steps = plan?.references[index].steps
                covered.append(coverage(of: target, steps, validator.policy, &resources))
            } catch {
                objections.append(error)
                covered.append(nil)
            }
        }
    }

    private func coverage(
        of target: ReferenceTarget, _ steps: [TransformStep]?, _ policy: ValidationPolicy,
        _ resources: inout ReferenceResources
    ) -> CoveredNodes? {
        guard let steps else { return nil }
        let chain = TransformChain(
            steps: steps, tree: tree, external: external, limits: limits, leniencies: policy.references
        )
        return chain.coverage(of: target, with: &resources)
    }

    func report(
        number: Int, _ builder: inout ReportBuilder, _ known: inout KnownCertificates
    ) -> InspectedSignature {
        let keyInfo = signature?.keyInfo
        var decoded = DecodedKeyInfo()
        if let keyInfo { decoded.add(keyInfo, in: tree, algorithms, &known) { positions.position(of: $0) } }
        let properties = signature.map {
            SignedPropertiesReader(tree: tree, positions: positions, limits: limits)
                .read($0, covered: WholeSubtrees(covered.compactMap { $0 }, in: tree))
        }
        let references = signature?.signedInfo.references ?? []
        var manifests: [ManifestReport] = []
        var findings = objections
        for manifest in signature?.manifests ?? [] {
            do throws(Objection) {
                let entries = try manifest.entries.get().map { builder.reference($0, covering: nil) }
                manifests.append(ManifestReport(path: builder.path(of: manifest.node), references: entries))
            } catch {
                findings.append(error)
            }
        }
        return InspectedSignature(
            number: number,
            id: tree.attributeValue("Id", of: node).map { String(decoding: $0, as: UTF8.self) },
            path: builder.path(of: node),
            line: positions.position(of: node).line,
            canonicalizationMethod: signature?.signedInfo.canonicalization.algorithmText,
            signatureMethod: signature.map { String(decoding: $0.signedInfo.signatureMethod.algorithm, as: UTF8.self) },
            references: zip(references, covered).map { builder.reference($0, covering: $1) },
            manifests: manifests,
            keyInfo: keyInfo.map(childNames) ?? [],
            certificates: decoded.certificates.map { SignerReport($0.certificate) },
            claimedSigningTime: properties?.claimedTime,
            findings: findings.map(builder.finding) + decoded.findings + (properties?.findings ?? [])
        )
    }

    private func childNames(of keyInfo: KeyInfo) -> [String] {
        tree.children(of: keyInfo.node).filter { tree.kind(of: $0) == .element }.prefix(limits.certificates)
            .map { tree.nameAsWritten(of: $0) }
    }
}
