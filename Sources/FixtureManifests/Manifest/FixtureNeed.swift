//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// A word of `needs`: one permission beyond what every line has.
package enum FixtureNeed: Hashable, Sendable {
    /// The hash wherever it occurs, by the word of the manifest.
    case hash(Hash)
    case dsa
    case rsa(fromBitCount: Int)
    case curve(String)
    case hmacTruncation(toBitCount: Int)
    case ecdsaDER
    case ecdsaJavaPadding
    case documentType
    case externalEntity
    case emptyReference
    case relativeNamespaceURI
    case referenceWithoutURI
    case relationshipTransform
    case legacyRelationshipTransform
    case xpointerTransform
    case pemCertificate
    case externalSubset
    case noNamespaces
    /// Permits nothing: XSLT is always refused.
    case xslt

    package enum Hash: String, Sendable, CaseIterable {
        case sha1, md5, ripemd160, sha224
        case sha3_224 = "sha3-224"
    }

    /// `nil` where the word isn't known.
    package init?(word: String) {
        if let hash = Hash(rawValue: word) {
            self = .hash(hash)
        } else if let plain = Self.plain[word] {
            self = plain
        } else if let bits = Self.number(in: word, after: "rsa:") {
            self = .rsa(fromBitCount: bits)
        } else if let bits = Self.number(in: word, after: "hmac-truncation:") {
            self = .hmacTruncation(toBitCount: bits)
        } else if word.hasPrefix("curve:") {
            self = .curve(String(word.dropFirst("curve:".count)))
        } else {
            return nil
        }
    }

    private static let plain: [String: Self] = [
        "dsa": .dsa,
        "ecdsa-der": .ecdsaDER,
        "ecdsa-java-padding": .ecdsaJavaPadding,
        "dtd": .documentType,
        "external-entity": .externalEntity,
        "empty-reference": .emptyReference,
        "relative-namespace-uri": .relativeNamespaceURI,
        "no-uri": .referenceWithoutURI,
        "relationship-transform": .relationshipTransform,
        "relationship-legacy": .legacyRelationshipTransform,
        "xptr-transform": .xpointerTransform,
        "pem-certificate": .pemCertificate,
        "external-subset": .externalSubset,
        "no-namespaces": .noNamespaces,
        "xslt": .xslt,
    ]

    private static func number(in word: String, after prefix: String) -> Int? {
        guard word.hasPrefix(prefix) else { return nil }
        let digits = word.dropFirst(prefix.count)
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(digits)
    }

    /// An ability that a runner may lack, in which case it skips the line; its name for the answer.
    package var missingAbility: String? {
        switch self {
        case .legacyRelationshipTransform: "relationship-legacy"
        case .xpointerTransform: "xptr-transform"
        case .pemCertificate: "pem-certificate"
        case .externalSubset: "external-subset"
        case .noNamespaces: "no-namespaces"
        default: nil
        }
    }
}
