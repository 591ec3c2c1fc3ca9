//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// A document in UTF-8, and how offsets into it lead back to the octets that were given.
struct UTF8Source {
    private(set) var octets: [UInt8]
    private(set) var origin: SourceOrigin
    /// The offset after the XML declaration; 0 where there is none.
    private(set) var contentStart = 0
    /// Whether the XML declaration says `standalone='yes'`.
    private(set) var isStandalone = false
    private let isExternalEntity: Bool

    /// Finds out the encoding of a document and converts it where it isn't UTF-8 already.
    ///
    /// - Throws: A failure by offset into `octets` as they are when it is thrown: converted up to there.
    ///
    /// - Parameter isExternalEntity: Whether the octets are those of an external parsed entity, which may be empty and
    ///   begins with a text declaration (XML 1.0 §4.3.1) instead of an XML declaration.
    init(_ input: [UInt8], isExternalEntity: Bool = false) {
        octets = input
        self.isExternalEntity = isExternalEntity
        origin = .utf8(byteOrderMark: 0)
    }

    mutating func convert() throws(ReadingFailure) {
        guard !octets.isEmpty || isExternalEntity else { throw Self.empty }
        switch InputEncoding.detect(octets.span.raw) {
        case .unsupported(let name): throw Self.unsupported(name, at: 0)
        case .eightBit(let mark): try convertEightBit(byteOrderMark: mark)
        case .utf16(let isBigEndian, let mark): try convertUTF16(isBigEndian: isBigEndian, byteOrderMark: mark)
        }
    }

    private mutating func convertEightBit(byteOrderMark mark: Int) throws(ReadingFailure) {
        if mark > 0 {
            octets.removeSubrange(..<mark)
            origin = .utf8(byteOrderMark: mark)
            if octets.isEmpty, !isExternalEntity { throw Self.empty }
        }
        guard let (name, offset) = try readDeclaration() else { return }
        // What nearly all documents say.
        if name == "UTF-8" { return }
        let encoding = DeclaredEncoding(name)
        switch encoding {
        case .utf8: return
        case nil: throw Self.unsupported(name, at: offset)
        case .ascii, .latin1, .utf16, .utf16BigEndian, .utf16LittleEndian:
            if mark > 0 { throw Self.mismatch(name, "the byte order mark is that of UTF-8", at: offset) }
        }
        switch encoding {
        case .ascii: try checkASCII()
        case .latin1:
            octets = Self.utf8(latin1: octets.span.raw)
            origin = .latin1
        default: throw Self.mismatch(name, "the first octets are those of one octet a character", at: offset)
        }
    }

    private mutating func convertUTF16(isBigEndian: Bool, byteOrderMark mark: Int) throws(ReadingFailure) {
        origin = .utf16(byteOrderMark: mark)
        let input = octets
        octets = []
        let end = UTF16Conversion.append(input.span.raw, from: mark, isBigEndian: isBigEndian, to: &octets)
        if end < input.count {
            throw ReadingFailure(
                .invalidEncoding, at: octets.count, "XML 1.0 §4.3.3",
                input.count - end == 1
                    ? "the document ends within a code unit of UTF-16, which has two octets"
                    : "half of a surrogate pair of UTF-16 without the other half"
            )
        }
        guard !octets.isEmpty || isExternalEntity else { throw Self.empty }
        guard let (name, offset) = try readDeclaration() else {
            if mark > 0 { return }
            throw ReadingFailure(
                .encodingMismatch, at: 0, "XML 1.0 §4.3.3",
                "the document is in UTF-16 and has neither a byte order mark nor an encoding declaration"
            )
        }
        switch DeclaredEncoding(name) {
        case .utf16: return
        case .utf16BigEndian where isBigEndian, .utf16LittleEndian where !isBigEndian: return
        case nil: throw Self.unsupported(name, at: offset)
        default:
            throw Self.mismatch(
                name, "the first octets are those of UTF-16, \(isBigEndian ? "big" : "little") end first", at: offset
            )
        }
    }

