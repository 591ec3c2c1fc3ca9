//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

// All that looks at single octets of a document. An octet past the end reads as 0, which is no character of XML and
// so stops every scanner: one check here in place of one in each of them.
//
// Vectors are compared by the functions at the end only. Written in other ways, `v .== 0x3C` or a comparison whose
// result has no written type, the compiler takes the generic operators, which are loops over the lanes.

extension RawSpan {
    /// The octet at `index`; 0 past the end.
    @inline(__always)
    func octet(at index: Int) -> UInt8 {
        guard UInt(bitPattern: index) < UInt(bitPattern: byteCount) else { return 0 }
        // In bounds, as just checked; any octet is a `UInt8`.
        return unsafe unsafeLoad(fromUncheckedByteOffset: index, as: UInt8.self)
    }

    /// Sixteen octets from `index` on; `nil` where fewer are left.
    @inline(__always)
    func block(at index: Int) -> SIMD16<UInt8>? {
        guard index >= 0, index &+ 16 <= byteCount else { return nil }
        // In bounds, as just checked; any octets are a vector of them.
        return unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: SIMD16<UInt8>.self)
    }

    /// Whether the octets from `index` on are those of `literal`.
    @inline(__always)
    func has(_ literal: StaticString, at index: Int) -> Bool {
        let count = literal.utf8CodeUnitCount
        guard index >= 0, index &+ count <= byteCount else { return false }
        if count <= 8, index &+ 8 <= byteCount {
            // In bounds, as just checked; any octets are a number.
            let octets = unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self)
            let difference = UInt64(littleEndian: octets) ^ ShortOctets(literal).word
            return difference &<< UInt64(truncatingIfNeeded: 64 &- 8 &* count) == 0
        }
        for offset in 0..<count {
            guard unsafe octet(at: index &+ offset) == literal.utf8Start[offset] else { return false }
        }
        return true
    }

    /// Past white space (XML 1.0 production [3]).
    @inline(__always)
    func skipWhiteSpace(from index: Int) -> Int {
        var index = index
        while octet(at: index).isWhiteSpace { index &+= 1 }
        return index
    }

    /// The first octet from `index` on that may not just be copied as text: markup, a reference, `>`, a carriage
    /// return or no character.
    @inline(__always)
    func endOfPlainText(from index: Int) -> Int {
        let end = endOfASCIIText(from: index)
        return octet(at: end) < 0x80 ? end : endOfWideText(from: end)
    }

    /// The same, or the first character beyond ASCII.
    @inline(__always)
    private func endOfASCIIText(from index: Int) -> Int {
        var index = index
        while let block = block(at: index) {
            // `<` and `>` differ in one bit.
            let angles = block.lanes(0x3C, ignoring: 0x02)
            let stops = angles.or(block.lanes(UInt8(ascii: "&"))).or(block.lanesBeyondPlain)
            if let lane = stops.firstLane { return index &+ lane }
            index &+= 16
        }
        while octet(at: index).isPlainText { index &+= 1 }
        return index
    }

    /// The first octet from `index` on and before `end` that text doesn't have in its canonical form as it stands: markup,
    /// a reference, `>` or a carriage return.
    @inline(__always)
    func endOfCanonicalText(from index: Int, before end: Int) -> Int {
        // What stops often follows another such octet, and this is known sooner than what a block has.
        if index < end, octet(at: index).isEscapedInText { return index }
        var index = index
        // What a block has behind the end stops no later than the end does.
        while index < end, let block = block(at: index) {
            let angles = block.lanes(0x3C, ignoring: 0x02)
            let stops = angles.or(block.lanes(UInt8(ascii: "&"))).or(block.lanes(0x0D))
            if let lane = stops.firstLane { return Swift.min(index &+ lane, end) }
            index &+= 16
        }
        while index < end {
            if octet(at: index).isEscapedInText { return index }
            index &+= 1
        }
        return end
    }

    /// The first octet from `index` on and before `end` that an attribute's value doesn't have in its canonical form as it
    /// stands: a reference, a quotation mark or white space other than a space.
    @inline(__always)
    func endOfCanonicalValue(from index: Int, before end: Int) -> Int {
        if index < end, octet(at: index).isEscapedInValue { return index }
        var index = index
        while index < end, let block = block(at: index) {
            let stops = block.lanes(UInt8(ascii: "&")).or(block.lanes(UInt8(ascii: "\""))).or(block.lanes(below: 0x20))
            if let lane = stops.firstLane { return Swift.min(index &+ lane, end) }
            index &+= 16
        }
        while index < end {
            if octet(at: index).isEscapedInValue { return index }
            index &+= 1
        }
        return end
    }

    /// The first octet from `index` on that is `end`, a carriage return or no character.
    @inline(__always)
    func endOfPlain(from index: Int, until end: UInt8) -> Int {
        let last = endOfASCII(from: index, until: end)
        return octet(at: last) < 0x80 ? last : endOfWide(from: last, until: end)
    }

    /// The same, or the first character beyond ASCII.
    @inline(__always)
    private func endOfASCII(from index: Int, until end: UInt8) -> Int {
        var index = index
        while let block = block(at: index) {
            if let lane = block.lanes(end).or(block.lanesBeyondPlain).firstLane { return index &+ lane }
            index &+= 16
        }
        while octet(at: index) != end, !octet(at: index).isBeyondPlain { index &+= 1 }
        return index
    }

    /// The first octet from `index` on that is `quote`, `<`, `&`, white space other than a space or no character.
    @inline(__always)
    func endOfPlainValue(from index: Int, until quote: UInt8) -> Int {
        let end = endOfASCIIValue(from: index, until: quote)
        return octet(at: end) < 0x80 ? end : endOfWideValue(from: end, until: quote)
    }

    /// The same, or the first character beyond ASCII.
    @inline(__always)
    private func endOfASCIIValue(from index: Int, until quote: UInt8) -> Int {
        var index = index
        while let block = block(at: index) {
            let markup = block.lanes(UInt8(ascii: "<")).or(block.lanes(UInt8(ascii: "&")))
            let stops = block.lanes(quote).or(markup).or(block.lanesBeyondPrintable)
            if let lane = stops.firstLane { return index &+ lane }
            index &+= 16
        }
        while true {
            let octet = octet(at: index)
            if octet == quote || octet == 0x3C || octet == 0x26 || octet < 0x20 || octet >= 0x80 { return index }
            index &+= 1
        }
    }
}

