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

@Suite("Places in the input")
struct TreePositionTests {
    /// Counted octet by octet, as the definitions of a line, a column and an offset say.
    static func place(of offset: Int, in source: [UInt8]) -> SourcePosition {
        var line = 1
        var column = 1
        for index in 0..<offset {
            let octet = source[index]
            if octet == 0x0D || (octet == 0x0A && (index == 0 || source[index - 1] != 0x0D)) {
                line += 1
                column = 1
            } else if octet & 0xC0 != 0x80, octet != 0x0A {
                column += 1
            }
        }
        return SourcePosition(line: line, column: column, byteOffset: offset)
    }

    @Test("are counted in lines, characters and octets, whatever the line ends")
    func places() throws {
        var random = SeededGenerator(seed: 7)
        let pieces = ["\n", "\r", "\r\n", "x", "xxxxxxxxxxxxxxxxxxxxxxx", "\u{1EC7}", "\u{1F511}", "<b/>", "\t"]
        var reader = XMLReader()
        for _ in 0..<20 {
            var text = "<a>"
            for _ in 0..<2_000 { text += pieces.randomElement(using: &random)! }
            text += "</a>"
            let octets = Array(text.utf8)
            let tree = try reader.read(octets)
            let index = PositionIndex(tree)
            for node in stride(from: 1, to: tree.nodeCount, by: 17) {
                let expected = Self.place(of: Int(tree.nodes[node].start), in: octets)
                #expect(index.position(of: XMLNode(node)) == expected)
            }
            let last = XMLNode(tree.nodeCount - 1)
            #expect(tree.position(of: last) == Self.place(of: Int(tree.nodes[last.index].start), in: octets))
        }
    }
}
