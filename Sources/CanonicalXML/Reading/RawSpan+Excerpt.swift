//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

// What hints quote of a document.

extension RawSpan {
    /// At most forty octets of a range as text, for a hint.
    func excerpt(_ range: Range<Int>) -> String {
        let end = Swift.min(range.upperBound, byteCount)
        let start = Swift.min(range.lowerBound, end)
        let cut = Swift.min(end, start + 40)
        var octets: [UInt8] = []
        for index in start..<cut { octets.append(octet(at: index)) }
        return String(decoding: octets, as: UTF8.self) + (cut < end ? "…" : "")
    }

    /// What stands at an offset, for a hint: the character itself, its code point or the end of the document.
    func describe(at index: Int) -> String {
        guard index < byteCount else { return "the end of the document" }
        guard let (scalar, _) = scalar(at: index) else { return "the octet 0x\(Self.hexadecimal(octet(at: index)))" }
        return scalar.quoted
    }

    private static func hexadecimal(_ octet: UInt8) -> String {
        (octet < 0x10 ? "0" : "") + String(octet, radix: 16, uppercase: true)
    }
}

extension Unicode.Scalar {
    /// The character in quotation marks where it can be seen, else its code point.
    var quoted: String {
        switch properties.generalCategory {
        case .control, .format, .unassigned, .surrogate, .privateUse, .spaceSeparator, .lineSeparator,
            .paragraphSeparator, .nonspacingMark, .enclosingMark, .spacingMark:
            codePoint
        default: "`\(self)`"
        }
    }

    /// `U+` and at least four digits.
    var codePoint: String {
        let digits = String(value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: Swift.max(0, 4 - digits.count)) + digits
    }
}
