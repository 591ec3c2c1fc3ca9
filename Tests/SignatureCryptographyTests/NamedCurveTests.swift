//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import SignatureCryptography
import Testing

@Suite("Named curves")
struct NamedCurveTests {
    /// XML-DSig 1.1 §4.5.2.3, RFC 5480 §2.1.1.1, RFC 5639 §4.1.
    static let names: [(String, String, NamedCurve)] = [
        ("P-256", "urn:oid:1.2.840.10045.3.1.7", .p256),
        ("secp256r1", "urn:oid:1.2.840.10045.3.1.7", .p256),
        ("prime256v1", "urn:oid:1.2.840.10045.3.1.7", .p256),
        ("P-384", "urn:oid:1.3.132.0.34", .p384),
        ("P-521", "urn:oid:1.3.132.0.35", .p521),
        ("secp256k1", "urn:oid:1.3.132.0.10", .secp256k1),
        ("brainpoolP256r1", "urn:oid:1.3.36.3.3.2.8.1.1.7", .brainpoolP256r1),
        ("brainpoolP384r1", "urn:oid:1.3.36.3.3.2.8.1.1.11", .brainpoolP384r1),
        ("brainpoolP512r1", "urn:oid:1.3.36.3.3.2.8.1.1.13", .brainpoolP512r1),
    ]

    @Test("are known by name and by URI", arguments: names)
    func areKnown(name: String, uri: String, curve: NamedCurve) {
        #expect(NamedCurve(name: name) == curve)
        #expect(NamedCurve(uri: Array(uri.utf8)) == curve)
    }

    @Test("have distinct names and identifiers")
    func areDistinct() {
        #expect(Set(NamedCurve.all.map(\.name)).count == NamedCurve.all.count)
        #expect(Set(NamedCurve.all.map(\.objectIdentifier)).count == NamedCurve.all.count)
    }

    @Test("are not guessed")
    func areNotGuessed() {
        #expect(NamedCurve(name: "p-256") == nil)
        #expect(NamedCurve(name: "") == nil)
        #expect(NamedCurve(uri: Array("1.2.840.10045.3.1.7".utf8)) == nil)
        #expect(NamedCurve(uri: Array("URN:OID:1.2.840.10045.3.1.7".utf8)) == nil)
        #expect(NamedCurve(uri: Array("urn:oid:1.2.840.10045.3.1.7 ".utf8)) == nil)
    }
}
