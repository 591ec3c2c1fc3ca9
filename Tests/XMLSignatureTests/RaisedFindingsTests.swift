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

/// Every finding of the catalogue is made of at least one document or revocation list, with a severity that the
/// catalogue gives it.
@Suite("Findings that documents raise")
struct RaisedFindingsTests {
    private static let d = HandSigned.namespace
    private static let xades = "http://uri.etsi.org/01903/v1.3.2#"

    /// All that a report says, the entries of Manifests and the document itself included.
    private static func findings(_ report: ValidationReport) -> [Finding] {
        report.findings + report.signatures.flatMap(\.findings)
    }

    private static func signed(
        _ reference: String, method: String = HandSigned.hmac, rest: String = "", attributes: String = "",
        external: ExternalData = [:], _ policy: ValidationPolicy = .strict
    ) throws -> ValidationReport {
        let content = HandSigned.signedInfo(reference, method: method)
        let signature = HandSigned.signature(content, rest: rest, attributes: attributes)
        let document = "<doc><a Id=\"x\">t</a>\(signature)</doc>"
        return try HandSigned.validator(policy, external: external).validate(document).report
    }

    private static func transformed(_ transforms: String..., uri: String = "#x") throws -> ValidationReport {
        let reference = HandSigned.reference(" URI=\"\(uri)\"", transforms: transforms, digested: "")
        return try signed(reference, external: ["text": Array("no document".utf8)])
    }

    private static let simple = HandSigned.reference(" URI=\"#x\"", digested: "<a Id=\"x\">t</a>")

    /// A signed Object.
    private static func object(_ content: String, type: String, in namespace: String = d) throws -> ValidationReport {
        let local = content.dropFirst().prefix { $0 != " " && $0 != ">" }
        let digested = content.replacing("<\(local)", with: "<\(local) xmlns=\"\(namespace)\"", maxReplacements: 1)
        let reference = HandSigned.reference(" Type=\"\(d)\(type)\" URI=\"#o\"", digested: digested)
        return try signed(reference, rest: "<Object>\(content)</Object>", attributes: " Id=\"s\"")
    }

    private static let made: [@Sendable () throws -> ValidationReport] = [
        { try HandSigned.validator().validate(HandSigned.simple()).report },
        { try HandSigned.validator(.strict.with(coverage: [.root])).validate(HandSigned.simple("t")).report },
        { try HandSigned.validator(expecting: 2).validate(HandSigned.simple()).report },
        { try HandSigned.validator().validate(HandSigned.simple(rest: HandSigned.signatureOfX())).report },
        { try signed(simple, rest: "<Object>o</Object>") },
        // Where the OpenSSL at hand hasn't it, it is `algorithm-unavailable` besides.
        {
            let algorithms = AlgorithmPolicy.strict.allowing(.hashEdDSA)
            let method = "http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519ph"
            return try signed(simple, method: method, .strict.with(algorithms: algorithms))
        },
        { try transformed("http://www.w3.org/2000/09/xmldsig#minimal") },
        { try transformed("http://www.w3.org/2002/07/decrypt#XML") },
        { try transformed("http://schemas.openxmlformats.org/package/2006/RelationshipTransform", uri: "text") },
        { try transformed(HandSigned.exclusive, HandSigned.enveloped) },
        { try transformed(HandSigned.exclusive, uri: "text") },
        { try signed(HandSigned.reference(" URI=\"text\"", digested: "a"), external: ["text": [0x61]]) },
        { try signed(simple, rest: "<KeyInfo><PGPData></PGPData></KeyInfo>") },
        { try signed(simple, rest: "<KeyInfo><X509Data><X509Certificate>AAAA</X509Certificate></X509Data></KeyInfo>") },
        { try signed(simple, rest: "<KeyInfo><RetrievalMethod URI=\"#nothing\"></RetrievalMethod></KeyInfo>") },
        { try signed(simple, rest: "<Object><Manifest></Manifest></Object>") },
        {
            let properties =
                "<UnsignedProperties><UnsignedSignatureProperties><SignatureTimeStamp></SignatureTimeStamp>"
                + "</UnsignedSignatureProperties></UnsignedProperties>"
            return try signed(
                simple,
                rest: "<Object><QualifyingProperties xmlns=\"\(xades)\">\(properties)</QualifyingProperties></Object>"
            )
        },
        {
            let entry = HandSigned.reference(" URI=\"#x\"", digested: "another")
            return try object("<Manifest Id=\"o\">\(entry)</Manifest>", type: "Manifest")
        },
        {
            let property = "<SignatureProperty Target=\"#other\"><x xmlns=\"urn:x\"></x></SignatureProperty>"
            return try object(
                "<SignatureProperties Id=\"o\">\(property)</SignatureProperties>", type: "SignatureProperties"
            )
        },
        {
            let content = HandSigned.signedInfo(HandSigned.reference(" URI=\"cid:a\"", digested: "a"))
            let document = "<doc>\(HandSigned.signature(content))</doc>"
            return SignatureValidator(pinnedKeys: HandSigned.pinned(), externalData: Unreachable())
                .validate(document).report
        },
        { try xPath("not(self::n:a)") },
        { try xPath("a b") },
        { try xPath("frobnicate()") },
        { try xPath("not(//b)") { $0.expressionOctets = 5 } },
        { try xPath("not(//b)") { $0.operations = 30 } },
        { try xPath("not(//b)") { $0.nodes = 10 } },
        { try xPath("not(//b)") { $0.seconds = 0 } },
        rereadDiffers, endsSoon, mismatch, ambiguity,
    ]

