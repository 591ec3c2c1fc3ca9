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
import XMLSignature

extension ValidationPolicy {
    /// What a line permits: the base of every line, and exactly the words of its `needs`.
    init(_ fixture: Fixture, documentTypes: DocumentTypePolicy, idAttributes: [IDAttribute]) {
        var references: ReferenceLeniencies = []
        for need in fixture.needs {
            switch need {
            case .emptyReference: references.insert(.emptyNodeSets)
            case .referenceWithoutURI: references.insert(.withoutURI)
            case .relativeNamespaceURI: references.insert(.relativeNamespaces)
            case .relationshipTransform: references.insert(.relationshipTransform)
            default: break
            }
        }
        self = ValidationPolicy.strict.named("fixture")
            .with(algorithms: AlgorithmPolicy(fixture))
            .with(references: references)
            .with(xPath: XPathPolicy(allowsGeneralExpressions: true))
            .with(documentTypes: documentTypes)
            .with(idAttributes: idAttributes)
    }
}

extension AlgorithmPolicy {
    /// The base of every line, and exactly the words of its `needs`.
    init(_ fixture: Fixture) {
        var base = Self.strict.allowingRSA(fromBitCount: 1024)
        if !fixture.requires.isEmpty {
            // What only a newer OpenSSL has is experimental.
            base = SignatureFamily.all.filter(\.isExperimental).reduce(base) { $0.allowing($1) }
        }
        self = fixture.needs.reduce(base) { $0.allowing($1) }
    }

    fileprivate func allowing(_ need: FixtureNeed) -> Self {
        switch need {
        case .hash(let hash): allowing(hash.method)
        case .dsa: allowingDSA(fromBitCount: 512)
        case .rsa(let bitCount): allowingRSA(fromBitCount: bitCount)
        // A curve that nobody here knows can't be allowed; its key is refused.
        case .curve(let name): NamedCurve(name: name).map(allowing) ?? self
        case .hmacTruncation(let bitCount): allowingHMACTruncation(toBitCount: bitCount)
        case .ecdsaDER: allowingDEREncodedECDSA()
        case .ecdsaJavaPadding: allowingPaddedECDSA()
        default: self
        }
    }
}

extension FixtureNeed.Hash {
    fileprivate var method: DigestMethod {
        switch self {
        case .sha1: .sha1
        case .md5: .md5
        case .ripemd160: .ripemd160
        case .sha224: .sha224
        case .sha3_224: .sha3_224
        }
    }
}
