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

/// All signatures of a document in one call, whatever their number and nesting; a bad one hides no other.
@Suite("Several signatures and references")
struct SeveralSignaturesTests {
    private static func signature(of id: String, digested: String, attributes: String = "", rest: String = "") -> String
    {
        HandSigned.signature(
            HandSigned.signedInfo(HandSigned.reference(" URI=\"#\(id)\"", digested: digested)),
            rest: rest, attributes: attributes
        )
    }

    private static let good = signature(of: "x", digested: "<a Id=\"x\">x</a>")
    private static let badDigest = signature(of: "x", digested: "<a Id=\"x\">y</a>")
    private static let badValue = good.replacing("<SignatureValue>", with: "<SignatureValue>AAAA")
    private static let malformed = good.replacing("</Signature>", with: "<Extra/></Signature>")

    private func judge(_ text: String, _ policy: ValidationPolicy = .strict) throws -> ValidationReport {
        try HandSigned.validator(policy).validate(text).report
    }

    @Test("each is judged by itself, in every order")
    func orders() throws {
        let expected: [(String, CoreValidation)] = [
            (Self.good, .valid), (Self.badDigest, .invalid), (Self.badValue, .invalid), (Self.malformed, .refused),
        ]
        for first in expected {
            for second in expected {
                for third in expected {
                    let all = [first, second, third]
                    let report = try judge("<doc><a Id=\"x\">x</a>\(all.map(\.0).joined())</doc>")
                    #expect(report.signatures.map(\.coreValidation) == all.map(\.1))
                    #expect(report.signatures.map(\.number) == [1, 2, 3])
                    let worst: DocumentIndication = all.allSatisfy { $0.1 == .valid } ? .totalPassed : .totalFailed
                    #expect(report.indication == worst)
                }
            }
        }
    }

    /// CVE-2026-33487: only one reference was checked, and it was the last.
    @Test("every reference counts, in every order")
    func references() throws {
        let good = HandSigned.reference(" URI=\"#x\"", digested: "<a Id=\"x\">x</a>")
        let bad = HandSigned.reference(" URI=\"#x\"", digested: "<a Id=\"x\">y</a>")
        let missing = HandSigned.reference(" URI=\"#z\"", digested: "")
        let kinds: [(String, ReferenceStatus)] = [(good, .valid), (bad, .invalid), (missing, .refused)]
        for first in kinds {
            for second in kinds {
                for third in kinds {
                    let all = [first, second, third]
                    let signature = HandSigned.signature(HandSigned.signedInfo(all.map(\.0).joined()))
                    let report = try judge("<doc><a Id=\"x\">x</a>\(signature)</doc>").signatures[0]
                    let statuses = all.map(\.1)
                    #expect(report.references.map(\.status) == statuses)
                    #expect(
                        report.coreValidation
                            == (statuses.contains(.invalid)
                                ? .invalid : statuses.contains(.refused) ? .refused : .valid)
                    )
                    if statuses.contains(.invalid) { #expect(report.subIndication == .hashFailure) }
                }
            }
        }
    }

    @Test("a signature in the Object of another, and one that signs another's value")
    func nesting() throws {
        let inner = HandSigned.signature(
            HandSigned.signedInfo(HandSigned.reference(" URI=\"#x\"", digested: "<a Id=\"x\">x</a>"))
        )
        let object = "<Object xmlns=\"\(HandSigned.namespace)\" Id=\"o\">\(inner)</Object>"
        // In canonical form the inner signature has no declaration of its own.
        let digested = object.replacing("<Signature xmlns=\"\(HandSigned.namespace)\">", with: "<Signature>")
        let outer = Self.signature(of: "o", digested: digested, rest: "<Object Id=\"o\">\(inner)</Object>")
        let report = try judge("<doc><a Id=\"x\">x</a>\(outer)</doc>")
        #expect(report.signatures.map(\.coreValidation) == [.valid, .valid], "\(report.signatures.map(\.findings))")
        #expect(report.signatures[1].path == "/doc/Signature/Object/Signature")

        let value = try #require(Self.good.firstMatch(of: /<SignatureValue>(.*)<\/SignatureValue>/)).1
        let signed = Self.good.replacing("<SignatureValue>", with: "<SignatureValue Id=\"v\">")
        let counter = Self.signature(
            of: "v", digested: "<SignatureValue xmlns=\"\(HandSigned.namespace)\" Id=\"v\">\(value)</SignatureValue>"
        )
        let both = try judge("<doc><a Id=\"x\">x</a>\(signed)\(counter)</doc>")
        #expect(both.indication == .totalPassed)
        #expect(both.signatures[1].references[0].covers == ["/doc/Signature/SignatureValue"])
    }

