//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import LibXML2Oracle
import Testing

@Suite("The second opinion")
struct OracleDocumentTests {
    @Test("numbers nodes in document order and takes adjacent text for one node")
    func numbersNodes() {
        // 0 document, 1 comment, 2 a, 3 text, 4 b, 5 text, 6 processing instruction, 7 comment.
        let document = OracleDocument(
            Array("<!DOCTYPE a [<!ENTITY e 'y'>]><!--1--><a>x<![CDATA[]]>&e;<![CDATA[z]]><b/>u<?p?></a><!--7-->".utf8)
        )
        #expect(document.accepts)
        #expect(document.nodeCount == 8)
        func form(_ nodes: Set<Int>) -> String? {
            document.canonicalForm(.canonical10, withComments: true) { node in
                if case .node(let number) = node { nodes.contains(number) } else { false }
            }.map { String(decoding: $0, as: UTF8.self) }
        }
        #expect(form([0, 1]) == "<!--1-->\n")
        #expect(form([0, 2]) == "<a></a>")
        #expect(form([0, 3]) == "xyz")
        #expect(form([0, 4, 5]) == "<b></b>u")
        #expect(form([0, 2, 6]) == "<a><?p?></a>")
        #expect(form([0, 2, 7]) == "<a></a>\n<!--7-->")
        // Where the document element isn't in the set, libxml2 takes what stands in it for something that stands
        // before it. Canonical XML 1.0 §2.3 adds a line end to children of the root node only.
        #expect(form([0, 6]) == "<?p?>\n")
    }

    @Test("asks about attributes and namespaces by element and name")
    func asksAboutAxes() {
        let document = OracleDocument(Array("<a xmlns='u:d' xmlns:p='u:p'><p:b p:q='1' r='2'/></a>".utf8))
        var asked: Set<OracleDocument.Node> = []
        let form = document.canonicalForm(.canonical10) { node in
            asked.insert(node)
            return node != .attribute(of: 2, namespace: [], local: Array("r".utf8))
                && node != .namespace(of: 1, prefix: Array("p".utf8))
        }
        #expect(
            form.map { String(decoding: $0, as: UTF8.self) }
                == "<a xmlns=\"u:d\"><p:b xmlns:p=\"u:p\" p:q=\"1\"></p:b></a>"
        )
        #expect(asked.contains(.attribute(of: 2, namespace: Array("u:p".utf8), local: Array("q".utf8))))
        #expect(asked.contains(.namespace(of: 2, prefix: [])))
    }

    @Test("passes the PrefixList on and reports failures")
    func prefixListAndFailures() {
        let document = OracleDocument(Array("<a xmlns='u:d' xmlns:p='u:p' xmlns:q='u:q'><p:b/></a>".utf8))
        func form(_ prefixes: [String]) -> String? {
            document.canonicalForm(.exclusive10, inclusivePrefixes: prefixes) {
                switch $0 {
                case .node(let element), .attribute(of: let element, _, _), .namespace(of: let element, _): element != 1
                }
            }.map { String(decoding: $0, as: UTF8.self) }
        }
        #expect(form([]) == "<p:b xmlns:p=\"u:p\"></p:b>")
        #expect(form(["q", "#default"]) == "<p:b xmlns=\"u:d\" xmlns:p=\"u:p\" xmlns:q=\"u:q\"></p:b>")
        // Canonical XML 1.0 §1.3: relative namespace URIs are a failure.
        #expect(OracleDocument(Array("<a xmlns='relative'/>".utf8)).canonicalForm(.canonical10) == nil)
    }

    @Test("reads no external entity but those that were given", arguments: [true, false])
    func externalEntities(isGiven: Bool) {
        let source = Array("<!DOCTYPE a SYSTEM 'x.dtd' [<!ENTITY e SYSTEM 'e.xml'>]><a>&e;</a>".utf8)
        let document = OracleDocument(source, externalEntities: isGiven ? ["e.xml": Array("<b/>".utf8)] : [:])
        #expect(document.accepts == isGiven)
        guard isGiven else { return }
        #expect(document.canonicalForm(.canonical10) == Array("<a><b></b></a>".utf8))
    }

    @Test("tells the events of a document")
    func events() {
        let document = OracleDocument(
            Array(
                "<!DOCTYPE p:a [<!ATTLIST b c CDATA '&#13;'>]><p:a z='1' xmlns:p='u'>x<![CDATA[]]>y<b/><?q  r ?></p:a><!--s-->"
                    .utf8)
        )
        #expect(
            document.events.description == """
                < "p" "u" "a"
                n "p" "u"
                a "" "" "z" "1"
                t "xy"
                < "" "" "b"
                a "" "" "c" "\\r"
                >\u{20}
                ? "q" "r "
                >\u{20}
                ! "s"
                """
        )
    }
}
