//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// A number of a key or a signature value: unsigned, big-endian, without zero octets in front.
package struct UnsignedNumber: Hashable, Sendable {
    /// Empty for 0.
    package let octets: [UInt8]

    /// - Parameter octets: Big-endian, with any count of zero octets in front.
    package init(_ octets: some Sequence<UInt8>) {
        self.octets = Array(octets.drop { $0 == 0 })
    }

    /// The count of bits from the highest 1 on; 0 for 0.
    package var bitCount: Int {
        guard let first = octets.first else { return 0 }
        return octets.count * 8 - first.leadingZeroBitCount
    }

    /// Whether the lowest bit is 1.
    package var isOdd: Bool { (octets.last ?? 0) & 1 == 1 }

    /// Whether it is 0.
    package var isZero: Bool { octets.isEmpty }

    /// Of an odd number the one before it.
    var withoutLowestBit: UnsignedNumber {
        guard let last = octets.last else { return self }
        return UnsignedNumber(octets.dropLast() + [last & 0xFE])
    }
}

extension UnsignedNumber: Comparable {
    // Public numbers only: the time this takes depends on them.
    package static func < (left: Self, right: Self) -> Bool {
        if left.octets.count != right.octets.count { return left.octets.count < right.octets.count }
        return left.octets.lexicographicallyPrecedes(right.octets)
    }
}

extension UnsignedNumber: ExpressibleByIntegerLiteral {
    /// A number of the program's own.
    package init(integerLiteral value: UInt64) {
        self.init((0..<8).map { UInt8(truncatingIfNeeded: value >> (56 - 8 * $0)) })
    }
}
