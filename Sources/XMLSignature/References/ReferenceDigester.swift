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

/// Digests what references name, each distinct computation once, however many references ask for it.
struct ReferenceDigester: ~Copyable {
    let tree: XMLTree
    let external: ResolvedExternalData
    let limits: SignatureLimits
    let leniencies: ReferenceLeniencies
    private var computations = Numbering<Computation>()
    /// By the number of the computation.
    private var known: [Result<Digest, Objection>] = []

    /// What a digest depends on.
    struct Computation: Hashable {
        let target: ReferenceTarget
        let steps: [TransformStep]
        let method: DigestMethod
    }

    struct Digest {
        /// Of the computation among all of the document.
        let number: Int
        let value: [UInt8]
        let output: TransformChain.Output
    }

    init(tree: XMLTree, external: ResolvedExternalData, policy: ValidationPolicy) {
        self.tree = tree
        self.external = external
        limits = policy.limits
        leniencies = policy.references
    }

    mutating func digest(
        _ computation: Computation, with resources: inout ReferenceResources
    ) throws(Objection) -> Digest {
        if let number = computations.number(of: computation) { return try known[number].get() }
        computations.add(computation)
        do throws(Objection) {
            let digest = try compute(computation, number: known.count, &resources)
            known.append(.success(digest))
            return digest
        } catch {
            known.append(.failure(error))
            throw error
        }
    }

    private func compute(
        _ computation: Computation, number: Int, _ resources: inout ReferenceResources
    ) throws(Objection) -> Digest {
        let chain = TransformChain(
            steps: computation.steps, tree: tree, external: external, limits: limits, leniencies: leniencies
        )
        let digest: DigestSink
        do throws(CryptographyError) {
            digest = try resources.memory.digests.take(computation.method)
        } catch {
            throw Self.unavailable(error)
        }
        var sink: any CanonicalSink = digest
        let output = try chain.run(on: computation.target, with: &resources, into: &sink)
        do throws(CryptographyError) {
            let value = try digest.finish()
            resources.memory.digests.putBack(digest, computation.method)
            return Digest(number: number, value: value, output: output)
        } catch {
            throw Self.unavailable(error)
        }
    }

    /// What OpenSSL could not do is no verdict on the digest.
    private static func unavailable(_ error: CryptographyError) -> Objection {
        Objection(
            .algorithmUnavailable,
            .cryptographicConstraintsFailureNoProofOfExistence,
            error.reason,
            clause: error.clause
        )
    }
}
