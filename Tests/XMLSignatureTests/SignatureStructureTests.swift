//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation
import Diagnostics
import Testing
import XMLSignature

/// XML-DSig §4: the schema's cardinality and order, held strictly; each row is one of the laxnesses that peers had.
@Suite("The structure of a signature")
struct SignatureStructureTests {
    private static let document = HandSigned.simple()

    @Test("a signature in order is valid, and passes with a pinned key")
    func inOrder() throws {
        let report = try HandSigned.validator().validate(Self.document).report
        #expect(report.indication == .totalPassed, "\(report.signatures.flatMap(\.findings))")
        #expect(report.signatures.map(\.coreValidation) == [.valid])
        #expect(report.signatures[0].has(.pinnedKey))
    }

    struct Change: CustomTestStringConvertible, Sendable {
        let name: String
        let from: String
        let to: String

        var testDescription: String { name }

        init(_ name: String, _ from: String, _ to: String) {
            self.name = name
            self.from = from
            self.to = to
        }
    }

    private static let other = HandSigned.signedInfo(HandSigned.reference(" URI=\"\"", digested: "x"))

    /// What makes the structure malformed; the names tell which attack or which peer's defect it is.
    static let malformed: [Change] = [
        Change(
            "two SignedInfo, the forged one first (CVE-2025-29774)", "<SignedInfo>",
            "<SignedInfo>\(other)</SignedInfo><SignedInfo>"),
        Change(
            "two SignedInfo, the forged one last", "</SignedInfo>", "</SignedInfo><SignedInfo>\(other)</SignedInfo>"),
        Change("no SignedInfo", "<SignedInfo>", "<Signedinfo xmlns=\"urn:x\"/><SignedInfo>"),
        Change("a SignedInfo of another namespace", "<SignedInfo>", "<SignedInfo xmlns=\"urn:evil\"/><SignedInfo>"),
        Change("two SignatureValue", "</Signature>", "<SignatureValue>AAAA</SignatureValue></Signature>"),
        Change("KeyInfo after Object", "</Signature>", "<Object/><KeyInfo><KeyName/></KeyInfo></Signature>"),
        Change("two KeyInfo", "</Signature>", "<KeyInfo/><KeyInfo/></Signature>"),
        Change("an unknown element at the end", "</Signature>", "<Extra/></Signature>"),
        Change("text between elements", "</SignedInfo>", "</SignedInfo>x"),
        Change("a no-break space between elements", "</SignedInfo>", "</SignedInfo>\u{A0}"),
        Change("a comment in DigestValue (CVE-2025-29775)", "<DigestValue>", "<DigestValue><!--AAAA-->"),
        Change("an instruction in DigestValue", "<DigestValue>", "<DigestValue><?x AAAA?>"),
        Change("an element in DigestValue", "<DigestValue>", "<DigestValue><b/>"),
        Change("a comment in SignatureValue", "<SignatureValue>", "<SignatureValue><!---->"),
        Change("two DigestValue", "</DigestValue>", "</DigestValue><DigestValue>AAAA</DigestValue>"),
        Change("two DigestMethod", "<DigestMethod", "<DigestMethod Algorithm=\"urn:x\"/><DigestMethod"),
        Change("no Reference", "<Reference URI", "<reference URI"),
        Change("a Reference of another namespace", "<Reference ", "<Reference xmlns=\"urn:evil\" "),
        Change(
            "two CanonicalizationMethod", "<CanonicalizationMethod",
            "<CanonicalizationMethod Algorithm=\"urn:x\"/><CanonicalizationMethod"),
        Change("an empty Transforms", "<DigestMethod", "<Transforms/><DigestMethod"),
        Change(
            "Transforms after DigestMethod", "<DigestValue>",
            "<Transforms><Transform Algorithm=\"urn:x\"/></Transforms><DigestValue>"),
        Change(
            "a parameter of SHA-256", "<DigestMethod Algorithm=\"\(HandSigned.sha256)\">",
            "<DigestMethod Algorithm=\"\(HandSigned.sha256)\"><x/>"),
        Change(
            "a parameter of the canonicalization", "<CanonicalizationMethod Algorithm=\"\(HandSigned.exclusive)\">",
            "<CanonicalizationMethod Algorithm=\"\(HandSigned.exclusive)\"><x/>"),
        Change("an unknown attribute of Reference", "<Reference ", "<Reference uri=\"#y\" "),
        Change("no Algorithm", "<SignatureMethod Algorithm", "<SignatureMethod algorithm"),
        Change("a character outside of the alphabet in SignatureValue", "<SignatureValue>", "<SignatureValue>*"),
        Change("text after the padding of DigestValue", "=</DigestValue>", "=AAA</DigestValue>"),
        Change("a no-break space in DigestValue", "<DigestValue>", "<DigestValue>\u{A0}"),
        Change(
            "an RSAPSSParams in HMAC", "</SignatureMethod>",
            "<RSAPSSParams xmlns=\"http://www.w3.org/2007/05/xmldsig-more#\"/></SignatureMethod>"),
        Change(
            "two HMACOutputLength", "</SignatureMethod>",
            "<HMACOutputLength>256</HMACOutputLength><HMACOutputLength>256</HMACOutputLength></SignatureMethod>"),
        Change(
            "an X509Certificate with a comment", "</Signature>",
            "<KeyInfo><X509Data><X509Certificate><!--x-->AAAA</X509Certificate></X509Data></KeyInfo></Signature>"),
    ]

