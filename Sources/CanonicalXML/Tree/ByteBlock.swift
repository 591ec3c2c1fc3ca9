//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Sixteen octets as two little-endian words.
package struct ByteBlock: BitwiseCopyable, Hashable, Sendable {
    package var low: UInt64
    package var high: UInt64

    @inline(__always)
    init(low: UInt64, high: UInt64) {
        self.low = low
        self.high = high
    }

    /// At most sixteen octets of `string` from `start` on, zeros behind the last.
    @inline(__always)
    package init(_ string: RawSpan, at start: Int) {
        let count = string.byteCount &- start
        if count >= 16 {
            low = string.word(at: start)
            high = string.word(at: start &+ 8)
        } else if count >= 8 {
            low = string.word(at: start)
            // The last eight octets, of which those that are in `low` are shifted out.
            high =
                count == 8 ? 0 : string.word(at: start &+ count &- 8) &>> UInt64(truncatingIfNeeded: 128 &- count &* 8)
        } else {
            low = string.shortWord(at: start)
            high = 0
        }
    }

    /// The upper half of the product of the words, mixed with the lower.
    @inline(__always)
    var folded: UInt64 {
        let product = low.multipliedFullWidth(by: high)
        return product.high ^ product.low
    }

    /// Whether these octets stand before others in the order of octets.
    @inline(__always)
    func precedes(_ other: ByteBlock) -> Bool {
        low == other.low ? high.byteSwapped < other.high.byteSwapped : low.byteSwapped < other.low.byteSwapped
    }
}

extension RawSpan {
    /// Eight octets, the first of them the least significant.
    @inline(__always)
    fileprivate func word(at index: Int) -> UInt64 {
        // Bounds are checked; any octets are a number.
        UInt64(littleEndian: unsafe unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
    }

    /// The octets from `index` on, of which there are fewer than eight.
    @inline(__always)
    fileprivate func shortWord(at index: Int) -> UInt64 {
        let count = byteCount &- index
        if count >= 4 {
            let first = UInt64(UInt32(littleEndian: unsafe unsafeLoadUnaligned(fromByteOffset: index, as: UInt32.self)))
            let last = unsafe unsafeLoadUnaligned(fromByteOffset: index &+ count &- 4, as: UInt32.self)
            return first | UInt64(UInt32(littleEndian: last)) &<< UInt64(truncatingIfNeeded: count &* 8 &- 32)
        }
        var word: UInt64 = 0
        for offset in 0..<Swift.max(0, count) {
            word |= UInt64(octet(at: index &+ offset)) &<< UInt64(truncatingIfNeeded: offset &* 8)
        }
        return word
    }
}
