//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics
import Foundation
import SignatureCryptography
import Testing

@Suite("Algorithm policies")
struct AlgorithmPolicyTests {
    static let d = "http://www.w3.org/2000/09/xmldsig#"
    static let d11 = "http://www.w3.org/2009/xmldsig11#"
    static let m01 = "http://www.w3.org/2001/04/xmldsig-more#"
    static let m07 = "http://www.w3.org/2007/05/xmldsig-more#"
    static let m21 = "http://www.w3.org/2021/04/xmldsig-more#"
    static let enc = "http://www.w3.org/2001/04/xmlenc#"

    enum Answer: String, Sendable { case allowed, warned, algorithmRefused, algorithmUnknown, algorithmUnavailable }

    /// XML-DSig 1.1 §6 and RFC 9231 §2.1: URI, answer under `strict`, under `legacy`.
    static let digests: [(String, Answer, Answer)] = [
        (enc + "sha256", .allowed, .allowed), (m01 + "sha384", .allowed, .allowed),
        (enc + "sha512", .allowed, .allowed),
        (m07 + "sha3-256", .allowed, .allowed), (m07 + "sha3-384", .allowed, .allowed),
        (m07 + "sha3-512", .allowed, .allowed), (d + "sha1", .algorithmRefused, .warned),
        (m01 + "sha224", .algorithmRefused, .warned), (m07 + "sha3-224", .algorithmRefused, .warned),
        (m01 + "md5", .algorithmRefused, .algorithmRefused), (enc + "ripemd160", .algorithmRefused, .algorithmRefused),
        (m07 + "whirlpool", .algorithmRefused, .algorithmRefused),
        (m01 + "gostr3411", .algorithmRefused, .algorithmRefused),
        (d + "sha256", .algorithmUnknown, .algorithmUnknown), (d + "sha123", .algorithmUnknown, .algorithmUnknown),
        ("", .algorithmUnknown, .algorithmUnknown), (enc + "sha256 ", .algorithmUnknown, .algorithmUnknown),
        (enc + "SHA256", .algorithmUnknown, .algorithmUnknown),
        // A signature method in a digest's place.
        (m01 + "rsa-sha256", .algorithmUnknown, .algorithmUnknown),
    ]

    /// XML-DSig 1.1 §6 and RFC 9231 §2.2–2.3.
    static let signatures: [(String, Answer, Answer)] = [
        (m01 + "rsa-sha256", .allowed, .allowed), (m01 + "rsa-sha384", .allowed, .allowed),
        (m01 + "rsa-sha512", .allowed, .allowed), (m01 + "rsa-sha224", .algorithmRefused, .warned),
        (d + "rsa-sha1", .algorithmRefused, .warned), (m01 + "rsa-md5", .algorithmRefused, .algorithmRefused),
        (m01 + "rsa-ripemd160", .algorithmRefused, .algorithmRefused),
        (m07 + "rsa-whirlpool", .algorithmRefused, .algorithmRefused),
        (m07 + "rsa-pss", .allowed, .allowed), (m07 + "sha256-rsa-MGF1", .allowed, .allowed),
        (m07 + "sha3-512-rsa-MGF1", .allowed, .allowed), (m07 + "sha1-rsa-MGF1", .algorithmRefused, .warned),
        (m07 + "md2-rsa-MGF1", .algorithmRefused, .algorithmRefused),
        (m07 + "md5-rsa-MGF1", .algorithmRefused, .algorithmRefused),
        (m01 + "ecdsa-sha256", .allowed, .allowed), (m01 + "ecdsa-sha1", .algorithmRefused, .warned),
        (m21 + "ecdsa-sha3-256", .allowed, .allowed), (m21 + "ecdsa-sha3-224", .algorithmRefused, .warned),
        (m07 + "ecdsa-ripemd160", .algorithmRefused, .algorithmRefused),
        (m07 + "ecdsa-whirlpool", .algorithmRefused, .algorithmRefused),
        (d + "dsa-sha1", .algorithmRefused, .warned), (d11 + "dsa-sha256", .algorithmRefused, .warned),
        (m21 + "eddsa-ed25519", .allowed, .allowed), (m21 + "eddsa-ed448", .allowed, .allowed),
        (m21 + "eddsa-ed25519ph", .algorithmRefused, .algorithmRefused),
        (m21 + "eddsa-ed25519ctx", .algorithmRefused, .algorithmRefused),
        (m21 + "eddsa-ed448ph", .algorithmRefused, .algorithmRefused),
        ("http://www.aleksey.com/xmlsec/2025/12/xmldsig-more#ml-dsa-44", .algorithmRefused, .algorithmRefused),
        ("http://www.aleksey.com/xmlsec/2025/12/xmldsig-more#slh-dsa-sha2-128s", .algorithmRefused, .algorithmRefused),
        (m01 + "hmac-sha256", .allowed, .allowed), (d + "hmac-sha1", .algorithmRefused, .warned),
        (m01 + "hmac-md5", .algorithmRefused, .algorithmRefused),
        (m21 + "siphash-2-4", .algorithmRefused, .algorithmRefused),
        (m21 + "xmss-sha2-10-192", .algorithmRefused, .algorithmRefused),
        (m01 + "esign-sha1", .algorithmRefused, .algorithmRefused),
        // Misspelt: DSA with SHA-256 has another namespace.
        (d + "dsa-sha256", .algorithmUnknown, .algorithmUnknown),
        (enc + "sha256", .algorithmUnknown, .algorithmUnknown),
    ]

