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

/// XML-DSig §4.4.3.2, §6.6: transforms in their order, octets and node sets converted as the standard says.
@Suite("Transforms")
struct TransformTests {
    private static let c14n = HandSigned.c14n
    private static let exclusive = HandSigned.exclusive
    private static let commented = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments"
    private static let base64 = "http://www.w3.org/2000/09/xmldsig#base64"

    private func judge(
        _ document: (String) -> String, _ uri: String, _ transforms: [String], digested: String,
        _ policy: ValidationPolicy = .strict, external: ExternalData = [:]
    ) throws -> SignatureReport {
        let reference = HandSigned.reference(" URI=\"\(uri)\"", transforms: transforms, digested: digested)
        let text = document(HandSigned.signature(HandSigned.signedInfo(reference)))
        let report = try HandSigned.validator(policy, external: external).validate(text).report
        return try #require(report.signatures.first)
    }

    @Test("a canonicalization of octets reads them again")
    func reread() throws {
        // The first leaves `xmlns:n` in, which the second drops; comments are gone after the first.
        let report = try judge(
            { "<doc xmlns:n=\"urn:n\"><a Id=\"x\">t<!--c--></a>\($0)</doc>" }, "#x", [Self.c14n, Self.exclusive],
            digested: "<a Id=\"x\">t</a>"
        )
        #expect(report.coreValidation == .valid, "\(report.findings)")
    }

    @Test("a canonicalization of external octets drops their comments, unless it keeps them")
    func externalComments() throws {
        let external: ExternalData = ["d.xml": Array("<a ><!--c--></a>".utf8)]
        for (method, digested) in [(Self.c14n, "<a></a>"), (Self.commented, "<a><!--c--></a>")] {
            let report = try judge({ $0 }, "d.xml", [method], digested: digested, external: external)
            #expect(report.coreValidation == .valid, "\(report.findings)")
        }
    }

    @Test("enveloped-signature after a canonicalization has no signature to take out, and is refused")
    func order() throws {
        let report = try judge(
            { "<doc><a Id=\"x\">t</a>\($0)</doc>" }, "", [Self.exclusive, HandSigned.enveloped],
            digested: "<doc><a Id=\"x\">t</a></doc>"
        )
        #expect(report.coreValidation == .refused)
        #expect(report.findings.first?.code == .transformFailed)
        #expect(report.subIndication == .signatureConstraintsFailure)
    }

    @Test("enveloped-signature takes out the very signature, and no copy of it (xml-crypto #585)")
    func copyStays() throws {
        let reference = HandSigned.reference(
            " URI=\"\"", transforms: [HandSigned.enveloped, Self.exclusive], digested: "<doc><a></a></doc>"
        )
        let signature = HandSigned.signature(HandSigned.signedInfo(reference))
        let smuggling = signature.replacing("</Signature>", with: "<Object>payload</Object></Signature>")
        #expect(try HandSigned.validator().validate("<doc><a></a>\(signature)</doc>").report.indication == .totalPassed)
        for copy in [signature, smuggling] {
            for text in ["<doc><a>\(copy)</a>\(signature)</doc>", "<doc><a></a>\(signature)\(copy)</doc>"] {
                let report = try HandSigned.validator().validate(text).report
                #expect(report.signatures.map(\.coreValidation) == [.invalid, .invalid])
                #expect(report.signatures.allSatisfy { $0.subIndication == .hashFailure })
            }
        }
    }

    @Test("base64 takes the text of a node set, and octets as they are")
    func base64() throws {
        let content: (String) -> String = { "<doc><a Id=\"x\">aGVs<!-- x --><b>bG8=</b></a>\($0)</doc>" }
        #expect(try judge(content, "#x", [Self.base64], digested: "hello").coreValidation == .valid)
        let external: ExternalData = ["d": Array("aGVsbG8=\n".utf8)]
        #expect(try judge({ $0 }, "d", [Self.base64], digested: "hello", external: external).coreValidation == .valid)
    }

    @Test("what is no base64 is refused, not skipped")
    func notBase64() throws {
        let report = try judge({ "<doc><a Id=\"x\">aGVs*</a>\($0)</doc>" }, "#x", [Self.base64], digested: "hel")
        #expect(report.coreValidation == .refused)
        #expect(report.findings.first?.code == .transformFailed)
    }

