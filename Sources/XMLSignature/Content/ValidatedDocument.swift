//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import CanonicalXML

/// What came of validating a document: the report, and the content that valid signatures cover.
public struct ValidatedDocument: Sendable {
    public let report: ValidationReport
    /// The document as it was read; `nil` where it was refused.
    public let tree: XMLTree?

    let outcomes: [SignatureOutcome]
    let validator: SignatureValidator
    let external: ResolvedExternalData

    /// What a signature covers, a member a reference.
    ///
    /// - Parameter number: The number of the signature in the document, from 1.
    /// - Returns: Nothing unless the core validation is valid: content of a bad signature doesn't leave.
    public func content(coveredBy number: Int) -> [VerifiedContent] {
        guard let tree, number > 0, number <= outcomes.count else { return [] }
        let outcome = outcomes[number - 1]
        guard outcome.core == .valid, outcome.objections.isEmpty else { return [] }
        var contents: [VerifiedContent] = []
        // References to the same share their octets, as they shared the digest.
        var made: [ReferenceDigester.Computation: [UInt8]] = [:]
        for (index, reference) in outcome.references.enumerated() {
            guard let computation = reference.computation,
                let octets = made[computation] ?? octets(of: reference, in: tree)
            else { return [] }
            made[computation] = octets
            contents.append(
                VerifiedContent(
                    signature: number,
                    reference: index + 1,
                    octets: octets,
                    nodes: reference.covered?.roots(in: tree, limit: .max) ?? [],
                    covered: reference.covered,
                    tree: tree
                )
            )
        }
        return contents
    }

    /// The octets that the references of a signature and of its Manifests digested, good or bad, by their elements.
    ///
    /// For fixtures, which say what these have to be. Users get content of valid signatures only.
    package func referenceOutputs(ofSignature number: Int) -> [XMLNode: [UInt8]] {
        guard let tree, outcomes.indices.contains(number - 1) else { return [:] }
        let outcome = outcomes[number - 1]
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
            reader: validator.reader(),
            budget: OutputBudget(
                octetCount: report.bytes + external.octetCount, nodeCount: tree.recordCount, limits: limits)
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
