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

/// Text is read in blocks; what is in it must not depend on where in a block it stands.
///
/// What is a character is asked of the standard library's decoder of UTF-8 and of production [2].
@Suite("Text beyond ASCII")
struct WideTextTests {
    /// Octets around every border of Unicode's table 3-7 and of XML 1.0 production [2].
    static let sequences: [[UInt8]] = [
        [0xC2, 0x80], [0xDF, 0xBF], [0xE0, 0xA0, 0x80], [0xE1, 0xBA, 0xA0], [0xEC, 0xBF, 0xBF], [0xED, 0x9F, 0xBF],
        [0xEE, 0x80, 0x80], [0xEF, 0xBE, 0xBF], [0xEF, 0xBF, 0xBD], [0xF0, 0x90, 0x80, 0x80], [0xF0, 0x9F, 0x94, 0x91],
        [0xF3, 0xBF, 0xBF, 0xBF], [0xF4, 0x8F, 0xBF, 0xBF], [0x7F], [0x09], [0x0A], [0x20],
        // No characters of XML.
        [0xEF, 0xBF, 0xBE], [0xEF, 0xBF, 0xBF], [0x00], [0x01], [0x08], [0x0B], [0x0C], [0x0E], [0x1F],
        // Longer forms than there have to be, surrogates, past the last code point.
        [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF], [0xF0, 0x80, 0x80, 0x80],
        [0xF0, 0x8F, 0xBF, 0xBF], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80],
        [0xF5, 0x80, 0x80, 0x80], [0xFE], [0xFF],
        // Too few continuations, and too many.
        [0xC2], [0xDF, 0x41], [0xE1], [0xE1, 0xBA], [0xE1, 0xBA, 0x41], [0xF0], [0xF0, 0x9F], [0xF0, 0x9F, 0x94],
        [0xF0, 0x9F, 0xC2, 0x80], [0xE1, 0xC2, 0x80], [0x80], [0xBF], [0xC2, 0x80, 0x80], [0xE1, 0xBA, 0xA0, 0xBF],
        [0xF0, 0x90, 0x80, 0x80, 0x80],
    ]

    /// What stands before a sequence, again and again: of one to four octets.
    static let fillers = ["a", "đ", "ạ", "🔑", "aạ"]

    /// Where text stands, and the octets behind it.
    static let places = [
        ("<a>", "</a>"), ("<a b=\"", "\"/>"), ("<a><![CDATA[", "]]></a>"), ("<a><!--", "--></a>"),
        ("<a><?p ", "?></a>"),
    ]

    @Test("a sequence is a character or is not, wherever in the text it stands", arguments: sequences)
    func everywhere(_ sequence: [UInt8]) throws {
        var reader = XMLReader()
        for (before, after) in Self.places {
            for filler in Self.fillers {
                for count in 0...20 {
                    let start = Array((before + String(repeating: filler, count: count)).utf8)
                    for tail in ["", "b", "ỉ", String(repeating: "ồ ", count: 9)] {
                        let document = start + sequence + Array((tail + after).utf8)
                        let expected = Self.firstFault(in: document)
                        let failure = Self.failure(of: document, &reader)
                        try #require(failure?.position?.byteOffset == expected, "\(before) \(filler) \(count) \(tail)")
                    }
                }
            }
        }
    }

    @Test("text of every length is read as it stands")
    func lengths() throws {
        var reader = XMLReader()
        for filler in Self.fillers {
            for count in 1...70 {
                for stop in ["", "&lt;", ">", "\r\n", "<![CDATA[ệ]]>"] {
                    let text = String(repeating: filler, count: count)
                    let tree = try reader.read(Array("<a>\(text)\(stop)\(text)</a>".utf8))
                    let decoded = stop == "&lt;" ? "<" : stop == "\r\n" ? "\n" : stop.count > 1 ? "ệ" : stop
                    try #require(tree.nodeCount == 3)
                    #expect(tree.stringValue(of: tree.rootElement) == Array((text + decoded + text).utf8))
                    let canonical = try Canonicalizer(.exclusive10).octets(
                        of: NodeSet(subtreeOf: tree.rootElement, in: tree), in: tree
                    )
                    let escaped = decoded == "<" ? "&lt;" : decoded == ">" ? "&gt;" : decoded
                    #expect(canonical == Array("<a>\(text)\(escaped)\(text)</a>".utf8))
                }
            }
        }
    }

    /// Where the first octets stand that are no character of XML.
    private static func firstFault(in document: [UInt8]) -> Int? {
        var octets = document.makeIterator()
        var parser = Unicode.UTF8.ForwardParser()
        var offset = 0
        while true {
            switch parser.parseScalar(from: &octets) {
            case .emptyInput: return nil
            case .error: return offset
            case .valid(let encoded):
                let scalar = Unicode.UTF8.decode(encoded)
                switch scalar.value {
                case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x1_0000...0x10_FFFF: offset += encoded.count
                default: return offset
                }
            }
        }
    }

    private static func failure(of document: [UInt8], _ reader: inout XMLReader) -> XMLReadingError? {
        do {
            _ = try reader.read(document)
            return nil
        } catch {
            return error
        }
    }
}
