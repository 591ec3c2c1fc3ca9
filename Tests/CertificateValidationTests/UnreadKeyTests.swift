//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation
import SignatureCryptography
import Testing

/// OpenSSL isn't given the keys that are read in Swift. What it asks of them while it checks a path has to come out as
/// RFC 5280 has it, which ``PathValidationTests`` and the vectors show for the usual paths; these need the kind of a key.
@Suite("OpenSSL checks paths without reading keys")
struct UnreadKeyTests {
    static let kinds: [(CertificateRecipe.Algorithm, @Sendable () -> SigningKey)] = [
        (.ecdsaWithSHA256, { .p256() }), (.rsaWithSHA256, { .rsa(2_048) }), (.ed25519, { .ed25519() }),
    ]

    private func outcome(_ leaf: Certificate, _ pool: [Certificate], below root: Certificate) throws
        -> PathValidationOutcome
    {
        let validator = PathValidator(
            trust: try TrustStore([root]), intermediates: pool, purpose: .any, revocation: RevocationPolicy(.off)
        )
        return validator.validate(leaf, at: Moment.middle)
    }

    /// OpenSSL takes a certificate without basicConstraints for an authority's where it is of version 1 and signed with
    /// its own key, which the kinds of key and signature tell.
    @Test("whether a root of version 1 is self-signed", arguments: kinds)
    func rootOfVersion1(algorithm: CertificateRecipe.Algorithm, makeKey: @Sendable () -> SigningKey) throws {
        let root = try TestAuthority("Root", key: makeKey()) {
            $0.version = []
            $0.extensions = []
            $0.algorithm = algorithm
        }
        let leaf = try root.issue { $0.algorithm = algorithm }
        #expect(try outcome(leaf, [], below: root.certificate).path?.certificates == [leaf, root.certificate])
    }

    @Test("which key made a signature, among keys of one kind and of two")
    func wrongKey() throws {
        for (algorithm, makeKey) in Self.kinds {
            let root = try TestAuthority("Root", key: makeKey()) { $0.algorithm = algorithm }
            let leaf = try root.issue { $0.algorithm = algorithm }
            #expect(try outcome(leaf, [], below: root.certificate).path != nil)
            for (_, makeOther) in Self.kinds {
                let other = try TestAuthority("Root", key: makeKey()) {
                    $0.algorithm = algorithm
                    $0.subjectPublicKeyInfo = makeOther().subjectPublicKeyInfo
                }
                #expect(try outcome(leaf, [], below: other.certificate).path == nil)
            }
        }
    }

    @Test("through authorities whose keys are of different kinds")
    func mixedKinds() throws {
        let root = try TestAuthority("Root", key: .rsa(2_048)) { $0.algorithm = .rsaWithSHA256 }
        let upper = try root.authority("Upper", key: .p256()) { $0.algorithm = .rsaWithSHA256 }
        let lower = try upper.authority("Lower", key: .ed25519())
        let leaf = try lower.issue(key: .rsa(2_048)) { $0.algorithm = .ed25519 }
        let path = try outcome(leaf, [lower.certificate, upper.certificate], below: root.certificate).path
        #expect(path?.certificates == [leaf, lower.certificate, upper.certificate, root.certificate])
    }

    @Test("of RSA and of a named curve, and such a key verifies nothing")
    func unread() throws {
        let isUnread = [true, true, false]
        for (expected, (algorithm, makeKey)) in zip(isUnread, Self.kinds) {
            let root = try TestAuthority("Root", key: makeKey()) { $0.algorithm = algorithm }
            let key = try #require(OpenSSLKey(of: root.certificate))
            #expect(key.isUnread == expected)
            #expect(key.verifiesItself != expected, "the signature is its own, so a key that was read verifies it")
            // The same of certificates that somebody else signed.
            let leaf = try root.issue(key: makeKey()) { $0.algorithm = algorithm }
            #expect(OpenSSLKey(of: leaf)?.isUnread == expected)
        }
    }

    @Test("and reads those that it can't do without: of other kinds, and of another kind than they were said to be")
    func fallback() throws {
        for (algorithm, makeKey) in Self.kinds {
            let root = try TestAuthority("Root", key: makeKey()) { $0.algorithm = algorithm }
            for (index, (_, makeOther)) in Self.kinds.enumerated() {
                let other = try PublicKey(subjectPublicKeyInfo: makeOther().subjectPublicKeyInfo)
                let key = try #require(OpenSSLKey(of: root.certificate, saidToBe: other))
                let isSame = Self.kinds[index].0.der == algorithm.der
                #expect(key.isUnread == (isSame && algorithm.digest != nil))
                #expect(key.verifiesItself != key.isUnread)
            }
        }
        // Nobody here takes a curve that is spelt out, so that OpenSSL is told nothing of it.
        let explicit = try TestAuthority("Root", key: .explicitP256())
        #expect(throws: (any Error).self) { try explicit.certificate.publicKey }
        let key = try #require(OpenSSLKey(of: explicit.certificate))
        #expect(!key.isUnread && key.verifiesItself)
    }
}