    private func answer<Method>(_ decision: AlgorithmDecision<Method>) -> Answer? {
        switch decision {
        case .use(_, nil): .allowed
        case .use: .warned
        case .refuse(let concern):
            switch concern.code {
            case .algorithmRefused: .algorithmRefused
            case .algorithmUnknown: .algorithmUnknown
            case .algorithmUnavailable: .algorithmUnavailable
            default: nil
            }
        }
    }

    @Test("answer for each digest URI", arguments: digests)
    func digestURIs(uri: String, strict: Answer, legacy: Answer) {
        #expect(answer(AlgorithmPolicy.strict.digestMethod(uri: Array(uri.utf8))) == strict)
        #expect(answer(AlgorithmPolicy.legacy.digestMethod(uri: Array(uri.utf8))) == legacy)
        #expect(answer(AlgorithmPolicy.interop.digestMethod(uri: Array(uri.utf8))) == legacy)
    }

    @Test("answer for each signature URI", arguments: signatures)
    func signatureURIs(uri: String, strict: Answer, legacy: Answer) {
        #expect(answer(AlgorithmPolicy.strict.signatureMethod(uri: Array(uri.utf8))) == strict)
        #expect(answer(AlgorithmPolicy.legacy.signatureMethod(uri: Array(uri.utf8))) == legacy)
        #expect(answer(AlgorithmPolicy.interop.signatureMethod(uri: Array(uri.utf8))) == legacy)
    }

    @Test("allow a named digest wherever it occurs, and nothing else")
    func allowsADigest() throws {
        let policy = AlgorithmPolicy.strict.allowing(.sha1)
        #expect(answer(policy.digestMethod(uri: Array((Self.d + "sha1").utf8))) == .warned)
        for uri in [Self.d + "rsa-sha1", Self.d + "hmac-sha1", Self.m01 + "ecdsa-sha1", Self.m07 + "sha1-rsa-MGF1"] {
            #expect(answer(policy.signatureMethod(uri: Array(uri.utf8))) == .warned)
        }
        // DSA has a word of its own.
        #expect(answer(policy.signatureMethod(uri: Array((Self.d + "dsa-sha1").utf8))) == .algorithmRefused)
        let dsa = policy.allowingDSA(fromBitCount: 512)
        #expect(answer(dsa.signatureMethod(uri: Array((Self.d + "dsa-sha1").utf8))) == .warned)
        #expect(answer(policy.digestMethod(uri: Array((Self.m01 + "md5").utf8))) == .algorithmRefused)
        #expect(answer(policy.allowing(.md5).digestMethod(uri: Array((Self.m01 + "md5").utf8))) == .warned)
        #expect(answer(policy.allowing(.ripemd160).digestMethod(uri: Array((Self.enc + "ripemd160").utf8))) == .warned)
    }

    @Test("ask whether another URI was meant, and change nothing of what they know")
    func asksBack() {
        for alias in AlgorithmAlias.all where alias.meant.contains("#rsa-") || alias.meant.contains("#dsa-") {
            for policy in [AlgorithmPolicy.strict, .legacy, .interop, .strict.acceptingAliases()] {
                let decision = policy.signatureMethod(uri: Array(alias.uri.utf8))
                #expect(answer(decision) == .algorithmUnknown)
                guard case .refuse(let concern) = decision else { continue }
                #expect(concern.message.contains("did you mean `\(alias.meant)`"))
            }
        }
    }

    @Test("can do without a family")
    func refusesAFamily() {
        let policy = AlgorithmPolicy.strict.refusing(.rsaPKCS1)
        #expect(answer(policy.signatureMethod(uri: Array((Self.m01 + "rsa-sha256").utf8))) == .algorithmRefused)
        #expect(answer(policy.signatureMethod(uri: Array((Self.m07 + "sha256-rsa-MGF1").utf8))) == .allowed)
    }

