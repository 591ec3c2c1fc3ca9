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
import XMLSignature

/// Which nodes a valid signature covers; counted by hand.
@Suite("Coverage and verified content")
struct CoverageTests {
    private func validate(_ text: String) throws -> ValidatedDocument { try HandSigned.validator().validate(text) }

    @Test("what a reference digested is signed, the signature is its envelope, the rest is unsigned")
    func counts() throws {
        let result = try validate(
            HandSigned.simple("t<!--c--><b z=\"1\"/>", rest: "<u v=\"1\">w</u>").replacing(
                HandSigned.signatureOfX("t<!--c--><b z=\"1\"/>"), with: HandSigned.signatureOfX("t<b z=\"1\"></b>")
            ))
        let coverage = try #require(result.report.coverage)
        #expect(result.report.indication == .totalPassed)
        // SignedInfo: itself, two algorithms, Reference, DigestMethod, DigestValue with its text; four attributes.
        let signedInfo = 7 + 4
        // a, its Id, the text, b and its attribute.
        #expect(coverage.signedNodes == 5 + signedInfo)
        // Signature, SignatureValue and its text.
        #expect(coverage.envelopeNodes == 3)
        // doc, the comment, u, its attribute and its text.
        #expect(coverage.unsignedNodes == 5)
        #expect(coverage.unsigned == ["/doc", "/doc/a/comment()", "/doc/u"])
    }

    @Test("a signature that isn't valid covers nothing")
    func invalid() throws {
        let result = try validate(HandSigned.simple().replacing(">text<", with: ">next<"))
        let coverage = try #require(result.report.coverage)
        #expect(coverage.signedNodes == 0)
        // Of a bad signature SignedInfo isn't signed either.
        #expect(coverage.unsigned == ["/doc", "/doc/a", "/doc/Signature/SignedInfo"])
        #expect(result.content(coveredBy: 1).isEmpty)
        #expect(result.report.signatures[0].references[0].covers.isEmpty)
    }

    @Test("one bad reference keeps all content of its signature back")
    func partly() throws {
        let references =
            HandSigned.reference(" URI=\"#x\"", digested: "<a Id=\"x\">x</a>")
            + HandSigned.reference(" URI=\"#y\"", digested: "other")
        let signature = HandSigned.signature(HandSigned.signedInfo(references))
        let result = try validate("<doc><a Id=\"x\">x</a><a Id=\"y\">y</a>\(signature)</doc>")
        #expect(result.report.signatures[0].references.map(\.status) == [.valid, .invalid])
        #expect(result.content(coveredBy: 1).isEmpty)
        #expect(result.report.coverage?.signedNodes == 0)
    }

    @Test("of a document with very many unsigned nodes a hundred are listed")
    func manyUnsigned() throws {
        let result = try validate(HandSigned.simple(rest: String(repeating: "<u/>", count: 200)))
        let coverage = try #require(result.report.coverage)
        #expect(coverage.unsigned.count == 100)
        #expect(coverage.unsigned.starts(with: ["/doc", "/doc/u", "/doc/u[2]"]))
        #expect(coverage.unsignedNodes == 201)
    }

    @Test("the whole document without its signature leaves nothing unsigned")
    func whole() throws {
        let reference = HandSigned.reference(
            " URI=\"\"", transforms: [HandSigned.enveloped], digested: "<doc><a>x</a></doc>"
        )
        let result = try validate("<doc><a>x</a>\(HandSigned.signature(HandSigned.signedInfo(reference)))</doc>")
        #expect(result.report.signatures[0].references[0].covers == ["/"])
        #expect(result.report.coverage?.unsigned == [])
        #expect(result.report.coverage?.unsignedNodes == 0)
    }

    /// VU#475445: the application read the first text node and never saw what stood behind the comment.
    @Test("text is the whole string-value, whatever comments stand in it")
    func text() throws {
        let written = "user@a<!---->.evil"
        let document = "<doc><a Id=\"x\">\(written)</a>\(HandSigned.signatureOfX("user@a.evil"))<b>u</b></doc>"
        let result = try validate(document)
        let content = try #require(result.content(coveredBy: 1).first)
        let tree = try #require(result.tree)
        let a = try #require(content.nodes.first)
        #expect(content.text(of: a) == Array("user@a.evil".utf8))
        #expect(content.contains(a))
        #expect(content.value(of: try #require(tree.attribute(of: a, "", "Id"))) == Array("x".utf8))
        // What was not digested, and what was only partly, has no text here.
        #expect(content.text(of: tree.rootElement) == nil)
        #expect(content.text(of: .document) == nil)
        #expect(!content.contains(tree.rootElement))
    }

    @Test("the text behind base64 is signed, the element around it isn't")
    func base64() throws {
        let reference = HandSigned.reference(
            " URI=\"#x\"", transforms: ["http://www.w3.org/2000/09/xmldsig#base64"], digested: "hello"
        )
        let signature = HandSigned.signature(HandSigned.signedInfo(reference))
        let result = try validate("<doc><a Id=\"x\" y=\"z\">aGVsbG8=</a>\(signature)</doc>")
        let content = try #require(result.content(coveredBy: 1).first)
        let a = try #require(content.nodes.first)
        #expect(content.octets == Array("hello".utf8))
        #expect(content.text(of: a) == Array("aGVsbG8=".utf8))
        #expect(!content.contains(a))
        #expect(content.value(of: try #require(result.tree?.attribute(of: a, "", "y"))) == nil)
        #expect(result.report.signatures[0].references[0].covers == ["/doc/a"])
        #expect(result.report.coverage?.unsigned == ["/doc", "/doc/a"])
    }

    @Test("an inspection says what is claimed and judges nothing")
    func inspection() throws {
        let inspection = SignatureInspector().inspect(Array(HandSigned.simple().utf8), named: "d.xml")
        let signature = try #require(inspection.signatures.first)
        #expect(signature.references.map(\.status) == [.notChecked])
        #expect(signature.references.map(\.covers) == [["/doc/a"]])
        #expect(signature.signatureMethod == HandSigned.hmac)
        #expect(inspection.claimedCoverage?.unsigned == ["/doc"])
        #expect(inspection.error == nil)
        #expect(SignatureInspector().inspect(Array("<a".utf8)).error != nil)
    }
}
