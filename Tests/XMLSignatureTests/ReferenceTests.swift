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
import Diagnostics
import Testing
import XMLSignature

/// XML-DSig §4.4.3: what references name, and what is digested of it.
@Suite("References")
struct ReferenceTests {
    private static let withComments = "http://www.w3.org/2001/10/xml-exc-c14n#WithComments"

    /// The document up to the signature, which follows the element with the ID.
    private static let content = "<a Id=\"x\">b<!--c--></a>"

    struct Form: Sendable {
        let uri: String
        let transforms: [String]
        let digested: String
    }

    /// §4.4.3.3: `""` and `#id` leave comments out whatever the canonicalization; the full XPointers keep them where it
    /// does. Most peers get one of these wrong.
    private static let forms: [Form] = {
        var forms: [Form] = []
        let (without, with) = ("<a Id=\"x\">b</a>", content)
        for uri in ["#x", "#xpointer(id('x'))", "#xpointer(id(\"x\"))", "#xpointer(id(%27x%27))"] {
            let keeps = uri != "#x"
            forms.append(Form(uri: uri, transforms: [HandSigned.exclusive], digested: without))
            forms.append(Form(uri: uri, transforms: [withComments], digested: keeps ? with : without))
            // No canonicalization at the end: Canonical XML 1.0 without comments.
            forms.append(Form(uri: uri, transforms: [], digested: without))
        }
        for uri in ["", "#xpointer(/)"] {
            let keeps = !uri.isEmpty
            let (plain, full) = ("<doc>\(without)</doc>", "<!--0-->\n<doc>\(with)</doc>\n<!--1-->")
            forms.append(Form(uri: uri, transforms: [HandSigned.enveloped], digested: plain))
            forms.append(
                Form(uri: uri, transforms: [HandSigned.enveloped, HandSigned.exclusive], digested: plain)
            )
            forms.append(
                Form(uri: uri, transforms: [HandSigned.enveloped, withComments], digested: keeps ? full : plain)
            )
        }
        return forms
    }()

