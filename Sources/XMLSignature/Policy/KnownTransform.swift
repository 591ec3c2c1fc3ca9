//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation
import Diagnostics
import SignatureCryptography

/// A transform under its own name, wherever in a signature it stands.
struct KnownTransform {
    let transform: Transform
    /// What is to be said where the document writes its name otherwise.
    let warning: AlgorithmConcern?

    /// - Throws: Where its name is an alias that the policy doesn't accept.
    init(_ transform: Transform, under algorithms: AlgorithmPolicy) throws(Objection) {
        if !algorithms.acceptsAliases, let alias = AlgorithmAlias(uri: transform.algorithm) {
            throw Objection(
                .transformUnknown,
                .signatureConstraintsFailure,
                "`\(alias.uri)` is a transform that no standard defines; \(alias.question)",
                clause: "XML-DSig §6.6",
                at: transform.node
            )
        }
        (self.transform, warning) = transform.meant(under: algorithms)
    }
}

extension AlgorithmIdentifier {
    /// The algorithm that the policy takes the document's for, and what is to be said of that.
    func meant(under algorithms: AlgorithmPolicy) -> (Self, warning: AlgorithmConcern?) {
        let (uri, warning) = algorithms.meaning(of: algorithm)
        return (Self(algorithm: uri, parameters: parameters, node: node), warning)
    }
}

extension AlgorithmPolicy {
    /// The URI that the policy takes a document's for, and what is to be said of that.
    func meaning(of uri: [UInt8]) -> (uri: [UInt8], warning: AlgorithmConcern?) {
        guard acceptsAliases, let alias = AlgorithmAlias(uri: uri) else { return (uri, nil) }
        let message = "`\(alias.uri)`, which no standard defines, is taken for `\(alias.meant)`"
        return (Array(alias.meant.utf8), AlgorithmConcern(.algorithmAlias, message, clause: "RFC 9231 §1"))
    }
}
