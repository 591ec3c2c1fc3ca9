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

@Suite("Signature values")
struct SignatureVerificationTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let name: String
        let key: PublicKey
        let message: [UInt8]
        let scheme: SignatureScheme
        let value: [UInt8]

        var testDescription: String { name }
    }

    static let examples: [Example] = {
        do { return try standards() + openSSLMade() } catch { return [] }
    }()

    /// RFC 8032 §7.1 (tests 1 and 2), §7.4 (blank); RFC 6979 §A.2.5–7.
    private static func standards() throws -> [Example] {
        let empty: [UInt8] = []
        return [
            Example(
                name: "Ed25519, RFC 8032 test 1",
                key: PublicKey(
                    try EdwardsPublicKey(
                        curve: .ed25519,
                        octets: octets("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
                    )
                ),
                message: empty,
                scheme: .edDSA(.ed25519),
                value: octets(
                    """
                    e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155
                    5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b
                    """
                )
            ),
            Example(
                name: "Ed25519, RFC 8032 test 2",
                key: PublicKey(
                    try EdwardsPublicKey(
                        curve: .ed25519,
                        octets: octets("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
                    )
                ),
                message: [0x72],
                scheme: .edDSA(.ed25519),
                value: octets(
                    """
                    92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da
                    085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00
                    """
                )
            ),
            Example(
                name: "Ed448, RFC 8032 blank",
                key: PublicKey(
                    try EdwardsPublicKey(
                        curve: .ed448,
                        octets: octets(
                            """
                            5fd7449b59b461fd2ce787ec616ad46a1da1342485a70e1f8a0ea75d80e96778
                            edf124769b46c7061bd6783df1e50f6cd1fa1abeafe8256180
                            """
                        )
                    )
                ),
                message: empty,
                scheme: .edDSA(.ed448),
                value: octets(
                    """
                    533a37f6bbe457251f023c0d88f976ae2dfb504a843e34d2074fd823d41a591f
                    2b233f034f628281f2fd7a22ddd47d7828c59bd0a21bfd3980ff0d2028d4b18a
                    9df63e006c5d1c2d345b925d8dc00b4104852db99ac5c7cdda8530a113a0f4db
                    b61149f05a7363268c71d95808ff2e652600
                    """
                )
            ),
            try rfc6979(
                .p256,
                .sha1,
                r: "61340C88C3AAEBEB4F6D667F672CA9759A6CCAA9FA8811313039EE4A35471D32",
                s: "6D7F147DAC089441BB2E2FE8F7A3FA264B9C475098FDCF6E00D7C996E1B8B7EB"
            ),
            try rfc6979(
                .p256,
                .sha256,
                r: "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716",
                s: "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8"
            ),
            try rfc6979(
                .p256,
                .sha512,
                r: "8496A60B5E9B47C825488827E0495B0E3FA109EC4568FD3F8D1097678EB97F00",
                s: "2362AB1ADBE2B8ADF9CB9EDAB740EA6049C028114F2460F96554F61FAE3302FE"
            ),
            try rfc6979(
                .p384,
                .sha384,
                r: "94EDBB92A5ECB8AAD4736E56C691916B3F88140666CE9FA73D64C4EA95AD133C81A648152E44ACF96E36DD1E80FABE46",
                s: "99EF4AEB15F178CEA1FE40DB2603138F130E740A19624526203B6351D0A3A94FA329C145786E679E7B82C71A38628AC8"
            ),
            try rfc6979(
                .p521,
                .sha512,
                r: """
                    00C328FAFCBD79DD77850370C46325D987CB525569FB63C5D3BC53950E6D4C5F174E25A1EE9017B5D450606ADD152B53493
                    1D7D4E8455CC91F9B15BF05EC36E377FA
                    """,
                s: """
                    00617CCE7CF5064806C467F678D3B4080D6F1CC50AF26CA209417308281B68AF282623EAA63E5B5C0723D8B8C37FF0777B1
                    A20F8CCB1DCCC43997F1EE0E44DA4A67A
                    """
            ),
        ]
    }

    /// The keys of RFC 6979 §A.2.5, §A.2.6 and §A.2.7; the message is `sample`.
    private static func rfc6979(_ curve: NamedCurve, _ digest: DigestMethod, r: String, s: String) throws -> Example {
        let points: [NamedCurve: String] = [
            .p256: """
            60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6
            7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299
            """,
            .p384: """
            EC3A4E415B4E19A4568618029F427FA5DA9A8BC4AE92E02E06AAE5286B300C64DEF8F0EA9055866064A254515480BC13
            8015D9B72D7D57244EA8EF9AC0C621896708A59367F9DFB9F54CA84B3F1C9DB1288B231C3AE0D4FE7344FD2533264720
            """,
            .p521: """
            01894550D0785932E00EAA23B694F213F8C3121F86DC97A04E5A7167DB4E5BCD371123D46E45DB6B5D5370A7F20FB633155D
            38FFA16D2BD761DCAC474B9A2F5023A4
            00493101C962CD4D2FDDF782285E64584139C2F91B47F87FF82354D6630F746A28A0DB25741B5B34A828008B22ACC23F924F
            AAFBD4D33F81EA66956DFEAA2BFDFCF5
            """,
        ]
        return Example(
            name: "\(curve) with \(digest), RFC 6979",
            key: PublicKey(try ECPublicKey(curve: curve, encodedPoint: [0x04] + octets(points[curve] ?? ""))),
            message: Array("sample".utf8),
            scheme: .ecdsa(digest),
            value: octets(r) + octets(s)
        )
    }

    private static func openSSLMade() throws -> [Example] {
        let rsa = try PublicKey(subjectPublicKeyInfo: OpenSSLMade.rsa)
        let restricted = try PublicKey(subjectPublicKeyInfo: OpenSSLMade.restrictedPSS)
        let dsa = try PublicKey(subjectPublicKeyInfo: OpenSSLMade.dsa)
        let dsaValue = DSASignatureValue.concatenated(der: OpenSSLMade.dsaSHA256InDER, halfByteCount: 28)
        let mixed = RSASSAPSSParameters(digest: .sha256, maskGenerationDigest: .sha1, saltByteCount: 20)
        var longSalt = RSASSAPSSParameters(conventionalWith: .sha256)
        longSalt.saltByteCount = 40
        let message = OpenSSLMade.message
        return [
            Example(
                name: "RSA PKCS#1 v1.5",
                key: rsa,
                message: message,
                scheme: .rsaPKCS1(.sha256),
                value: OpenSSLMade.rsaPKCS1SHA256
            ),
            Example(
                name: "RSASSA-PSS",
                key: rsa,
                message: message,
                scheme: .rsaPSS(RSASSAPSSParameters(conventionalWith: .sha256)),
                value: OpenSSLMade.rsaPSSSHA256
            ),
            Example(
                name: "RSASSA-PSS with other parameters",
                key: rsa,
                message: message,
                scheme: .rsaPSS(mixed),
                value: OpenSSLMade.rsaPSSMixed
            ),
            Example(
                name: "RSASSA-PSS with a restricted key",
                key: restricted,
                message: message,
                scheme: .rsaPSS(RSASSAPSSParameters(conventionalWith: .sha256)),
                value: OpenSSLMade.restrictedPSSSHA256
            ),
            Example(
                name: "RSASSA-PSS with a restricted key and more salt than its least",
                key: restricted,
                message: message,
                scheme: .rsaPSS(longSalt),
                value: OpenSSLMade.restrictedPSSLongSalt
            ),
            Example(name: "DSA", key: dsa, message: message, scheme: .dsa(.sha256), value: dsaValue),
        ]
    }

    @Test("there are examples of every family but HMAC and those that not every OpenSSL has")
    func thereAreExamples() {
        let families = SignatureFamily.all.filter { $0 != .hmac && !$0.isExperimental }
        #expect(Set(Self.examples.map(\.scheme.family)) == Set(families))
    }

    @Test("verify, and no longer with one bit changed in value or message", arguments: examples)
    func verify(example: Example) throws {
        #expect(try check(example, example.value, example.message) == .verified(leniencies: []))
        for index in stride(from: 0, to: example.value.count, by: 7) {
            var changed = example.value
            changed[index] ^= 0x04
            #expect(try !check(example, changed, example.message).isVerified)
        }
        #expect(try !check(example, example.value, example.message + [0]).isVerified)
        // The context that was put back after the first check still tells right from wrong.
        #expect(try check(example, example.value, example.message) == .verified(leniencies: []))
        #expect(OpenSSL.errorQueueWasEmpty())
    }

    @Test("have exactly the length that key and method ask for", arguments: examples)
    func haveTheirLength(example: Example) throws {
        let value = example.value
        for wrong in [[], Array(value.dropLast()), Array(value.dropFirst()), [0] + value, value + [0]] {
            let verdict = try check(example, wrong, example.message)
            #expect(verdict == .notVerified(.wrongLength(found: wrong.count, expected: value.count)))
        }
    }

    @Test("that are no number in range are told apart")
    func outOfRange() throws {
        for example in Self.examples {
            switch example.scheme {
            case .rsaPKCS1, .rsaPSS:
                let modulus = example.key.rsa?.modulus ?? example.key.rsaPSS?.modulus ?? []
                let ones = [UInt8](repeating: 0xFF, count: modulus.count)
                #expect(try check(example, modulus, example.message) == .notVerified(.outOfRange))
                #expect(try check(example, ones, example.message) == .notVerified(.outOfRange))
                let zero = [UInt8](repeating: 0, count: modulus.count)
                #expect(try check(example, zero, example.message) == .notVerified(.mismatch))
            case .ecdsa, .dsa:
                let half = example.value.count / 2
                let zeros = [UInt8](repeating: 0, count: half)
                let ones = [UInt8](repeating: 0xFF, count: half)
                for number in [zeros, ones] {
                    let first = number + example.value.suffix(half)
                    let second = Array(example.value.prefix(half)) + number
                    #expect(try check(example, first, example.message) == .notVerified(.outOfRange))
                    #expect(try check(example, second, example.message) == .notVerified(.outOfRange))
                }
            case .edDSA, .edDSAVariant, .postQuantum, .hmac: break
            }
        }
        #expect(OpenSSL.errorQueueWasEmpty())
    }

    private func check(_ example: Example, _ value: [UInt8], _ message: [UInt8]) throws -> SignatureVerdict {
        try example.key.verify(value, over: message, example.scheme)
    }
}
