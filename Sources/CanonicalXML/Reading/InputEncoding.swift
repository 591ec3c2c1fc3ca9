//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// The family of encodings that the first octets of a document show (XML 1.0 appendix F.1).
enum InputEncoding: Equatable {
    /// One in which ASCII is ASCII; UTF-8 where there is a byte order mark or no declaration says otherwise.
    case eightBit(byteOrderMark: Int)
    case utf16(isBigEndian: Bool, byteOrderMark: Int)
    /// One that this library doesn't read.
    case unsupported(String)

    static func detect(_ octets: RawSpan) -> InputEncoding {
        // Shorter ones say nothing, and an octet past the end would read as 0.
        guard octets.byteCount >= 4 else { return detectShort(octets) }
        let first = octets.octet(at: 0)
        let second = octets.octet(at: 1)
        let third = octets.octet(at: 2)
        let fourth = octets.octet(at: 3)
        return switch (first, second, third, fourth) {
        // Also a byte order mark of UTF-16 and a NUL, which is no character of XML.
        case (0x00, 0x00, 0xFE, 0xFF), (0xFF, 0xFE, 0x00, 0x00), (0x00, 0x00, 0xFF, 0xFE), (0xFE, 0xFF, 0x00, 0x00),
            (0x00, 0x00, 0x00, 0x3C), (0x3C, 0x00, 0x00, 0x00), (0x00, 0x00, 0x3C, 0x00), (0x00, 0x3C, 0x00, 0x00):
            .unsupported("UTF-32")
        case (0xFE, 0xFF, _, _): .utf16(isBigEndian: true, byteOrderMark: 2)
        case (0xFF, 0xFE, _, _): .utf16(isBigEndian: false, byteOrderMark: 2)
        case (0x00, 0x3C, 0x00, 0x3F): .utf16(isBigEndian: true, byteOrderMark: 0)
        case (0x3C, 0x00, 0x3F, 0x00): .utf16(isBigEndian: false, byteOrderMark: 0)
        case (0x4C, 0x6F, 0xA7, 0x94): .unsupported("EBCDIC")
        case (0xEF, 0xBB, 0xBF, _): .eightBit(byteOrderMark: 3)
        default: .eightBit(byteOrderMark: 0)
        }
    }

    /// What a document of fewer than four octets begins with: nothing or a byte order mark.
    private static func detectShort(_ octets: RawSpan) -> InputEncoding {
        switch (octets.octet(at: 0), octets.octet(at: 1), octets.octet(at: 2)) {
        case (0xFE, 0xFF, _): .utf16(isBigEndian: true, byteOrderMark: 2)
        case (0xFF, 0xFE, _): .utf16(isBigEndian: false, byteOrderMark: 2)
        case (0xEF, 0xBB, 0xBF): .eightBit(byteOrderMark: 3)
        default: .eightBit(byteOrderMark: 0)
        }
    }
}

/// The encodings that a declaration may name, by the names that IANA registered for them.
enum DeclaredEncoding {
    case utf8
    case utf16
    case utf16LittleEndian
    case utf16BigEndian
    case ascii
    case latin1

    /// - Returns: `nil` for a name that is none of theirs; names are compared without regard to case (XML 1.0 §4.3.3).
    init?(_ name: String) {
        switch name.lowercased() {
        // `utf8` is no registered name, but producers write it and it can't mean anything else.
        case "utf-8", "utf8", "csutf8": self = .utf8
        case "utf-16", "csutf16": self = .utf16
        case "utf-16le", "csutf16le": self = .utf16LittleEndian
        case "utf-16be", "csutf16be": self = .utf16BigEndian
        case "us-ascii", "ascii", "iso646-us", "ansi_x3.4-1968", "iso-ir-6", "us", "ibm367", "cp367", "csascii":
            self = .ascii
        case "iso-8859-1", "iso_8859-1", "latin1", "l1", "iso-ir-100", "ibm819", "cp819", "csisolatin1": self = .latin1
        default: return nil
        }
    }
}