    /// - Returns: The declared encoding and where its name stands.
    private mutating func readDeclaration() throws(ReadingFailure) -> (String, Int)? {
        let declaration =
            try isExternalEntity
            ? XMLDeclaration.readTextDeclaration(octets.span.raw) : XMLDeclaration.read(octets.span.raw)
        guard let declaration else { return nil }
        contentStart = declaration.end
        isStandalone = declaration.isStandalone
        return declaration.encoding.map { (octets.span.raw.excerpt($0), $0.lowerBound) }
    }

    private func checkASCII() throws(ReadingFailure) {
        guard let offset = octets.firstIndex(where: { $0 >= 0x80 }) else { return }
        throw ReadingFailure(
            .invalidEncoding, at: offset, "XML 1.0 §4.3.3",
            "\(octets.span.raw.describe(at: offset)) in a document that declares US-ASCII"
        )
    }

    private static func utf8(latin1 input: RawSpan) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(input.byteCount + input.byteCount / 8)
        for index in 0..<input.byteCount {
            let octet = input.octet(at: index)
            if octet < 0x80 {
                result.append(octet)
            } else {
                result.append(0xC0 | octet >> 6)
                result.append(0x80 | octet & 0x3F)
            }
        }
        return result
    }

    private static var empty: ReadingFailure {
        ReadingFailure(.emptyDocument, at: 0, "XML 1.0 production [1]", "no octet; a document has a root element")
    }

    private static func unsupported(_ name: String, at offset: Int) -> ReadingFailure {
        ReadingFailure(
            .unsupportedEncoding, at: offset, "XML 1.0 §4.3.3",
            "the encoding is `\(name)`; UTF-8, UTF-16, US-ASCII and ISO-8859-1 are read"
        )
    }

    private static func mismatch(_ name: String, _ found: String, at offset: Int) -> ReadingFailure {
        ReadingFailure(.encodingMismatch, at: offset, "XML 1.0 §4.3.3", "`\(name)` is declared, but \(found)")
    }
}

/// UTF-16 to UTF-8 (Unicode 15 §3.9).
enum UTF16Conversion {
    /// - Returns: The offset of the first octet that couldn't be converted; `input.byteCount` where all were.
    static func append(_ input: RawSpan, from start: Int, isBigEndian: Bool, to output: inout [UInt8]) -> Int {
        output.reserveCapacity(input.byteCount / 2 + input.byteCount / 8)
        var index = start
        while index + 1 < input.byteCount {
            let unit = unit(input, at: index, isBigEndian)
            switch unit {
            case 0x0000...0x007F: output.append(UInt8(truncatingIfNeeded: unit))
            case 0x0080...0x07FF:
                output.append(0xC0 | UInt8(truncatingIfNeeded: unit >> 6))
                output.append(continuation(unit))
            case 0xD800...0xDBFF:
                guard index + 3 < input.byteCount else { return index }
                let low = self.unit(input, at: index + 2, isBigEndian)
                guard (0xDC00...0xDFFF).contains(low) else { return index }
                let scalar = 0x1_0000 + ((unit & 0x3FF) << 10 | low & 0x3FF)
                output.append(0xF0 | UInt8(truncatingIfNeeded: scalar >> 18))
                output.append(continuation(scalar >> 12))
                output.append(continuation(scalar >> 6))
                output.append(continuation(scalar))
                index += 2
            case 0xDC00...0xDFFF: return index
            default:
                output.append(0xE0 | UInt8(truncatingIfNeeded: unit >> 12))
                output.append(continuation(unit >> 6))
                output.append(continuation(unit))
            }
            index += 2
        }
        return index
    }

    @inline(__always)
    private static func unit(_ input: RawSpan, at index: Int, _ isBigEndian: Bool) -> UInt32 {
        let first = UInt32(input.octet(at: index))
        let second = UInt32(input.octet(at: index + 1))
        return isBigEndian ? first << 8 | second : second << 8 | first
    }

    @inline(__always)
    private static func continuation(_ bits: UInt32) -> UInt8 { 0x80 | UInt8(truncatingIfNeeded: bits & 0x3F) }
}
