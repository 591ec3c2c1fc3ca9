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
import SignatureCryptography
import Testing
import XMLSignature

/// XML-DSig §4.5.3 and XML-DSig 1.1 §4.5.10: a key that is described elsewhere is followed one step and never opened.
@Suite("RetrievalMethod and KeyInfoReference")
struct KeyRetrievalTests {
    private let signer: HandSigner
    private let certificate: Certificate

    private static let namespace = HandSigned.namespace
    private static let namespace11 = "http://www.w3.org/2009/xmldsig11#"

    init() throws {
        signer = try HandSigner(rsaOfBitCount: 2_048)
        certificate = try HandCertificate(subject: "A", issuer: "A", key: signer, issuerKey: signer).make()
    }

    /// The signature's value is good in any case; what is asked is whether the key is found.
    private func judge(
        _ keyInfo: String, objects: String = "", external: ExternalData = [:], policy: ValidationPolicy = .strict,
        _ change: (inout SignatureLimits) -> Void = { _ in }
    ) throws -> SignatureReport {
        var limits = SignatureLimits()
        change(&limits)
        let validator = SignatureValidator(policy: policy.with(limits: limits), externalData: external)
        let object = objects.isEmpty ? "" : "<Object>\(objects)</Object>"
        let text = signer.document(keyInfo: "<KeyInfo Id=\"own\">\(keyInfo)</KeyInfo>\(object)")
        return try #require(validator.validate(text).report.signatures.first)
    }

    private func method(_ uri: String, type: String? = nil, _ content: String = "") -> String {
        let attribute = type.map { " Type=\"\($0)\"" } ?? ""
        return "<RetrievalMethod\(attribute) URI=\"\(uri)\">\(content)</RetrievalMethod>"
    }

    private func reference(_ uri: String) -> String {
        "<KeyInfoReference xmlns=\"\(Self.namespace11)\" URI=\"\(uri)\"/>"
    }

    private func transforms(_ algorithms: String...) -> String {
        "<Transforms>" + algorithms.map { "<Transform Algorithm=\"\($0)\"/>" }.joined() + "</Transforms>"
    }

    /// The element of `KeyValue` alone, with an ID.
    private var rsaKeyValue: String {
        signer.keyValue.replacing("<KeyValue><RSAKeyValue>", with: "<RSAKeyValue Id=\"k\">")
            .replacing("</KeyValue>", with: "")
    }

    private var derKeyValue: String {
        signer.derKeyValue.replacing("<DEREncodedKeyValue", with: "<DEREncodedKeyValue Id=\"k\"")
    }

    private var x509Data: String {
        Certificate.x509Data([certificate])
    }

    @Test("lead to a key in the same document, by each Type and without one")
    func sameDocument() throws {
        let cases: [(String, String, String)] = [
            (rsaKeyValue, Self.namespace + "RSAKeyValue", HandSigned.exclusive),
            (
                x509Data.replacing("<X509Data>", with: "<X509Data Id=\"k\">"), Self.namespace + "X509Data",
                HandSigned.exclusive
            ),
            (derKeyValue, Self.namespace11 + "DEREncodedKeyValue", HandSigned.c14n),
        ]
        for (element, type, canonicalization) in cases {
            for keyInfo in [
                method("#k", type: type), method("#k"), method("#xpointer(id('k'))", type: type),
                // The transforms make a document of it, which is read.
                method("#k", type: type, transforms(canonicalization)),
            ] {
                let report = try judge(keyInfo, objects: element)
                #expect(report.coreValidation == .valid, "\(keyInfo) \(report.findings)")
                // A hint as any other: nobody is trusted for it.
                #expect(report.indication == .indeterminate)
                #expect(!report.has(.keyRetrievalRefused))
            }
        }
        let found = try judge(reference("#other"), objects: "<KeyInfo Id=\"other\">\(signer.keyValue)</KeyInfo>")
        #expect(found.coreValidation == .valid, "\(found.findings)")
        let certified = try judge(reference("#other"), objects: "<KeyInfo Id=\"other\">\(x509Data)</KeyInfo>")
        #expect(certified.signer?.sha256 == certificate.sha256)
    }

