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

    @Test("gives every URI its place, and has no other")
    func isComplete() {
        let places: [(AlgorithmStatus, [String])] = [
            (.default, AlgorithmTableExpectation.default), (.legacy, AlgorithmTableExpectation.legacy),
            (.refused, AlgorithmTableExpectation.refused), (.experimental, AlgorithmTableExpectation.experimental),
        ]
        for (status, uris) in places {
            #expect(Set(AlgorithmTable.entries.filter { $0.status == status }.map(\.uri)) == Set(uris), "\(status)")
        }
        #expect(AlgorithmTable.entries.count == places.map(\.1.count).reduce(0, +))
    }

    @Test("an alias is in no line, and means a URI that is")
    func aliases() {
        for alias in AlgorithmAlias.all {
            let uri = Array(alias.uri.utf8)
            #expect(AlgorithmTable.entry(uri: uri) == nil)
            #expect(AlgorithmAlias.meaning(of: uri) == Array(alias.meant.utf8))
            let isCanonicalization = alias.meant == "http://www.w3.org/2001/10/xml-exc-c14n#"
            #expect((AlgorithmTable.entry(uri: Array(alias.meant.utf8)) == nil) == isCanonicalization)
        }
        let known = Array("http://www.w3.org/2001/04/xmlenc#sha256".utf8)
        #expect(AlgorithmAlias(uri: known) == nil)
        #expect(AlgorithmAlias.meaning(of: known) == known)
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

    /// A calendar's year before 2029-01-01, and the end itself.
    @Test(
        "warns from one year before the end, and refuses from the end on where the policy says so",
        arguments: [
            ("2027-12-31T23:59:59Z", nil, false), ("2028-01-01T00:00:00Z", FindingCode.algorithmEndsSoon, false),
            ("2028-12-31T23:59:59.999Z", .algorithmEndsSoon, false), ("2029-01-01T00:00:00Z", .algorithmEnded, true),
            ("2040-06-01T00:00:00Z", .algorithmEnded, true),
        ]
    )
    func warnsBeforeTheEnd(text: String, code: FindingCode?, isEnd: Bool) throws {
        let time = try #require(Instant(rfc3339: text))
        let rsa = try PublicKey(subjectPublicKeyInfo: OpenSSLMade.rsa)
        let strict = AlgorithmPolicy.strict.assessEnd(of: .rsaSHA256, rsa, at: time)
        #expect((isEnd ? strict.refusal : strict.warning)?.code == code)
        #expect((isEnd ? strict.warning : strict.refusal) == nil)
        let legacy = AlgorithmPolicy.legacy.assessEnd(of: .rsaSHA256, rsa, at: time)
        #expect(legacy.warning?.code == code)
        #expect(legacy.refusal == nil)
        // What `strict` doesn't allow has its end in its own warning, and what has no end never gets one.
        #expect(AlgorithmPolicy.legacy.assessEnd(of: .rsaSHA1, rsa, at: time) == .allowed)
        let ec = try PublicKey(subjectPublicKeyInfo: OpenSSLMade.p256)
        #expect(AlgorithmPolicy.strict.assessEnd(of: .ecdsaSHA256, ec, at: time) == .allowed)
    }
}
