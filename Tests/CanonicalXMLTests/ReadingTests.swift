//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import Testing

@Suite("Reading")
struct ReadingTests {
    @Test("numbers nodes in document order and keeps what is written")
    func numbersNodes() throws {
        var reader = XMLReader()
        let tree = try reader.read(Array("<!--1--><a>x<![CDATA[]]>&amp;<![CDATA[z]]><b/>u<?p?></a><!--7-->".utf8))
        #expect(
            tree.nodes.map(\.kind)
                == [.document, .comment, .element, .text, .element, .text, .processingInstruction, .comment]
        )
        #expect(String(decoding: tree.stringValue(of: .document), as: UTF8.self) == "x&zu")
        #expect(tree.nodes[3].start == 11)
        #expect(tree.elements.map(\.subtreeEnd) == [7, 5])
    }
}
