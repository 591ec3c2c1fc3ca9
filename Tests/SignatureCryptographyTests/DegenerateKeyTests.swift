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

/// Keys that no key generation makes, and under which one value is the signature of every message.
@Suite("Degenerate keys")
struct DegenerateKeyTests {
    private static let messages: [[UInt8]] = [[], [1], Array("one".utf8), Array("another".utf8)]

    /// The y coordinates of the points whose order divides 8 (Ed25519) or 4 (Ed448), also those that are not below the
    /// prime; computed from the curve equations of RFC 8032 §5.1 and §5.2. Each with either sign of x.
    static let smallOrder: [(EdwardsCurve, String)] = [
        (.ed25519, String(repeating: "00", count: 32)),
        (.ed25519, "01" + String(repeating: "00", count: 31)),
        (.ed25519, "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
        (.ed25519, "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
        (.ed25519, "ec" + String(repeating: "ff", count: 30) + "7f"),
        (.ed25519, "ed" + String(repeating: "ff", count: 30) + "7f"),
        (.ed25519, "ee" + String(repeating: "ff", count: 30) + "7f"),
        (.ed448, String(repeating: "00", count: 57)),
        (.ed448, "01" + String(repeating: "00", count: 56)),
        (
            .ed448,
            "fe" + String(repeating: "ff", count: 27) + "fe" + String(repeating: "ff", count: 27) + "00"
        ),
    ]

    @Test("of small order on Edwards curves are refused", arguments: smallOrder)
    func refusesSmallOrder(curve: EdwardsCurve, encoding: String) throws {
        // R is the neutral point and S is 0: right wherever the hash is divisible by the order.
        let value = [1] + [UInt8](repeating: 0, count: curve == .ed25519 ? 63 : 113)
        for sign in [0, 0x80] as [UInt8] {
            var point = octets(encoding)
            point[point.count - 1] |= sign
            let error = #expect(throws: CryptographyError.self) {
                let key = PublicKey(try EdwardsPublicKey(curve: curve, octets: point))
                for message in Self.messages {
                    let verdict = try key.verify(value, over: message, curve == .ed25519 ? .ed25519 : .ed448)
                    #expect(verdict == .notVerified(.mismatch))
                }
            }
            #expect(error?.code == .keyMalformed)
        }
    }

    /// With g = y = p − 1, whose order is 2, r = 1 fits every message, for half of all s.
    @Test("of order 2 in DSA are refused")
    func orderTwo() {
        let p = [UInt8](repeating: 0xFF, count: 128)
        let q = [UInt8](repeating: 0xFF, count: 20)
        let last = Array(p.dropLast()) + [0xFE]
        for (g, y) in [([2], last), (last, [4]), (last, last)] {
            let error = #expect(throws: CryptographyError.self) {
                let key = PublicKey(try DSAPublicKey(p: p, q: q, g: g, y: y))
                for s in [2, 4, 7, 8, 11, 13, 14] as [UInt8] {
                    let value = [UInt8](repeating: 0, count: 19) + [1] + [UInt8](repeating: 0, count: 19) + [s]
                    for message in Self.messages {
                        #expect(try key.verify(value, over: message, .dsaSHA1) == .notVerified(.mismatch))
                    }
                }
            }
            #expect(error?.code == .keyMalformed)
        }
    }

    @Test("of RSA that are too small for a signature verify nothing, and that is a verdict")
    func tinyModuli() throws {
        for byteCount in [1, 2, 10, 11, 30, 50, 61, 62, 63, 64] {
            let modulus = [UInt8](repeating: 0xFF, count: byteCount)
            let key = PublicKey(try RSAPublicKey(modulus: modulus, exponent: [3]))
            for value in [[UInt8](repeating: 0, count: byteCount), [UInt8](repeating: 0x55, count: byteCount)] {
                let verdict = try key.verify(value, over: [1], .rsaSHA256)
                #expect(verdict == .notVerified(.mismatch), "\(byteCount) octets")
            }
            #expect(OpenSSL.errorQueueWasEmpty())
        }
    }

    @Test("of DSA whose numbers aren't prime verify nothing, and that is a verdict")
    func compositeDomain() throws {
        let p = [UInt8](repeating: 0xFF, count: 128)
        // 2¹⁶⁰ − 1 is divisible by 3, and so has s = 3 no inverse.
        let q = [UInt8](repeating: 0xFF, count: 20)
        let key = PublicKey(try DSAPublicKey(p: p, q: q, g: [2], y: [4]))
        for s in 1...16 as ClosedRange<UInt8> {
            let value = [UInt8](repeating: 0, count: 19) + [1] + [UInt8](repeating: 0, count: 19) + [s]
            #expect(try key.verify(value, over: [1], .dsaSHA1) == .notVerified(.mismatch))
        }
        #expect(OpenSSL.errorQueueWasEmpty())
    }
}
