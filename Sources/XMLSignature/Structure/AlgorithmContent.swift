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

    init(of uri: [UInt8]) { self = Self.known[uri] ?? .unknown }

    /// By each URI that is known, aliases among them: what an element may hold doesn't depend on the spelling of its name.
    private static let known: [[UInt8]: Self] = {
        var known: [[UInt8]: Self] = [
            TransformAlgorithm.envelopedSignature: .nothing,
            TransformAlgorithm.base64: .nothing,
            TransformAlgorithm.relationship: .relationshipReferences,
            TransformAlgorithm.xPath: .xPath,
            TransformAlgorithm.xPathFilter2: .xPathFilters,
        ]
        for method in CanonicalizationMethod.allCases {
            known[Array(method.uri.utf8)] = method.isExclusive ? .inclusiveNamespaces : .nothing
        }
        for method in DigestMethod.all { known[Array(method.uri.utf8)] = .nothing }
        for alias in AlgorithmAlias.all { known[Array(alias.uri.utf8)] = known[Array(alias.meant.utf8)] }
        return known
    }()
}