    @Test("base64 may hold XML, which a canonicalization reads")
    func base64OfXML() throws {
        let encoded = Base64.encode(Array("<b  a='1'/>".utf8))
        let report = try judge(
            { "<doc><a Id=\"x\">\(encoded)</a>\($0)</doc>" }, "#x", [Self.base64, Self.c14n],
            digested: "<b a=\"1\"></b>"
        )
        #expect(report.coreValidation == .valid, "\(report.findings)")
    }

    /// A document that is no document, or has a DTD, hidden in what a transform makes.
    @Test(
        "octets that can't be read are refused",
        arguments: ["<a>", "text", "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>"]
    )
    func unreadable(text: String) throws {
        let report = try judge({ $0 }, "d", [Self.c14n], digested: "", external: ["d": Array(text.utf8)])
        #expect(report.coreValidation == .refused)
        #expect(report.findings.first?.code == .referenceUnreadable)
    }

    @Test(
        "a transform that isn't known or is refused is never skipped",
        arguments: [
            ("urn:unknown", FindingCode.transformUnknown),
            ("http://www.w3.org/2001/10/xml-exc-c14n# ", .transformUnknown),
            ("http://www.w3.org/2001/10/xml-exc-c14n", .transformUnknown),
            ("", .transformUnknown),
            ("http://www.w3.org/2001/04/xmlenc#sha256", .transformUnknown),
            ("http://www.w3.org/TR/1999/REC-xslt-19991116", .xsltRefused),
            ("http://www.w3.org/2002/07/decrypt#XML", .decryptionRefused),
            ("http://www.w3.org/2002/07/decrypt#Binary", .decryptionRefused),
        ]
    )
    func unknown(algorithm: String, code: FindingCode) throws {
        let report = try judge(
            { "<doc><a Id=\"x\">t</a>\($0)</doc>" }, "#x", [algorithm], digested: "<a Id=\"x\">t</a>"
        )
        #expect(report.coreValidation == .refused)
        #expect(report.findings.first?.code == code)
        #expect(report.subIndication == .signatureConstraintsFailure)
    }

    /// Void canonicalization (CVE-2025-66568): the digest of nothing is a constant that anybody knows.
    @Test("nothing is no content: the empty canonical form is refused")
    func empty() throws {
        let report = try judge({ $0 }, "", [HandSigned.enveloped], digested: "")
        #expect(report.coreValidation == .refused)
        #expect(report.findings.first?.code == .emptyNodeSet)
        let lenient = try judge(
            { $0 }, "", [HandSigned.enveloped], digested: "", .strict.with(references: .emptyNodeSets))
        #expect(lenient.coreValidation == .valid)
        #expect(lenient.has(.emptyNodeSet))
    }

    @Test("a document on which Canonical XML fails is refused, whatever the digest", arguments: ["", "<doc>"])
    func relativeNamespace(digested: String) throws {
        let report = try judge(
            { "<doc xmlns:r=\"1\"><a Id=\"x\">t</a>\($0)</doc>" }, "#x", [Self.exclusive], digested: digested
        )
        #expect(report.coreValidation == .refused)
        #expect(report.findings.first?.code == .canonicalizationFailed)
    }

    @Test("the PrefixList is a parameter of the exclusive form")
    func prefixList() throws {
        let list = "<InclusiveNamespaces xmlns=\"\(Self.exclusive)\" PrefixList=\"n #default\"></InclusiveNamespaces>"
        let digested = "<a xmlns=\"urn:d\" xmlns:n=\"urn:n\" Id=\"x\">t</a>"
        let reference = HandSigned.reference(" URI=\"#x\"", transforms: [Self.exclusive], digested: digested)
            .replacing("</Transform>", with: list + "</Transform>")
        let signature = HandSigned.signature(HandSigned.signedInfo(reference))
        let text = "<doc xmlns=\"urn:d\" xmlns:n=\"urn:n\"><a Id=\"x\">t</a>\(signature)</doc>"
        let report = try HandSigned.validator().validate(text).report
        #expect(report.indication == .totalPassed, "\(report.signatures[0].findings)")
    }
}
