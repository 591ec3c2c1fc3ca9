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

@Suite("Forms of an ECDSA value")
struct ECDSAFormTests {
    let key: PublicKey
    /// The example of RFC 6979 §A.2.5 for `sample` with SHA-256.
    let r = octets("EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716")
    let s = octets("F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8")
    /// The order of P-256, less that s: SP 800-186 §3.2.1.3. ECDSA verifies with either.
    let otherS = octets("0834E36AD29A83BF2BC9385E491D6099C8FDF9D1ED67AA7EA5F51F93782857A9")

    init() throws {
        let point = octets(
            """
            04
            60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6
            7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299
            """
        )
        key = PublicKey(try ECPublicKey(curve: .p256, encodedPoint: point))
    }

    private func check(
        _ value: [UInt8],
        der: Bool = false,
        padded: Bool = false
    ) throws -> SignatureVerdict {
        var leniencies = SignatureValueLeniencies.none
        leniencies.allowsDEREncodedECDSA = der
        leniencies.allowsPaddedECDSA = padded
        return try key.verify(value, over: Array("sample".utf8), .ecdsaSHA256, leniencies: leniencies)
    }

    @Test("high and low s are equally good")
    func highAndLow() throws {
        #expect(try check(r + s).isVerified)
        #expect(try check(r + otherS).isVerified)
    }

    @Test("DER is taken only where it is allowed, and reported")
    func der() throws {
        let value = [0x30, 0x46, 0x02, 0x21, 0x00] + r + [0x02, 0x21, 0x00] + s
        #expect(try check(value, der: true) == .verified(leniencies: .derEncodedECDSA))
        guard case .notVerified(.malformed) = try check(value, padded: true) else {
            Issue.record("a value in DER was taken for something else")
            return
        }
        #expect(try check(r + s, der: true, padded: true) == .verified(leniencies: []))
    }

    /// BER that is not DER, or not exactly the two numbers.
    @Test("DER is strict")
    func strictDER() throws {
        let body = [0x02, 0x21, 0x00] + r + [0x02, 0x21, 0x00] + s
        let wrong: [[UInt8]] = [
            [0x30, 0x81, 0x46] + body,
            [0x30, 0x80] + body + [0x00, 0x00],
            [0x30, 0x46] + body + [0x00],
            [0x30, 0x47, 0x02, 0x22, 0x00, 0x00] + r + [0x02, 0x21, 0x00] + s,
            [0x30, 0x44, 0x02, 0x20] + r + [0x02, 0x20] + s,
            [0x30, 0x48] + body + [0x05, 0x00],
            [0x31, 0x46] + body,
        ]
        for value in wrong { #expect(try !check(value, der: true).isVerified) }
    }

    @Test("halves with zeros in front are taken only where it is allowed, and reported")
    func padded() throws {
        let value = [0x00, 0x00] + r + [0x00, 0x00] + s
        #expect(try check(value, padded: true) == .verified(leniencies: .paddedECDSA))
        #expect(try check(value) == .notVerified(.wrongLength(found: 68, expected: 64)))
        #expect(try check(value, der: true) == .notVerified(.wrongLength(found: 68, expected: 64)))
        #expect(try !check([0x00] + r + s, padded: true).isVerified)
        #expect(try !check([0x01, 0x00] + r + [0x00, 0x00] + s, padded: true).isVerified)
        #expect(try !check([], padded: true).isVerified)
        #expect(try !check([0x00, 0x00], padded: true).isVerified)
    }
}
