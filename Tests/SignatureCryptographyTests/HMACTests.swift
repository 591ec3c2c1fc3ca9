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

@Suite("HMAC")
struct HMACTests {
    struct Example: Sendable {
        let key: [UInt8]
        let message: [UInt8]
        let method: SignatureMethod
        let code: [UInt8]
    }

    static let method224 = SignatureMethod(uri: "http://www.w3.org/2001/04/xmldsig-more#hmac-sha224")!
    static let methodMD5 = SignatureMethod(uri: "http://www.w3.org/2001/04/xmldsig-more#hmac-md5")!
    static let methodRIPEMD160 = SignatureMethod(uri: "http://www.w3.org/2001/04/xmldsig-more#hmac-ripemd160")!

    /// RFC 4231 §4.2 and §4.3 (test cases 1 and 2), RFC 2202 (MD5, SHA-1: test case 2) and RFC 2286 (RIPEMD-160: 2).
    static let examples: [Example] = [
        Example(
            key: [UInt8](repeating: 0x0B, count: 20),
            message: Array("Hi There".utf8),
            method: .hmacSHA256,
            code: octets("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
        ),
        Example(
            key: [UInt8](repeating: 0x0B, count: 20),
            message: Array("Hi There".utf8),
            method: method224,
            code: octets("896fb1128abbdf196832107cd49df33f47b4b1169912ba4f53684b22")
        ),
        jefe(method224, "a30e01098bc6dbbf45690f3a7e9e6d0f8bbea2a39e6148008fd05e44"),
        jefe(.hmacSHA256, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
        jefe(
            .hmacSHA384,
            "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649"
        ),
        jefe(
            .hmacSHA512,
            """
            164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554\
            9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737
            """
        ),
        jefe(.hmacSHA1, "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
        jefe(methodMD5, "750c783e6ab0b503eaa86e310a5db738"),
        jefe(methodRIPEMD160, "dda6c0213a485a9e24f4742064a7f033b43c4069"),
    ]

    private static func jefe(_ method: SignatureMethod, _ code: String) -> Example {
        Example(
            key: Array("Jefe".utf8),
            message: Array("what do ya want for nothing?".utf8),
            method: method,
            code: octets(code)
        )
    }

    @Test("agrees with RFC 4231, RFC 2202 and RFC 2286", arguments: examples)
    func agreesWithTheStandard(example: Example) throws {
        let key = try SymmetricKey(example.key)
        #expect(try key.verify(example.code, over: example.message, example.method) == .verified(leniencies: []))
        for index in example.code.indices {
            var changed = example.code
            changed[index] ^= 1
            #expect(try key.verify(changed, over: example.message, example.method) == .notVerified(.mismatch))
        }
    }

    /// How the first so many bits of test case 2 with SHA-256 fare; nil: the length is refused.
    static let truncations: [(Int, SignatureValueLeniencies.Truncation, SignatureVerdict?)] = [
        (256, .none, .verified(leniencies: [])),
        (248, .none, nil),
        (128, .none, nil),
        (264, .none, nil),
        (0, .none, nil),
        (-8, .none, nil),
        (128, .toTheStandardsFloor, .verified(leniencies: .truncatedHMAC)),
        (120, .toTheStandardsFloor, nil),
        (129, .toTheStandardsFloor, nil),
        (264, .toTheStandardsFloor, nil),
        (Int.max, .toTheStandardsFloor, nil),
        (40, .toBits(40), .verified(leniencies: .truncatedHMAC)),
        (32, .toBits(40), nil),
        (0, .toBits(0), nil),
        (0, .toBits(-8), nil),
        (8, .toBits(0), .verified(leniencies: .truncatedHMAC)),
    ]

    @Test("is truncated only as far as the caller allows (XML-DSig 1.1 §6.3.1)", arguments: truncations)
    func truncates(
        bits: Int,
        truncation: SignatureValueLeniencies.Truncation,
        expected: SignatureVerdict?
    ) throws {
        let key = try SymmetricKey(Array("Jefe".utf8))
        let message = Array("what do ya want for nothing?".utf8)
        let code = octets("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
        let value = Array(code.prefix(max(0, min(bits / 8, code.count))))
        do throws(CryptographyError) {
            let verdict = try key.verify(value, over: message, .hmacSHA256, bits: bits, truncation: truncation)
            #expect(verdict == expected)
        } catch {
            #expect(error.code == .hmacOutputLengthRefused)
            #expect(expected == nil)
        }
    }

    /// The erratum's floor: 80 bits for digests of 160 bits and less.
    @Test("has a floor of 80 bits with short digests")
    func hasAFloor() throws {
        let key = try SymmetricKey(Array("Jefe".utf8))
        let message = Array("what do ya want for nothing?".utf8)
        let code = octets("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79")
        let floor = SignatureValueLeniencies.Truncation.toTheStandardsFloor
        let verdict = try key.verify(Array(code.prefix(10)), over: message, .hmacSHA1, bits: 80, truncation: floor)
        #expect(verdict == .verified(leniencies: .truncatedHMAC))
        #expect(throws: CryptographyError.self) {
            try key.verify(Array(code.prefix(9)), over: message, .hmacSHA1, bits: 72, truncation: floor)
        }
    }

    /// Erratum E03: max(80, half the length of the digest), and a multiple of 8.
    @Test(
        "has the erratum's floor with every digest, exactly",
        arguments: [
            ("http://www.w3.org/2001/04/xmldsig-more#hmac-md5", 80, 128), ("\(d)hmac-sha1", 80, 160),
            ("\(m)hmac-ripemd160", 80, 160), ("\(m)hmac-sha224", 112, 224), ("\(m)hmac-sha256", 128, 256),
            ("\(m)hmac-sha384", 192, 384), ("\(m)hmac-sha512", 256, 512),
        ]
    )
    func hasTheErratumsFloor(uri: String, floor: Int, length: Int) throws {
        let method = try #require(SignatureMethod(uri: uri))
        let key = try SymmetricKey(Array("Jefe".utf8))
        func verdict(_ bits: Int, octets: Int) throws(CryptographyError) -> SignatureVerdict {
            try key.verify(
                [UInt8](repeating: 0, count: octets), over: [], method, bits: bits, truncation: .toTheStandardsFloor
            )
        }
        for bits in [floor, floor + 8, length - 8, length] {
            #expect(try verdict(bits, octets: bits / 8) == .notVerified(.mismatch))
            let found = bits / 8 - 1
            #expect(try verdict(bits, octets: found) == .notVerified(.wrongLength(found: found, expected: bits / 8)))
        }
        for bits in [floor - 8, floor - 1, floor + 1, floor + 4, length - 1, length + 1, length + 8] {
            let error = #expect(throws: CryptographyError.self) { try verdict(bits, octets: bits / 8) }
            #expect(error?.code == .hmacOutputLengthRefused)
        }
    }

    private static let d = "http://www.w3.org/2000/09/xmldsig#"
    private static let m = "http://www.w3.org/2001/04/xmldsig-more#"

    @Test("takes no shortened value where the document asks for the full length")
    func wantsTheWholeValue() throws {
        let key = try SymmetricKey(Array("Jefe".utf8))
        let code = octets("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79")
        let message = Array("what do ya want for nothing?".utf8)
        for count in 0..<code.count {
            let value = Array(code.prefix(count))
            let verdict = try key.verify(value, over: message, .hmacSHA1, truncation: .toBits(8))
            #expect(verdict == .notVerified(.wrongLength(found: count, expected: 20)))
        }
    }

    @Test("is all that a symmetric key verifies", arguments: SignatureMethod.all.filter { $0.family != .hmac })
    func isAllThatASymmetricKeyVerifies(method: SignatureMethod) throws {
        let key = try SymmetricKey(Array("Jefe".utf8))
        let error = #expect(throws: CryptographyError.self) {
            try key.verify([1], over: [], method)
        }
        #expect(error?.code == .algorithmKeyMismatch)
    }

    @Test("has no empty key")
    func hasNoEmptyKey() {
        let error = #expect(throws: CryptographyError.self) { try SymmetricKey([]) }
        #expect(error?.code == .keyMalformed)
    }

    @Test("never prints its key")
    func neverPrintsItsKey() throws {
        let key = try SymmetricKey(Array("secret-octets".utf8))
        var dumped = ""
        dump(key, to: &dumped)
        for text in ["\(key)", String(reflecting: key), dumped] {
            #expect(!text.contains("secret"))
            #expect(!text.contains("115"))
        }
    }
}
