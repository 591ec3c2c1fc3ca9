//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

extension EdwardsCurve {
    /// Whether an encoded point has an order that divides the cofactor: 8 on Ed25519, 4 on Ed448.
    ///
    /// Key generation makes no such point, since it multiplies the base point, whose order is a large prime (RFC 8032
    /// §5.1.5, §5.2.5). Under one of them the equation of the check says nothing of the message: with the neutral point
    /// for a key, one signature value is every message's. OpenSSL takes them all.
    ///
    /// - Parameter point: As many octets as a key has.
    func isOfSmallOrder(_ point: [UInt8]) -> Bool {
        var ordinate = point
        // The highest bit is the sign of x; both points of an ordinate have the same order.
        ordinate[ordinate.count - 1] &= 0x7F
        return smallOrderOrdinates.contains(ordinate)
    }

    /// The y of these points, little-endian as they are encoded.
    private var smallOrderOrdinates: [[UInt8]] {
        self == .ed25519 ? Self.smallOrderOrdinatesOfEd25519 : Self.smallOrderOrdinatesOfEd448
    }

    // OpenSSL reduces an ordinate that isn't below the prime p = 2²⁵⁵ − 19, so that p and p + 1 are 0 and 1 once more.
    private static let smallOrderOrdinatesOfEd25519: [[UInt8]] = [
        // Order 4, and the neutral point.
        [0x00] + [UInt8](repeating: 0, count: 31),
        [0x01] + [UInt8](repeating: 0, count: 31),
        // Order 8: the roots of the doubling formula for order 4.
        [
            0x26, 0xE8, 0x95, 0x8F, 0xC2, 0xB2, 0x27, 0xB0, 0x45, 0xC3, 0xF4, 0x89, 0xF2, 0xEF, 0x98, 0xF0,
            0xD5, 0xDF, 0xAC, 0x05, 0xD3, 0xC6, 0x33, 0x39, 0xB1, 0x38, 0x02, 0x88, 0x6D, 0x53, 0xFC, 0x05,
        ],
        [
            0xC7, 0x17, 0x6A, 0x70, 0x3D, 0x4D, 0xD8, 0x4F, 0xBA, 0x3C, 0x0B, 0x76, 0x0D, 0x10, 0x67, 0x0F,
            0x2A, 0x20, 0x53, 0xFA, 0x2C, 0x39, 0xCC, 0xC6, 0x4E, 0xC7, 0xFD, 0x77, 0x92, 0xAC, 0x03, 0x7A,
        ],
        // p − 1, of order 2; p; p + 1.
        [0xEC] + [UInt8](repeating: 0xFF, count: 30) + [0x7F],
        [0xED] + [UInt8](repeating: 0xFF, count: 30) + [0x7F],
        [0xEE] + [UInt8](repeating: 0xFF, count: 30) + [0x7F],
    ]

    // OpenSSL refuses an ordinate that isn't below the prime p = 2⁴⁴⁸ − 2²²⁴ − 1.
    private static let smallOrderOrdinatesOfEd448: [[UInt8]] = [
        // Order 4, the neutral point, and p − 1, of order 2.
        [0x00] + [UInt8](repeating: 0, count: 56),
        [0x01] + [UInt8](repeating: 0, count: 56),
        [0xFE] + [UInt8](repeating: 0xFF, count: 27) + [0xFE] + [UInt8](repeating: 0xFF, count: 27) + [0x00],
    ]
}
