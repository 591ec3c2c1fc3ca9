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

@Suite("Two elements are written as the same")
struct TreeComparisonTests {
    private static let original = #"<a xmlns="urn:n" p="1" q="&amp;"><b>text</b><c/> </a>"#

    private static func areSame(_ left: String, _ right: String) throws -> Bool {
        var reader = XMLReader()
        var other = XMLReader()
        // Other names before it, so that the numbers of names differ.
        _ = try other.read(Array("<z:y xmlns:z='urn:z'><x/></z:y>".utf8))
        let (tree, otherTree) = (try reader.read(Array(left.utf8)), try other.read(Array(right.utf8)))
        return tree.isWritten(tree.rootElement, as: otherTree.rootElement, in: otherTree)
    }

    @Test(
        "however their markup is written",
        arguments: [
            original,
            #"<a q='&amp;'  p='1' xmlns='urn:n'><b>text</b><c></c> </a>"#,
            #"<n:a xmlns:n="urn:n" p="1" q="&amp;"><n:b>text</n:b><n:c/> </n:a>"#,
        ]
    )
    func same(_ other: String) throws {
        #expect(try Self.areSame(Self.original, other))
        #expect(try Self.areSame(other, Self.original))
    }

    @Test(
        "but not where something else is there, or may be",
        arguments: [
            #"<a xmlns="urn:m" p="1" q="&amp;"><b>text</b><c/> </a>"#,
            #"<A xmlns="urn:n" p="1" q="&amp;"><b>text</b><c/> </A>"#,
            #"<a xmlns="urn:n" p="2" q="&amp;"><b>text</b><c/> </a>"#,
            #"<a xmlns="urn:n" p="1" q="&#38;"><b>text</b><c/> </a>"#,
            #"<a xmlns="urn:n" p="1"><b>text</b><c/> </a>"#,
            #"<a xmlns="urn:n" p="1" r="&amp;"><b>text</b><c/> </a>"#,
            #"<a xmlns="urn:n" xmlns:n="urn:n" p="1" n:q="&amp;"><b>text</b><c/> </a>"#,
            #"<a xmlns="urn:n" p="1" q="&amp;"><b>Text</b><c/> </a>"#,
            #"<a xmlns="urn:n" p="1" q="&amp;"><b><![CDATA[text]]></b><c/> </a>"#,
            #"<a xmlns="urn:n" p="1" q="&amp;"><b>text<c/> </b></a>"#,
            #"<a xmlns="urn:n" p="1" q="&amp;"><b>text</b> <c/></a>"#,
            #"<a xmlns="urn:n" p="1" q="&amp;"><b>text</b><c/></a>"#,
            #"<a xmlns="urn:n" p="1" q="&amp;"><b>text</b><c/> <d/></a>"#,
            #"<a xmlns="urn:n" p="1" q="&amp;"><b>text</b><c/><!-- --></a>"#,
        ]
    )
    func other(_ other: String) throws {
        #expect(try !Self.areSame(Self.original, other))
        #expect(try !Self.areSame(other, Self.original))
    }

    @Test("not even to themselves where there are comments or processing instructions")
    func comments() throws {
        for content in ["<!-- -->", "<?p?>"] {
            let document = "<a>\(content)</a>"
            #expect(try !Self.areSame(document, document))
        }
    }
}
