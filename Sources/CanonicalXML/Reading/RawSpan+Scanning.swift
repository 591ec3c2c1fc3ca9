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
// A comparison of a vector with a scalar (`v .== 0x3C`) becomes a loop over its lanes; hence `repeating:`.

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
        guard index >= 0, index &+ literal.utf8CodeUnitCount <= byteCount else { return false }
        for offset in 0..<literal.utf8CodeUnitCount {
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
    /// return, no character, or a character beyond ASCII.
    @inline(__always)
    func endOfPlainText(from index: Int) -> Int {
        var index = index
        while let block = block(at: index) {
            // `<` and `>` differ in one bit.
            let isAngle = (block & SIMD16(repeating: 0xFD)) .== SIMD16(repeating: 0x3C)
            let stops = isAngle .| (block .== SIMD16(repeating: 0x26)) .| block.isBeyondPlain
            if let lane = stops.firstLane { return index &+ lane }
            index &+= 16
        }
        while octet(at: index).isPlainText { index &+= 1 }
        return index
    }

    /// The first octet from `index` on that is `end`, a carriage return, no character or a character beyond ASCII.
    @inline(__always)
    func endOfPlain(from index: Int, until end: UInt8) -> Int {
        var index = index
        while let block = block(at: index) {
            if let lane = ((block .== SIMD16(repeating: end)) .| block.isBeyondPlain).firstLane { return index &+ lane }
            index &+= 16
        }
        while octet(at: index) != end, !octet(at: index).isBeyondPlain { index &+= 1 }
        return index
    }

    /// The first octet from `index` on that is `quote`, `<`, `&`, white space other than a space, no character or a
    /// character beyond ASCII.
    @inline(__always)
    func endOfPlainValue(from index: Int, until quote: UInt8) -> Int {
        var index = index
        while let block = block(at: index) {
            let stops =
                (block .== SIMD16(repeating: quote)) .| (block .== SIMD16(repeating: 0x3C))
                .| (block .== SIMD16(repeating: 0x26)) .| block.isBeyondPrintable
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

extension SIMD16<UInt8> {
    /// Octets that are neither ASCII characters that text may hold as they are, nor a line feed or tab.
    @inline(__always)
    fileprivate var isBeyondPlain: SIMDMask<SIMD16<Int8>> {
        let isWhiteSpace = (self .== SIMD16(repeating: 0x0A)) .| (self .== SIMD16(repeating: 0x09))
        return isBeyondPrintable .& .!isWhiteSpace
    }

    /// Octets below a space or beyond ASCII.
    @inline(__always)
    fileprivate var isBeyondPrintable: SIMDMask<SIMD16<Int8>> {
        // As signed numbers, those from 0x80 on are the ones below zero.
        SIMD16<Int8>(truncatingIfNeeded: self) .< SIMD16<Int8>(repeating: 0x20)
    }
}

extension SIMDMask<SIMD16<Int8>> {
    /// The first lane that is set.
    @inline(__always)
    var firstLane: Int? {
        // A mask is sixteen octets of 0 or -1, and so are two words.
        let words = unsafe unsafeBitCast(self, to: SIMD2<UInt64>.self)
        if words[0] != 0 { return words[0].trailingZeroBitCount &>> 3 }
        if words[1] != 0 { return 8 &+ words[1].trailingZeroBitCount &>> 3 }
        return nil
    }
}

extension Span<UInt8> {
    /// The same octets, for wider loads; any of them are initialized.
    var raw: RawSpan {
        @_lifetime(copy self)
        get { unsafe bytes }
    }
}
