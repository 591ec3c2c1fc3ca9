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

@Suite("Interned byte strings")
struct TreeBytesTests {
    /// Strings of every length around the blocks of sixteen, which differ in one octet, wherever it is.
    static let strings: [[UInt8]] = (0...40).flatMap { count -> [[UInt8]] in
        let base = [UInt8](repeating: 0x61, count: count)
        return [base]
            + (0..<count).map { index in
                var other = base
                other[index] = index % 2 == 0 ? 0x60 : 0xE1
                return other
            }
    }

    @Test("each string has one number, and each number its string, in a table that grows")
    func numbers() {
        var table = InternedBytes()
        let strings = Self.strings
        let ids = strings.map { table.intern($0.span) }
        #expect(Set(ids).count == Self.strings.count)
        #expect(table.count == Self.strings.count)
        for (string, id) in zip(strings, ids) {
            let found = (table.intern(string.span), table.find(string.span))
            #expect(found == (id, id))
            #expect(octets(table[id]) == string)
            let longer = string + [0x62]
            let other = table.find(longer.span)
            #expect(other == nil)
            // The shortcut of names agrees.
            let head = unsafe ByteBlock(string.span.bytes, at: 0)
            if string.count <= 16 { #expect(table.find(head, count: string.count) == id) }
        }
        table.removeAll()
        let string = strings[5]
        let known = table.find(string.span)
        #expect(table.count == 1 && known == nil)
        let number = table.intern(string.span)
        #expect(number == 1)
    }

    @Test("the order is that of the octets")
    func order() {
        var table = InternedBytes()
        let ids = Self.strings.map { table.intern($0.span) }
        // Counted, since 700,000 expectations take their time.
        var wrong = 0
        for (left, leftID) in zip(Self.strings, ids) {
            for (right, rightID) in zip(Self.strings, ids) {
                let expected = left.lexicographicallyPrecedes(right)
                if table.precedes(leftID, rightID) != expected { wrong += 1 }
                if precedes(left.span, right.span) != expected { wrong += 1 }
                if equal(left.span, right.span) != (left == right) { wrong += 1 }
            }
        }
        #expect(wrong == 0)
    }

    @Test("a block of octets has zeros behind the last")
    func blocks() {
        let octets = (1...40).map { UInt8($0) }
        for count in 0...40 {
            let string = Array(octets[..<count])
            for start in 0...count {
                let block = unsafe ByteBlock(string.span.bytes, at: start)
                for lane in 0..<16 {
                    let word = lane < 8 ? block.low : block.high
                    let octet = UInt8(truncatingIfNeeded: word >> UInt64(lane % 8 * 8))
                    #expect(octet == (start + lane < count ? string[start + lane] : 0))
                }
            }
        }
    }

    @Test("IDs resolve octet by octet, and say where they are ambiguous")
    func ids() throws {
        var reader = XMLReader()
        // `é` as one character and as two, which are equal to Unicode and not to XML.
        let tree = try reader.read(
            Array(
                """
                <a Id='x' xml:id=' x'><b ID='y'/><b id='\u{E9}'/><b Id='e\u{301}'/><b Id='z'/><b id='&#122;'/><b xml:id='\
                 p&#9; q '/><b Id='z'/><c xmlns:u='http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-\
                utility-1.0.xsd' u:Id='w' u:ID='v'/><d Id=''/></a>
                """.utf8
            )
        )
        func resolve(_ id: String) -> IDIndex.Resolution { tree.ids.resolve(Array(id.utf8)) }
        #expect(resolve("x") == .element(XMLNode(1)))
        #expect(resolve("y") == .element(XMLNode(2)))
        #expect(resolve("\u{E9}") == .element(XMLNode(3)))
        #expect(resolve("e\u{301}") == .element(XMLNode(4)))
        #expect(resolve("z") == .ambiguous(XMLNode(5), XMLNode(6)))
        #expect(resolve("p\t q") == .element(XMLNode(7)))
        #expect(resolve("w") == .element(XMLNode(9)))
        #expect(resolve("v") == .none)
        #expect(resolve("") == .element(XMLNode(10)))
        #expect(resolve("nothing") == .none)
        #expect(tree.ids.duplicates.map(\.value) == [Array("z".utf8)])
        #expect(tree.ids.duplicates.map(\.element) == [XMLNode(6)])
    }

    @Test("of many IDs each resolves, and those are found that stand twice")
    func manyIDs() throws {
        // Every seventh value stands again, written by a reference; there are more than are indexed in one part.
        let count = 9_000
        var text = "<a>"
        for number in 0..<count { text += "<b Id='number-\(number)-of-many'/>" }
        for number in stride(from: 0, to: count, by: 7) { text += "<c Id='number&#45;\(number)-of-many'/>" }
        var reader = XMLReader()
        for _ in 0..<2 {
            let tree = try reader.read(Array((text + "</a>").utf8))
            var wrong = 0
            for number in 0..<count {
                let first = XMLNode(2 + number)
                let expected: IDIndex.Resolution =
                    number % 7 == 0 ? .ambiguous(first, XMLNode(2 + count + number / 7)) : .element(first)
                if tree.ids.resolve(Array("number-\(number)-of-many".utf8)) != expected { wrong += 1 }
            }
            #expect(wrong == 0)
            #expect(tree.ids.resolve(Array("number-\(count)-of-many".utf8)) == .none)
            #expect(tree.ids.duplicates.count == (count + 6) / 7)
        }
        // Nothing of them is left for the next document.
        let next = try reader.read(Array("<a Id='x'/>".utf8))
        #expect(next.ids.resolve(Array("number-1-of-many".utf8)) == .none)
        #expect(next.ids.resolve(Array("x".utf8)) == .element(XMLNode(1)))
    }

    @Test("only the configured names are IDs")
    func configured() throws {
        // Names that no attribute can have change nothing.
        let names = [ExpandedName("urn:i", "key"), ExpandedName("a b"), ExpandedName("p:key"), ExpandedName("")]
        var reader = XMLReader(idAttributes: names.map { IDAttribute($0) })
        let tree = try reader.read(
            Array("<a Id='1' key='2' p:key='3' xmlns:p='urn:i' q:key='4' xmlns:q='urn:j'><b q:x='5'/></a>".utf8)
        )
        #expect(tree.ids.resolve(Array("3".utf8)) == .element(XMLNode(1)))
        for id in ["1", "2", "4", "5"] { #expect(tree.ids.resolve(Array(id.utf8)) == .none) }
        #expect(throws: XMLReadingError.self) { try reader.read(Array("<a b/>".utf8)) }
        #expect(throws: XMLReadingError.self) { try reader.read(Array("<p:key/>".utf8)) }
    }
}
