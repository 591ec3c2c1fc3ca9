//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Modulus and exponent of an RSA key, after the checks that OpenSSL leaves out or takes milliseconds for.
///
/// `EVP_PKEY_public_check` tests the modulus for primality and small factors: 4.4 ms for 2,048 bits, and nothing of it
/// keeps a verifier from accepting what it should not. What does is checked here: a modulus that is odd and within
/// the limit, an exponent that is odd, not 1, and small enough for verification to stay cheap.
struct RSANumbers: Hashable, Sendable {
    let modulus: UnsignedNumber
    let exponent: UnsignedNumber

    /// The most bits a modulus may have.
    static let maximumBitCount = 16_384
    /// The largest exponent is below this.
    static let exponentBound: UnsignedNumber = 0x2_0000_0000

    /// - Throws: `keyTooLarge` or `keyMalformed`.
    init(modulus: UnsignedNumber, exponent: UnsignedNumber) throws(CryptographyError) {
        guard modulus.bitCount <= Self.maximumBitCount else {
            throw CryptographyError(
                .keyTooLarge,
                "the modulus has \(modulus.bitCount) bits; at most \(Self.maximumBitCount) are accepted"
            )
        }
        guard modulus.isOdd, modulus > 3 else {
            throw CryptographyError(
                .keyMalformed,
                "the modulus is even or too small; it has to be a product of odd primes",
                clause: "RFC 8017 §3.1"
            )
        }
        guard exponent < Self.exponentBound else {
            throw CryptographyError(
                .keyTooLarge,
                "the public exponent has \(exponent.bitCount) bits; it has to be below 2³³"
            )
        }
        guard exponent.isOdd, exponent >= 3, exponent < modulus else {
            throw CryptographyError(
                .keyMalformed,
                "the public exponent has to be odd, at least 3 and less than the modulus",
                clause: "RFC 8017 §3.1"
            )
        }
        self.modulus = modulus
        self.exponent = exponent
    }

    /// How many octets a signature value has.
    var byteCount: Int { modulus.octets.count }
}