    private static func xPath(
        _ expression: String, _ change: (inout XPathLimits) -> Void = { _ in }
    ) throws -> ValidationReport {
        var limits = XPathLimits()
        change(&limits)
        let policy = ValidationPolicy.strict.with(
            xPath: XPathPolicy(allowsGeneralExpressions: true, limits: limits)
        )
        let signature = XPathSigned.signature(XPathSigned.xPath(expression), digested: "")
        return try HandSigned.validator(policy).validate("<doc><b/>\(signature)</doc>").report
    }

    private struct Unreachable: ExternalDataResolver, Error {
        func content(behind uri: String) throws -> ExternalContent? { throw self }
    }

    /// The canonical form has more declarations on one element than the document has on any.
    @Sendable private static func rereadDiffers() throws -> ValidationReport {
        let reference = HandSigned.reference(" URI=\"#x\"", digested: "<a xmlns:a=\"urn:a\" Id=\"x\">x</a>")
        let content = HandSigned.signedInfo(reference, canonicalization: HandSigned.c14n)
        let declarations = "xmlns=\"\(d)\" xmlns:a=\"urn:a\" xmlns:b=\"urn:b\""
        let value = Base64.encode(HandSigned.code("<SignedInfo \(declarations)>\(content)</SignedInfo>"))
        let signature = HandSigned.signature(content, value: value)
        var reading = ReadingLimits()
        reading.namespaceDeclarations = 2
        return try HandSigned.validator(.strict.with(reading: reading))
            .validate("<doc xmlns:a=\"urn:a\"><d xmlns:b=\"urn:b\">\(signature)</d><a Id=\"x\">x</a></doc>").report
    }

    @Sendable private static func endsSoon() throws -> ValidationReport {
        let signer = try HandSigner(rsaOfBitCount: 2048)
        let time = try #require(Instant(rfc3339: "2028-06-01T00:00:00Z"))
        return SignatureValidator(pinnedKeys: [PinnedKey(signer.publicKey)])
            .validate(Array(signer.document().utf8), at: time).report
    }

    /// Signed properties that name the digest of another certificate.
    @Sendable private static func mismatch() throws -> ValidationReport {
        let signer = try HandSigner(rsaOfBitCount: 2048)
        let leaf = try HandCertificate(subject: "Leaf", issuer: "Leaf", key: signer, issuerKey: signer).make()
        let properties =
            "<SignedProperties xmlns=\"\(xades)\" Id=\"p\"><SignedSignatureProperties><SigningCertificateV2><Cert>"
            + "<CertDigest><DigestMethod xmlns=\"\(d)\" Algorithm=\"\(HandSigned.sha256)\"></DigestMethod>"
            + "<DigestValue xmlns=\"\(d)\">AAAA</DigestValue></CertDigest></Cert></SigningCertificateV2>"
            + "</SignedSignatureProperties></SignedProperties>"
        let more = HandSigned.reference(
            " Type=\"http://uri.etsi.org/01903#SignedProperties\" URI=\"#p\"", digested: properties
        )
        let object = "<QualifyingProperties xmlns=\"\(xades)\" Target=\"#s\">\(properties)</QualifyingProperties>"
        let rest = "<KeyInfo>\(Certificate.x509Data([leaf]))</KeyInfo><Object>\(object)</Object>"
        return SignatureValidator(pinnedKeys: [PinnedKey(signer.publicKey)])
            .validate(signer.document(keyInfo: rest, more: more)).report
    }

