//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import LibXML2Oracle
import Testing

/// Start tags with declarations are copied where they stand as the canonical form has them; where they are nearly so, they
/// must not be.
@Suite("Declarations in canonical forms")
struct CanonicalDeclarationTests {
    /// What stands in a tag and below it.
    static let documents = [
        "<p:a xmlns:p=\"urn:p\"/>", "<p:a xmlns:p=\"urn:p\"></p:a>", "<p:a xmlns:p=\"urn:p\">x</p:a>",
        "<p:a xmlns:p=\"urn:p\" b=\"1\" p:b=\"2\">x</p:a>", "<p:a b=\"1\" xmlns:p=\"urn:p\" p:b=\"2\">x</p:a>",
        "<p:a xmlns:p=\"urn:p\" p:b=\"2\" b=\"1\">x</p:a>", "<p:a xmlns:p='urn:p'>x</p:a>",
        "<p:a  xmlns:p=\"urn:p\">x</p:a>", "<p:a xmlns:p=\"urn:p\" >x</p:a>", "<p:a xmlns:p =\"urn:p\">x</p:a>",
        "<p:a xmlns:p=\"urn:&#112;\">x</p:a>", "<p:a xmlns:p=\"urn:p\" xmlns:q=\"urn:q\" q:b=\"\">x</p:a>",
        "<q:a xmlns:p=\"urn:p\" xmlns:q=\"urn:q\" p:b=\"\">x</q:a>",
        "<p:a xmlns:q=\"urn:q\" xmlns:p=\"urn:p\" q:b=\"\">x</p:a>",
        "<p:a xmlns:p=\"urn:p\" xmlns:q=\"urn:q\">x</p:a>", "<p:a xmlns:p=\"urn:p\" xmlns:q=\"urn:q\"><q:b/></p:a>",
        "<a xmlns=\"urn:d\" xmlns:p=\"urn:p\" p:b=\"\">x</a>", "<a xmlns:p=\"urn:p\" xmlns=\"urn:d\" p:b=\"\">x</a>",
        "<a xmlns=\"urn:d\"><b xmlns=\"urn:d\">x</b></a>", "<a xmlns=\"urn:d\"><b xmlns=\"\">x</b></a>",
        "<a><b xmlns=\"\">x</b></a>", "<p:a xmlns:p=\"urn:p\"><p:b xmlns:p=\"urn:p\">x</p:b></p:a>",
        "<p:a xmlns:p=\"urn:p\"><p:b xmlns:p=\"urn:q\">x</p:b><p:b xmlns:p=\"urn:q\">y</p:b><p:b xmlns:p=\"urn:r\"/></p:a>",
        "<p:a xmlns:p=\"urn:p\" xmlns:xml=\"http://www.w3.org/XML/1998/namespace\">x</p:a>",
        "<a xmlns:p=\"urn:p\"><b xmlns:q=\"urn:q\" p:c=\"\" q:d=\"\">x</b></a>",
        "<a xmlns:p=\"urn:p\"><b xmlns:q=\"urn:q\" p:c=\"\">x</b></a>",
        "<a xmlns:p=\"urn:p\"\n\txmlns:q=\"urn:q\"><p:b/><q:b/><p:b/></a>",
        "<a xmlns:p='urn:p' xmlns:q =\"urn:q\"><p:b/><q:b/><p:b/></a>",
        "<a xmlns:p=\"urn:&#112;\" xmlns:q= \"urn:q\"><p:b q:c=\"\"/><q:b>x</q:b></a>",
        "<a xmlns:p=\"urn:p\"><b xmlns:p=\"urn:q\"><p:c/></b><p:c>x</p:c><b xmlns:p=\"urn:p\"/><p:c/></a>",
        "<a xmlns=\"urn:d\"><b xmlns=\"\"/><c xmlns=\"\"><d xmlns=\"urn:d\"/><e/></c></a>",
    ]

    @Test("are those of libxml2", arguments: documents)
    func forms(_ document: String) throws {
        var reader = XMLReader()
        let tree = try reader.read(Array(document.utf8))
        let set = NodeSet(subtreeOf: .document, in: tree)
        let oracle = OracleDocument(Array(document.utf8))
        let methods: [(CanonicalizationMethod, OracleDocument.Method)] = [
            (.canonical10, .canonical10), (.canonical11, .canonical11), (.exclusive10, .exclusive10),
        ]
        for (method, theirs) in methods {
            for prefixes in [[], ["p"], ["q", "#default"]] {
                let canonicalizer = Canonicalizer(method, inclusivePrefixes: prefixes.map { Array($0.utf8) })
                let form = String(decoding: try canonicalizer.octets(of: set, in: tree), as: UTF8.self)
                let expected = oracle.canonicalForm(
                    theirs, withComments: false, inclusivePrefixes: prefixes, isVisible: nil
                )
                #expect(form == expected.map { String(decoding: $0, as: UTF8.self) }, "\(method), \(prefixes)")
            }
        }
    }

    /// Declarations above a subtree, and what its two elements `p:b` write in the exclusive form.
    static let declarationsAbove = [
        ("<a xmlns:p=\"urn:p\"><x>", "xmlns:p=\"urn:p\""),
        ("<a xmlns:p=\"urn:p\"><x xmlns:p=\"urn:q\">", "xmlns:p=\"urn:q\""),
        ("<a><x\nxmlns:p=\"urn:p\">", "xmlns:p=\"urn:p\""),
        ("<a><x xmlns:p='urn:\"p\"'>", "xmlns:p=\"urn:&quot;p&quot;\""),
        ("<a xmlns:p=\"urn:q\"><x xmlns:p =\"urn:p\">", "xmlns:p=\"urn:p\""),
    ]

    @Test("above a subtree are written where their prefixes are utilized", arguments: declarationsAbove)
    func above(tags: String, declaration: String) throws {
        var reader = XMLReader()
        let tree = try reader.read(Array((tags + "<t><p:b/><p:b>x</p:b></t></x></a>").utf8))
        let subtree = try #require(tree.firstChild(of: tree.rootElement).flatMap { tree.firstChild(of: $0) })
        let form = try Canonicalizer(.exclusive10).octets(of: NodeSet(subtreeOf: subtree, in: tree), in: tree)
        #expect(
            String(decoding: form, as: UTF8.self)
                == "<t><p:b \(declaration)></p:b><p:b \(declaration)>x</p:b></t>"
        )
    }

    /// A namespace node is written as an attribute is (Canonical XML 1.0 §2.3), which libxml2 doesn't do with `&`.
    @Test("escape what values of attributes escape")
    func escapes() throws {
        let tag = "<p:a xmlns:p=\"urn:p?a&amp;b&lt;c\">"
        #expect(try CanonicalizationTests.form(tag + "x</p:a>", .exclusive10) == tag + "x</p:a>")
        #expect(
            try CanonicalizationTests.form("<p:a xmlns:p='urn:p?&#34;&gt;&#38;'/>", .exclusive10)
                == "<p:a xmlns:p=\"urn:p?&quot;>&amp;\"></p:a>"
        )
    }

    @Test("of one prefix for hundreds of namespace names are each written as they are")
    func rotating() throws {
        let elements = (0..<1_000).map { "<p:b xmlns:p=\"urn:\($0 % 300)\" xmlns:q=\"urn:\($0 % 7)\" q:c=\"\"></p:b>" }
        let document = "<a>" + elements.joined() + "</a>"
        #expect(try CanonicalizationTests.form(document, .exclusive10) == document)
        #expect(try CanonicalizationTests.form(document, .canonical10) == document)
    }
}
