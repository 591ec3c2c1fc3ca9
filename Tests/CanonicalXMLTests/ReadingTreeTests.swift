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

@Suite("What reading makes of a document")
struct ReadingTreeTests {
    private func read(_ document: String) throws -> XMLTree {
        var reader = XMLReader()
        return try reader.read(Array(document.utf8))
    }

    /// Content of an element, its text nodes after decoding, and whether all of them are their own canonical form
    /// (Canonical XML 1.0 §2.3).
    static let texts: [(String, [String], Bool)] = [
        ("", [], true),
        ("<![CDATA[]]>", [], true),
        ("<![CDATA[]]><![CDATA[]]>", [], true),
        ("x", ["x"], true),
        ("x \t\n\"'", ["x \t\n\"'"], true),
        ("x<![CDATA[]]>", ["x"], false),
        ("<![CDATA[]]>x", ["x"], false),
        ("<![CDATA[a]]><![CDATA[b]]>", ["ab"], false),
        ("<![CDATA[]]]]><![CDATA[>]]>", ["]]>"], false),
        ("a&amp;&lt;&gt;&#xD;b", ["a&<>\rb"], true),
        ("&#38;", ["&"], false),
        ("&#xd;", ["\r"], false),
        ("&#13;", ["\r"], false),
        ("&quot;&apos;", ["\"'"], false),
        ("a>b", ["a>b"], false),
        ("a]]b", ["a]]b"], true),
        ("a\rb\r\nc\r", ["a\nb\nc\n"], false),
        ("<![CDATA[\r\n&amp;<]]>", ["\n&amp;<"], false),
        ("a<b/>c<!-- -->d<?p?>e", ["a", "c", "d", "e"], true),
        ("Vi\u{1EC7}t\u{1F511}", ["Vi\u{1EC7}t\u{1F511}"], true),
    ]

    @Test("character data, CDATA sections and references between markup are one text node")
    func textNodes() throws {
        for (content, expected, isVerbatim) in Self.texts {
            let tree = try read("<a>\(content)</a>")
            let nodes = tree.nodes.indices.filter { tree.nodes[$0].kind == .text }
            #expect(nodes.map { String(decoding: tree.stringValue(of: XMLNode($0)), as: UTF8.self) } == expected)
            #expect(nodes.allSatisfy { tree.nodes[$0].flags.contains(.isVerbatim) } == isVerbatim, "\(content)")
        }
    }

    /// A value with its quotation marks, the value after normalization (XML 1.0 §3.3.3), and whether it is its own
    /// canonical form.
    static let values: [(String, String, Bool)] = [
        ("\"\"", "", true),
        ("''", "", true),
        ("\"a'b>\"", "a'b>", true),
        ("'a\"b'", "a\"b", false),
        ("'a&quot;b'", "a\"b", true),
        ("\"&amp;&lt;&quot;&#x9;&#xA;&#xD;\"", "&<\"\t\n\r", true),
        ("\"&gt;\"", ">", false),
        ("\"&apos;\"", "'", false),
        ("\"&#xa;\"", "\n", false),
        ("\"&#10;\"", "\n", false),
        ("\"a\tb\nc\rd\r\ne\"", "a b c d e", false),
        ("\"Vi\u{1EC7}t\"", "Vi\u{1EC7}t", true),
    ]

    @Test("values are normalized, and known where they are canonical")
    func attributeValues() throws {
        for (value, expected, isVerbatim) in Self.values {
            let tree = try read("<a b=\(value)/>")
            #expect(String(decoding: tree.value(of: XMLAttribute(0)), as: UTF8.self) == expected)
            #expect(tree.attributes[0].isVerbatim == isVerbatim, "\(value)")
            let declaration = try? read("<a xmlns:p=\(value)/>")
            let uri = declaration.map { String(decoding: octets($0.table.uris[$0.declarations[0].uri]), as: UTF8.self) }
            #expect(uri == (expected.isEmpty ? nil : expected))
        }
    }

