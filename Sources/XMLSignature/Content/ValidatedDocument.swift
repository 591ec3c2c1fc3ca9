//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import CanonicalXML
import CertificateValidation

/// What came of validating a document: the report, and the content that valid signatures cover.
public struct ValidatedDocument: Sendable {
    public let report: ValidationReport
    /// The document as it was read; `nil` where it was refused.
    public let tree: XMLTree?

    let outcomes: [JudgedSignature]
    /// For each signature that holds, what it covers as a whole.
    let covered: [WholeSubtrees]
    let validator: SignatureValidator
    let external: ResolvedExternalData

    /// What a signature covers: a member a reference, and behind them a member an entry of its Manifests where the policy
    /// says ``ManifestPolicy/required``, data outside of the document included.
    ///
    /// - Parameters:
    ///   - number: The number of the signature in the document, from 1.
    ///   - requirement: What the signature has to be.
    /// - Returns: Nothing unless the signature is that, and of a signature with a bad reference nothing at all.
    public func content(
        coveredBy number: Int, requiring requirement: ContentRequirement = .totalPassed
    ) -> [VerifiedContent] {
        guard let tree, let judged = judged(number, requirement) else { return [] }
        var contents: [VerifiedContent] = []
        // References to the same share their octets, as they shared the digest.
        var made: [ReferenceDigester.Computation: [UInt8]] = [:]
        for (reference, place) in digested(by: judged) {
            guard let computation = reference.computation,
                let octets = made[computation] ?? octets(of: reference, in: tree)
            else { return [] }
            made[computation] = octets
            contents.append(
                VerifiedContent(
                    signature: number,
                    reference: place.number,
                    manifest: place.manifest,
                    octets: octets,
                    nodes: reference.covered?.roots(in: tree, limit: .max) ?? [],
                    covered: reference.covered,
                    tree: tree
                )
            )
        }
        return contents
    }

    /// Where a reference stands: in `SignedInfo`, or in a Manifest.
    private typealias Place = (manifest: Int?, number: Int)

    /// The references of a signature that holds, and the entries of Manifests where those have to hold, too.
    private func digested(by judged: JudgedSignature) -> [(ReferenceOutcome, Place)] {
        func places(_ references: [ReferenceOutcome], in manifest: Int?) -> [(ReferenceOutcome, Place)] {
            references.enumerated().map { ($1, (manifest, $0 + 1)) }
        }
        let references = places(judged.outcome.references, in: nil)
        guard validator.policy.manifests == .required else { return references }
        return references
            + judged.outcome.manifests.enumerated().flatMap { places($1.entries, in: $0 + 1) }
    }

    /// What the signature with an `Id` covers.
    ///
    /// - Returns: Nothing where no signature has the `Id`, or more than one; compared by octets.
    public func content(
        coveredBy id: String, requiring requirement: ContentRequirement = .totalPassed
    ) -> [VerifiedContent] {
        guard let number = number(ofSignature: id) else { return [] }
        return content(coveredBy: number, requiring: requirement)
    }

    /// Whether a signature covers all of a node: the node and everything below it, attributes, namespaces and the whole
    /// text, but not comments inside, which most references leave out. Of a comment itself it says whether it was
    /// digested, of a text whether its characters were.
    ///
    /// - Parameters:
    ///   - node: A node of ``tree``.
    ///   - number: The number of the signature in the document, from 1.
    ///   - requirement: What the signature has to be.
    public func covers(
        _ node: XMLNode, by number: Int, requiring requirement: ContentRequirement = .totalPassed
    ) -> Bool {
        guard let tree, let judged = judged(number, requirement), node.index < tree.nodeCount else { return false }
        let kind = tree.kind(of: node)
        guard kind == .text || kind == .comment else { return covered[number - 1].contain(node, in: tree) }
        return judged.covered.contains { _, covered in
            (covered.isTextOnly ? kind == .text : true) && covered.nodes.contains(node, in: tree)
        }
    }

    /// How a signature stands to another one.
    ///
    /// - Parameters: The numbers of both in the document, from 1.
    /// - Returns: `parallel` where nothing else is known, so for a signature that isn't valid too.
    public func relation(of number: Int, to other: Int) -> SignatureRelation {
        guard number > 0, number <= report.signatures.count else { return .parallel }
        return report.signatures[number - 1].relations.first { $0.signature == other }?.kind ?? .parallel
    }

    private func judged(_ number: Int, _ requirement: ContentRequirement) -> JudgedSignature? {
        guard number > 0, number <= outcomes.count else { return nil }
        let judged = outcomes[number - 1]
        guard judged.holds, requirement == .coreValid || judged.outcome.indication == .totalPassed else { return nil }
        return judged
    }

    private func number(ofSignature id: String) -> Int? {
        guard let tree else { return nil }
        let octets = Array(id.utf8)
        let numbers = outcomes.indices.filter { tree.attributeValue("Id", of: outcomes[$0].outcome.node) == octets }
        return numbers.count == 1 ? numbers[0] + 1 : nil
    }

    /// The octets that the references of a signature and of its Manifests digested, good or bad, by their elements.
    ///
    /// For fixtures, which say what these have to be. Users get content of valid signatures only.
    package func referenceOutputs(ofSignature number: Int) -> [XMLNode: [UInt8]] {
        guard let tree, outcomes.indices.contains(number - 1) else { return [:] }
        let outcome = outcomes[number - 1].outcome
        var outputs: [XMLNode: [UInt8]] = [:]
        for reference in outcome.references + outcome.manifests.flatMap(\.entries) {
            outputs[reference.reference.node] = octets(of: reference, in: tree)
        }
        return outputs
    }

    /// The same computation as the digest's, on the same tree, so that nothing is kept that nobody asks for.
    private func octets(of reference: ReferenceOutcome, in tree: XMLTree) -> [UInt8]? {
        guard let computation = reference.computation else { return nil }
        let limits = validator.policy.limits
        var resources = ReferenceResources(
            memory: ValidationMemory(validator.policy, validator.caches),
            budget: OutputBudget(
                octetCount: report.bytes + external.octetCount, nodeCount: tree.recordCount, limits: limits),
            xPath: XPathResources(validator.policy.xPath.limits, signatures: outcomes.map(\.outcome.node))
        )
        let chain = TransformChain(
            steps: computation.steps,
            tree: tree,
            external: external,
            limits: limits,
            leniencies: validator.policy.references
        )
        var sink: any CanonicalSink = CanonicalBuffer()
        guard (try? chain.run(on: computation.target, with: &resources, into: &sink)) != nil else { return nil }
        return (sink as? CanonicalBuffer)?.octets
    }
}
