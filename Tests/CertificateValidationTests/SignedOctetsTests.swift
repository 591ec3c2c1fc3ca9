//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation
import Testing

/// The oracle is OpenSSL's verification of whole certificates: `validate` in PathValidationTests holds for the same keys.
@Suite("Octets are signed by the key that made the signature")
struct SignedOctetsTests {
    static let algorithms: [(CertificateRecipe.Algorithm, @Sendable () -> SigningKey)] = [
        (.ecdsaWithSHA256, { .p256() }), (.rsaWithSHA256, { .rsa(2_048) }), (.ed25519, { .ed25519() }),
    ]

    private static func octets(
        _ content: [UInt8],
        _ algorithm: [UInt8],
        _ signature: [UInt8]
    ) -> SignedOctets {
        SignedOctets(content: content[...], algorithm: algorithm, signature: signature, fingerprint: [])
    }

    @Test("whatever its kind, and by no other", arguments: algorithms)
    func verifies(algorithm: CertificateRecipe.Algorithm, makeKey: @Sendable () -> SigningKey) throws {
        let authority = try TestAuthority("Root", key: makeKey()) { $0.algorithm = algorithm }
        let other = try TestAuthority("Root", key: makeKey()) { $0.algorithm = algorithm }
        // Lengths that need one to four octets; the inner octets are no DER, which nobody asks of them.
        for count in [1, 200, 40_000, 70_000] {
            let content = TLV.sequence([UInt8](repeating: 0xA5, count: count))
            let value = authority.key.sign(content, digest: algorithm.digest)
            #expect(authority.certificate.verifies(Self.octets(content, algorithm.der, value)))
            #expect(!other.certificate.verifies(Self.octets(content, algorithm.der, value)))
            var changed = content
            changed[changed.count - 1] ^= 1
            #expect(!authority.certificate.verifies(Self.octets(changed, algorithm.der, value)))
            #expect(!authority.certificate.verifies(Self.octets(content + [0], algorithm.der, value)))
            #expect(!authority.certificate.verifies(Self.octets(content, algorithm.der, value + [0])))
            #expect(!authority.certificate.verifies(Self.octets(content, algorithm.der, [])))
            #expect(!authority.certificate.verifies(Self.octets([], algorithm.der, value)))
            #expect(!SigningKey.hasPendingError)
        }
    }

    @Test("with the algorithm that is named, and nothing after its name")
    func algorithm() throws {
        let authority = try TestAuthority("Root")
        let content = TLV.sequence(TLV.integer(1))
        let value = authority.key.sign(content, digest: "SHA256")
        let right = CertificateRecipe.Algorithm.ecdsaWithSHA256.der
        let wrong = [
            [], TLV.null, right + [0], CertificateRecipe.Algorithm.ecdsaWithSHA1.der,
            CertificateRecipe.Algorithm.rsaWithSHA256.der, TLV.sequence(TLV.oid(2, 999, 1)),
        ]
        #expect(authority.certificate.verifies(Self.octets(content, right, value)))
        for algorithm in wrong { #expect(!authority.certificate.verifies(Self.octets(content, algorithm, value))) }
        #expect(!SigningKey.hasPendingError)
    }

    /// CVE-2020-0601: OpenSSL would verify with a curve that is spelt out.
    @Test("never by a key that is accepted nowhere")
    func refusedKey() throws {
        let authority = try TestAuthority("Root", key: .explicitP256())
        let content = TLV.sequence(TLV.integer(1))
        let algorithm = CertificateRecipe.Algorithm.ecdsaWithSHA256
        let value = authority.key.sign(content, digest: algorithm.digest)
        #expect(!authority.certificate.verifies(Self.octets(content, algorithm.der, value)))
    }
}