    @Test("what each form of URI names, with and without comments", arguments: forms)
    func sameDocument(form: Form) throws {
        let attribute = " URI=\"\(form.uri.replacing("\"", with: "&quot;"))\""
        let reference = HandSigned.reference(attribute, transforms: form.transforms, digested: form.digested)
        let signature = HandSigned.signature(HandSigned.signedInfo(reference))
        let result = try HandSigned.validator().validate("<!--0--><doc>\(Self.content)\(signature)</doc><!--1-->")
        let report = result.report.signatures[0]
        #expect(report.coreValidation == .valid, "\(report.findings)")
        #expect(
            report.references[0].covers == [
                form.uri.contains("x'") || form.uri.contains("x\"")
                    || form.uri == "#x" || form.uri.contains("%27") ? "/doc/a" : "/"
            ])
        #expect(result.content(coveredBy: 1).map(\.octets) == [Array(form.digested.utf8)])
        #expect(report.references[0].bytes == form.digested.utf8.count)
    }

    struct Refusal: Sendable {
        let content: String
        let attributes: String
        let code: FindingCode
        let subIndication: SubIndication

        init(_ content: String, _ attributes: String, _ code: FindingCode, _ subIndication: SubIndication) {
            self.content = content
            self.attributes = attributes
            self.code = code
            self.subIndication = subIndication
        }
    }

    private static let refusals: [Refusal] = [
        // Nothing has the ID; nobody gave the data.
        Refusal("<a Id=\"y\"/>", " URI=\"#x\"", .referenceNotFound, .signedDataNotFound),
        Refusal("<a Id=\"x\"/>", " URI=\"other.xml\"", .referenceNotFound, .signedDataNotFound),
        Refusal("<a Id=\"x\"/>", " URI=\"file:///etc/passwd\"", .referenceNotFound, .signedDataNotFound),
        Refusal("<a Id=\"x\"/>", " URI=\"cid:x\"", .referenceNotFound, .signedDataNotFound),
        Refusal("<a Id=\"x\"/>", " URI=\"x\"", .referenceNotFound, .signedDataNotFound),
        // The twin by Unicode normalization is another ID: `é` is not `e` with U+0301.
        Refusal("<a Id=\"e\u{301}\"/>", " URI=\"#\u{E9}\"", .referenceNotFound, .signedDataNotFound),
        Refusal("<a Id=\"\u{E9}\"/>", " URI=\"#e\u{301}\"", .referenceNotFound, .signedDataNotFound),
        Refusal("<a Id=\"X\"/>", " URI=\"#x\"", .referenceNotFound, .signedDataNotFound),
        // Twice the same ID: of one name, of two names, in and outside of what is signed.
        Refusal("<a Id=\"x\"/><b Id=\"x\"/>", " URI=\"#x\"", .ambiguousID, .signatureConstraintsFailure),
        Refusal("<a Id=\"x\"/><b ID=\"x\"/>", " URI=\"#x\"", .ambiguousID, .signatureConstraintsFailure),
        Refusal("<a id=\"x\"/><b xml:id=\"x\"/>", " URI=\"#x\"", .ambiguousID, .signatureConstraintsFailure),
        Refusal("<a Id=\"x\"><b Id=\"&#120;\"/></a>", " URI=\"#x\"", .ambiguousID, .signatureConstraintsFailure),
        Refusal("<a Id=\"%78\"/><b Id=\"x\"/>", " URI=\"#%78\"", .ambiguousID, .signatureConstraintsFailure),
        // Of what kind the policy refuses.
        Refusal("<a Id=\"x\"/>", "", .referenceRefused, .signatureConstraintsFailure),
        Refusal("<a Id=\"x\"/>", " URI=\"#\"", .referenceRefused, .signatureConstraintsFailure),
        Refusal("<a Id=\"x\"/>", " URI=\"#xpointer(//a)\"", .referenceRefused, .signatureConstraintsFailure),
        Refusal("<a Id=\"x\"/>", " URI=\"#xpointer(id('x')/b)\"", .referenceRefused, .signatureConstraintsFailure),
        Refusal("<a Id=\"x\"/>", " URI=\"#xpointer(id('x' or '1'))\"", .referenceRefused, .signatureConstraintsFailure),
        // White space parts the IDs that `id()` is given (XPath 1.0 §4.1): `x` and `y`, not `x y`.
        Refusal("<a Id=\"x y\"/>", " URI=\"#xpointer(id('x y'))\"", .referenceRefused, .signatureConstraintsFailure),
        Refusal("<a Id=\" x\"/>", " URI=\"#xpointer(id('%20x'))\"", .referenceRefused, .signatureConstraintsFailure),
        Refusal("<a Id=\"x\"/>", " URI=\"#xmlns(a=b)xpointer(/)\"", .referenceRefused, .signatureConstraintsFailure),
        Refusal("<a Id=\"x\"/>", " URI=\"#element(/1)\"", .referenceRefused, .signatureConstraintsFailure),
    ]

    @Test("a reference that names nothing for certain is refused", arguments: refusals)
    func refused(refusal: Refusal) throws {
        let reference = HandSigned.reference(refusal.attributes, digested: "<a Id=\"x\"></a>")
        let signature = HandSigned.signature(HandSigned.signedInfo(reference))
        let report = try HandSigned.validator().validate("<doc>\(refusal.content)\(signature)</doc>").report
        let judged = report.signatures[0]
        #expect(judged.findings.first?.code == refusal.code, "\(judged.findings)")
        #expect(judged.subIndication == refusal.subIndication)
        #expect(judged.indication == .indeterminate)
        #expect(judged.coreValidation == .refused)
        #expect(judged.references.map(\.status) == [.refused])
    }

    @Test("an ID that occurs twice and that nothing refers to is a finding only")
    func unreferencedDuplicate() throws {
        let report = try HandSigned.validator().validate(HandSigned.simple(rest: "<b Id=\"z\"/><c Id=\"z\"/>")).report
        #expect(report.indication == .totalPassed)
        #expect(report.findings.map(\.code) == [.duplicateID])
    }

    @Test("external data is what the caller gives, octet by octet, and covers nothing of the document")
    func external() throws {
        let octets = Array("a\r\nb".utf8)
        let reference = HandSigned.reference(" URI=\"data.txt\"", digested: "a\r\nb")
        let text = HandSigned.signature(HandSigned.signedInfo(reference))
        let result = try HandSigned.validator(external: ["data.txt": octets]).validate(text)
        let report = result.report.signatures[0]
        #expect(report.indication == .totalPassed, "\(report.findings)")
        #expect(report.references[0].covers == [])
        #expect(report.has(.referenceExternal))
        #expect(result.content(coveredBy: 1).map(\.octets) == [octets])
        let other = try HandSigned.validator(external: ["data.txt": octets + [0x0A]]).validate(text).report
        #expect(other.signatures[0].subIndication == .hashFailure)
    }

    @Test("external data of no octets needs no leniency")
    func emptyExternal() throws {
        let reference = HandSigned.reference(" URI=\"empty\"", digested: "")
        let text = HandSigned.signature(HandSigned.signedInfo(reference))
        let report = try HandSigned.validator(external: ["empty": []]).validate(text).report
        #expect(report.indication == .totalPassed, "\(report.signatures[0].findings)")
    }

    @Test("a Reference without URI means the document where the policy says so, and is a finding")
    func withoutURI() throws {
        let reference = HandSigned.reference("", transforms: [HandSigned.enveloped], digested: "<doc></doc>")
        let text = "<doc>\(HandSigned.signature(HandSigned.signedInfo(reference)))</doc>"
        let report = try HandSigned.validator(.strict.with(references: .withoutURI)).validate(text).report
        #expect(report.indication == .totalPassed)
        #expect(report.signatures[0].has(.referenceWithoutURI))
    }

    /// White space around a URI is no part of it (XML Schema 2 §3.2.17): it must not hide what is named.
    @Test("what a Type names has to stand in its place in the schema", arguments: [true, false], ["", " ", "&#xA; "])
    func place(isInPlace: Bool, space: String) throws {
        let type = " Type=\"\(space)http://www.w3.org/2000/09/xmldsig#Object\(space)\""
        let object = "<Object xmlns=\"\(HandSigned.namespace)\" Id=\"o\">x</Object>"
        let reference = HandSigned.reference("\(type) URI=\"#o\"", digested: object)
        // Attributes in canonical order: Type before URI.
        let signature = HandSigned.signature(
            HandSigned.signedInfo(reference), rest: isInPlace ? "<Object Id=\"o\">x</Object>" : ""
        )
        let text = "<doc>\(isInPlace ? "" : object)\(signature)</doc>"
        let report = try HandSigned.validator().validate(text).report.signatures[0]
        #expect(report.coreValidation == (isInPlace ? .valid : .refused), "\(report.findings)")
        #expect(report.has(.objectMisplaced) == !isInPlace)
        #expect(report.subIndication == (isInPlace ? nil : .formatFailure))
    }
}
