//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

extension UInt8 {
    /// XML 1.0 production [3].
    @inline(__always)
    var isWhiteSpace: Bool { self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D }

    /// No ASCII character that text may hold as it is: a control character, a carriage return, or beyond ASCII.
    @inline(__always)
    var isBeyondPlain: Bool { (self < 0x20 && self != 0x0A && self != 0x09) || self >= 0x80 }

    @inline(__always)
    var isPlainText: Bool { !isBeyondPlain && self != 0x3C && self != 0x3E && self != 0x26 }

    /// Whether text has this octet otherwise in its canonical form, or it begins what has.
    @inline(__always)
    var isEscapedInText: Bool { self & ~0x02 == UInt8(ascii: "<") || self == UInt8(ascii: "&") || self == 0x0D }

    /// The same of an attribute's value, where `<` doesn't stand.
    @inline(__always)
    var isEscapedInValue: Bool { self < 0x20 || self == UInt8(ascii: "\"") || self == UInt8(ascii: "&") }

    @inline(__always)
    var isDigit: Bool { self >= 0x30 && self <= 0x39 }

    /// ASCII letters.
    @inline(__always)
    var isLetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A }
}

extension Unicode.Scalar {
    /// XML 1.0 production [2]; surrogates are no scalars.
    var isCharacter: Bool {
        switch value {
        case 0x20...0xFFFD, 0x09, 0x0A, 0x0D, 0x10000...0x10FFFF: true
        default: false
        }
    }

    /// XML 1.0 production [4], but for the colon (Namespaces in XML 1.0 production [4]).
    var startsName: Bool {
        switch value {
        case 0x61...0x7A, 0x41...0x5A, 0x5F,
            0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF, 0x200C...0x200D, 0x2070...0x218F,
            0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD, 0x10000...0xEFFFF:
            true
        default: false
        }
    }

    /// XML 1.0 production [4a], but for the colon.
    var continuesName: Bool {
        switch value {
        case 0x30...0x39, 0x2D, 0x2E, 0xB7, 0x300...0x36F, 0x203F...0x2040: true
        default: startsName
        }
    }
}

extension RawSpan {
    /// The character at `index` and how many octets it has; `nil` where the octets are ill-formed (Unicode 15, table
    /// 3-7) or the document ends.
    func scalar(at index: Int) -> (scalar: Unicode.Scalar, count: Int)? {
        let first = octet(at: index)
        if first < 0x80 { return index < byteCount ? (Unicode.Scalar(first), 1) : nil }
        let second = octet(at: index + 1)
        switch first {
        case 0xC2...0xDF:
            guard second & 0xC0 == 0x80 else { return nil }
            return Self.joined(UInt32(first & 0x1F) << 6 | UInt32(second & 0x3F), 2)
        case 0xE0...0xEF:
            let lowest: UInt8 = first == 0xE0 ? 0xA0 : 0x80
            let highest: UInt8 = first == 0xED ? 0x9F : 0xBF
            let third = octet(at: index + 2)
            guard second >= lowest, second <= highest, third & 0xC0 == 0x80 else { return nil }
            return Self.joined(UInt32(first & 0x0F) << 12 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F), 3)
        case 0xF0...0xF4:
            let lowest: UInt8 = first == 0xF0 ? 0x90 : 0x80
            let highest: UInt8 = first == 0xF4 ? 0x8F : 0xBF
            let third = octet(at: index + 2)
            let fourth = octet(at: index + 3)
            guard second >= lowest, second <= highest, third & 0xC0 == 0x80, fourth & 0xC0 == 0x80 else { return nil }
            return Self.joined(
                UInt32(first & 0x07) << 18 | UInt32(second & 0x3F) << 12 | UInt32(third & 0x3F) << 6
                    | UInt32(fourth & 0x3F), 4
            )
        default: return nil
        }
    }

    /// Whether all octets are well-formed UTF-8.
    var isWellFormed: Bool {
        var index = 0
        while index < byteCount {
            guard let (_, count) = scalar(at: index) else { return false }
            index += count
        }
        return true
    }

    private static func joined(_ value: UInt32, _ count: Int) -> (scalar: Unicode.Scalar, count: Int)? {
        Unicode.Scalar(value).map { ($0, count) }
    }
}
