//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// What many names are sorted by: a number and the first sixteen octets, so that hardly any name has to be looked at.
struct OctetKey: BitwiseCopyable, Comparable {
    private let group: UInt32
    /// Which record this is the key of.
    let index: Int
    /// The octets as numbers, the first octet the most significant.
    private let low: UInt64
    private let high: UInt64

    init(group: UInt32 = 0, _ head: ByteBlock, index: Int) {
        self.group = group
        self.index = index
        low = head.low.byteSwapped
        high = head.high.byteSwapped
    }

    static func < (left: Self, right: Self) -> Bool {
        if left.group != right.group { return left.group < right.group }
        return left.low == right.low ? left.high < right.high : left.low < right.low
    }

    private func isTied(with other: Self) -> Bool { group == other.group && low == other.low && high == other.high }

    /// Sorts the keys, those that are alike by `precedes`.
    static func sort(_ keys: inout [OctetKey], breakingTies precedes: (Int, Int) -> Bool) {
        keys.sort()
        var start = 0
        for end in 1...keys.count where end == keys.count || !keys[start].isTied(with: keys[end]) {
            if end - start > 1 { keys[start..<end].sort { precedes($0.index, $1.index) } }
            start = end
        }
    }
}
