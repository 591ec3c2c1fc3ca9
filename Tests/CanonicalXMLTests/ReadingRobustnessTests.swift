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
import LibXML2Oracle
import Testing

@Suite("Broken documents")
struct ReadingRobustnessTests {
    /// Everything that a document without a document type declaration may hold.
    static let good = """
        <?xml version='1.0' encoding='UTF-8' standalone="yes"?>
        <!-- a - b --><?p  q?>
        <p:à xmlns:p="urn:p" xmlns='urn:d' p:b='1 " 2' c="&lt;&#10;&apos;" xml:id = 'i'  >
        text &amp; &#x1F511;\r\n]] > <b ></b ><c/><c
        d="" xmlns=""/><![CDATA[<x>]]&]]>Tiếng Việt<!----><?q?></p:à>\n<!-- end --> <?r s?>
        """

    @Test("a good document cut short anywhere is an error, never a document")
    func truncated() throws {
        var reader = XMLReader()
        let octets = Array(Self.good.utf8)
        let whole = try reader.read(octets)
        // What stands after the root element may be missing.
        let root = whole.elements[0]
        for count in 0..<octets.count {
            let cut = Array(octets[..<count])
            do {
                let tree = try reader.read(cut)
                #expect(count >= Int(root.end), "\(count) octets were read")
                #expect(tree.elements.count == whole.elements.count)
            } catch {
                #expect(error.position != nil)
                // Where a sequence of UTF-8 or UTF-16 is cut, its start is the place; else the end.
                #expect(error.position!.byteOffset <= count)
            }
        }
    }

    @Test("each unfinished piece of markup says that the document ends")
    func unfinished() {
        let pieces = [
            "<", "<a", "<a ", "<a b", "<a b=", "<a b='", "<a b='c", "<a b='&", "<a b='&l", "<a b='&#", "<a b='&#x4",
            "<a b='c'", "<a/", "<a>", "<a>b", "<a>]]", "<a>&", "<a>&a", "<a>&amp", "<a><", "<a></", "<a></a", "<a></a ",
            "<!", "<!-", "<!--", "<!-- -", "<!-- --", "<?", "<?p", "<?p ", "<?p ?", "<a><!", "<a><![", "<a><![CDATA",
            "<a><![CDATA[", "<a><![CDATA[b]", "<a><![CDATA[b]]", "<a/><!--", "<a/><?p", "<a/><", "<!DOCTYP", "<p:",
        ]
        var reader = XMLReader()
        for piece in pieces {
            let error = #expect(throws: XMLReadingError.self, "\(piece)") { try reader.read(Array(piece.utf8)) }
            #expect(error?.code == .unexpectedEnd, "\(piece): \(error!)")
            #expect(error?.position?.byteOffset == piece.utf8.count, "\(piece): \(error!)")
        }
    }

    @Test("octets changed, taken out or put in never crash, and libxml2 agrees about what is read")
    func mutated() throws {
        var random = SeededGenerator(seed: 20_261_124)
        let good = Array(Self.good.utf8)
        let telling = Array("<>&;'\"/=?![]-: \t\r\nax#x0\u{0}".utf8) + [0x80, 0xC3, 0xED, 0xEF, 0xF0, 0xFF]
        var reader = XMLReader()
        var read = 0
        for _ in 0..<4_000 {
            var octets = good
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let index = Int.random(in: 0..<octets.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: octets[index] = telling.randomElement(using: &random)!
                case 1: octets[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                case 2: octets.remove(at: index)
                default: octets.insert(telling.randomElement(using: &random)!, at: index)
                }
            }
            guard let tree = try? reader.read(octets) else { continue }
            read += 1
            let oracle = OracleDocument(octets)
            if oracle.accepts {
                #expect(DocumentEvents(tree) == oracle.events)
            } else {
                // No constraint of Namespaces in XML 1.0 says that a namespace name has to be a URI by RFC 3986.
                #expect(
                    oracle.message?.contains("is not a valid URI") == true,
                    "\(String(decoding: octets, as: UTF8.self)): \(oracle.message ?? "")"
                )
            }
        }
        #expect(read > 300)
        // After all that the reader reads as a new one.
        var new = XMLReader()
        #expect(try DocumentEvents(reader.read(good)) == DocumentEvents(new.read(good)))
    }

    @Test("a bad document leaves nothing for the next")
    func badBeforeGood() throws {
        var reader = XMLReader()
        let good = Array("<a><b/></a>".utf8)
        let fresh = try DocumentEvents(reader.read(good))
        for bad in [
            "<a xmlns='u' xmlns:p='v' Id='i'><p:b>", "<p:a xmlns:p='u'><b xmlns:q='v'></c>", "<a Id='i' Id='i'/>",
        ] {
            #expect(throws: XMLReadingError.self) { try reader.read(Array(bad.utf8)) }
            // A prefix of the document before is bound to nothing.
            #expect(throws: XMLReadingError.self) { try reader.read(Array("<p:a/>".utf8)) }
            #expect(throws: XMLReadingError.self) { try reader.read(Array("<q:a/>".utf8)) }
            let tree = try reader.read(good)
            #expect(DocumentEvents(tree) == fresh)
            #expect(tree.ids.resolve(Array("i".utf8)) == .none)
            #expect(tree.elements[0].namespace == 0)
        }
    }
}

/// Numbers that are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