    /// Two certificates with one key that name different people.
    @Sendable private static func ambiguity() throws -> ValidationReport {
        let root = try HandSigner(rsaOfBitCount: 2048)
        let signer = try HandSigner(rsaOfBitCount: 2048)
        let anchor = try HandCertificate(
            subject: "Root", issuer: "Root", key: root, issuerKey: root, isAuthority: true
        ).make()
        let names = try ["One", "Two"].map {
            try HandCertificate(subject: $0, issuer: "Root", key: signer, issuerKey: root).make()
        }
        let trust = try TrustStore([anchor])
        return SignatureValidator(policy: .strict.ifRevocationDataIsPresent, trust: trust)
            .validate(signer.document(keyInfo: "<KeyInfo>\(Certificate.x509Data(names))</KeyInfo>")).report
    }

    private static func ofVectors() throws -> [ValidationReport] {
        let time = try SampleArchive.time()
        let validators = try ValidationPolicy.presets.map { try SampleArchive.validator($0) } + [SignatureValidator()]
        return try ["archive", "cases"].flatMap { folder in
            try SampleArchive.documents(in: folder).flatMap { document in
                validators.map { $0.validate(document.octets, at: time).report }
            }
        }
    }

    /// What revocation lists raise, which no document carries.
    private static func ofRevocationLists() throws -> [Finding] {
        let signer = try HandSigner(rsaOfBitCount: 2048)
        let root = try HandCertificate(
            subject: "Root", issuer: "Root", key: signer, issuerKey: signer, isAuthority: true
        ).make()
        let leaf = try HandCertificate(subject: "Leaf", issuer: "Root", key: signer, issuerKey: signer).make()
        let time = try #require(Instant(rfc3339: "2026-06-01T00:00:00Z"))
        let changes: [(inout HandRevocationList) throws -> Void] = [
            { $0.isVersion1 = true }, { $0.nextUpdate = nil }, { $0.nextUpdate = "260201000000Z" },
            { $0.nextUpdate = "250101000000Z" }, { $0.nextUpdate = "20270101000000Z" },
            { $0.extensions += HandRevocationList.emptyScope },
            { $0.extensions = HandRevocationList.number }, { $0.extensions = HandRevocationList.authorityKey },
            { $0.entryExtensions = HandRevocationList.unspecified },
            { $0.signer = try HandSigner(rsaOfBitCount: 2048) },
        ]
        return try changes.flatMap { change in
            var list = HandRevocationList(signer: signer)
            try change(&list)
            return try list.answer(about: leaf, of: root, at: time).findings
        }
    }

    @Test("are all that the catalogue has, as severe as it says")
    func everyCode() throws {
        let uses =
            LeniencyTests.digests + LeniencyTests.keys + LeniencyTests.values + LeniencyTests.aliases
            + LeniencyTests.documents
        let used = try uses.flatMap { [try $0.judge($0.policy), try $0.judge(.strict)] }
        let reports = try Self.ofVectors() + Self.made.map { try $0() } + used
        var raised: Set<FindingCode> = []
        let others = try RaisedPathFindings.all() + RaisedDutyFindings.all() + Self.ofRevocationLists()
        for finding in reports.flatMap(Self.findings) + others {
            raised.insert(finding.code)
            #expect(finding.code.entry.severities.contains(finding.severity), "\(finding)")
        }
        // No document can take an algorithm away from an OpenSSL that has all of them: `UnavailableAlgorithmTests` shows in
        // a process with a configuration of its own what becomes of one that is forbidden.
        let missing: [FindingCode] = SignatureMethod.all.allSatisfy(\.isAvailable) ? [.algorithmUnavailable] : []
        #expect(FindingCode.all.filter { !raised.contains($0) } == missing)
    }
}