/// For each of sixteen octets, whether something holds.
typealias OctetMask = SIMDMask<SIMD16<Int8>>

extension SIMD16<UInt8> {
    /// The lanes that are `octet`.
    @inline(__always)
    func lanes(_ octet: UInt8) -> OctetMask { self .== SIMD16(repeating: octet) }

    /// The lanes that are `octet` but for `bits`, which it doesn't have.
    @inline(__always)
    func lanes(_ octet: UInt8, ignoring bits: UInt8) -> OctetMask {
        (self & SIMD16(repeating: ~bits)) .== SIMD16(repeating: octet)
    }

    /// The lanes that are less than `octet`.
    @inline(__always)
    func lanes(below octet: UInt8) -> OctetMask { self .< SIMD16(repeating: octet) }

    /// The lanes that are `octet` or more.
    @inline(__always)
    func lanes(from octet: UInt8) -> OctetMask { self .>= SIMD16(repeating: octet) }

    /// The control characters but for line feed and tab.
    @inline(__always)
    var lanesOfControls: OctetMask { lanes(below: 0x20).and(not: lanes(0x0A).or(lanes(0x09))) }

    /// The lanes that are neither ASCII characters that text may hold as they are, nor a line feed or tab.
    @inline(__always)
    fileprivate var lanesBeyondPlain: OctetMask { lanesBeyondPrintable.and(not: lanes(0x0A).or(lanes(0x09))) }

    /// The lanes that are below a space or beyond ASCII.
    @inline(__always)
    fileprivate var lanesBeyondPrintable: OctetMask {
        // As signed numbers, those from 0x80 on are the ones below zero.
        SIMD16<Int8>(truncatingIfNeeded: self) .< SIMD16<Int8>(repeating: 0x20)
    }
}

extension OctetMask {
    @inline(__always)
    func or(_ other: Self) -> Self { self .| other }

    @inline(__always)
    func and(_ other: Self) -> Self { self .& other }

    /// The lanes in which the two differ.
    @inline(__always)
    func differing(from other: Self) -> Self { self .^ other }

    @inline(__always)
    func and(not other: Self) -> Self { self .& .!other }

    /// The first lane that is set.
    @inline(__always)
    var firstLane: Int? {
        // A mask is sixteen octets of 0 or -1, and so are two words.
        let words = unsafe unsafeBitCast(self, to: SIMD2<UInt64>.self)
        if words[0] != 0 { return words[0].trailingZeroBitCount &>> 3 }
        if words[1] != 0 { return 8 &+ words[1].trailingZeroBitCount &>> 3 }
        return nil
    }

    /// How many lanes are set.
    @inline(__always)
    var count: Int {
        let words = unsafe unsafeBitCast(self, to: SIMD2<UInt64>.self)
        return (words[0].nonzeroBitCount &+ words[1].nonzeroBitCount) &>> 3
    }

    /// The first lane that isn't set; 16 where all are.
    @inline(__always)
    var firstUnsetLane: Int {
        let all: Self = .!self
        return all.firstLane ?? 16
    }
}

extension Span<UInt8> {
    /// The same octets, for wider loads; any of them are initialized.
    var raw: RawSpan {
        @_lifetime(copy self)
        get { unsafe bytes }
    }
}