    @Test("a reference to the signature's own KeyInfo binds its certificate; one to another signature's signs that")
    func keyInfo() throws {
        let signer = try HandSigner(rsaOfBitCount: 2_048)
        let certificate = try HandCertificate(subject: "A", issuer: "A", key: signer, issuerKey: signer).make()
        let content = Certificate.x509Data([certificate])
        let keyInfo = "<KeyInfo Id=\"k\">\(content)</KeyInfo>"
        let more = HandSigned.reference(
            " URI=\"#k\"", digested: "<KeyInfo xmlns=\"\(HandSigned.namespace)\" Id=\"k\">\(content)</KeyInfo>"
        )
        func judge(_ text: String) throws -> [SignatureReport] {
            let validator = SignatureValidator(pinnedKeys: HandSigned.pinned() + [PinnedKey(signer.publicKey)])
            return validator.validate(text).report.signatures
        }
        let bound = try judge(signer.document(keyInfo: keyInfo, more: more))[0]
        #expect(bound.indication == .totalPassed, "\(bound.findings)")
        #expect(bound.references[1].covers == ["/doc/Signature/KeyInfo"])
        #expect(!bound.has(.signingCertificateNotBound))
        let loose = signer.document(keyInfo: keyInfo)
        #expect(try judge(loose)[0].has(.signingCertificateNotBound))

        // Somebody else signs the KeyInfo of the first one; which changes, and the second one shows it.
        let second = HandSigned.signature(HandSigned.signedInfo(more))
        let both = loose.replacing("</doc>", with: second + "</doc>")
        #expect(try judge(both).map(\.indication) == [.totalPassed, .totalPassed])
        let changed = both.replacing("</KeyInfo>", with: "<KeyName>x</KeyName></KeyInfo>")
        #expect(try judge(changed).map(\.coreValidation) == [.valid, .invalid])
    }

