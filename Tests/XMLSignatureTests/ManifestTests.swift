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

/// XML-DSig §5.1: entries of a Manifest have a status each, and are no part of core validation.
@Suite("Manifests")
struct ManifestTests {
    private static let asking = ValidationPolicy.strict.with(manifests: .required)
    private static let xmlns = " xmlns=\"\(HandSigned.namespace)\""
    private static let type = " Type=\"\(HandSigned.namespace)Manifest\""

    private static let good = HandSigned.reference(" URI=\"#x\"", digested: "<a Id=\"x\">x</a>")
    private static let bad = HandSigned.reference(" URI=\"#x\"", digested: "<a Id=\"x\">y</a>")
    private static let missing = HandSigned.reference(" URI=\"#z\"", digested: "")
    private static let external = HandSigned.reference(" URI=\"cid:z\"", digested: "")
    private static let refused = HandSigned.reference(
        " URI=\"#x\"", transforms: ["http://www.w3.org/TR/1999/REC-xslt-19991116"], digested: ""
    )

    /// `<doc><a Id="x">x</a>…</doc>` with a signature of a Manifest in its Object.
    private static func document(_ content: String, attributes: String = type, more: String = "") -> String {
        let reference = HandSigned.reference(
            attributes + " URI=\"#m\"", digested: "<Manifest\(xmlns) Id=\"m\">\(content)</Manifest>"
        )
        let signature = HandSigned.signature(
            HandSigned.signedInfo(reference), rest: "<Object><Manifest Id=\"m\">\(content)</Manifest>\(more)</Object>"
        )
        return "<doc><a Id=\"x\">x</a>\(signature)</doc>"
    }

    private func judge(_ text: String, _ policy: ValidationPolicy = .strict) throws -> ValidationReport {
        try HandSigned.validator(policy).validate(text).report
    }

    @Test("an inspection lists the entries, and says why a Manifest can't be read")
    func inspection() throws {
        let text = Self.document(Self.good + Self.external)
        let inspected = try #require(SignatureInspector().inspect(Array(text.utf8)).signatures.first)
        let manifest = try #require(inspected.manifests.first)
        #expect(inspected.manifests.count == 1)
        #expect(manifest.path == "/doc/Signature/Object/Manifest")
        #expect(manifest.references.map(\.uri) == ["#x", "cid:z"])
        #expect(manifest.references.map(\.status) == [.notChecked, .notChecked])
        let malformed = try #require(SignatureInspector().inspect(Array(Self.document("").utf8)).signatures.first)
        #expect(malformed.manifests.isEmpty)
        #expect(malformed.findings.contains { $0.code == .structureMalformed })
    }

    @Test("each entry has its own status, and none of them fails the signature", arguments: [type, ""])
    func statuses(type: String) throws {
        let text = Self.document(
            Self.good + Self.bad + Self.missing + Self.external + Self.refused, attributes: type
        )
        let report = try judge(text)
        let signature = report.signatures[0]
        #expect(signature.indication == .totalPassed, "\(signature.findings)")
        #expect(signature.references.count == 1)
        let manifest = try #require(signature.manifests.first)
        #expect(signature.manifests.count == 1)
        #expect(manifest.path == "/doc/Signature/Object/Manifest")
        #expect(manifest.references.map(\.status) == [.valid, .invalid, .refused, .refused, .refused])
        #expect(manifest.references.map(\.uri) == ["#x", "#x", "#z", "cid:z", "#x"])
        // What an entry names isn't signed by that.
        #expect(manifest.references.allSatisfy { $0.covers.isEmpty })
        #expect(report.coverage?.unsigned.contains("/doc/a") == true)
        #expect(signature.has(.manifestNotValidated))
        let finding = signature.findings.first { $0.code == .manifestEntryFailed }
        #expect(finding?.severity == .warning)
        #expect(finding?.message.contains("4 of 5") == true)
    }