    /// Tags and whether their octets are canonical where no namespace is rendered.
    static let tags: [(String, Bool)] = [
        ("<a>", true), ("<a >", false), ("<a b=\"\">", true), ("<a b=''>", false), ("<a  b=\"\">", false),
        ("<a\nb=\"\">", false), ("<a b =\"\">", false), ("<a b= \"\">", false), ("<a b=\"\" >", false),
        ("<a b=\"\" c=\"&amp;\">", true), ("<a c=\"\" b=\"\">", false), ("<a b=\"&gt;\">", false),
        ("<a xmlns=\"\">", false), ("<a b=\"\" xml:c=\"\">", true), ("<a xml:c=\"\" b=\"\">", false),
    ]

    @Test("canonical tags are known")
    func verbatimTags() throws {
        for (tag, isVerbatim) in Self.tags {
            for (end, isVerbatimEnd) in [("</a>", true), ("</a >", false), ("</a\n>", false)] {
                let flags = try read(tag + end).nodes[1].flags
                #expect(flags.contains(.hasVerbatimStartTag) == isVerbatim, "\(tag)")
                #expect(flags.contains(.hasVerbatimEndTag) == isVerbatimEnd)
                #expect(!flags.contains(.isEmptyElementTag))
            }
            let empty = try read(tag.dropLast() + "/>").nodes[1].flags
            #expect(empty.contains(.isEmptyElementTag))
            #expect(empty.contains(.hasVerbatimStartTag) == isVerbatim, "\(tag)")
            #expect(!empty.contains(.hasVerbatimEndTag))
        }
        #expect(try read("<!-- a\n--><?p a\n?><a/>").nodes[1...2].allSatisfy { $0.flags.contains(.isVerbatim) })
        #expect(try read("<!-- a\r--><?p a\r\n?><a/>").nodes[1...2].allSatisfy { !$0.flags.contains(.isVerbatim) })
    }

    @Test(
        "attributes stand in the order of their namespaces and local names, few or many", arguments: [3, 16, 17, 400])
    func attributeOrder(count: Int) throws {
        var random = SeededGenerator(seed: UInt64(count))
        // Prefixes in another order than their namespaces; local names longer than what the first look compares.
        let uris = ["a": "urn:z", "b": "urn:y", "c": "urn:commoncommoncommon2", "d": "urn:commoncommoncommon1"]
        for _ in 0..<20 {
            var names: Set<String> = []
            while names.count < count {
                let prefix = ["", "a:", "b:", "c:", "d:"].randomElement(using: &random)!
                let stem = ["", "n", "sixteen-octets-a", "sixteen-octets-ab"].randomElement(using: &random)!
                names.insert(prefix + stem + "x\(Int.random(in: 0..<count, using: &random))")
            }
            let attributes = names.map { "\($0)='\($0)'" } + uris.map { "xmlns:\($0)='\($1)'" }
            let tree = try read("<a " + attributes.shuffled(using: &random).joined(separator: " ") + "/>")
            func key(_ name: String) -> [[UInt8]] {
                let parts = name.split(separator: ":")
                let uri = parts.count > 1 ? uris[String(parts[0])]! : ""
                return [Array(uri.utf8), Array(parts.last!.utf8)]
            }
            let expected = names.sorted {
                key($0)[0] == key($1)[0]
                    ? key($0)[1].lexicographicallyPrecedes(key($1)[1])
                    : key($0)[0].lexicographicallyPrecedes(key($1)[0])
            }
            let found = tree.attributes(of: tree.rootElement)
            #expect(found.map { tree.nameAsWritten(of: $0) } == expected)
            #expect(found.map { String(decoding: tree.value(of: $0), as: UTF8.self) } == expected)
            let prefixes = tree.declarations.map {
                String(decoding: octets(tree.table.names[$0.prefix]), as: UTF8.self)
            }
            #expect(prefixes == ["a", "b", "c", "d"])
        }
    }

