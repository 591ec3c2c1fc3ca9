//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CXMLDSig.Crypto

/// An RSA key of rsaEncryption (RFC 8017 §3.1), for PKCS#1 v1.5 and for PSS.
package struct RSAPublicKey: Sendable {
    let numbers: RSANumbers
    let handle: PublicKeyHandle

    /// The modulus, big-endian, without zero octets in front.
    package var modulus: [UInt8] { numbers.modulus.octets }
    /// The public exponent, big-endian, without zero octets in front.
    package var exponent: [UInt8] { numbers.exponent.octets }
    /// The size of the modulus in bits.
    package var bitCount: Int { numbers.modulus.bitCount }

    /// A key from its numbers, as `RSAKeyValue` gives them (XML-DSig 1.1 §4.5.2.2).
    ///
    /// - Parameters:
    ///   - modulus: Big-endian, unsigned.
    ///   - exponent: Big-endian, unsigned.
    /// - Throws: `keyTooLarge` past 16,384 bits or for an exponent of 2³³ and more; `keyMalformed` where the modulus
    ///   is even or the exponent is even or 1.
    package init(modulus: [UInt8], exponent: [UInt8]) throws(CryptographyError) {
        try self.init(RSANumbers(modulus: UnsignedNumber(modulus), exponent: UnsignedNumber(exponent)))
    }

    init(_ numbers: RSANumbers) throws(CryptographyError) {
        let modulus = numbers.modulus.octets
        let exponent = numbers.exponent.octets
        guard
            let key = unsafe CXMLDSig_public_key_new_rsa(modulus, modulus.count, exponent, exponent.count)
        else {
            throw .refusedKey(ofKind: "RSA", "OpenSSL doesn't take the RSA key")
        }
        self.numbers = numbers
        handle = unsafe PublicKeyHandle(owning: key)
    }
}

extension RSAPublicKey: Hashable {
    package static func == (left: Self, right: Self) -> Bool { left.numbers == right.numbers }

    package func hash(into hasher: inout Hasher) { hasher.combine(numbers) }
}
