//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import CertificateValidation
import Testing
import XMLSignature

/// Content leaves only with a signature that is good, and a text leaves as a whole.
@Suite("Verified content")
struct VerifiedContentTests {
    /// CVE-2017-11427 and its like: an application took the text up to the first comment for the whole.
    @Test(
        "reading text gives the whole string-value (XPath 1.0 §5.2), whatever stands in it",
        arguments: [
            ("user@a<!---->.evil", "user@a.evil", "user@a.evil"),
            ("user@a<!--1-->.e<!--2--><!--3-->vil", "user@a.evil", "user@a.evil"),
            ("user@a<?p?>.evil", "user@a<?p?>.evil", "user@a.evil"),
            ("user@a<![CDATA[.e]]><![CDATA[]]>vil", "user@a.evil", "user@a.evil"),
            ("user@a&amp;.&#101;vil", "user@a&amp;.evil", "user@a&.evil"),
            ("user@a<b/>.e<b>v<!--c-->i</b>l", "user@a<b></b>.e<b>vi</b>l", "user@a.evil"),
            ("<!--c-->user@a.evil<!--c-->", "user@a.evil", "user@a.evil"),
        ]
    )
    func wholeText(written: String, canonical: String, expected: String) throws {
        let document = "<doc><a Id=\"x\">\(written)</a>\(HandSigned.signatureOfX(canonical))</doc>"
        let result = try HandSigned.validator().validate(document)
        let content = try #require(result.content(coveredBy: 1).first)
        #expect(content.text(of: try #require(content.nodes.first)) == Array(expected.utf8))
    }

    @Test("the end of an entity ends no text")
    func entities() throws {
        let document =
            "<!DOCTYPE doc [<!ENTITY e \".evil\"><!ENTITY f \"&e;<!--c-->\">]><doc><a Id=\"x\">user@a&f;!</a>"
            + "\(HandSigned.signatureOfX("user@a.evil!"))</doc>"
        let result = try HandSigned.validator(.interop).validate(document)
        let content = try #require(result.content(coveredBy: 1).first, "\(result.report.signatures.map(\.findings))")
        #expect(content.text(of: try #require(content.nodes.first)) == Array("user@a.evil!".utf8))
    }

    @Test("without a trusted signer nothing is handed out, unless the caller asks for less")
    func requirement() throws {
        let octets = try SampleArchive.octets("archive/decision-415.xml")
        let time = try SampleArchive.time()
        let untrusted = SignatureValidator().validate(octets, at: time)
        #expect(untrusted.report.signatures[0].coreValidation == .valid)
        #expect(untrusted.content(coveredBy: 1).isEmpty)
        let tree = try #require(untrusted.tree)
        let content = try #require(tree.children(of: tree.rootElement).first { tree.kind(of: $0) == .element })
        #expect(!untrusted.covers(content, by: 1))
        #expect(untrusted.covers(content, by: 1, requiring: .coreValid))
        let asked = untrusted.content(coveredBy: 1, requiring: .coreValid)
        #expect(asked.count == 1)
        let trusted = try SampleArchive.validator().validate(octets, at: time)
        #expect(trusted.content(coveredBy: 1).map(\.octets) == asked.map(\.octets))
        #expect(trusted.covers(content, by: 1))
    }

    @Test("of a bad signature nothing is handed out, whatever is asked for")
    func bad() throws {
        let result = try HandSigned.validator().validate(HandSigned.simple().replacing(">text<", with: ">next<"))
        let tree = try #require(result.tree)
        let a = try #require(tree.firstChild(of: tree.rootElement))
        #expect(result.content(coveredBy: 1, requiring: .coreValid).isEmpty)
        #expect(!result.covers(a, by: 1, requiring: .coreValid))
        for number in [.min, -1, 0, 2, .max] {
            #expect(result.content(coveredBy: number).isEmpty)
            #expect(!result.covers(a, by: number))
        }
    }

    @Test("a signature is found by its Id, octet by octet, where only one has it")
    func identifiers() throws {
        let one = HandSigned.simple().replacing("<Signature ", with: "<Signature Id=\"\u{E9}\" ")
        let result = try HandSigned.validator().validate(one)
        #expect(result.content(coveredBy: "\u{E9}").map(\.octets) == result.content(coveredBy: 1).map(\.octets))
        #expect(result.content(coveredBy: 1).count == 1)
        #expect(result.content(coveredBy: "e\u{301}").isEmpty)
        let both = one.replacing(
            "</doc>",
            with: HandSigned.signatureOfX().replacing("<Signature ", with: "<Signature Id=\"\u{E9}\" ") + "</doc>"
        )
        #expect(try HandSigned.validator().validate(both).content(coveredBy: "\u{E9}").isEmpty)
    }

    @Test("a node is covered with everything below it; comments aside")
    func covers() throws {
        let document =
            "<doc><!--o--><a Id=\"x\">t<b>u</b><!--c--></a><c/>\(HandSigned.signatureOfX("t<b>u</b>"))</doc>"
        let result = try HandSigned.validator().validate(document)
        let tree = try #require(result.tree)
        let covered = (0..<tree.nodeCount).map(XMLNode.init).filter { result.covers($0, by: 1) }
        // a, its text, b, its text.
        #expect(covered == [3, 4, 5, 6].map(XMLNode.init))
    }

    @Test("of an element behind base64 the text is covered, the element isn't")
    func base64() throws {
        let reference = HandSigned.reference(
            " URI=\"#x\"", transforms: ["http://www.w3.org/2000/09/xmldsig#base64"], digested: "hello"
        )
        let document =
            "<doc><a Id=\"x\">aGVs<!--c-->bG8=</a>\(HandSigned.signature(HandSigned.signedInfo(reference)))</doc>"
        let result = try HandSigned.validator().validate(document)
        #expect(result.report.indication == .totalPassed)
        // doc, a, text, comment, text.
        #expect([1, 2, 3, 4, 5].map { result.covers(XMLNode($0), by: 1) } == [false, false, true, false, true])
    }

    /// The elements below it aren't digested, so that anybody may have put them around a part of the text.
    @Test("behind base64 there is a text for all of what was digested, and for nothing else")
    func textBehindBase64() throws {
        let reference = HandSigned.reference(
            " URI=\"#x\"", transforms: ["http://www.w3.org/2000/09/xmldsig#base64"], digested: "hello"
        )
        let signature = HandSigned.signature(HandSigned.signedInfo(reference))
        let document =
            "<doc><n/><a Id=\"x\">aGVs<e/><b>bG8=</b></a><n/><c/><t>u</t>\(signature)</doc>"
        let result = try HandSigned.validator().validate(document)
        let tree = try #require(result.tree)
        let content = try #require(result.content(coveredBy: 1).first)
        // The document, doc, n, a, its text, e, b, its text, n, c, t, its text.
        let texts = (0..<12).map { content.text(of: XMLNode($0)).map { String(decoding: $0, as: UTF8.self) } }
        #expect(
            texts == [nil, nil, nil, "aGVsbG8=", nil, nil, nil, nil, nil, nil, nil, nil], "\(texts)"
        )
        for index in 12..<tree.nodeCount { #expect(content.text(of: XMLNode(index)) == nil, "\(index)") }
    }
}
