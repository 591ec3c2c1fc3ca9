//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// A hash of octets that is seeded, so that nobody can prepare strings that collide.
struct OctetHash: BitwiseCopyable, Sendable {
    private let seed: ByteBlock

    /// One whose seed nobody knows.
    init() { seed = ByteBlock(low: UInt64.random(in: .min ... .max), high: UInt64.random(in: .min ... .max)) }

    /// One multiplication for each sixteen octets, as in wyhash; without the seed nobody can aim at a zero factor.
    @inline(__always)
    func callAsFunction(_ string: RawSpan) -> UInt32 {
        var index = 0
        var carry: UInt64 = 0
        while string.byteCount &- index > 16 {
            let block = ByteBlock(string, at: index)
            carry = ByteBlock(low: block.low ^ seed.low ^ carry, high: block.high ^ seed.high).folded
            index &+= 16
        }
        let block = ByteBlock(string, at: index)
        return self(ByteBlock(low: block.low ^ carry, high: block.high), count: string.byteCount)
    }

    /// - Parameter block: At most sixteen octets, zeros behind them.
    @inline(__always)
    func callAsFunction(_ block: ByteBlock, count: Int) -> UInt32 {
        let state = ByteBlock(
            low: block.low ^ seed.low, high: block.high ^ seed.high ^ (UInt64(truncatingIfNeeded: count) &* Self.odd)
        ).folded
        return UInt32(truncatingIfNeeded: state ^ (state >> 32))
    }

    private static let odd: UInt64 = 0x9E37_79B9_7F4A_7C15
}