    @Test("lead out of the document only to what the caller gives")
    func external() throws {
        let raw = Self.namespace + "rawX509Certificate"
        let data = Array(x509Data.replacing("<X509Data>", with: "<X509Data xmlns=\"\(Self.namespace)\">").utf8)
        let keyInfo = Array("<KeyInfo xmlns=\"\(Self.namespace)\">\(signer.keyValue)</KeyInfo>".utf8)
        let cases: [(String, [UInt8])] = [
            (method("cid:c", type: raw), certificate.der),
            (method("cid:c", type: Self.namespace + "X509Data"), data),
            (method("cid:c"), data),
            (
                method("cid:c", type: raw, transforms(Self.namespace + "base64")),
                Array(Base64.encode(certificate.der).utf8)
            ),
            (reference("cid:c"), keyInfo),
        ]
        for (hint, octets) in cases {
            let report = try judge(hint, external: ["cid:c": octets])
            #expect(report.coreValidation == .valid, "\(hint) \(report.findings)")
            let without = try judge(hint)
            #expect(without.coreValidation == .refused)
            #expect(without.findings.first?.code == .noUsableKey)
            #expect(without.has(.keyRetrievalRefused))
            // Something else behind the URI is no key, and no crash.
            for junk in [[], Array("<x/>".utf8), Array("junk".utf8), [0x30, 0x80], Array(data.dropLast(20))] {
                #expect(try judge(hint, external: ["cid:c": junk]).coreValidation == .refused)
            }
        }
    }

    @Test("are followed one step and never in a circle")
    func loops() throws {
        let other = { (content: String) in "<KeyInfo Id=\"other\">\(content)</KeyInfo>" }
        let cases: [(String, String)] = [
            (reference("#own"), ""),
            (method("#own"), ""),
            (method("#own", type: Self.namespace + "X509Data"), ""),
            // To one that refers on: to a third, to itself, back.
            (reference("#other"), other(reference("#third")) + "<KeyInfo Id=\"third\">\(signer.keyValue)</KeyInfo>"),
            (reference("#other"), other(reference("#other"))),
            (reference("#other"), other(reference("#own"))),
            (reference("#other"), other(method("#k")) + rsaKeyValue),
            // A RetrievalMethod names no RetrievalMethod.
            (method("#m"), "<RetrievalMethod Id=\"m\" URI=\"#k\"/>" + rsaKeyValue),
        ]
        for (hint, objects) in cases {
            let report = try judge(hint, objects: objects)
            #expect(report.coreValidation == .refused, "\(hint)")
            #expect(report.findings.first?.code == .noUsableKey)
            #expect(report.has(.keyRetrievalRefused), "\(hint) \(report.findings)")
        }
        // What stands beside the step that isn't taken counts.
        let beside = try judge(reference("#other"), objects: other(reference("#other") + signer.keyValue))
        #expect(beside.coreValidation == .valid)
        #expect(beside.has(.keyRetrievalRefused))
    }

