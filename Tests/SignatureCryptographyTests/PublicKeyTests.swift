//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Foundation
import SignatureCryptography
import Testing

@Suite("Public keys")
struct PublicKeyTests {
    typealias DER = DERBuilder

    @Test("say what they are")
    func describe() throws {
        let rsa = try PublicKey(subjectPublicKeyInfo: OpenSSLMade.rsa)
        #expect((rsa.algorithmName, rsa.bitCount, rsa.curve) == ("RSA", 2048, nil))
        #expect(rsa.rsa?.exponent == [1, 0, 1])
        let pss = try PublicKey(subjectPublicKeyInfo: OpenSSLMade.restrictedPSS)
        #expect((pss.algorithmName, pss.bitCount, pss.curve) == ("RSASSA-PSS", 2048, nil))
        let ec = try PublicKey(subjectPublicKeyInfo: OpenSSLMade.p256)
        #expect((ec.algorithmName, ec.bitCount, ec.curve) == ("EC", 256, .p256))
        let dsa = try PublicKey(subjectPublicKeyInfo: OpenSSLMade.dsa)
        #expect((dsa.algorithmName, dsa.bitCount, dsa.curve) == ("DSA", 2048, nil))
        #expect(dsa.dsa?.subgroupBitCount == 224)
    }

    @Test("are equal where kind and components are, whatever form they came in")
    func equality() throws {
        let rsa = try PublicKey(subjectPublicKeyInfo: OpenSSLMade.rsa)
        let numbers = try #require(rsa.rsa)
        // A KeyValue may have zero octets in front.
        let same = PublicKey(try RSAPublicKey(modulus: [0, 0] + numbers.modulus, exponent: [0] + numbers.exponent))
        #expect(rsa == same)
        #expect(rsa.hashValue == same.hashValue)
        #expect(rsa != PublicKey(try RSAPublicKey(modulus: numbers.modulus, exponent: [3])))

        let point = try PublicKey(subjectPublicKeyInfo: OpenSSLMade.p256)
        #expect(try point == PublicKey(subjectPublicKeyInfo: OpenSSLMade.p256Compressed))

        // The same modulus, once restricted to PSS.
        let restricted = try #require(PublicKey(subjectPublicKeyInfo: OpenSSLMade.restrictedPSS).rsaPSS)
        let free = try RSAPublicKey(modulus: restricted.modulus, exponent: restricted.exponent)
        #expect(PublicKey(restricted) != PublicKey(free))
        let unrestricted = try PublicKey(
            subjectPublicKeyInfo: DER.sequence(
                DER.sequence(DER.rsassaPSS),
                DER.bits(DER.sequence(DER.integer([0] + free.modulus), DER.integer(free.exponent)))
            )
        )
        #expect(unrestricted.rsaPSS?.restrictions == nil)
        #expect(unrestricted != PublicKey(restricted))
    }

    @Test("are read from PEM, with white space and text around it")
    func pem() throws {
        let base64 = Data(OpenSSLMade.p256).base64EncodedString(options: .lineLength64Characters)
        let text = "-----BEGIN PUBLIC KEY-----\n\(base64)\n-----END PUBLIC KEY-----\n"
        let key = try PublicKey(subjectPublicKeyInfo: OpenSSLMade.p256)
        #expect(try PublicKey(pem: text) == key)
        #expect(try PublicKey(pem: "a key\n\n" + text) == key)
        let wrong = [
            "", "no key", text.replacing("PUBLIC", with: "PRIVATE"), text.replacing("PUBLIC KEY", with: "CERTIFICATE"),
            String(text.dropLast(30)), text + text,
        ]
        for text in wrong {
            let error = #expect(throws: CryptographyError.self) { try PublicKey(pem: text) }
            #expect(error?.code == .keyMalformed)
        }
    }

