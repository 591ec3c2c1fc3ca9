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
    private var known: [Computation: Result<Digest, Objection>] = [:]

    /// What a digest depends on.
    struct Computation: Hashable {
        let target: ReferenceTarget
        let steps: [TransformStep]
        let method: DigestMethod
    }

    struct Digest: Hashable {
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
        if let result = known[computation] { return try result.get() }
        do throws(Objection) {
            let digest = try compute(computation, &resources)
            known[computation] = .success(digest)
            return digest
        } catch {
            known[computation] = .failure(error)
            throw error
        }
    }

    private func compute(
        _ computation: Computation, _ resources: inout ReferenceResources
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
            return Digest(value: value, output: output)
        } catch {
            throw Self.unavailable(error)
        }
    }

    /// What OpenSSL could not do is no verdict on the digest.
    private static func unavailable(_ error: CryptographyError) -> Objection {
        Objection(
            .algorithmUnavailable,
            .cryptographicConstraintsFailureNoProofOfExistence,
            error.hint,
            clause: error.clause
        )
    }
}
