//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CXMLDSig.Crypto

/// A point on a named curve, for ECDSA.
package struct ECPublicKey: Sendable {
    /// The curve.
    package let curve: NamedCurve
    /// The point, uncompressed: `04`, x, y (SEC 1 §2.3.3).
    package let point: [UInt8]

    /// The order of the base point.
    let order: UnsignedNumber
    let handle: PublicKeyHandle

    /// A key from its curve and point, as `ECKeyValue` (XML-DSig 1.1 §4.5.2.3) and certificates (RFC 5480 §2.2) give
    /// them.
    ///
    /// - Parameters:
    ///   - curve: The named curve.
    ///   - encoded: Uncompressed (`04`) or compressed (`02`, `03`).
    /// - Throws: `keyMalformed` where it isn't the encoding of a point on the curve or is the point at infinity;
    ///   `algorithmUnavailable` where this OpenSSL doesn't offer the curve.
    package init(curve: NamedCurve, encodedPoint encoded: [UInt8]) throws(CryptographyError) {
        let isCompressed = try Self.checkForm(of: encoded, on: curve)
        let order = try CurveOrder.of(curve)
        guard let key = unsafe CXMLDSig_public_key_new_ec(curve.openSSLName, encoded, encoded.count) else {
            throw .refusedKey(ofKind: "EC", "the point isn't on the curve \(curve)", clause: "RFC 5480 §2.2")
        }
        self.curve = curve
        self.order = order
        handle = unsafe PublicKeyHandle(owning: key)
        point = isCompressed ? try Self.uncompressed(handle, on: curve) : encoded
    }

    /// Whether the encoding is compressed.
    ///
    /// - Throws: `keyMalformed` for every other form than compressed and uncompressed. OpenSSL would take the hybrid
    ///   form too, which RFC 5480 §2.2 doesn't have.
    private static func checkForm(of encoded: [UInt8], on curve: NamedCurve) throws(CryptographyError) -> Bool {
        let coordinate = curve.coordinateByteCount
        switch (encoded.first, encoded.count) {
        case (0x04, 1 + 2 * coordinate): return false
        case (0x02, 1 + coordinate), (0x03, 1 + coordinate): return true
        default:
            throw CryptographyError(
                .keyMalformed,
                """
                \(encoded.count) octets are no point on \(curve): uncompressed has \(1 + 2 * coordinate) and begins \
                with 04, compressed has \(1 + coordinate) and begins with 02 or 03
                """,
                clause: "RFC 5480 §2.2"
            )
        }
    }

    /// The point as OpenSSL solved it, so that a key is the same key in either form.
    private static func uncompressed(
        _ handle: PublicKeyHandle,
        on curve: NamedCurve
    ) throws(CryptographyError) -> [UInt8] {
        let count = curve.coordinateByteCount
        var x = [UInt8](repeating: 0, count: count)
        var y = x
        try unsafe handle.withKey { (key) throws(CryptographyError) in
            guard unsafe CXMLDSig_public_key_coordinates(key, &x, &y, count) == 1 else {
                throw .carryingOpenSSLErrors(.keyMalformed, "the compressed point has no coordinates")
            }
        }
        return [0x04] + x + y
    }
}

extension ECPublicKey: Hashable {
    package static func == (left: Self, right: Self) -> Bool {
        left.curve == right.curve && left.point == right.point
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(curve)
        hasher.combine(point)
    }
}