    /// RFC 8017 §3.1 and the limits of the design: odd modulus of at most 16,384 bits, odd exponent from 3 to 2³³.
    @Test("of RSA have an odd modulus and a small odd exponent")
    func rsaNumbers() throws {
        let modulus = try #require(PublicKey(subjectPublicKeyInfo: OpenSSLMade.rsa).rsa?.modulus)
        var even = modulus
        even[even.count - 1] &= 0xFE
        let atTheLimit = [0x80] + [UInt8](repeating: 0, count: 2046) + [1]
        let malformed: [([UInt8], [UInt8])] = [
            (even, [1, 0, 1]), ([], [3]), ([1], [3]), ([3], [3]), ([0], [3]),
            (modulus, []), (modulus, [0]), (modulus, [1]), (modulus, [2]), (modulus, [1, 0, 0]),
            ([0x0F], [0x0F]), ([0x0F], [0x11]),
        ]
        for (modulus, exponent) in malformed {
            let error = #expect(throws: CryptographyError.self) {
                try RSAPublicKey(modulus: modulus, exponent: exponent)
            }
            #expect(error?.code == .keyMalformed)
        }
        let large: [([UInt8], [UInt8])] = [
            ([1] + atTheLimit, [3]),
            (modulus, [2, 0, 0, 0, 1]),
            (modulus, modulus),
            (modulus, [1] + [UInt8](repeating: 0, count: 8)),
        ]
        for (modulus, exponent) in large {
            let error = #expect(throws: CryptographyError.self) {
                try RSAPublicKey(modulus: modulus, exponent: exponent)
            }
            #expect(error?.code == .keyTooLarge)
        }
        #expect(try RSAPublicKey(modulus: atTheLimit, exponent: [3]).bitCount == 16_384)
        #expect(try RSAPublicKey(modulus: modulus, exponent: [1, 0xFF, 0xFF, 0xFF, 0xFF]).exponent.count == 5)
        #expect(OpenSSL.errorQueueWasEmpty())
    }

    @Test("lie on their curve, which is named")
    func points() throws {
        let point = try #require(PublicKey(subjectPublicKeyInfo: OpenSSLMade.p256).ec?.point)
        var off = point
        off[64] ^= 1
        let prime = octets("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff")
        let y = Array(point.suffix(32))
        let wrong: [[UInt8]] = [
            [], [0x00], [0x04], off, point + [0], Array(point.dropLast()), [0x06] + point.dropFirst(),
            [0x05] + point.dropFirst(), [0x04] + [UInt8](repeating: 0, count: 64), [0x04] + prime + y,
            [0x02] + prime, [0x02] + Array(point[1..<32]),
        ]
        for encoded in wrong {
            let error = #expect(throws: CryptographyError.self) {
                try ECPublicKey(curve: .p256, encodedPoint: encoded)
            }
            #expect(error?.code == .keyMalformed)
            #expect(OpenSSL.errorQueueWasEmpty())
        }
        let other = #expect(throws: CryptographyError.self) {
            try ECPublicKey(curve: .brainpoolP256r1, encodedPoint: point)
        }
        #expect(other?.code == .keyMalformed)
        // What OpenSSL said came along.
        #expect(other?.openSSLErrors.isEmpty == false)

        let explicit = #expect(throws: CryptographyError.self) {
            try PublicKey(subjectPublicKeyInfo: OpenSSLMade.p256Explicit)
        }
        #expect(explicit?.code == .curveParametersExplicit)
        let hybrid = #expect(throws: CryptographyError.self) {
            try PublicKey(subjectPublicKeyInfo: OpenSSLMade.p256Hybrid)
        }
        #expect(hybrid?.code == .keyMalformed)
    }

    @Test("are DER, exactly, of a kind that verifies something")
    func structure() throws {
        let rsa = OpenSSLMade.rsa
        let numbers = try #require(PublicKey(subjectPublicKeyInfo: rsa).rsa)
        let modulus = DER.integer([0] + numbers.modulus)
        let exponent = DER.integer(numbers.exponent)
        let good = DER.bits(DER.sequence(modulus, exponent))
        let algorithm = DER.sequence(DER.rsaEncryption, DER.null)
        let point = try #require(PublicKey(subjectPublicKeyInfo: OpenSSLMade.p256).ec?.point)
        #expect(try PublicKey(subjectPublicKeyInfo: DER.sequence(algorithm, good)).rsa == numbers)
        // Without NULL, as in certificates of the EU's trusted lists.
        let bare = DER.sequence(DER.sequence(DER.rsaEncryption), good)
        #expect(try PublicKey(subjectPublicKeyInfo: bare).rsa == numbers)

        let cases: [(String, [UInt8], CryptographyError.Code)] = [
            ("nothing", [], .keyMalformed),
            ("a cut key", Array(rsa.dropLast()), .keyMalformed),
            ("something after the key", rsa + [0], .keyMalformed),
            ("a length in more octets than needed", [0x30, 0x83, 0x00] + rsa.dropFirst(2), .keyMalformed),
            ("no key", DER.sequence(algorithm), .keyMalformed),
            ("a third field", DER.sequence(algorithm, good, DER.null), .keyMalformed),
            ("RSA with a curve", DER.sequence(DER.sequence(DER.rsaEncryption, DER.p256), good), .keyMalformed),
            (
                "two parameters", DER.sequence(DER.sequence(DER.rsaEncryption, DER.null, DER.null), good),
                .keyMalformed
            ),
            (
                "a negative modulus",
                DER.sequence(algorithm, DER.bits(DER.sequence(DER.integer([0x81] + numbers.modulus), exponent))),
                .keyMalformed
            ),
            (
                "a padded modulus",
                DER.sequence(algorithm, DER.bits(DER.sequence(DER.integer([0, 0] + numbers.modulus), exponent))),
                .keyMalformed
            ),
            (
                "a third number", DER.sequence(algorithm, DER.bits(DER.sequence(modulus, exponent, exponent))),
                .keyMalformed
            ),
            (
                "something after the numbers",
                DER.sequence(algorithm, DER.bits(DER.sequence(modulus, exponent) + [0])), .keyMalformed
            ),
            (
                "unused bits",
                DER.sequence(algorithm, DER.element(0x03, [1] + DER.sequence(modulus, DER.integer([2])))),
                .keyMalformed
            ),
            (
                "an implicit curve", DER.sequence(DER.sequence(DER.ecPublicKey, DER.null), DER.bits(point)),
                .keyMalformed
            ),
            ("no curve", DER.sequence(DER.sequence(DER.ecPublicKey), DER.bits(point)), .keyMalformed),
            (
                "an unknown curve",
                DER.sequence(DER.sequence(DER.ecPublicKey, DER.ed25519), DER.bits(point)), .curveUnsupported
            ),
            (
                "Ed25519 with parameters",
                DER.sequence(DER.sequence(DER.ed25519, DER.null), DER.bits([UInt8](repeating: 1, count: 32))),
                .keyMalformed
            ),
            (
                "a short Ed25519 key",
                DER.sequence(DER.sequence(DER.ed25519), DER.bits([UInt8](repeating: 1, count: 31))), .keyMalformed
            ),
            (
                "X25519", DER.sequence(DER.sequence(DER.x25519), DER.bits([UInt8](repeating: 1, count: 32))),
                .keyUnsupported
            ),
            (
                "DSA without parameters", DER.sequence(DER.sequence(DER.dsa), DER.bits(DER.integer([5]))),
                .keyParametersMissing
            ),
            ("far too much", [UInt8](repeating: 0x30, count: 20_000), .keyTooLarge),
        ]
        for (name, der, code) in cases {
            let error = #expect(throws: CryptographyError.self) { try PublicKey(subjectPublicKeyInfo: der) }
            #expect(error?.code == code, "\(name)")
        }
        #expect(OpenSSL.errorQueueWasEmpty())
    }

    @Test("no cut and no changed octet of a key crashes or leaves errors behind")
    func damage() {
        for key in [OpenSSLMade.p256, OpenSSLMade.restrictedPSS, OpenSSLMade.dsa] {
            for index in key.indices {
                _ = try? PublicKey(subjectPublicKeyInfo: Array(key.prefix(index)))
                for change: UInt8 in [0x01, 0x80, 0xFF] where index < 120 {
                    var changed = key
                    changed[index] ^= change
                    _ = try? PublicKey(subjectPublicKeyInfo: changed)
                }
            }
            #expect(OpenSSL.errorQueueWasEmpty())
        }
    }

    @Test("of DSA inherit the domain of their issuer (RFC 3279 §2.3.2)")
    func inheritance() throws {
        let issuer = try PublicKey(subjectPublicKeyInfo: OpenSSLMade.dsa)
        let der = DER.sequence(DER.sequence(DER.dsa), DER.bits(DER.integer([5])))
        let key = try PublicKey(subjectPublicKeyInfo: der, inheritingFrom: issuer)
        #expect(key.dsa?.domain == issuer.dsa?.domain)
        #expect(key.bitCount == 2048)
        let rsa = try PublicKey(subjectPublicKeyInfo: OpenSSLMade.rsa)
        let error = #expect(throws: CryptographyError.self) {
            try PublicKey(subjectPublicKeyInfo: der, inheritingFrom: rsa)
        }
        #expect(error?.code == .keyParametersMissing)
    }

    /// FIPS 186-4 §4.1, §4.2.
    @Test("of DSA have numbers in range")
    func dsaNumbers() {
        let p = [0x80] + [UInt8](repeating: 0, count: 126) + [1]
        let q = [0x80] + [UInt8](repeating: 0, count: 18) + [1]
        let largest = [0x80] + [UInt8](repeating: 0, count: 382) + [1]
        let large = [0x01] + [UInt8](repeating: 0, count: 383) + [1]
        let cases: [(p: [UInt8], q: [UInt8], g: [UInt8], y: [UInt8], code: CryptographyError.Code)] = [
            (p, [3], [2], [5], .keyMalformed),
            (p, Array(q.dropLast()), [2], [5], .keyMalformed),
            (q, p, [2], [5], .keyMalformed),
            (p, q, [1], [5], .keyMalformed),
            (p, q, [], [5], .keyMalformed),
            (p, q, p, [5], .keyMalformed),
            (p, q, [2], [1], .keyMalformed),
            (p, q, [2], [], .keyMalformed),
            (p, q, [2], p, .keyMalformed),
            (Array(p.dropLast()) + [2], q, [2], [5], .keyMalformed),
            (large, q, [2], [5], .keyTooLarge),
        ]
        for (p, q, g, y, code) in cases {
            let error = #expect(throws: CryptographyError.self) { try DSAPublicKey(p: p, q: q, g: g, y: y) }
            #expect(error?.code == code)
        }
        #expect(throws: Never.self) { try DSAPublicKey(p: p, q: q, g: [2], y: [5]) }
        #expect(throws: Never.self) { try DSAPublicKey(p: largest, q: q, g: [2], y: [5]) }
    }
}
