//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CXMLDSig.Crypto

/// An RSA key of id-RSASSA-PSS (RFC 4055 §1.2): for PSS only, never for PKCS#1 v1.5, and within its restrictions.
///
/// It is the one kind that OpenSSL's decoder reads, so that OpenSSL itself holds the key to its restrictions too.
package struct RSAPSSPublicKey: Sendable {
    let numbers: RSANumbers
    let handle: PublicKeyHandle

    /// The digest, the mask generation digest and the *least* salt length that the key allows; `nil` where it has no
    /// restrictions.
    package let restrictions: RSASSAPSSParameters?

    /// The modulus, big-endian, without zero octets in front.
    package var modulus: [UInt8] { numbers.modulus.octets }
    /// The public exponent, big-endian, without zero octets in front.
    package var exponent: [UInt8] { numbers.exponent.octets }
    /// The size of the modulus in bits.
    package var bitCount: Int { numbers.modulus.bitCount }

    /// - Parameter der: The whole SubjectPublicKeyInfo that `numbers` and `restrictions` were read from.
    init(
        _ numbers: RSANumbers,
        restrictions: RSASSAPSSParameters?,
        subjectPublicKeyInfo der: [UInt8]
    ) throws(CryptographyError) {
        guard let key = unsafe CXMLDSig_public_key_new_rsa_pss(der, der.count) else {
            throw .refusedKey(ofKind: "RSA-PSS", "OpenSSL doesn't take the RSASSA-PSS key")
        }
        self.numbers = numbers
        self.restrictions = restrictions
        handle = unsafe PublicKeyHandle(owning: key)
    }

    /// Whether the key allows these parameters.
    ///
    /// - Throws: `algorithmKeyMismatch` where it doesn't (RFC 4055 §3.3).
    func permit(_ parameters: RSASSAPSSParameters) throws(CryptographyError) {
        guard let restrictions else { return }
        guard
            parameters.digest == restrictions.digest,
            parameters.maskGenerationDigest == restrictions.maskGenerationDigest,
            parameters.saltByteCount >= restrictions.saltByteCount
        else {
            throw CryptographyError(
                .algorithmKeyMismatch,
                """
                the key is restricted to \(restrictions.digest), MGF1 with \(restrictions.maskGenerationDigest) and \
                a salt of at least \(restrictions.saltByteCount) octets; the signature uses \(parameters.digest), \
                MGF1 with \(parameters.maskGenerationDigest) and \(parameters.saltByteCount)
                """,
                clause: "RFC 4055 §3.3"
            )
        }
    }
}

extension RSAPSSPublicKey: Hashable {
    package static func == (left: Self, right: Self) -> Bool {
        left.numbers == right.numbers && left.restrictions == right.restrictions
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(numbers)
        hasher.combine(restrictions)
    }
}
