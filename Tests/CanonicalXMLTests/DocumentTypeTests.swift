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

/// A document with a document type declaration, and one without that says the same, by the clause.
struct Equivalent: CustomTestStringConvertible {
    let clause: String
    let source: String
    let plain: String

    init(_ clause: String, _ source: String, _ plain: String) {
        self.clause = clause
        self.source = source
        self.plain = plain
    }

    var testDescription: String { "\(clause): \(source)" }

    static let all: [Equivalent] = [
        // Entities in content.
        Equivalent("XML 1.0 §4.4.2", "<!DOCTYPE a [<!ENTITY e 'x<b/>y'>]><a>1&e;2</a>", "<a>1x<b/>y2</a>"),
        Equivalent(
            "XML 1.0 §4.4.2", "<!DOCTYPE a [<!ENTITY e '<b>&f;</b>'><!ENTITY f '<!--c--><?p q?>'>]><a>&e;&e;</a>",
            "<a><b><!--c--><?p q?></b><b><!--c--><?p q?></b></a>"
        ),
        Equivalent("XML 1.0 §4.4.2", "<!DOCTYPE a [<!ENTITY e ''>]><a>x&e;y</a>", "<a>xy</a>"),
        Equivalent("XML 1.0 appendix D", Self.example, "<p>An ampersand (&#38;) may be escaped\nnumerically.</p>"),
        Equivalent("XML 1.0 appendix D", Self.tricky, "<test>This sample shows a error-prone method.</test>"),
        Equivalent(
            "XML 1.0 §4.6", "<!DOCTYPE a [<!ENTITY lt '&#38;#60;'>]><a b='&lt;'>&lt;</a>", "<a b='&lt;'>&lt;</a>"),
        Equivalent("XML 1.0 §4.2", "<!DOCTYPE a [<!ENTITY e '1'><!ENTITY e '2'>]><a>&e;</a>", "<a>1</a>"),
        Equivalent("XML 1.0 §4.4.8", "<!DOCTYPE a [<!ENTITY % p '<!ENTITY e \"1\">'>%p;]><a>&e;</a>", "<a>1</a>"),
        Equivalent("XML 1.0 §4.3.2", "<!DOCTYPE a [<!ENTITY e '<![CDATA[&lt;]]>'>]><a>&e;</a>", "<a>&amp;lt;</a>"),
        // Text on both sides of a boundary is one text, but neither `]]>` nor a line end.
        Equivalent("XML 1.0 §2.4", "<!DOCTYPE a [<!ENTITY e ']]'>]><a>&e;></a>", "<a>]]&gt;</a>"),
        Equivalent(
            "XML 1.0 §2.4", "<!DOCTYPE a [<!ENTITY e ']'><!ENTITY f ''>]><a>]&e;&f;>]]&f;></a>", "<a>]]&gt;]]&gt;</a>"),
        Equivalent("XML 1.0 §2.11", "<!DOCTYPE a [<!ENTITY e '\n'>]><a>\r&e;\r\r&e;\r\n</a>", "<a>\n\n\n\n\n\n</a>"),
        // A carriage return in the replacement text is a character.
        Equivalent("XML 1.0 §2.11", "<!DOCTYPE a [<!ENTITY e '&#13;\n'>]><a>&e;</a>", "<a>&#13;\n</a>"),
        Equivalent("XML 1.0 §2.11", "<!DOCTYPE a [<!ENTITY e 'x\r\ny'>]><a>&e;</a>", "<a>x\ny</a>"),
        Equivalent("XML 1.0 §2.11", "<!DOCTYPE a [<!ENTITY e '<![CDATA[&#13;]]>'>]><a>&e;</a>", "<a>&#13;</a>"),
        // Attributes.
        Equivalent(
            "XML 1.0 §4.4.5", "<!DOCTYPE a [<!ENTITY e 'x\"&f;'><!ENTITY f '&#38;amp;'>]><a b='&e;'/>",
            "<a b='x&quot;&amp;'/>"),
        Equivalent("XML 1.0 §3.3.3", Self.normalization + "<n a='&d;&d;A&a;&#x20;&a;B&da;'/>", "<n a='  A   B  '/>"),
        Equivalent("XML 1.0 §3.3.3", Self.normalization + "<n b='&d;&d;A&a;&#x20;&a;B&da;'/>", "<n b='A B'/>"),
        Equivalent(
            "XML 1.0 §3.3.3", Self.normalization + "<n b='&#xd;&#xd;A&#xa;&#xa;B&#xd;&#xa;'/>",
            "<n b='&#xd;&#xd;A&#xa;&#xa;B&#xd;&#xa;'/>"
        ),
        Equivalent("XML 1.0 §3.3.3", "<!DOCTYPE a [<!ENTITY e '&#9;&#10;&#13;'>]><a b='&e;'/>", "<a b='   '/>"),
        Equivalent("XML 1.0 §3.3.3", "<!DOCTYPE a [<!ENTITY e '&#38;#13;'>]><a b='&e;'/>", "<a b='&#13;'/>"),
        Equivalent(
            "XML 1.0 §3.3.3", "<!DOCTYPE a [<!ATTLIST a b NMTOKENS #IMPLIED>]><a b=' x\r\n  y\t'/>", "<a b='x y'/>"),
        Equivalent(
            "XML 1.0 §3.3.3", "<!DOCTYPE a [<!ATTLIST a b NMTOKENS #IMPLIED>]><a b=' &#9;x &#32;'/>", "<a b='&#9;x'/>"),
        Equivalent(
            "XML 1.0 §3.3.2", "<!DOCTYPE a [<!ATTLIST a b CDATA ' x ' c (y|z) 'y'>]><a c='z'/>", "<a b=' x ' c='z'/>"),
        Equivalent(
            "XML 1.0 §3.3.2", "<!DOCTYPE a [<!ATTLIST a b CDATA '&#13;&#38;&lt;\"\n'>]><a/>",
            "<a b='&#13;&amp;&lt;&quot; '/>"),
        Equivalent(
            "XML 1.0 §3.3.2", "<!DOCTYPE a [<!ENTITY e '&#9;x'><!ATTLIST a b CDATA '&e;'>]><a></a>", "<a b=' x'></a>"),
        Equivalent(
            "XML 1.0 §3.3", "<!DOCTYPE a [<!ATTLIST a b CDATA '1'><!ATTLIST a b CDATA '2' c CDATA '3'>]><a/>",
            "<a b='1' c='3'/>"),
        Equivalent(
            "XML 1.0 §3.3.2", "<!DOCTYPE a [<!ATTLIST b c CDATA #FIXED '1'><!ENTITY e '<b/>'>]><a>&e;</a>",
            "<a><b c='1'/></a>"),
        Equivalent(
            "Namespaces in XML 1.0 §6.2",
            "<!DOCTYPE a [<!ATTLIST a xmlns CDATA 'u:a' xmlns:p CDATA 'u:p'>]><a p:b='1'/>",
            "<a xmlns='u:a' xmlns:p='u:p' p:b='1'/>"
        ),
        // libxml2's tree has no namespace there.
        Equivalent(
            "Namespaces in XML 1.0 §7", "<!DOCTYPE a [<!ENTITY e '<b/>'>]><a xmlns='u'>&e;</a>", "<a xmlns='u'><b/></a>"
        ),
        // What isn't read.
        Equivalent("XML 1.0 §5.1", "<!DOCTYPE a SYSTEM 'no.dtd' [<!ENTITY e '1'>]><a>&e;</a>", "<a>1</a>"),
        Equivalent(
            "XML 1.0 §5.1",
            "<!DOCTYPE a [<!ENTITY e '1'><!ENTITY % p SYSTEM 'no'>%p;<!ATTLIST a b CDATA '2'>]><a>&e;</a>",
            "<a>1</a>"
        ),
        Equivalent(
            "XML 1.0 §5.1",
            "<?xml version='1.0' standalone='yes'?><!DOCTYPE a [<!ENTITY % p SYSTEM 'no'>%p;<!ENTITY e '1'>]><a>&e;</a>",
            "<a>1</a>"
        ),
        // External entities.
        Equivalent("XML 1.0 §4.4.3", "<!DOCTYPE a [<!ENTITY e SYSTEM 'text'>]><a>&e;&e;</a>", "<a>x\ny\nx\ny\n</a>"),
        Equivalent("XML 1.0 §4.3.1", "<!DOCTYPE a [<!ENTITY e SYSTEM 'latin'>]><a>&e;</a>", "<a><b>\u{E9}</b></a>"),
        Equivalent("XML 1.0 §4.3.3", "<!DOCTYPE a [<!ENTITY e SYSTEM 'utf16'>]><a>&e;</a>", "<a>\u{1D4B3}</a>"),
        Equivalent("XML 1.0 §4.3.2", "<!DOCTYPE a [<!ENTITY e SYSTEM 'empty'>]><a>x&e;y</a>", "<a>xy</a>"),
        // What stands around it.
        Equivalent("XML 1.0 §2.8", "<!--1--><?p?><!DOCTYPE a[]>\n<!--2--><a/><?q?>", "<!--1--><?p?><!--2--><a/><?q?>"),
        Equivalent(
            "XML 1.0 §2.8", "<!DOCTYPE a PUBLIC '-//x//y' \"it's > here\" [ <!-- ]> --> <?p ]>?> ] ><a/>", "<a/>"),
    ]