    @Test("that lead nowhere are a finding, and another key may still do")
    func refusals() throws {
        let type = Self.namespace + "RSAKeyValue"
        let hints = [
            method("#k", type: Self.namespace + "X509Data"), method("#k", type: Self.namespace + "PGPData"),
            method("#k", type: "urn:x"), method("#none", type: type), method(""), method("#xpointer(//x)"),
            method("#twice"), method("#x"),
            method("#k", type: type, transforms("http://www.w3.org/TR/1999/REC-xslt-19991116")),
            method("#k", type: type, transforms("urn:x")), method("#k", type: type, transforms(HandSigned.enveloped)),
            reference("#k"), reference("#none"), reference(""),
        ]
        let objects = rsaKeyValue + "<a Id=\"twice\"/><a Id=\"twice\"/>"
        for hint in hints {
            let alone = try judge(hint, objects: objects)
            #expect(alone.coreValidation == .refused, "\(hint)")
            #expect(alone.has(.keyRetrievalRefused), "\(hint)")
            let beside = try judge(hint + signer.keyValue, objects: objects)
            #expect(beside.coreValidation == .valid, "\(hint) \(beside.findings)")
            #expect(beside.findings.first { $0.code == .keyRetrievalRefused }?.severity == .warning)
        }
        for malformed in ["<RetrievalMethod/>", "<RetrievalMethod URI=\"#k\"><x/></RetrievalMethod>"] {
            #expect(try judge(malformed, objects: rsaKeyValue).subIndication == .formatFailure)
        }
    }

    /// The design's rule: every leniency used is a finding.
    @Test("leave a finding where a leniency is used on the way, also to nothing")
    func leniencies() throws {
        for (expression, core, isGeneral) in [
            ("true()", CoreValidation.valid, true), ("false()", .refused, true),
            ("not(ancestor-or-self::ds:Signature)", .refused, false),
        ] {
            let hint = method("#k", "<Transforms>\(XPathSigned.xPath(expression).written)</Transforms>")
            let report = try judge(hint, objects: rsaKeyValue, policy: XPathSigned.general)
            #expect(report.coreValidation == core, "\(expression) \(report.findings)")
            let warnings = report.findings.filter { $0.code == .xPathEvaluated && $0.severity == .warning }
            #expect(warnings.count == (isGeneral ? 1 : 0), "\(report.findings)")
            #expect(warnings.allSatisfy { $0.message.contains("key") })
            let strict = try judge(hint, objects: rsaKeyValue)
            #expect(strict.coreValidation == .refused && !strict.has(.xPathEvaluated))
        }
        let relationship = "http://schemas.openxmlformats.org/package/2006/RelationshipTransform"
        let selection =
            "<Transforms><Transform Algorithm=\"\(relationship)\"><RelationshipReference "
            + "xmlns=\"http://schemas.openxmlformats.org/package/2006/digital-signature\" SourceId=\"r\"/></Transform></Transforms>"
        let part = Array("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>".utf8)
        let report = try judge(
            method("cid:c", selection), external: ["cid:c": part],
            policy: .strict.with(references: .relationshipTransform)
        )
        #expect(report.coreValidation == .refused)
        #expect(report.has(.relationshipTransformAllowed), "\(report.findings)")
        let element = x509Data.replacing("<X509Data>", with: "<X509Data xmlns=\"\(Self.namespace)\">")
        let expanded = try judge(
            method("cid:c"), external: ["cid:c": Array("<!DOCTYPE X509Data>\(element)".utf8)],
            policy: .strict.with(documentTypes: .internalSubset(externalEntities: [:]))
        )
        #expect(expanded.coreValidation == .valid)
        #expect(expanded.has(.documentTypeAllowed), "\(expanded.findings)")
        // Also where no key comes of it.
        let other = try judge(
            method("cid:c"), external: ["cid:c": Array("<!DOCTYPE a [<!ENTITY e 't'>]><a>&e;</a>".utf8)],
            policy: .strict.with(documentTypes: .internalSubset(externalEntities: [:]))
        )
        #expect(other.coreValidation != .valid)
        #expect(other.has(.documentTypeAllowed), "\(other.findings)")
    }

