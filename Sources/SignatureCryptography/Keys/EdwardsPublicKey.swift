//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CXMLDSig.Crypto

/// A key of EdDSA (RFC 8032 §5.1.5, §5.2.5; RFC 8410).
package struct EdwardsPublicKey: Sendable {
    /// The curve.
    package let curve: EdwardsCurve
    /// The encoded point: 32 octets on Ed25519, 57 on Ed448.
    package let octets: [UInt8]

    let handle: PublicKeyHandle

    /// A key from its octets, as `DEREncodedKeyValue` and certificates give them (RFC 8410 §4).
    ///
    /// That they are a point on the curve shows when a signature is checked.
    ///
    /// - Throws: `keyMalformed` where the count of octets isn't the curve's or they are a point of small order;
    ///   `algorithmUnavailable` where this OpenSSL doesn't offer the curve.
    package init(curve: EdwardsCurve, octets: [UInt8]) throws(CryptographyError) {
        guard octets.count == curve.keyByteCount else {
            throw CryptographyError(
                .keyMalformed,
                "\(octets.count) octets are no key on \(curve); it has \(curve.keyByteCount)",
                clause: "RFC 8410 §4"
            )
        }
        guard !curve.isOfSmallOrder(octets) else {
            throw CryptographyError(
                .keyMalformed,
                "the key is a point of small order, under which a value is the signature of many messages",
                clause: "RFC 8032 §5"
            )
        }
        // OpenSSL doesn't look at the octets before a signature is checked; all that can fail here is the algorithm.
        guard let key = unsafe CXMLDSig_public_key_new_raw(curve.openSSLName, octets, octets.count) else {
            throw .carryingOpenSSLErrors(.algorithmUnavailable, "this OpenSSL doesn't offer \(curve)")
        }
        self.curve = curve
        self.octets = octets
        handle = unsafe PublicKeyHandle(owning: key)
    }
}

extension EdwardsPublicKey: Hashable {
    package static func == (left: Self, right: Self) -> Bool {
        left.curve == right.curve && left.octets == right.octets
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(curve)
        hasher.combine(octets)
    }
}