    /// The first example of XML 1.0 appendix D.
    private static let example = """
        <!DOCTYPE p [<!ENTITY example "An ampersand (&#38;#38;) may be escaped
        numerically." >]><p>&example;</p>
        """

    /// The second one.
    private static let tricky = """
        <?xml version='1.0'?>
        <!DOCTYPE test [
        <!ELEMENT test (#PCDATA) >
        <!ENTITY % xx '&#37;zz;'>
        <!ENTITY % zz '&#60;!ENTITY tricky "error-prone" >' >
        %xx;
        ]>
        <test>This sample shows a &tricky; method.</test>
        """

    /// The declarations of the examples of XML 1.0 §3.3.3.
    private static let normalization = """
        <!DOCTYPE n [<!ENTITY d "&#xD;"><!ENTITY a "&#xA;"><!ENTITY da "&#xD;&#xA;">
        <!ATTLIST n a CDATA #IMPLIED b NMTOKENS #IMPLIED>]>
        """
}

@Suite("Document types")
struct DocumentTypeTests {
    static let externalEntities: [String: [UInt8]] = [
        "text": Array("x\r\ny\r".utf8),
        "latin": Array("<?xml encoding='ISO-8859-1'?><b>".utf8) + [0xE9] + Array("</b>".utf8),
        "utf16": [0xFE, 0xFF, 0xD8, 0x35, 0xDC, 0xB3],
        "empty": [],
        "version": Array("<?xml version='1.1' encoding='UTF-8'?>".utf8),
        "undeclared": Array("<?xml version='1.0'?>".utf8),
        "unbalanced": Array("</a><a>".utf8),
        "foreign": Array("<?xml encoding='EUC-JP'?>".utf8),
    ]

