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

    init(of uri: [UInt8]) { self = Self.numbers[uri].map { Self.contents[$0] } ?? .unknown }

    // Not one table of both: the compiler doesn't specialize that of another module.
    private static let numbers = URINumbers(known.map(\.uri))
    private static let contents = known.map(\.content)

    /// For each URI that is known, aliases among them: what an element may hold doesn't depend on the spelling of its name.
    private static let known: [(uri: String, content: Self)] = {
        var known: [String: Self] = [:]
        func note(_ uri: [UInt8], _ content: Self) { known[String(decoding: uri, as: UTF8.self)] = content }
        note(TransformAlgorithm.envelopedSignature, .nothing)
        note(TransformAlgorithm.base64, .nothing)
        note(TransformAlgorithm.relationship, .relationshipReferences)
        note(TransformAlgorithm.xPath, .xPath)
        note(TransformAlgorithm.xPathFilter2, .xPathFilters)
        for method in CanonicalizationMethod.allCases {
            known[method.uri] = method.isExclusive ? .inclusiveNamespaces : .nothing
        }
        for method in DigestMethod.all { known[method.uri] = .nothing }
        for alias in AlgorithmAlias.all { known[alias.uri] = known[alias.meant] }
        return known.map { (uri: $0.key, content: $0.value) }
    }()
}
