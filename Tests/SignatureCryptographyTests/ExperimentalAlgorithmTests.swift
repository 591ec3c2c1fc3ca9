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

/// What OpenSSL has from 3.2 or 3.5 on.
@Suite("Experimental algorithms")
struct ExperimentalAlgorithmTests {
    typealias DER = DERBuilder

    struct Example: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let variant: EdDSAVariant
        let key: String
        let message: String
        var context = ""
        let value: String
    }

    /// RFC 8032 §7.2, §7.3 and §7.5.
    static let examples: [Example] = [
        Example(
            testDescription: "Ed25519ctx foo", variant: .ed25519ctx,
            key: "dfc9425e4f968f7f0c29f0259cf5f9aed6851c2bb4ad8bfb860cfee0ab248292",
            message: "f726936d19c800494e3fdaff20b276a8", context: "666f6f",
            value: """
                55a4cc2f70a54e04288c5f4cd1e45a7bb520b36292911876cada7323198dd87a
                8b36950b95130022907a7fb7c4e9b2d5f6cca685a587b4b21f4b888e4e7edb0d
                """
        ),
        Example(
            testDescription: "Ed25519ctx bar", variant: .ed25519ctx,
            key: "dfc9425e4f968f7f0c29f0259cf5f9aed6851c2bb4ad8bfb860cfee0ab248292",
            message: "f726936d19c800494e3fdaff20b276a8", context: "626172",
            value: """
                fc60d5872fc46b3aa69f8b5b4351d5808f92bcc044606db097abab6dbcb1aee3
                216c48e8b3b66431b5b186d1d28f8ee15a5ca2df6668346291c2043d4eb3e90d
                """
        ),
        Example(
            testDescription: "Ed25519ph abc", variant: .ed25519ph,
            key: "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf", message: "616263",
            value: """
                98a70222f0b8121aa9d30f813d683f809e462b469c7ff87639499bb94e6dae41
                31f85042463c2a355a2003d062adf5aaa10b8c61e636062aaad11c2a26083406
                """
        ),
        Example(
            testDescription: "Ed448ph abc", variant: .ed448ph,
            key: """
                259b71c19f83ef77a7abd26524cbdb3161b590a48f7d17de3ee0ba9c52beb743
                c09428a131d6b1b57303d90d8132c276d5ed3d5d01c0f53880
                """, message: "616263",
            value: """
                822f6901f7480f3d5f562c592994d9693602875614483256505600bbc281ae38
                1f54d6bce2ea911574932f52a4e6cadd78769375ec3ffd1b801a0d9b3f4030cd
                433964b6457ea39476511214f97469b57dd32dbc560a9a94d00bff07620464a3
                ad203df7dc7ce360c3cd3696d9d9fab90f00
                """
        ),
        Example(
            testDescription: "Ed448ph abc with the context foo", variant: .ed448ph,
            key: """
                259b71c19f83ef77a7abd26524cbdb3161b590a48f7d17de3ee0ba9c52beb743
                c09428a131d6b1b57303d90d8132c276d5ed3d5d01c0f53880
                """, message: "616263", context: "666f6f",
            value: """
                c32299d46ec8ff02b54540982814dce9a05812f81962b649d528095916a2aa48
                1065b1580423ef927ecf0af5888f90da0f6a9a85ad5dc3f280d91224ba9911a3
                653d00e484e2ce232521481c8658df304bb7745a73514cdb9bf3e15784ab7128
                4f8d0704a608c54a6b62d97beb511d132100
                """
        ),
    ]

    private func key(_ example: Example) throws -> PublicKey {
        PublicKey(try EdwardsPublicKey(curve: example.variant.curve, octets: octets(example.key)))
    }

    @Test(
        "the instances of EdDSA verify what RFC 8032 signed, and nothing else",
        .enabled(if: OpenSSLHere.hasEdDSAVariants), arguments: examples
    )
    func edDSA(example: Example) throws {
        let key = try key(example)
        let message = octets(example.message)
        let value = octets(example.value)
        let context = octets(example.context)
        func check(_ value: [UInt8], _ message: [UInt8], _ scheme: SignatureScheme) throws -> SignatureVerdict {
            try key.verify(value, over: message, scheme)
        }
        let scheme = SignatureScheme.edDSAVariant(example.variant, context: context)
        #expect(try check(value, message, scheme) == .verified(leniencies: []))
        for index in value.indices {
            var changed = value
            changed[index] ^= 0x01
            #expect(try check(changed, message, scheme) == .notVerified(.mismatch))
        }
        #expect(try check(value, message + [0], scheme) == .notVerified(.mismatch))
        #expect(
            try check(Array(value.dropLast()), message, scheme)
                == .notVerified(.wrongLength(found: value.count - 1, expected: value.count))
        )
        // Another context, another instance, and the pure algorithm compute something else.
        let other = SignatureScheme.edDSAVariant(example.variant, context: context + [0])
        #expect(try check(value, message, other) == .notVerified(.mismatch))
        for variant in EdDSAVariant.allCases where variant != example.variant {
            guard variant.curve == example.variant.curve else { continue }
            #expect(try check(value, message, .edDSAVariant(variant, context: [1])) == .notVerified(.mismatch))
        }
        #expect(try check(value, message, .edDSA(example.variant.curve)) == .notVerified(.mismatch))
        #expect(OpenSSL.errorQueueWasEmpty())
    }

    /// RFC 8032 §7.1, test 2: OpenSSL before 3.2 would take it for what it is, whatever instance is named.
    @Test("a signature of pure Ed25519 is none of an instance's", arguments: [EdDSAVariant.ed25519ph, .ed25519ctx])
    func pureIsAnotherOne(variant: EdDSAVariant) throws {
        let key = PublicKey(
            try EdwardsPublicKey(
                curve: .ed25519, octets: octets("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")
            )
        )
        let value = octets(
            """
            92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da
            085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00
            """
        )
        #expect(try key.verify(value, over: [0x72], .edDSA(.ed25519)).isVerified)
        let scheme = SignatureScheme.edDSAVariant(variant, context: [1])
        if OpenSSLHere.hasEdDSAVariants {
            #expect(try key.verify(value, over: [0x72], scheme) == .notVerified(.mismatch))
        } else {
            let error = #expect(throws: CryptographyError.self) { try key.verify(value, over: [0x72], scheme) }
            #expect(error?.code == .algorithmUnavailable)
        }
    }

    /// FIPS 204 table 2, FIPS 205 table 2 (octets of key and signature value); identifiers of RFC 9881 §2 and RFC 9909
    /// §3, as hexadecimal of their last arc.
    static let parameterSets: [(PostQuantumParameterSet, key: Int, value: Int, arc: UInt8)] = [
        (.mlDSA44, 1312, 2420, 0x11), (.mlDSA65, 1952, 3309, 0x12), (.mlDSA87, 2592, 4627, 0x13),
        (.slhDSASHA2_128s, 32, 7856, 0x14), (.slhDSASHA2_128f, 32, 17088, 0x15),
        (.slhDSASHA2_192s, 48, 16224, 0x16), (.slhDSASHA2_192f, 48, 35664, 0x17),
        (.slhDSASHA2_256s, 64, 29792, 0x18), (.slhDSASHA2_256f, 64, 49856, 0x19),
    ]

    @Test(
        "ML-DSA and SLH-DSA verify what OpenSSL signed, and nothing else",
        .enabled(if: OpenSSLHere.hasPostQuantum), arguments: parameterSets
    )
    func postQuantum(parameterSet: PostQuantumParameterSet, keyCount: Int, valueCount: Int, arc: UInt8) throws {
        let signer = try ExperimentalSigner(parameterSet.name)
        let key = try PublicKey(subjectPublicKeyInfo: signer.der)
        #expect(key.postQuantum?.parameterSet == parameterSet)
        #expect(key.postQuantum?.octets.count == keyCount)
        #expect(key.description == parameterSet.name)
        let message = Array("swift-xmldsig".utf8)
        for context: [UInt8] in [[], [0x41], [UInt8](repeating: 7, count: 255)] {
            // SLH-DSA takes seconds to sign; its contexts are made as those of ML-DSA are.
            if context.count == 255, parameterSet.family == .slhDSA { continue }
            let value = signer.sign(message, context: context)
            #expect(value.count == valueCount)
            let scheme = SignatureScheme.postQuantum(parameterSet, context: context)
            #expect(try key.verify(value, over: message, scheme) == .verified(leniencies: []))
            #expect(try key.verify(value, over: message + [0], scheme) == .notVerified(.mismatch))
            for index in [0, value.count / 2, value.count - 1] {
                var changed = value
                changed[index] ^= 0x40
                #expect(try key.verify(changed, over: message, scheme) == .notVerified(.mismatch))
            }
            let other = SignatureScheme.postQuantum(parameterSet, context: context.dropLast() + [9])
            #expect(try key.verify(value, over: message, other) == .notVerified(.mismatch))
            #expect(
                try key.verify(value + [0], over: message, scheme)
                    == .notVerified(.wrongLength(found: valueCount + 1, expected: valueCount))
            )
        }
        // A key is of one parameter set, and of no other kind.
        for method in SignatureMethod.all where method.parameterSet != parameterSet && method != .rsaPSS {
            let error = #expect(throws: CryptographyError.self) {
                try key.verify([1], over: message, method, context: method.hasContext ? [1] : nil)
            }
            #expect(error?.code == .algorithmKeyMismatch)
        }
        #expect(OpenSSL.errorQueueWasEmpty())
    }

    private func info(_ arc: UInt8, parameters: [UInt8] = [], key: [UInt8]) -> [UInt8] {
        // 2.16.840.1.101.3.4.3.arc
        let identifier: [UInt8] = [0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x03, arc]
        return DER.sequence(DER.sequence(identifier, parameters), DER.bits(key))
    }

    @Test("keys have their parameter set's length and no parameters", arguments: parameterSets)
    func keys(parameterSet: PostQuantumParameterSet, keyCount: Int, valueCount: Int, arc: UInt8) throws {
        let octets = [UInt8](repeating: 1, count: keyCount)
        let malformed = [
            info(arc, key: Array(octets.dropLast())), info(arc, key: octets + [1]), info(arc, key: []),
            info(arc, parameters: DER.null, key: octets),
        ]
        for der in malformed {
            let error = #expect(throws: CryptographyError.self) { try PublicKey(subjectPublicKeyInfo: der) }
            #expect(error?.code == .keyMalformed)
        }
        let der = info(arc, key: octets)
        if OpenSSLHere.hasPostQuantum {
            let key = try PublicKey(subjectPublicKeyInfo: der)
            #expect(key.postQuantum?.parameterSet == parameterSet)
            #expect(try key == PublicKey(subjectPublicKeyInfo: der))
        } else {
            let error = #expect(throws: CryptographyError.self) { try PublicKey(subjectPublicKeyInfo: der) }
            #expect(error?.code == .algorithmUnavailable)
            #expect(error?.openSSLErrors.isEmpty == false)
        }
        #expect(OpenSSL.errorQueueWasEmpty())
    }

    @Test("are in no preset, and allowed by the name of their family")
    func policies() throws {
        let methods = SignatureMethod.all.filter { $0.status == .experimental }
        #expect(Set(methods.map(\.uri)) == Set(AlgorithmTableExpectation.experimental))
        for method in methods {
            for policy in [AlgorithmPolicy.strict, .legacy, .interop] {
                #expect(policy.assess(method).refusal?.code == .algorithmRefused)
            }
            let named = AlgorithmPolicy.strict.allowing(method.family)
            #expect(named.assess(method).warning?.code == .algorithmExperimental)
            let json = #"{"signatureFamilies":["RSA-PSS","\#(method.family)"]}"#
            let policy = try JSONDecoder().decode(AlgorithmPolicy.self, from: Data(json.utf8))
            #expect(policy.assess(method).warning?.code == .algorithmExperimental)
            #expect(policy.assess(.rsaPSSSHA256) == .allowed)
        }
        let curveless = try JSONDecoder().decode(
            AlgorithmPolicy.self, from: Data(#"{"signatureFamilies":["HashEdDSA"],"edwardsCurves":["Ed448"]}"#.utf8)
        )
        let ed25519ph = try #require(methods.first { $0.edDSAVariant == .ed25519ph })
        #expect(curveless.assess(ed25519ph).refusal?.code == .algorithmRefused)
    }

    @Test("a key is refused where its family is", .enabled(if: OpenSSLHere.hasPostQuantum))
    func keyPolicy() throws {
        let key = try PublicKey(subjectPublicKeyInfo: info(0x11, key: [UInt8](repeating: 1, count: 1312)))
        #expect(AlgorithmPolicy.legacy.assess(key).refusal?.code == .algorithmRefused)
        #expect(AlgorithmPolicy.legacy.allowing(.slhDSA).assess(key).refusal?.code == .algorithmRefused)
        #expect(AlgorithmPolicy.strict.allowing(.mlDSA).assess(key) == .allowed)
    }

    @Test("a context string has at most 255 octets, belongs to methods that have one, and Ed25519ctx needs one")
    func contexts() throws {
        for method in SignatureMethod.all where method != .rsaPSS {
            let fits = (try? method.scheme(context: [UInt8](repeating: 1, count: 255))) != nil
            #expect(fits == (method.status == .experimental))
            let longer = #expect(throws: CryptographyError.self) {
                try method.scheme(context: [UInt8](repeating: 1, count: 256))
            }
            #expect(longer?.code == .signatureParametersRefused)
            let needsOne = (try? method.scheme()) == nil
            #expect(needsOne == (method.edDSAVariant == .ed25519ctx))
        }
    }

    @Test("are offered by an OpenSSL of their version, and otherwise not")
    func availability() {
        for method in SignatureMethod.all {
            let isOffered =
                switch method.family {
                case .hashEdDSA, .ed25519ctx: OpenSSLHere.hasEdDSAVariants
                case .mlDSA, .slhDSA: OpenSSLHere.hasPostQuantum
                default: true
                }
            #expect(method.isAvailable == isOffered, "\(method)")
        }
        #expect(OpenSSL.errorQueueWasEmpty())
    }
}
