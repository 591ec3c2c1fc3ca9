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
import DocumentGenerator
import Testing

/// Worked examples of the standards, written out.
@Suite("Canonical forms")
struct CanonicalizationTests {
    static func tree(_ document: String) throws -> XMLTree {
        var reader = XMLReader()
        return try reader.read(Array(document.utf8))
    }

    static func form(_ document: String, _ method: CanonicalizationMethod) throws -> String {
        let tree = try tree(document)
        let set = NodeSet(subtreeOf: .document, in: tree)
        return String(decoding: try Canonicalizer(method).octets(of: set, in: tree), as: UTF8.self)
    }

    /// Canonical XML 1.0 §3.1 to §3.4, without what needs a document type declaration: document, form without comments.
    static let examples: [(String, String)] = [
        (
            "<?xml version=\"1.0\"?>\n\n<?xml-stylesheet   href=\"doc.xsl\"\n   type=\"text/xsl\"   ?>\n\n"
                + "<doc>Hello, world!<!-- Comment 1 --></doc>\n\n<?pi-without-data     ?>\n\n<!-- Comment 2 -->\n\n"
                + "<!-- Comment 3 -->\n",
            "<?xml-stylesheet href=\"doc.xsl\"\n   type=\"text/xsl\"   ?>\n<doc>Hello, world!</doc>\n<?pi-without-data?>"
        ),
        (
            "<doc>\n   <e1   />\n   <e2   ></e2>\n   <e3   name = \"elem3\"   id=\"elem3\"   />\n"
                + "   <e5 a:attr=\"out\" b:attr=\"sorted\" attr2=\"all\" attr=\"I'm\"\n      xmlns:b=\"http://www.ietf.org\"\n"
                + "      xmlns:a=\"http://www.w3.org\"\n      xmlns=\"http://example.org\"/>\n"
                + "   <e6 xmlns=\"\" xmlns:a=\"http://www.w3.org\">\n      <e7 xmlns=\"http://www.ietf.org\">\n"
                + "         <e8 xmlns=\"\" xmlns:a=\"http://www.w3.org\">\n"
                + "            <e9 xmlns=\"\" xmlns:a=\"http://www.ietf.org\"/>\n         </e8>\n      </e7>\n   </e6>\n</doc>",
            "<doc>\n   <e1></e1>\n   <e2></e2>\n   <e3 id=\"elem3\" name=\"elem3\"></e3>\n"
                + "   <e5 xmlns=\"http://example.org\" xmlns:a=\"http://www.w3.org\" xmlns:b=\"http://www.ietf.org\""
                + " attr=\"I'm\" attr2=\"all\" b:attr=\"sorted\" a:attr=\"out\"></e5>\n"
                + "   <e6 xmlns:a=\"http://www.w3.org\">\n      <e7 xmlns=\"http://www.ietf.org\">\n"
                + "         <e8 xmlns=\"\">\n            <e9 xmlns:a=\"http://www.ietf.org\"></e9>\n         </e8>\n      </e7>\n"
                + "   </e6>\n</doc>"
        ),
        (
            "<doc>\r\n   <text>First line&#x0d;&#10;Second line</text>\r\n   <value>&#x32;</value>\r\n"
                + "   <compute><![CDATA[value>\"0\" && value<\"10\" ?\"valid\":\"error\"]]></compute>\r\n"
                + "   <compute expr='value>\"0\" &amp;&amp; value&lt;\"10\" ?\"valid\":\"error\"'>valid</compute>\r\n"
                + "   <norm attr=' &apos;   &#x20;&#13;&#xa;&#9;   &apos; '/>\r\n</doc>",
            "<doc>\n   <text>First line&#xD;\nSecond line</text>\n   <value>2</value>\n"
                + "   <compute>value&gt;\"0\" &amp;&amp; value&lt;\"10\" ?\"valid\":\"error\"</compute>\n"
                + "   <compute expr=\"value>&quot;0&quot; &amp;&amp; value&lt;&quot;10&quot; ?&quot;valid&quot;:&quot;error&quot;\""
                + ">valid</compute>\n"
                + "   <norm attr=\" '    &#xD;&#xA;&#x9;   ' \"></norm>\n</doc>"
        ),
        // §3.6: UTF-8 out of a character reference.
        ("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<doc>&#169;</doc>", "<doc>\u{A9}</doc>"),
    ]

    @Test(
        "are those of the examples of Canonical XML",
        arguments: [.canonical10, .canonical11] as [CanonicalizationMethod])
    func examples(_ method: CanonicalizationMethod) throws {
        for (document, expected) in Self.examples { #expect(try Self.form(document, method) == expected) }
    }

    @Test("keep comments where the method asks for them")
    func comments() throws {
        let form = try Self.form(Self.examples[0].0, .canonical10WithComments)
        #expect(
            form
                == "<?xml-stylesheet href=\"doc.xsl\"\n   type=\"text/xsl\"   ?>\n<doc>Hello, world!<!-- Comment 1 --></doc>\n"
                + "<?pi-without-data?>\n<!-- Comment 2 -->\n<!-- Comment 3 -->"
        )
        let tree = try Self.tree("<!--a--><b><!--c--></b>")
        let set = NodeSet(subtreeOf: .document, in: tree, omittingComments: true)
        #expect(try Canonicalizer(.canonical10WithComments).octets(of: set, in: tree) == Array("<b></b>".utf8))
    }

    /// Exclusive XML Canonicalization 1.0 §2.2: the same element in two surroundings.
    @Test("of the exclusive method don't depend on what stands around")
    func exclusive() throws {
        let first =
            "<n0:local xmlns:n0=\"foo:bar\" xmlns:n3=\"ftp://example.org\"><n1:elem2 xmlns:n1=\"http://example.net\" "
            + "xml:lang=\"en\"><n3:stuff xmlns:n3=\"ftp://example.org\"/></n1:elem2></n0:local>"
        let second =
            "<n2:pdu xmlns:n1=\"http://example.com\" xmlns:n2=\"http://foo.example\" xml:lang=\"fr\" "
            + "xml:space=\"retain\"><n1:elem2 xmlns:n1=\"http://example.net\" xml:lang=\"en\"><n3:stuff "
            + "xmlns:n3=\"ftp://example.org\"/></n1:elem2></n2:pdu>"
        let expected =
            "<n1:elem2 xmlns:n1=\"http://example.net\" xml:lang=\"en\"><n3:stuff xmlns:n3=\"ftp://example.org\">"
            + "</n3:stuff></n1:elem2>"
        for document in [first, second] {
            let tree = try Self.tree(document)
            let set = NodeSet(subtreeOf: try #require(tree.firstChild(of: tree.rootElement)), in: tree)
            let octets = try Canonicalizer(.exclusive10).octets(of: set, in: tree)
            #expect(String(decoding: octets, as: UTF8.self) == expected)
        }
        // §2.1: what Canonical XML makes of the second one.
        let tree = try Self.tree(second)
        let set = NodeSet(subtreeOf: try #require(tree.firstChild(of: tree.rootElement)), in: tree)
        let octets = try Canonicalizer(.canonical10).octets(of: set, in: tree)
        #expect(
            String(decoding: octets, as: UTF8.self)
                == "<n1:elem2 xmlns:n1=\"http://example.net\" xmlns:n2=\"http://foo.example\" xml:lang=\"en\" "
                + "xml:space=\"retain\"><n3:stuff xmlns:n3=\"ftp://example.org\"></n3:stuff></n1:elem2>"
        )
    }
}