    @Test("ask for keys of a size and for known curves")
    func keys() throws {
        let small = PublicKey(try RSAPublicKey(modulus: [0x80] + [UInt8](repeating: 1, count: 127), exponent: [3]))
        #expect(small.bitCount == 1024)
        #expect(AlgorithmPolicy.strict.assess(small).refusal?.code == .keyTooWeak)
        #expect(AlgorithmPolicy.legacy.assess(small).warning?.code == .keyTooWeak)
        #expect(AlgorithmPolicy.strict.allowingRSA(fromBitCount: 1024).assess(small).warning?.code == .keyTooWeak)
        #expect(AlgorithmPolicy.legacy.allowingRSA(fromBitCount: 1025) == .legacy)
        let rsa = try PublicKey(subjectPublicKeyInfo: OpenSSLMade.rsa)
        #expect(AlgorithmPolicy.strict.assess(rsa) == .allowed)
        #expect(AlgorithmPolicy.strict.assess(try PublicKey(subjectPublicKeyInfo: OpenSSLMade.p256)) == .allowed)

        let dsa = try PublicKey(subjectPublicKeyInfo: OpenSSLMade.dsa)
        #expect(AlgorithmPolicy.strict.assess(dsa).refusal?.code == .algorithmRefused)
        #expect(AlgorithmPolicy.legacy.assess(dsa) == .allowed)

        let curve = NamedCurve.brainpoolP256r1
        #expect(AlgorithmPolicy.strict.assess(curve).refusal?.code == .algorithmRefused)
        #expect(AlgorithmPolicy.interop.assess(curve).refusal?.code == .algorithmRefused)
        #expect(AlgorithmPolicy.strict.allowing(curve).assess(curve).warning != nil)
    }

    @Test("ask for the usual parameters of `#rsa-pss`, or say that they aren't")
    func pssParameters() {
        let usual = RSASSAPSSParameters(conventionalWith: .sha256)
        var shortSalt = usual
        shortSalt.saltByteCount = 20
        var otherMask = usual
        otherMask.maskGenerationDigest = .sha512
        var weakMask = usual
        weakMask.maskGenerationDigest = .sha1
        var otherTrailer = usual
        otherTrailer.trailerField = 2
        #expect(AlgorithmPolicy.strict.assess(usual) == .allowed)
        for parameters in [shortSalt, otherMask, weakMask] {
            #expect(AlgorithmPolicy.strict.assess(parameters).refusal != nil)
            #expect(AlgorithmPolicy.legacy.assess(parameters).warning != nil)
        }
        #expect(AlgorithmPolicy.legacy.assess(weakMask).warning?.message.contains("SHA-1 is allowed for old") == true)
        #expect(AlgorithmPolicy.legacy.assess(otherMask).warning?.message.contains("old") == false)
        #expect(AlgorithmPolicy.strict.allowingAnyPSSParameters().assess(weakMask).refusal != nil)
        #expect(AlgorithmPolicy.strict.allowingAnyPSSParameters().assess(otherMask).warning != nil)
        for policy in [AlgorithmPolicy.strict, .legacy, .interop] {
            #expect(policy.assess(otherTrailer).refusal != nil)
        }
    }

    /// RFC 9231 §2.3.9: all defaults together are those of `sha256-rsa-MGF1`.
    @Test("know what `RSAPSSParams` means where it leaves things out")
    func pssDefaults() {
        func parameters(
            _ digest: DigestMethod? = nil,
            _ mask: DigestMethod? = nil,
            _ salt: Int? = nil,
            _ trailer: Int? = nil
        ) -> RSASSAPSSParameters {
            RSASSAPSSParameters(
                statedDigest: digest,
                statedMaskGenerationDigest: mask,
                statedSaltByteCount: salt,
                statedTrailerField: trailer
            )
        }
        #expect(parameters() == RSASSAPSSParameters(conventionalWith: .sha256))
        #expect(parameters(.sha512) == RSASSAPSSParameters(conventionalWith: .sha512))
        #expect(parameters(.sha512, .sha256, 20, 2).saltByteCount == 20)
        #expect(parameters(.sha512, .sha256, 20, 2).maskGenerationDigest == .sha256)
        #expect(parameters(.sha512, .sha256, 20, 2).trailerField == 2)
    }

    @Test("allow forms of a value by name only")
    func leniencies() {
        #expect(AlgorithmPolicy.strict.leniencies == .none)
        #expect(AlgorithmPolicy.legacy.leniencies == .none)
        #expect(AlgorithmPolicy.interop.leniencies.truncation == .toTheStandardsFloor)
        #expect(!AlgorithmPolicy.interop.leniencies.allowsDEREncodedECDSA)
        let policy = AlgorithmPolicy.strict.allowingDEREncodedECDSA().allowingPaddedECDSA()
            .allowingHMACTruncation(toBitCount: 40)
        #expect(policy.leniencies.allowsDEREncodedECDSA)
        #expect(policy.leniencies.allowsPaddedECDSA)
        #expect(policy.leniencies.truncation == .toBits(40))
    }

    @Test("survive JSON")
    func json() throws {
        let policies = [
            AlgorithmPolicy.strict, .legacy, .interop,
            AlgorithmPolicy.strict.allowing(.md5).allowing(.secp256k1).allowingHMACTruncation(toBitCount: 40),
        ]
        for policy in policies {
            let json = try JSONEncoder().encode(policy)
            #expect(try JSONDecoder().decode(AlgorithmPolicy.self, from: json) == policy)
        }
    }
}