    @Test("an Object that its signature doesn't cover is said, and so is a part of one")
    func objects() throws {
        let xmlns = " xmlns=\"\(HandSigned.namespace)\""
        func severities(_ objects: String, _ id: String, _ digested: String) throws -> [Finding.Severity] {
            let signed = Self.signature(of: id, digested: digested, rest: objects)
            let signature = try judge("<doc><a Id=\"x\">x</a>\(signed)</doc>").signatures[0]
            #expect(signature.indication == .totalPassed, "\(signature.findings)")
            return signature.findings.filter { $0.code == .objectNotSigned }.map(\.severity)
        }
        let x = "<a Id=\"x\">x</a>"
        #expect(
            try severities("<Object>o</Object><Object><e xmlns=\"\">1</e></Object>", "x", x) == [.warning, .warning])
        // Nothing is in it, and nothing to be signed.
        #expect(try severities("<Object> <!--c--></Object>", "x", x) == [])
        let whole = "<Object\(xmlns) Id=\"o\">o</Object>"
        #expect(try severities("<Object Id=\"o\">o</Object>", "o", whole) == [])
        #expect(try severities("<Object Id=\"o\">o</Object><Object>p</Object>", "o", whole) == [.warning])
        let part = "<e xmlns=\"\" Id=\"o\">1</e>"
        #expect(try severities("<Object> <e xmlns=\"\" Id=\"o\">1</e> </Object>", "o", "<e Id=\"o\">1</e>") == [])
        #expect(
            try severities("<Object>\(part)<e xmlns=\"\">2</e></Object>", "o", "<e Id=\"o\">1</e>") == [.information]
        )
        #expect(try severities("<Object>\(part)2</Object>", "o", "<e Id=\"o\">1</e>") == [.information])
    }

    @Test("signatures envelop one another to any depth, and sign one another's values in a ring")
    func depth() throws {
        // Each Object holds the signature before; in canonical form only the outermost declares the namespace.
        let xmlns = " xmlns=\"\(HandSigned.namespace)\""
        var document = HandSigned.signatureOfX("x")
        for level in 1...12 {
            let inner = document.replacing("<Signature\(xmlns)>", with: "<Signature>")
            document = HandSigned.signature(
                HandSigned.signedInfo(
                    HandSigned.reference(
                        " URI=\"#o\(level)\"", digested: "<Object\(xmlns) Id=\"o\(level)\">\(inner)</Object>"
                    )
                ),
                rest: "<Object Id=\"o\(level)\">\(inner)</Object>"
            )
        }
        let nested = try judge("<doc><a Id=\"x\">x</a>\(document)</doc>")
        #expect(nested.signatures.count == 13)
        #expect(nested.indication == .totalPassed, "\(nested.signatures.map(\.findings))")
        let tampered = try judge("<doc><a Id=\"x\">y</a>\(document)</doc>")
        #expect(tampered.signatures.map(\.coreValidation).filter { $0 == .valid }.count == 12)
        #expect(tampered.signatures.last?.coreValidation == .invalid)

        // A countersigns B, and B's Object, which nobody signs, holds a countersignature of A's.
        let a = HandSigned.signatureOfX("x").replacing("<SignatureValue>", with: "<SignatureValue Id=\"va\">")
        let value = { (text: String, id: String) in
            let octets =
                text.firstMatch(of: /<SignatureValue Id="..">(.*?)<\/SignatureValue>/).map { String($0.1) } ?? ""
            return "<SignatureValue\(xmlns) Id=\"\(id)\">\(octets)</SignatureValue>"
        }
        let b = Self.signature(of: "va", digested: value(a, "va"))
            .replacing("<SignatureValue>", with: "<SignatureValue Id=\"vb\">")
        let c = Self.signature(of: "vb", digested: value(b, "vb"))
        let ring = a.replacing("</Signature>", with: "<Object>\(b)\(c)</Object></Signature>")
        let report = try judge("<doc><a Id=\"x\">x</a>\(ring)</doc>")
        #expect(report.signatures.map(\.indication) == [.totalPassed, .totalPassed, .totalPassed])
        #expect(report.signatures[2].references[0].covers == ["/doc/Signature/Object/Signature/SignatureValue"])
    }

    @Test("one validator judges document after document, and nothing of one is left for the next")
    func sequence() throws {
        let validator = try HandSigned.validator()
        let good = HandSigned.simple()
        let tampered = good.replacing(">text<", with: ">next<")
        for text in [good, tampered, "<doc", good, "", tampered, good] {
            let report = validator.validate(text).report
            #expect((report.indication == .totalPassed) == (text == good))
            #expect((report.error != nil) == (text == "<doc" || text.isEmpty))
        }
    }

    @Test("fewer signatures than expected are a finding of the document")
    func count() throws {
        let report = try HandSigned.validator(expecting: 2).validate(HandSigned.simple()).report
        #expect(report.findings.map(\.code) == [.signatureCount])
        #expect(report.signatures.map(\.indication) == [.totalPassed])
        #expect(report.indication == .indeterminate)
        #expect(try HandSigned.validator(expecting: 1).validate(HandSigned.simple()).report.findings.isEmpty)
        let none = try HandSigned.validator(expecting: 1).validate("<doc/>").report
        #expect(none.indication == .noSignature)
        #expect(none.findings.map(\.code) == [.signatureCount])
    }
}
