//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

package import Diagnostics

/// Counts lines and characters of a source in UTF-8.
package struct PlaceCounter {
    private var line = 1
    /// Scalars before this place in its line.
    private var column = 0
    /// Octets, scalars and UTF-16 code units before this place, from which offsets into the input follow.
    private var octets = 0
    private var scalars = 0
    private var units = 0
    /// Whether the octet before is a carriage return, which together with a line feed is one line end.
    private var isAfterCarriageReturn = false

    package init() {}

    /// Goes on to `end`.
    package mutating func advance(to end: Int, in source: Span<UInt8>) {
        let source = source.raw
        while octets < end {
            // Reports look for the places of signatures: a pass over the document each, so sixteen octets at a time.
            if octets &+ 16 <= end, !isAfterCarriageReturn, let block = source.block(at: octets), advance(over: block) {
                continue
            }
            advance(over: source.octet(at: octets))
        }
    }

    /// - Returns: Whether the block was counted; one with carriage returns isn't.
    @inline(__always)
    private mutating func advance(over block: SIMD16<UInt8>) -> Bool {
        guard block.lanes(0x0D).firstLane == nil else { return false }
        let starts = block.lanesOfFirstOctets
        let count = starts.count
        octets &+= 16
        scalars &+= count
        units &+= count &+ block.lanes(from: 0xF0).count
        let lineFeeds = block.lanes(0x0A)
        if let last = lineFeeds.lastLane {
            line &+= lineFeeds.count
            column = starts.count(after: last)
        } else {
            column &+= count
        }
        return true
    }

    @inline(__always)
    private mutating func advance(over octet: UInt8) {
        octets += 1
        // Continuation octets of UTF-8 belong to the scalar before.
        if octet & 0xC0 == 0x80 { return }
        scalars += 1
        units += octet >= 0xF0 ? 2 : 1
        if octet == 0x0A || octet == 0x0D {
            if !(octet == 0x0A && isAfterCarriageReturn) { line += 1 }
            column = 0
        } else {
            column += 1
        }
        isAfterCarriageReturn = octet == 0x0D
    }

    /// This place in the input that the source was made from.
    package func position(_ origin: SourceOrigin) -> SourcePosition {
        let byteOffset =
            switch origin {
            case .utf8(let mark): octets + mark
            case .utf16(let mark): units * 2 + mark
            case .latin1: scalars
            case .expanded: -1
            }
        return SourcePosition(line: line, column: column + 1, byteOffset: byteOffset)
    }
}

extension SIMD16<UInt8> {
    /// The lanes that begin a scalar of UTF-8: those that are no continuation octet.
    @inline(__always)
    fileprivate var lanesOfFirstOctets: OctetMask {
        // As signed numbers, 0x80 to 0xBF are the lowest.
        SIMD16<Int8>(truncatingIfNeeded: self) .>= SIMD16<Int8>(repeating: -64)
    }

    /// The lanes that are `octet` or more.
    @inline(__always)
    fileprivate func lanes(from octet: UInt8) -> OctetMask { self .>= SIMD16(repeating: octet) }
}

extension OctetMask {
    /// The last lane that is set.
    @inline(__always)
    fileprivate var lastLane: Int? {
        let words = unsafe unsafeBitCast(self, to: SIMD2<UInt64>.self)
        if words[1] != 0 { return 15 &- words[1].leadingZeroBitCount &>> 3 }
        if words[0] != 0 { return 7 &- words[0].leadingZeroBitCount &>> 3 }
        return nil
    }

    /// How many lanes after `lane` are set.
    @inline(__always)
    fileprivate func count(after lane: Int) -> Int {
        let lanes = SIMD16<UInt8>(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
        let isAfter: OctetMask = lanes .> SIMD16(repeating: UInt8(truncatingIfNeeded: lane))
        return and(not: .!isAfter).count
    }
}
