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
import Foundation
import SignatureCryptography
import Testing
import XMLSignature

/// CVE-2009-0217: with an HMACOutputLength of the document's choosing a forger guesses as few bits as they like.
@Suite("HMACOutputLength")
struct HMACOutputLengthTests {
    private func judge(_ length: String, octets: Int, _ policy: ValidationPolicy) throws -> SignatureReport {
        let content = HandSigned.signedInfo(
            HandSigned.reference(" URI=\"#x\"", digested: "<a Id=\"x\">t</a>"),
            parameters: "<HMACOutputLength>\(length)</HMACOutputLength>"
        )
        let canonical = "<SignedInfo xmlns=\"\(HandSigned.namespace)\">\(content)</SignedInfo>"
        let value = Array(HandSigned.code(canonical).prefix(octets))
        let text = "<doc><a Id=\"x\">t</a>\(HandSigned.signature(content, value: Base64.encode(value)))</doc>"
        return try #require(try HandSigned.validator(policy).validate(text).report.signatures.first)
    }

    @Test("the full length is no truncation")
    func full() throws {
        for text in ["256", " 256 ", "+256", "0256"] {
            #expect(try judge(text, octets: 32, .strict).indication == .totalPassed)
        }
    }

    /// The length in the document, and how many octets the value has.
    @Test(
        "any truncation is refused under strict, the value good as it is",
        arguments: [
            ("0", 0), ("1", 0), ("8", 1), ("40", 5), ("79", 9), ("80", 10), ("127", 15), ("128", 16), ("129", 16),
            ("248", 31), ("255", 31), ("257", 32), ("512", 32), ("2147483648", 32), ("-1", 0), ("-256", 32),
        ]
    )
    func truncated(length: String, octets: Int) throws {
        let report = try judge(length, octets: octets, .strict)
        #expect(report.coreValidation == .refused)
        #expect(report.subIndication == .cryptographicConstraintsFailureNoProofOfExistence)
    }

    @Test("what is no integer is malformed", arguments: ["", "0x80", "128.0", "1e2", "12 8", "9999999999999999999"])
    func malformed(length: String) throws {
        let report = try judge(length, octets: 16, .interop)
        #expect(report.subIndication == .formatFailure)
    }

    /// Erratum E03: at least 80 bits and half of the length, and a multiple of 8.
    @Test("under interop the standard's floor holds", arguments: [128, 136, 248])
    func floor(length: Int) throws {
        let report = try judge("\(length)", octets: length / 8, .interop)
        #expect(report.indication == .totalPassed)
        #expect(report.has(.signatureValueForm))
        #expect(try judge("120", octets: 15, .interop).coreValidation == .refused)
        #expect(try judge("\(length)", octets: length / 8 - 1, .interop).coreValidation == .invalid)
    }

    @Test("a short value without HMACOutputLength is wrong")
    func shortValue() throws {
        let text = HandSigned.simple()
        let start = try #require(text.range(of: "<SignatureValue>")).upperBound
        let end = try #require(text.range(of: "</SignatureValue>")).lowerBound
        let value = try Base64.decode(Array(text[start..<end].utf8).span, limit: 100)
        for count in [0, 1, 10, 16, 31] {
            let short = text.replacingCharacters(in: start..<end, with: Base64.encode(Array(value.prefix(count))))
            let report = try HandSigned.validator(.interop).validate(short).report.signatures[0]
            #expect(report.coreValidation == .invalid)
            #expect(report.subIndication == .signatureCryptographyFailure)
        }
    }
}
