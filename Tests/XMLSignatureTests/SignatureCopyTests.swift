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
import SignatureCryptography
import Testing
import XMLSignature

/// Anybody can paste a signature a second time, and nobody has signed for that: what is counted is how often somebody
/// signed, that is keys and the `SignedInfo` that each of them signed (XML-DSig §3.1.2).
@Suite("Copies of a signature")
struct SignatureCopyTests {
    private static let a = "<a Id=\"x\">text</a>"
    private static let once = HandSigned.signatureOfX()
    /// The same key signed something else about the same element.
    private static let other = HandSigned.signature(
        HandSigned.signedInfo(HandSigned.reference(" URI=\"#x\"", transforms: [HandSigned.exclusive], digested: a))
    )
    private static let two = demanding(2)

    private static func demanding(_ count: Int) -> ValidationPolicy {
        .strict.with(minimumSignatures: count).with(coverage: [.element(id: "x", signatures: count)])
    }

    private func judge(_ signatures: String, under policy: ValidationPolicy = two) throws -> ValidationReport {
        try HandSigned.validator().with(policy).validate("<doc>\(Self.a)\(signatures)</doc>").report
    }

    static let copies: [String] = [
        once,
        "<b>\(once)</b>",
        once.replacing("<SignatureValue>", with: "<SignatureValue> \n "),
        once.replacing("<Signature ", with: "<Signature Id=\"s\" "),
        once.replacing("</Signature>", with: "<KeyInfo><KeyName>n</KeyName></KeyInfo><Object>o</Object></Signature>"),
        // Another prefix makes another canonical form; this one has the same.
        "<w xmlns:unused=\"urn:u\"><!--c-->\(once)</w>",
    ]

    @Test("count once, wherever they stand and whatever was added to them", arguments: copies)
    func copied(copy: String) throws {
        for signatures in [Self.once + copy, copy + Self.once] {
            let report = try judge(signatures)
            #expect(report.signatures.map(\.indication) == [.totalPassed, .totalPassed])
            #expect(report.indication == .indeterminate)
            let codes = report.findings.map(\.code.description)
            #expect(codes.contains("signature-count") && codes.contains("coverage-demand-unmet"), "\(codes)")
        }
    }

    @Test("are said in a warning at the copy, also where nothing is counted")
    func finding() throws {
        let report = try judge("\n\(Self.once)\n \(Self.once)", under: .strict)
        #expect(report.indication == .totalPassed)
        let found = report.findings.filter { $0.code.description == "signature-copied" }
        #expect(found.map(\.severity) == [.warning])
        #expect(found.map(\.line) == [3])
        #expect(found.first?.message.contains("signature 2") == true)
        #expect(found.first?.message.contains("signature 1") == true)
    }

    @Test("what one key signed twice and differently counts twice, a copy of either doesn't")
    func distinct() throws {
        let both = try judge(Self.once + Self.other)
        #expect(both.indication == .totalPassed, "\(both.findings)")
        #expect(both.findings == [])
        let copied = try judge(Self.once + Self.other + Self.other + Self.once, under: Self.demanding(3))
        #expect(copied.indication == .indeterminate)
        #expect(copied.findings.filter { $0.code.description == "signature-copied" }.count == 2)
    }

    @Test("two keys that signed the same are two signatures")
    func keys() throws {
        let signers = try [HandSigner(rsaOfBitCount: 2048), HandSigner(rsaOfBitCount: 2048)]
        let documents = signers.map { $0.document() }
        let second = try #require(documents[1].firstMatch(of: /<Signature .*<\/Signature>/)).0
        let validator = SignatureValidator(policy: Self.two, pinnedKeys: signers.map { PinnedKey($0.publicKey) })
        let report = validator.validate(documents[0].replacing("</doc>", with: second + "</doc>")).report
        #expect(report.indication == .totalPassed, "\(report.findings)")
        #expect(report.findings == [])
    }

    /// Whoever has an ECDSA value r‖s has another one without the key: r‖n−s.
    @Test("an ECDSA value that anybody can make of another is no second signature")
    func mirrored() throws {
        let signer = try HandSigner(ellipticCurve: ())
        let content = HandSigned.signedInfo(
            HandSigned.reference(" URI=\"#x\"", digested: Self.a),
            method: "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"
        )
        let value = signer.signECDSA("<SignedInfo xmlns=\"\(HandSigned.namespace)\">\(content)</SignedInfo>")
        let mirrored = value.prefix(32) + Self.difference(Self.orderOfP256, Array(value.suffix(32)))
        let signatures = [value, Array(mirrored)].map { HandSigned.signature(content, value: Base64.encode($0)) }
        let report = SignatureValidator(policy: Self.two, pinnedKeys: [PinnedKey(signer.publicKey)])
            .validate("<doc>\(Self.a)\(signatures.joined())</doc>").report
        #expect(report.signatures.map(\.indication) == [.totalPassed, .totalPassed])
        #expect(report.indication == .indeterminate)
        #expect(report.findings.contains { $0.code.description == "signature-copied" })
    }

    /// n of P-256 (SP 800-186 §3.2.1.3).
    private static let orderOfP256: [UInt8] =
        [0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x00, 0x00] + [UInt8](repeating: 0xFF, count: 8) + [
            0xBC, 0xE6, 0xFA, 0xAD, 0xA7, 0x17, 0x9E, 0x84, 0xF3, 0xB9, 0xCA, 0xC2, 0xFC, 0x63, 0x25, 0x51,
        ]

    /// Of two numbers of as many octets, the first the larger one.
    private static func difference(_ minuend: [UInt8], _ subtrahend: [UInt8]) -> [UInt8] {
        var result = minuend
        var borrow = 0
        for index in minuend.indices.reversed() {
            let value = Int(minuend[index]) - Int(subtrahend[index]) - borrow
            result[index] = UInt8((value + 256) % 256)
            borrow = value < 0 ? 1 : 0
        }
        return result
    }
}

extension SignatureValidator {
    fileprivate func with(_ policy: ValidationPolicy) -> Self {
        SignatureValidator(policy: policy, pinnedKeys: pinnedKeys)
    }
}
