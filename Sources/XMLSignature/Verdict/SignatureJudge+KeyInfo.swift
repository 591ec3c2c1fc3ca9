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
    /// What `KeyInfo` holds, and what it leads to: one step, never two.
    ///
    /// - Throws: Where it is more than the policy allows.
    mutating func decode(_ keyInfo: KeyInfo, of signature: Signature) throws(Objection) -> DecodedKeyInfo {
        var decoded = DecodedKeyInfo()
        let positions = positions
        decoded.add(keyInfo, in: tree, validator.policy.algorithms, &resources.memory.certificates) {
            positions.position(of: $0)
        }
        for retrieval in keyInfo.retrievals {
            do throws(Objection) {
                try follow(retrieval, of: signature, into: &decoded)
            } catch {
                decoded.findings.append(notFollowed(retrieval, error.message))
            }
            let limit = validator.policy.limits.certificates
            guard decoded.certificates.count <= limit else {
                throw .limit("certificates in a signature", decoded.certificates.count, at: limit, retrieval.node)
            }
        }
        return decoded
    }

    private mutating func follow(
        _ retrieval: KeyRetrieval, of signature: Signature, into decoded: inout DecodedKeyInfo
    ) throws(Objection) {
        let retriever = KeyRetriever(
            resolver: resolver, namespaces: namespaces, policy: validator.policy, signature: signature
        )
        // What was read on the way has no place of its own in the document.
        let position = positions.position(of: retrieval.node)
        resources.readingLeniencies = []
        defer { decoded.findings += resources.readingLeniencies.findings(at: position) }
        let steps = try retriever.steps(of: retrieval, noting: &decoded.findings)
        switch try retriever.follow(retrieval, steps, with: &resources) {
        case .certificate(let octets): decoded.add(der: octets, &resources.memory.certificates, at: position)
        case .keyInfo(let found, let tree):
            decoded.add(found, in: tree, validator.policy.algorithms, &resources.memory.certificates) { _ in position }
            if !found.retrievals.isEmpty {
                decoded.findings.append(notFollowed(retrieval, "what it names leads elsewhere again"))
            }
        }
    }

    private func notFollowed(_ retrieval: KeyRetrieval, _ reason: String) -> Finding {
        Finding(
            .keyRetrievalRefused,
            .warning,
            "`\(tree.nameAsWritten(of: retrieval.node))` isn't followed: \(reason)",
            clause: "XML-DSig §4.5.3",
            at: positions.position(of: retrieval.node)
        )
    }
}
