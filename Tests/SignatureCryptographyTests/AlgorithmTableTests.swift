//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics
import SignatureCryptography
import Testing

@Suite("The table of algorithms")
struct AlgorithmTableTests {
    @Test("has each URI once, and every method that is built")
    func hasEachOnce() {
        let uris = AlgorithmTable.entries.map { Array($0.uri.utf8) }
        #expect(Set(uris).count == uris.count)
        for uri in DigestMethod.all.map(\.uri.utf8) {
            #expect(AlgorithmTable.entry(uri: Array(uri))?.use == .digest)
        }
        for uri in SignatureMethod.all.map(\.uri.utf8) {
            #expect(AlgorithmTable.entry(uri: Array(uri))?.use == .signature)
        }
    }

    @Test("finds every method again by its URI")
    func findsMethods() {
        for method in DigestMethod.all { #expect(DigestMethod(uri: method.uri) == method) }
        for method in SignatureMethod.all { #expect(SignatureMethod(uri: method.uri) == method) }
    }

    @Test("compares URIs as octets")
    func comparesOctets() {
        // U+212A KELVIN SIGN is canonically equivalent to K, and `String ==` takes them for equal.
        #expect("\u{212A}" == "K")
        let table: [UInt8] = Array("http://www.w3.org/2001/04/xmlenc#sha256".utf8)
        #expect(DigestMethod(uri: table) == .sha256)
        #expect(DigestMethod(uri: table + [0]) == nil)
        #expect(DigestMethod(uri: "HTTP://www.w3.org/2001/04/xmlenc#sha256") == nil)
    }

    /// ETSI TS 119 312 V1.5.1, and earlier editions for what it no longer lists.
    @Test("knows when algorithms end")
    func knowsEnds() throws {
        func end(_ uri: String) -> String? {
            AlgorithmTable.entry(uri: Array(uri.utf8))?.endDate?.rfc3339
        }
        #expect(end("http://www.w3.org/2001/04/xmldsig-more#md5") == "2004-08-01T00:00:00Z")
        #expect(end("http://www.w3.org/2000/09/xmldsig#rsa-sha1") == "2012-08-01T00:00:00Z")
        #expect(end("http://www.w3.org/2001/04/xmldsig-more#sha224") == "2029-01-01T00:00:00Z")
        #expect(end("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256") == nil)

        let rsa = try PublicKey(subjectPublicKeyInfo: OpenSSLMade.rsa)
        #expect(AlgorithmTable.endDate(of: rsa, in: .rsaPSS)?.rfc3339 == "2029-01-01T00:00:00Z")
        let large = PublicKey(try RSAPublicKey(modulus: [0x80] + [UInt8](repeating: 1, count: 383), exponent: [3]))
        #expect(large.bitCount == 3072)
        #expect(AlgorithmTable.endDate(of: large, in: .rsaPSS) == nil)
        #expect(AlgorithmTable.endDate(of: large, in: .rsaPKCS1)?.rfc3339 == "2029-01-01T00:00:00Z")
        let ec = try PublicKey(subjectPublicKeyInfo: OpenSSLMade.p256)
        #expect(AlgorithmTable.endDate(of: ec, in: .ecdsa) == nil)
    }
}
