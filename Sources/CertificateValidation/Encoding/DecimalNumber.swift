//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Decimal text of numbers that fit no machine word.
enum DecimalNumber {
    /// - Parameters:
    ///   - octets: Unsigned and big-endian. The time grows with the square of their count: callers cap it.
    ///   - subtrahend: Taken off first; not more than the number.
    static func text(_ octets: some Sequence<UInt8>, subtracting subtrahend: UInt8 = 0) -> String {
        var number = words(subtracting(subtrahend, from: Array(octets)))[...].drop { $0 == 0 }
        var groups: [String] = []
        while !number.isEmpty {
            var remainder: UInt64 = 0
            for index in number.indices {
                let dividend = remainder << 32 | UInt64(number[index])
                number[index] = UInt32(dividend / 1_000_000_000)
                remainder = dividend % 1_000_000_000
            }
            groups.append(String(remainder))
            number = number.drop { $0 == 0 }
        }
        guard let first = groups.last else { return "0" }
        return groups.dropLast().reversed().reduce(first) { text, group in
            text + String(repeating: "0", count: 9 - group.utf8.count) + group
        }
    }

    /// Four octets a word, the highest first.
    private static func words(_ octets: [UInt8]) -> [UInt32] {
        var words = [UInt32](repeating: 0, count: (octets.count + 3) / 4)
        for (place, octet) in octets.reversed().enumerated() {
            words[words.count - 1 - place / 4] |= UInt32(octet) << (place % 4 * 8)
        }
        return words
    }

    private static func subtracting(_ subtrahend: UInt8, from octets: [UInt8]) -> [UInt8] {
        var octets = octets
        var borrow = subtrahend
        for index in octets.indices.reversed() where borrow > 0 {
            let isBorrowing = octets[index] < borrow
            octets[index] &-= borrow
            borrow = isBorrowing ? 1 : 0
        }
        return octets
    }
}