    @Test("a structure against the schema is refused before anything is computed", arguments: malformed)
    func refuses(change: Change) throws {
        let text = Self.document.replacing(change.from, with: change.to, maxReplacements: 1)
        try #require(text != Self.document)
        // Where the element is changed whose end tag stands apart, both are.
        let changed = change.name == "no Reference" ? text.replacing("</Reference>", with: "</reference>") : text
        let report = try HandSigned.validator().validate(changed).report
        #expect(report.error == nil, "\(String(describing: report.error))")
        let signature = try #require(report.signatures.first)
        #expect(signature.coreValidation == .refused)
        #expect(signature.indication == .totalFailed)
        #expect(signature.subIndication == .formatFailure)
        #expect(signature.findings.first?.code == .structureMalformed)
        #expect(signature.findings.first?.line != nil)
        #expect(!signature.references.contains { $0.status == .valid })
    }

    /// What stands between elements and means nothing: the value is over the canonical form, which has the white space,
    /// so these are outside of `SignedInfo`.
    static let harmless: [Change] = [
        Change("white space", "</SignedInfo>", "</SignedInfo>\r\n\t "),
        Change("a comment", "</SignedInfo>", "</SignedInfo><!-- x -->"),
        Change("an instruction", "</SignedInfo>", "</SignedInfo><?x y?>"),
        Change("white space in SignatureValue", "<SignatureValue>", "<SignatureValue>\n \t"),
        Change("a CDATA section in SignatureValue", "<SignatureValue>", "<SignatureValue><![CDATA[ ]]>"),
        Change("an empty Object", "</Signature>", "<Object/></Signature>"),
        Change("an attribute of another namespace", "<SignatureValue>", "<SignatureValue xml:lang=\"vi\">"),
        Change("comments between the elements of SignedInfo", "<SignatureMethod", "<!-- x --><SignatureMethod"),
    ]

    @Test("white space, comments and instructions between elements are harmless", arguments: harmless)
    func accepts(change: Change) throws {
        let text = Self.document.replacing(change.from, with: change.to, maxReplacements: 1)
        try #require(text != Self.document)
        let report = try HandSigned.validator().validate(text).report
        #expect(report.indication == .totalPassed, "\(report.signatures.flatMap(\.findings))")
    }

    @Test("a second SignedInfo inside Object is no SignedInfo")
    func signedInfoInObject() throws {
        let object = "<Object><SignedInfo>\(Self.other)</SignedInfo></Object></Signature>"
        let text = Self.document.replacing("</Signature>", with: object)
        let report = try HandSigned.validator().validate(text).report
        #expect(report.signatures.count == 1)
        #expect(report.signatures[0].coreValidation == .valid)
        #expect(report.signatures[0].references.map(\.uri) == ["#x"])
    }
}