    @Test("a policy may ask that entries hold: then they cover, and a failing one fails the signature")
    func asked() throws {
        let good = try judge(Self.document(Self.good), Self.asking)
        #expect(good.indication == .totalPassed, "\(good.signatures[0].findings)")
        #expect(good.signatures[0].manifests[0].references[0].covers == ["/doc/a"])
        #expect(good.coverage?.unsigned.contains("/doc/a") == false)
        #expect(!good.signatures[0].has(.manifestNotValidated))

        for content in [Self.bad, Self.missing + Self.bad, Self.bad + Self.good] {
            let validated = try HandSigned.validator(Self.asking).validate(Self.document(content))
            let signature = validated.report.signatures[0]
            #expect(signature.indication == .totalFailed)
            #expect(signature.subIndication == .hashFailure)
            #expect(signature.coreValidation == .valid)
            // Content of a signature that failed doesn't leave.
            #expect(validated.content(coveredBy: 1).isEmpty)
        }
        let missing = try judge(Self.document(Self.external), Self.asking).signatures[0]
        #expect(missing.subIndication == .signedDataNotFound)
        let refused = try judge(Self.document(Self.refused), Self.asking).signatures[0]
        #expect(refused.findings.first?.code == .xsltRefused)
    }

    @Test("the octets of entries that have to hold are handed out with those of references, data from outside too")
    func content() throws {
        let given = HandSigned.reference(" URI=\"cid:z\"", digested: "z")
        let text = Self.document(Self.good + given)
        let external: ExternalData = ["cid:z": Array("z".utf8)]
        let contents = try HandSigned.validator(Self.asking, external: external).validate(text).content(coveredBy: 1)
        #expect(contents.map(\.manifest) == [nil, 1, 1])
        #expect(contents.map(\.reference) == [1, 1, 2])
        #expect(contents.dropFirst().map(\.octets) == [Array("<a Id=\"x\">x</a>".utf8), Array("z".utf8)])
        // Of external data there are no nodes.
        #expect(contents.map(\.nodes.count) == [1, 1, 0])
        #expect(contents[1].text(of: try #require(contents[1].nodes.first)) == Array("x".utf8))
        // Nobody relies on them where nobody asks.
        let reported = try HandSigned.validator(external: external).validate(text).content(coveredBy: 1)
        #expect(reported.map(\.manifest) == [nil])
    }

    @Test("a Manifest that no valid reference covers says nothing")
    func uncovered() throws {
        for policy in [ValidationPolicy.strict, Self.asking] {
            let text = HandSigned.simple().replacing(
                "</Signature>", with: "<Object><Manifest>\(Self.bad)</Manifest></Object></Signature>"
            )
            let signature = try judge(text, policy).signatures[0]
            #expect(signature.indication == .totalPassed)
            #expect(signature.manifests.isEmpty)
            #expect(signature.has(.manifestNotValidated))
        }
        // A reference that fails covers nothing.
        let tampered = Self.document(Self.good).replacing("<Manifest Id=\"m\">", with: "<Manifest Id=\"m\"><!--c--> ")
        let signature = try judge(tampered, Self.asking).signatures[0]
        #expect(signature.coreValidation == .invalid)
        #expect(signature.manifests.isEmpty)
    }

    @Test("a malformed Manifest has no entries; where the policy asks for them it is a format failure")
    func malformed() throws {
        for content in ["", Self.good + "<x xmlns=\"urn:x\"></x>", Self.good.replacing("Reference", with: "Other")] {
            let signature = try judge(Self.document(content)).signatures[0]
            #expect(signature.indication == .totalPassed)
            #expect(signature.manifests.isEmpty)
            #expect(signature.has(.manifestNotValidated))
            #expect(try judge(Self.document(content), Self.asking).signatures[0].subIndication == .formatFailure)
        }
    }

