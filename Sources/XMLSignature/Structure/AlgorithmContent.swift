//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import SignatureCryptography

/// What the element of a canonicalization, a transform or a digest may hold.
enum AlgorithmContent {
    case nothing
    /// `InclusiveNamespaces`, at most one.
    case inclusiveNamespaces
    /// `RelationshipReference` and `RelationshipsGroupReference`, at least one.
    case relationshipReferences
    /// `XPath`, one.
    case xPath
    /// `XPath` of XPath Filter 2.0, at least one.
    case xPathFilters
    /// Nobody here knows.
    case unknown

    init(of uri: [UInt8]) {
        let algorithm = AlgorithmAlias.meaning(of: uri)
        if let method = CanonicalizationMethod(uri: algorithm) {
            self = method.isExclusive ? .inclusiveNamespaces : .nothing
        } else if algorithm == TransformAlgorithm.envelopedSignature || algorithm == TransformAlgorithm.base64 {
            self = .nothing
        } else if algorithm == TransformAlgorithm.relationship {
            self = .relationshipReferences
        } else if algorithm == TransformAlgorithm.xPath {
            self = .xPath
        } else if algorithm == TransformAlgorithm.xPathFilter2 {
            self = .xPathFilters
        } else if DigestMethod(uri: algorithm) != nil {
            self = .nothing
        } else {
            self = .unknown
        }
    }
}
