//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import Diagnostics
import Testing

/// XML 1.0 §4.3.3 and appendix F.
@Suite("Encodings")
struct ReadingEncodingTests {
    static func utf16(_ text: String, bigEndian: Bool, mark: Bool) -> [UInt8] {
        ((mark ? "\u{FEFF}" : "") + text).utf16.flatMap { unit -> [UInt8] in
            let high = UInt8(unit >> 8)
            let low = UInt8(unit & 0xFF)
            return bigEndian ? [high, low] : [low, high]
        }
    }

    static func latin1(_ text: String) -> [UInt8] { text.unicodeScalars.map { UInt8($0.value) } }

    /// Vietnamese, a supplementary plane and a character of Latin-1.
    static let sample = "<à x='Tiếng Việt'>\u{1F511}ü\u{80}\u{7FF}\u{800}\u{FFFD}\u{10FFFD}</à>"

    @Test("UTF-8 and UTF-16 in both orders, with and without a mark, make the same tree")
    func unicode() throws {
        var reader = XMLReader()
        let plain = try reader.read(Array(Self.sample.utf8))
        #expect(plain.source == Array(Self.sample.utf8))
        var forms: [[UInt8]] = [[0xEF, 0xBB, 0xBF] + Array(Self.sample.utf8)]
        for bigEndian in [true, false] {
            forms.append(Self.utf16(Self.sample, bigEndian: bigEndian, mark: true))
            for name in ["UTF-16", "utf-16", bigEndian ? "UTF-16BE" : "UTF-16LE"] {
                for mark in [true, false] {
                    let text = "<?xml version='1.0' encoding='\(name)'?>" + Self.sample
                    forms.append(Self.utf16(text, bigEndian: bigEndian, mark: mark))
                }
            }
        }
        for name in ["UTF-8", "utf-8", "UTF8"] {
            forms.append(Array(("<?xml version='1.0' encoding='\(name)'?>" + Self.sample).utf8))
            forms.append([0xEF, 0xBB, 0xBF] + Array(("<?xml version='1.0' encoding='\(name)'?>" + Self.sample).utf8))
        }
        for form in forms {
            let tree = try reader.read(form)
            #expect(tree.nameAsWritten(of: tree.rootElement) == "à")
            #expect(tree.stringValue(of: .document) == plain.stringValue(of: .document))
        }
    }

    @Test("ISO-8859-1 and US-ASCII are converted once")
    func eightBit() throws {
        var reader = XMLReader()
        // XML 1.0 production [2] has the controls from U+0080 on.
        let text = "<?xml version='1.0' encoding='ISO-8859-1'?>\n<ü>\u{80}\u{A0}\u{FF}</ü>"
        let tree = try reader.read(Self.latin1(text))
        #expect(tree.source == Array(text.utf8))
        #expect(tree.nameAsWritten(of: tree.rootElement) == "ü")
        #expect(tree.position(of: XMLNode(2)) == SourcePosition(line: 2, column: 4, byteOffset: 47))
        let ascii = try reader.read(Array("<?xml version='1.0' encoding='us-ascii'?><a/>".utf8))
        #expect(ascii.nodeCount == 2)
    }

