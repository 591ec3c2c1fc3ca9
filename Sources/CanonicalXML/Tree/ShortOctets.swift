//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// At most eight octets, which are written by one store.
struct ShortOctets: BitwiseCopyable {
    /// The first octet is the least significant.
    let word: UInt64
    let count: Int

    @inline(__always)
    private init(word: UInt64, count: Int) {
        self.word = word
        self.count = count
    }

    /// - Parameter literal: At most eight octets of ASCII.
    @inline(__always)
    init(_ literal: StaticString) {
        var word: UInt64 = 0
        for offset in 0..<literal.utf8CodeUnitCount {
            // In bounds, as the count says.
            word |= UInt64(unsafe literal.utf8Start[offset]) &<< UInt64(truncatingIfNeeded: offset &* 8)
        }
        self.init(word: word, count: literal.utf8CodeUnitCount)
    }

    /// A character in UTF-8.
    @inline(__always)
    init(_ scalar: Unicode.Scalar) {
        let value = UInt64(scalar.value)
        switch value {
        case 0..<0x80: self.init(word: value, count: 1)
        case 0x80..<0x800:
            self.init(word: 0xC0 | value &>> 6 | Self.continuation(value) &<< 8, count: 2)
        case 0x800..<0x1_0000:
            let rest = Self.continuation(value &>> 6) &<< 8 | Self.continuation(value) &<< 16
            self.init(word: 0xE0 | value &>> 12 | rest, count: 3)
        default:
            let second = Self.continuation(value &>> 12) &<< 8
            let rest = Self.continuation(value &>> 6) &<< 16 | Self.continuation(value) &<< 24
            self.init(word: 0xF0 | value &>> 18 | second | rest, count: 4)
        }
    }

    func append(to text: inout [UInt8]) {
        for offset in 0..<count {
            text.append(UInt8(truncatingIfNeeded: word &>> UInt64(truncatingIfNeeded: offset &* 8)))
        }
    }

    @inline(__always)
    private static func continuation(_ bits: UInt64) -> UInt64 { 0x80 | bits & 0x3F }
}