    /// Nothing of a document is believed yet where its hints are followed. Each of these filters is evaluated in a few
    /// steps; its set says something of each of 2,000 elements.
    @Test("have no more work done by XPath than the policy allows", arguments: [(10_000_000, true), (200_000, false)])
    func expressions(operations: Int, isFound: Bool) throws {
        var limits = XPathLimits()
        limits.operations = operations
        let filters = XPathSigned.filters(
            Array(repeating: ("union", "/*/*/@Id"), count: 31) + [("intersect", "id('k')")]
        )
        let hint = method("#k", "<Transforms>\(String(repeating: filters.written, count: 8))</Transforms>")
        let report = try judge(
            hint, objects: rsaKeyValue + String(repeating: "<e/>", count: 2_000),
            policy: .strict.with(xPath: XPathPolicy(allowsGeneralExpressions: true, limits: limits))
        )
        #expect(report.coreValidation == (isFound ? .valid : .refused), "\(report.findings)")
        let refusal = report.findings.first { $0.code == .keyRetrievalRefused }
        #expect((refusal == nil) == isFound)
        if let refusal { #expect(refusal.message.contains("\(operations) operations")) }
    }

    @Test("take a misspelt transform for what is meant where the policy does so, and ask elsewhere")
    func aliases() throws {
        let hint = method("#k", transforms("http://www.w3.org/TR/xml-exc-c14n#"))
        let strict = try judge(hint, objects: rsaKeyValue)
        #expect(strict.coreValidation == .refused)
        let refusal = strict.findings.first { $0.code == .keyRetrievalRefused }
        #expect(refusal?.message.contains("did you mean `\(HandSigned.exclusive)`?") == true, "\(strict.findings)")
        let lenient = try judge(
            hint, objects: rsaKeyValue, policy: .strict.with(algorithms: .strict.acceptingAliases())
        )
        #expect(lenient.coreValidation == .valid, "\(lenient.findings)")
        #expect(lenient.findings.filter { $0.code == .algorithmAlias }.map(\.severity) == [.warning])
    }

    @Test("contradict what stands beside them as if it stood there too")
    func contradiction() throws {
        let other = try HandSigner(rsaOfBitCount: 2_048)
        let report = try judge(method("#k") + other.keyValue, objects: rsaKeyValue)
        #expect(report.findings.first?.code == .keyValueContradictsCertificate)
    }

    @Test("that many signatures lead to the same large element have no more work done than the document is worth")
    func amplification() throws {
        let large =
            "<KeyInfo xmlns=\"\(Self.namespace)\" Id=\"other\">\(signer.keyValue)<KeyName>\(String(repeating: "a", count: 400_000))</KeyName></KeyInfo>"
        let text = signer.document(keyInfo: "<KeyInfo>\(reference("#other"))</KeyInfo>")
            .replacing("<doc><a Id=\"x\">text</a>", with: "").replacing("</doc>", with: "")
        let document = "<doc><a Id=\"x\">text</a>\(large)\(String(repeating: text, count: 40))</doc>"
        let reports = SignatureValidator().validate(document).report.signatures
        #expect(reports.count == 40)
        #expect(reports[0].coreValidation == .valid)
        #expect(reports[39].coreValidation == .refused)
        #expect(reports[39].findings.contains { $0.message.contains("canonical octets") })
    }

    @Test("are no more than the policy allows, nor is what they bring")
    func limits() throws {
        for (count, isRefused) in [(8, false), (9, true)] {
            let report = try judge(String(repeating: method("#k"), count: count), objects: rsaKeyValue)
            #expect((report.findings.first?.code == .limitExceeded) == isRefused, "\(report.findings)")
        }
        let objects = "<KeyInfo Id=\"other\">\(x509Data)\(x509Data)</KeyInfo>"
        for (limit, isRefused) in [(3, false), (2, true)] {
            let report = try judge(x509Data + reference("#other"), objects: objects) { $0.certificates = limit }
            #expect((report.findings.first?.code == .limitExceeded) == isRefused, "\(report.findings)")
        }
        let chain = [String](repeating: HandSigned.exclusive, count: 9)
        let long = method("#k", "<Transforms>\(chain.map { "<Transform Algorithm=\"\($0)\"/>" }.joined())</Transforms>")
        #expect(try judge(long, objects: rsaKeyValue).has(.keyRetrievalRefused))
    }
}
