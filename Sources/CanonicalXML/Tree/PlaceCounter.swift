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
    /// Octets before this place, and scalars and UTF-16 code units where offsets into the input follow from them.
    private(set) var octets = 0
    private var scalars = 0
    private var units = 0
    /// Whether the octet before is a carriage return, which together with a line feed is one line end.
    private var isAfterCarriageReturn = false

    /// Whether offsets into the input are other ones than those into the source.
    private let isConverted: Bool

    /// - Parameter origin: What the source was made from.
    package init(_ origin: SourceOrigin) {
        switch origin {
        case .utf8, .expanded: isConverted = false
        case .utf16, .latin1: isConverted = true
        }
    }

    /// Goes on to `end`.
    package mutating func advance(to end: Int, in source: Span<UInt8>) {
        let source = source.raw
        while octets < end {
            // Reports look for the places of signatures: a pass over the document each, so sixteen octets at a time.
            if octets &+ 16 <= end, !isAfterCarriageReturn, advanceOverBlocks(to: end, in: source) { continue }
            advance(over: source.octet(at: octets))
        }
    }

    /// Goes over blocks of sixteen octets, up to one with a carriage return or the last whole one.
    ///
    /// - Returns: Whether there was one to go over.
    private mutating func advanceOverBlocks(to end: Int, in source: RawSpan) -> Bool {
        let start = octets
        var lineStart: Int?
        // No lane counts further than an octet can.
        let last = min(end &- 16, start &+ 16 &* 254)
        var lineFeeds = SIMD16<UInt8>()
        while octets <= last, let block = source.block(at: octets) {
            if !block.lanes(below: 0x0E).isEmpty {
                guard block.lanes(0x0D).isEmpty else { break }
                let lines = block.lanes(0x0A)
                if !lines.isEmpty {
                    lineFeeds &-= lines.minusOnes
                    lineStart = octets
                }
            }
            octets &+= 16
        }
        guard octets > start else { return false }
        if isConverted { countCharacters(start..<octets, of: source) }
        if let lineStart {
            line &+= lineFeeds.laneSum
            column = Self.scalars(afterLastLineFeedIn: lineStart..<octets, of: source)
        } else {
            column &+= Self.count(start..<octets, of: source) { $0.lanesOfFirstOctets }
        }
        return true
    }

    private mutating func countCharacters(_ range: Range<Int>, of source: RawSpan) {
        let count = Self.count(range, of: source) { $0.lanesOfFirstOctets }
        scalars &+= count
        units &+= count &+ Self.count(range, of: source) { $0.lanesOfLongStarts }
    }

    /// How many lanes are set of a few whole blocks.
    @inline(__always)
    private static func count(
        _ range: Range<Int>, of source: RawSpan, lanes: (SIMD16<UInt8>) -> OctetMask
    ) -> Int {
        var count = SIMD16<UInt8>()
        var index = range.lowerBound
        while index < range.upperBound, let block = source.block(at: index) {
            count &-= lanes(block).minusOnes
            index &+= 16
        }
        return count.laneSum
    }

    private static func scalars(afterLastLineFeedIn range: Range<Int>, of source: RawSpan) -> Int {
        var start = range.lowerBound
        let block = range.lowerBound..<range.lowerBound + 16
        for index in block where source.octet(at: index) == 0x0A { start = index + 1 }
        var count = 0
        for index in start..<range.upperBound where source.octet(at: index) & 0xC0 != 0x80 { count += 1 }
        return count
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

    /// The lanes that begin a scalar of four octets.
    @inline(__always)
    fileprivate var lanesOfLongStarts: OctetMask {
        // As signed numbers, those from 0xF0 on are the ones below zero and above this.
        let octets = SIMD16<Int8>(truncatingIfNeeded: self)
        let notShort: OctetMask = octets .>= SIMD16<Int8>(repeating: -16)
        let beyondASCII: OctetMask = octets .< SIMD16<Int8>(repeating: 0)
        return notShort .& beyondASCII
    }
}

extension SIMD16<UInt8> {
    /// The sum of all lanes.
    @inline(__always)
    fileprivate var laneSum: Int {
        let low = SIMD8<UInt16>(truncatingIfNeeded: lowHalf) &+ SIMD8<UInt16>(truncatingIfNeeded: highHalf)
        return Int(low.wrappedSum())
    }
}

extension OctetMask {
    /// -1 in each lane that is set, 0 in the others: what a mask is made of.
    @inline(__always)
    fileprivate var minusOnes: SIMD16<UInt8> { unsafe unsafeBitCast(self, to: SIMD16<UInt8>.self) }

    /// Whether no lane is set.
    @inline(__always)
    fileprivate var isEmpty: Bool {
        let words = unsafe unsafeBitCast(self, to: SIMD2<UInt64>.self)
        return words[0] | words[1] == 0
    }
}