    @Test("a Manifest that references itself or another one leads nowhere")
    func loops() throws {
        let itself = HandSigned.reference(Self.type + " URI=\"#m\"", digested: "")
        let signature = try judge(Self.document(itself)).signatures[0]
        #expect(signature.manifests.map { $0.references.map(\.status) } == [[.invalid]])

        // The entry of the first one holds, and still the second one is not signed by it.
        let second = "<Manifest Id=\"n\">\(Self.bad)</Manifest>"
        let digested = second.replacing("<Manifest", with: "<Manifest\(Self.xmlns)")
        let entry = HandSigned.reference(Self.type + " URI=\"#n\"", digested: digested)
        for policy in [ValidationPolicy.strict, Self.asking] {
            let nested = try judge(Self.document(entry, more: second), policy).signatures[0]
            #expect(nested.indication == .totalPassed, "\(nested.findings)")
            #expect(nested.manifests.map { $0.references.map(\.status) } == [[.valid]])
        }
    }

    @Test("the Manifest of another signature counts for whoever references it or its Object")
    func others() throws {
        let first = HandSigned.signatureOfX("x").replacing(
            "</Signature>", with: "<Object Id=\"o\"><Manifest Id=\"m\">\(Self.bad)</Manifest></Object></Signature>"
        )
        let manifest = "<Manifest Id=\"m\">\(Self.bad)</Manifest>"
        for (id, digested) in [
            ("m", manifest.replacing("<Manifest", with: "<Manifest\(Self.xmlns)")),
            ("o", "<Object\(Self.xmlns) Id=\"o\">\(manifest)</Object>"),
        ] {
            let second = HandSigned.signature(
                HandSigned.signedInfo(HandSigned.reference(" URI=\"#\(id)\"", digested: digested))
            )
            let report = try judge("<doc><a Id=\"x\">x</a>\(first)\(second)</doc>")
            #expect(
                report.signatures.map(\.coreValidation) == [.valid, .valid], "\(report.signatures.map(\.findings))")
            #expect(report.signatures[0].manifests.isEmpty)
            #expect(report.signatures[1].manifests.map { $0.references.map(\.status) } == [[.invalid]])
        }
    }

    @Test("references and entries together have one limit")
    func limit() throws {
        for (count, isRefused) in [(1_023, false), (1_024, true)] {
            let text = Self.document(String(repeating: Self.good, count: count))
            for policy in [ValidationPolicy.strict, Self.asking] {
                let signature = try judge(text, policy).signatures[0]
                #expect((signature.findings.first?.code == .limitExceeded) == isRefused)
                #expect(signature.coreValidation == (isRefused ? .refused : .valid))
            }
        }
        // More in one Manifest than a signature may have at all.
        let past = try judge(Self.document(String(repeating: Self.good, count: 1_025)), Self.asking).signatures[0]
        #expect(past.findings.first?.code == .limitExceeded)
    }

    @Test("SignatureProperties say of what they are; another target than the signature is noted")
    func properties() throws {
        let type = " Type=\"\(HandSigned.namespace)SignatureProperties\""
        func judge(_ property: String, id: String = " Id=\"s\"") throws -> SignatureReport {
            let digested = "<SignatureProperties\(Self.xmlns) Id=\"p\">\(property)</SignatureProperties>"
            let reference = HandSigned.reference(type + " URI=\"#p\"", digested: digested)
            let signature = HandSigned.signature(
                HandSigned.signedInfo(reference),
                rest: "<Object>\(digested.replacing(Self.xmlns, with: ""))</Object>", attributes: id
            )
            return try self.judge("<doc>\(signature)</doc>").signatures[0]
        }
        func property(_ attributes: String, _ content: String = "<x xmlns=\"urn:x\"></x>") -> String {
            "<SignatureProperty\(attributes)>\(content)</SignatureProperty>"
        }
        let good = try judge(property(" Target=\"#s\""))
        #expect(good.indication == .totalPassed, "\(good.findings)")
        #expect(!good.has(.signaturePropertyTarget))
        for target in ["#t", "", "#", "s"] {
            let other = try judge(property(" Target=\"\(target)\""))
            #expect(other.indication == .totalPassed)
            #expect(other.has(.signaturePropertyTarget), "\(target)")
        }
        #expect(try judge(property(" Target=\"#s\""), id: "").has(.signaturePropertyTarget))
        for malformed in ["", property(""), property(" Target=\"#s\"", ""), "<x xmlns=\"urn:x\"></x>"] {
            #expect(try judge(malformed).subIndication == .formatFailure)
        }
    }
}