    @Test("many declarations are sorted by prefix, and one that stands twice is found", arguments: [2, 16, 17, 300])
    func declarationOrder(count: Int) throws {
        var random = SeededGenerator(seed: UInt64(count))
        let prefixes = (0..<count - 1).map { "sixteen-octets-\($0)" }
        let declarations = prefixes.map { "xmlns:\($0)='u'" } + ["xmlns='d'"]
        let tag = declarations.shuffled(using: &random).joined(separator: " ")
        let tree = try read("<a \(tag)/>")
        let found = tree.declarations.map { String(decoding: octets(tree.table.names[$0.prefix]), as: UTF8.self) }
        #expect(found == [""] + prefixes.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        let twice = "<a \(tag) \(declarations[0])/>"
        let error = #expect(throws: XMLReadingError.self) { try read(twice) }
        #expect(error?.code == .duplicateAttribute)
        #expect(error?.hint.contains(prefixes[0]) == true)
    }

    @Test("namespaces hold in their elements and nowhere else")
    func scopes() throws {
        let tree = try read(
            """
            <a xmlns='u:1' xmlns:p='u:2'><b xmlns='' p:x='' x=''><p:c xmlns:p='u:3' xmlns='u:4'/><d/><p:e/></b><f/>\
            <p:g xmlns:xml='http://www.w3.org/XML/1998/namespace' xml:x=''/></a>
            """
        )
        let names = tree.elements.map { tree.name(of: XMLNode(Int($0.node)))!.description }
        #expect(names == ["{u:1}a", "b", "{u:3}c", "d", "{u:2}e", "{u:1}f", "{u:2}g"])
        let attributes = tree.attributes.indices.map { tree.name(of: XMLAttribute($0)).description }
        #expect(attributes == ["x", "{u:2}x", "{http://www.w3.org/XML/1998/namespace}x"])
        // A declaration of `xml` says nothing.
        #expect(tree.elements.map(\.declarationCount) == [2, 1, 2, 0, 0, 0, 0])
    }

    @Test("relative namespace names, odd ones and URIs that differ only in escapes are kept as they are")
    func namespaceNames() throws {
        let tree = try read("<a xmlns='../x' xmlns:p='not a URI' xmlns:q='%7e' xmlns:r='%7E' xmlns:s=' \u{1EC7} '/>")
        let uris = tree.declarations.map { String(decoding: octets(tree.table.uris[$0.uri]), as: UTF8.self) }
        #expect(uris == ["../x", "not a URI", "%7e", "%7E", " \u{1EC7} "])
    }

    @Test("a tree that is kept is not touched by the documents after it")
    func keptTrees() throws {
        var reader = XMLReader()
        var trees: [XMLTree] = []
        for number in 0..<50 {
            let name = "name-\(number)"
            trees.append(
                try reader.read(Array("<\(name) Id='i\(number)' xmlns:p\(number)='u'>\(number)</\(name)>".utf8)))
            // One that nobody keeps, and one that is refused.
            _ = try reader.read(Array("<b x\(number)='1'><c/></b>".utf8))
            _ = try? reader.read(Array("<d xmlns:p\(number)='v'><p\(number):e>".utf8))
        }
        for (number, tree) in trees.enumerated() {
            #expect(tree.nameAsWritten(of: tree.rootElement) == "name-\(number)")
            #expect(tree.stringValue(of: .document) == Array("\(number)".utf8))
            #expect(tree.ids.resolve(Array("i\(number)".utf8)) == .element(XMLNode(1)))
            #expect(tree.nodeCount == 3)
        }
    }

    @Test("the table of names is emptied once it is large, and documents read on")
    func overgrownTable() throws {
        var reader = XMLReader()
        let many = "<a>" + (0..<70_000).map { "<n\($0)/>" }.joined() + "</a>"
        #expect(try reader.read(Array(many.utf8)).table.names.count > 70_000)
        let tree = try reader.read(Array("<a Id='i' xmlns:p='u'><p:b/></a>".utf8))
        #expect(tree.table.names.count < 100)
        #expect(tree.ids.resolve(Array("i".utf8)) == .element(XMLNode(1)))
        #expect(tree.name(of: XMLNode(2)) == ExpandedName("u", "b"))
    }
}