    /// Octets, code, and the offset of the refusal.
    static let refusals: [([UInt8], XMLReadingError.Code, Int)] = [
        ([], .emptyDocument, 0),
        ([0xEF, 0xBB, 0xBF], .emptyDocument, 3),
        ([0xFE, 0xFF], .emptyDocument, 2),
        // Appendix F.1: UCS-4 in all its orders, EBCDIC.
        ([0x00, 0x00, 0xFE, 0xFF], .unsupportedEncoding, 0),
        ([0xFF, 0xFE, 0x00, 0x00], .unsupportedEncoding, 0),
        ([0x00, 0x00, 0x00, 0x3C], .unsupportedEncoding, 0),
        ([0x3C, 0x00, 0x00, 0x00], .unsupportedEncoding, 0),
        ([0x00, 0x00, 0x3C, 0x00], .unsupportedEncoding, 0),
        ([0x00, 0x3C, 0x00, 0x00], .unsupportedEncoding, 0),
        ([0x4C, 0x6F, 0xA7, 0x94], .unsupportedEncoding, 0),
        (Array("<?xml version='1.0' encoding='UTF-7'?><a/>".utf8), .unsupportedEncoding, 30),
        (Array("<?xml version='1.0' encoding='windows-1252'?><a/>".utf8), .unsupportedEncoding, 30),
        (Array("<?xml version='1.0' encoding='ISO-8859-15'?><a/>".utf8), .unsupportedEncoding, 30),
        // Declared and shown encodings that differ.
        (Array("<?xml version='1.0' encoding='UTF-16'?><a/>".utf8), .encodingMismatch, 30),
        ([0xEF, 0xBB, 0xBF] + Array("<?xml version='1.0' encoding='ISO-8859-1'?><a/>".utf8), .encodingMismatch, 33),
        ([0xEF, 0xBB, 0xBF] + Array("<?xml version='1.0' encoding='US-ASCII'?><a/>".utf8), .encodingMismatch, 33),
        ([0xEF, 0xBB, 0xBF] + Array("<?xml version='1.0' encoding='UTF-16'?><a/>".utf8), .encodingMismatch, 33),
        (utf16("<?xml version='1.0' encoding='UTF-8'?><a/>", bigEndian: true, mark: true), .encodingMismatch, 62),
        (utf16("<?xml version='1.0' encoding='UTF-16LE'?><a/>", bigEndian: true, mark: true), .encodingMismatch, 62),
        (utf16("<?xml version='1.0' encoding='UTF-16BE'?><a/>", bigEndian: false, mark: false), .encodingMismatch, 60),
        // §4.3.3: neither a mark nor a declaration, and not UTF-8.
        (utf16("<?xml version='1.0'?><a/>", bigEndian: false, mark: false), .encodingMismatch, 0),
        (utf16("<a/>", bigEndian: false, mark: false), .invalidCharacter, 1),
        // Ill-formed UTF-8 (Unicode 15, table 3-7).
        (Array("<a>".utf8) + [0x80], .invalidEncoding, 3),
        (Array("<a>".utf8) + [0xC0, 0xAF], .invalidEncoding, 3),
        (Array("<a>".utf8) + [0xC3, 0x28], .invalidEncoding, 3),
        (Array("<a>".utf8) + [0xE0, 0x80, 0xAF], .invalidEncoding, 3),
        (Array("<a>\u{1EC7}".utf8) + [0xED, 0xA0, 0x80], .invalidEncoding, 6),
        (Array("<a>".utf8) + [0xF0, 0x80, 0x80, 0xAF], .invalidEncoding, 3),
        (Array("<a>".utf8) + [0xF4, 0x90, 0x80, 0x80], .invalidEncoding, 3),
        (Array("<a>".utf8) + [0xF8, 0x88, 0x80, 0x80, 0x80], .invalidEncoding, 3),
        (Array("<a>".utf8) + [0xE1, 0x80], .invalidEncoding, 3),
        (Array("<a b='".utf8) + [0xFF], .invalidEncoding, 6),
        (Array("<a b='x' ".utf8) + [0xFF], .invalidEncoding, 9),
        (Array("<a".utf8) + [0xFE], .invalidEncoding, 2),
        (Array("<".utf8) + [0xC3], .invalidEncoding, 1),
        (Array("<!--".utf8) + [0xC3], .invalidEncoding, 4),
        (Array("<?p ".utf8) + [0xC3], .invalidEncoding, 4),
        (Array("<a><![CDATA[".utf8) + [0xC3], .invalidEncoding, 12),
        (Array("<a></a".utf8) + [0xC3], .invalidEncoding, 6),
        (Array("<a/>".utf8) + [0xC3], .invalidEncoding, 4),
        ([0xC3, 0x28], .invalidEncoding, 0),
        // Latin-1 without its declaration, and beyond ASCII where that is declared.
        (latin1("<a>ü</a>"), .invalidEncoding, 3),
        (latin1("<?xml version='1.0' encoding='US-ASCII'?><a>ü</a>"), .invalidEncoding, 44),
        (Array("<?xml version='1.0' encoding='US-ASCII'?><a>ü</a>".utf8), .invalidEncoding, 44),
        // Ill-formed UTF-16: half a unit, half a pair, halves in the wrong order.
        (utf16("<a/>", bigEndian: true, mark: true) + [0x00], .invalidEncoding, 10),
        ([0xFE, 0xFF, 0x00, 0x3C, 0xD8, 0x3D], .invalidEncoding, 4),
        ([0xFE, 0xFF, 0x00, 0x3C, 0xD8, 0x3D, 0x00, 0x3C], .invalidEncoding, 4),
        ([0xFF, 0xFE, 0x3C, 0x00, 0x11, 0xDD, 0x3D, 0xD8], .invalidEncoding, 4),
    ]

    @Test("what is no text, or another than it says, is refused in its place")
    func refuses() {
        var reader = XMLReader()
        for (octets, code, offset) in Self.refusals {
            do {
                _ = try reader.read(octets)
                Issue.record("\(octets) was read")
            } catch {
                #expect(error.code == code, "\(String(decoding: octets, as: UTF8.self)): \(error)")
                #expect(error.position?.byteOffset == offset, "\(String(decoding: octets, as: UTF8.self)): \(error)")
            }
        }
    }

    @Test("places are those of the octets that were given")
    func places() {
        // Before the mark: two lines, a character of two UTF-16 units and one of three octets in UTF-8.
        let text = "<a>\r\n\u{1F511}\u{1EC7}&x;</a>"
        var reader = XMLReader()
        let forms: [([UInt8], Int)] = [
            (Array(text.utf8), 12), ([0xEF, 0xBB, 0xBF] + Array(text.utf8), 15),
            (Self.utf16(text, bigEndian: true, mark: true), 18), (Self.utf16(text, bigEndian: false, mark: true), 18),
        ]
        for (octets, offset) in forms {
            let error = #expect(throws: XMLReadingError.self) { try reader.read(octets) }
            #expect(error?.position == SourcePosition(line: 2, column: 3, byteOffset: offset))
        }
    }
}
