//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import SwiftASN1

/// The number by which an issuer puts its revocation lists in order (RFC 5280 §5.2.3).
struct RevocationListNumber: Hashable, Sendable {
    /// Unsigned, big-endian, without leading zeros; none for zero.
    private let magnitude: [UInt8]

    init(_ node: ASN1Node) throws {
        let octets = try SerialNumber(node).octets
        guard octets[0] < 0x80 else {
            throw ASN1Error.invalidASN1Object(reason: "the number of a revocation list is negative")
        }
        magnitude = Array(octets.drop { $0 == 0 })
    }

    /// More than 20 octets are more than a relying party has to handle, in the encoding with its sign.
    var isTooLong: Bool { magnitude.count > 20 || magnitude.count == 20 && magnitude[0] >= 0x80 }
}

extension RevocationListNumber: Comparable {
    static func < (left: Self, right: Self) -> Bool {
        left.magnitude.count == right.magnitude.count
            ? left.magnitude.lexicographicallyPrecedes(right.magnitude)
            : left.magnitude.count < right.magnitude.count
    }
}