    static let policy = DocumentTypePolicy.internalSubset(
        externalEntities: Dictionary(uniqueKeysWithValues: externalEntities.map { (Array($0.key.utf8), $0.value) })
    )

    static func read(
        _ source: String, limits: ReadingLimits = ReadingLimits()
    ) throws(XMLReadingError) -> XMLTree {
        var reader = XMLReader(limits: limits, documentTypes: policy)
        return try reader.read(Array(source.utf8))
    }

    @Test("say what the document says without them", arguments: Equivalent.all)
    func equivalents(_ each: Equivalent) throws {
        let events = DocumentEvents(try Self.read(each.source))
        let plain = OracleDocument(Array(each.plain.utf8))
        #expect(plain.accepts)
        #expect(events.firstDifference(from: plain.events) == nil)
    }

    @Test("are read in every encoding")
    func encodings() throws {
        let source = "<?xml version='1.0' encoding='UTF-16'?><!DOCTYPE a [<!ENTITY e '\u{E9}\u{1D4B3}'>]><a>&e;</a>"
        var reader = XMLReader(documentTypes: Self.policy)
        let tree = try reader.read([0xFE, 0xFF] + source.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
        #expect(tree.stringValue(of: .document) == Array("\u{E9}\u{1D4B3}".utf8))
        let latin1 = "<?xml version='1.0' encoding='ISO-8859-1'?><!DOCTYPE a [<!ATTLIST a b CDATA '#'>]><a/>"
        let other = try reader.read(latin1.utf8.map { $0 == UInt8(ascii: "#") ? 0xE9 : $0 })
        #expect(other.attributes(of: other.rootElement).map { other.value(of: $0) } == [Array("\u{E9}".utf8)])
    }

    @Test("declare IDs, the first element of each first")
    func declaredIDs() throws {
        let tree = try Self.read(
            "<!DOCTYPE a [<!ATTLIST b key ID #IMPLIED><!ENTITY e '<b key=\" i2 \"/>'>]>"
                + "<a key='i0'><c Id='i1'/><b key='i1'/>&e;<b key='i3'/><c Id='i3'/></a>"
        )
        let elements = (0..<tree.nodeCount).map { XMLNode($0) }.filter { tree.kind(of: $0) == .element }
        #expect(tree.ids.resolve(Array("i0".utf8)) == .none)
        #expect(tree.ids.resolve(Array("i1".utf8)) == .ambiguous(elements[1], elements[2]))
        #expect(tree.ids.resolve(Array("i2".utf8)) == .element(elements[3]))
        #expect(tree.ids.resolve(Array("i3".utf8)) == .ambiguous(elements[4], elements[5]))
    }

    @Test("leave lines where they were; what stands in an entity has that of the reference")
    func lines() throws {
        let tree = try Self.read(
            "<!DOCTYPE a [\n<!ENTITY e '<b>\n<c/>\n</b>'>\r\n<!ATTLIST d e CDATA ''>]>\r<a>\n&e;\n <d\n/><f/></a>"
        )
        let positions = (0..<tree.nodeCount).map { XMLNode($0) }.filter { tree.kind(of: $0) == .element }.map {
            tree.position(of: $0)
        }
        #expect(positions.map(\.line) == [6, 7, 7, 8, 9])
        #expect(positions.allSatisfy { $0.column == 0 && $0.byteOffset == -1 })
    }
}
