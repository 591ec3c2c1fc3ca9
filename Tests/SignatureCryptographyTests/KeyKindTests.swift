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

@Suite("Kinds of keys")
struct KeyKindTests {
    static let keys: [PublicKey] = [
        OpenSSLMade.rsa, OpenSSLMade.restrictedPSS, OpenSSLMade.p256, OpenSSLMade.dsa,
    ].compactMap { try? PublicKey(subjectPublicKeyInfo: $0) }

    /// What each kind may be asked to verify; everything else is a mismatch.
    private func families(of key: PublicKey) -> Set<SignatureFamily> {
        switch key.algorithmName {
        case "RSA": [.rsaPKCS1, .rsaPSS]
        case "RSASSA-PSS": [.rsaPSS]
        case "EC": [.ecdsa]
        case "DSA": [.dsa]
        default: []
        }
    }

    @Test("verify the methods of their own kind only, HMAC never")
    func verifyTheirOwnKind() throws {
        #expect(Self.keys.count == 4)
        for key in Self.keys {
            for method in SignatureMethod.all where !families(of: key).contains(method.family) {
                let parameters = method == .rsaPSS ? RSASSAPSSParameters(conventionalWith: .sha256) : nil
                let error = #expect(throws: CryptographyError.self) {
                    try key.verify(
                        [1, 2], over: [3], method, parameters: parameters, context: method.hasContext ? [4] : nil)
                }
                #expect(error?.code == .algorithmKeyMismatch)
            }
        }
    }

    @Test("an Ed25519 key verifies no Ed448 signature, nor the other way round")
    func edwardsCurvesDiffer() throws {
        let ed25519 = PublicKey(try EdwardsPublicKey(curve: .ed25519, octets: [UInt8](repeating: 1, count: 32)))
        let ed448 = PublicKey(try EdwardsPublicKey(curve: .ed448, octets: [UInt8](repeating: 1, count: 57)))
        for (key, method) in [(ed25519, SignatureMethod.ed448), (ed448, SignatureMethod.ed25519)] {
            let error = #expect(throws: CryptographyError.self) {
                try key.verify([1], over: [2], method)
            }
            #expect(error?.code == .algorithmKeyMismatch)
        }
    }

    @Test("a restricted RSASSA-PSS key keeps its restrictions (RFC 4055 §3.3)")
    func restrictions() throws {
        let key = try PublicKey(subjectPublicKeyInfo: OpenSSLMade.restrictedPSS)
        #expect(key.rsaPSS?.restrictions == RSASSAPSSParameters(conventionalWith: .sha256))
        let wrong = [
            RSASSAPSSParameters(conventionalWith: .sha512),
            RSASSAPSSParameters(digest: .sha256, maskGenerationDigest: .sha1, saltByteCount: 32),
            RSASSAPSSParameters(digest: .sha256, maskGenerationDigest: .sha256, saltByteCount: 31),
        ]
        for parameters in wrong {
            let error = #expect(throws: CryptographyError.self) {
                try key.verify(
                    OpenSSLMade.restrictedPSSSHA256,
                    over: OpenSSLMade.message,
                    .rsaPSS,
                    parameters: parameters
                )
            }
            #expect(error?.code == .algorithmKeyMismatch)
        }
    }

    @Test("`#rsa-pss` has parameters, and nothing else has (RFC 9231 §2.3.9)")
    func parametersBelongToOneMethod() throws {
        let key = try PublicKey(subjectPublicKeyInfo: OpenSSLMade.rsa)
        let parameters = RSASSAPSSParameters(conventionalWith: .sha256)
        let calls: [(SignatureMethod, RSASSAPSSParameters?)] = [
            (.rsaPSS, nil), (.rsaPSSSHA256, parameters), (.rsaSHA256, parameters),
        ]
        for (method, parameters) in calls {
            let error = #expect(throws: CryptographyError.self) {
                try key.verify(
                    OpenSSLMade.rsaPSSSHA256,
                    over: OpenSSLMade.message,
                    method,
                    parameters: parameters
                )
            }
            #expect(error?.code == .signatureParametersRefused)
        }
        let verdict = try key.verify(
            OpenSSLMade.rsaPSSSHA256,
            over: OpenSSLMade.message,
            .rsaPSS,
            parameters: parameters
        )
        #expect(verdict.isVerified)
    }

    /// RFC 8017 §9.1.1: emLen ≥ hLen + sLen + 2; 256 octets with SHA-256 leave room for 222.
    @Test("a salt that no modulus of this size has room for is refused", arguments: [223, 1 << 31, Int.max, -1])
    func saltsHaveToFit(count: Int) throws {
        let key = try PublicKey(subjectPublicKeyInfo: OpenSSLMade.rsa)
        var parameters = RSASSAPSSParameters(conventionalWith: .sha256)
        parameters.saltByteCount = count
        let error = #expect(throws: CryptographyError.self) {
            try key.verify(
                OpenSSLMade.rsaPSSSHA256,
                over: OpenSSLMade.message,
                .rsaPSS,
                parameters: parameters
            )
        }
        #expect(error?.code == .signatureParametersRefused)
    }

    @Test("the salt's length is part of the algorithm")
    func saltLengthIsFixed() throws {
        let key = try PublicKey(subjectPublicKeyInfo: OpenSSLMade.rsa)
        for count in [0, 20, 31, 33, 222] {
            var parameters = RSASSAPSSParameters(conventionalWith: .sha256)
            parameters.saltByteCount = count
            let verdict = try key.verify(
                OpenSSLMade.rsaPSSSHA256,
                over: OpenSSLMade.message,
                .rsaPSS,
                parameters: parameters
            )
            #expect(verdict == .notVerified(.mismatch))
        }
        #expect(OpenSSL.errorQueueWasEmpty())
    }

    @Test("one key verifies from many tasks at once")
    func concurrency() async throws {
        let rsa = try PublicKey(subjectPublicKeyInfo: OpenSSLMade.rsa)
        let ec = try PublicKey(subjectPublicKeyInfo: OpenSSLMade.p256)
        let value = DSASignatureValue.concatenated(der: OpenSSLMade.p256SHA256InDER, halfByteCount: 32)
        let wrong = await withTaskGroup(of: Int.self) { group in
            for task in 0..<16 {
                group.addTask {
                    var wrong = 0
                    for round in 0..<100 {
                        // Every third one is a bad one: a context that failed must not spoil the next check.
                        let isGood = (task + round) % 3 != 0
                        let message = isGood ? OpenSSLMade.message : Array("another message".utf8)
                        let isRSA = round.isMultiple(of: 2)
                        let verdict = try? (isRSA ? rsa : ec).verify(
                            isRSA ? OpenSSLMade.rsaPKCS1SHA256 : value,
                            over: message,
                            isRSA ? .rsaSHA256 : .ecdsaSHA256
                        )
                        if verdict?.isVerified != isGood { wrong += 1 }
                    }
                    return wrong
                }
            }
            return await group.reduce(0, +)
        }
        #expect(wrong == 0)
    }
}
