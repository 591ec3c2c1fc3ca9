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

/// RFC 4050 §3: keys on elliptic curves as they were written before XML-DSig 1.1.
@Suite("ECDSAKeyValue")
struct ECDSAKeyValueTests {
    private static let namespace = "http://www.w3.org/2001/04/xmldsig-more#"
    private static let method = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"
    private static let curve = "<NamedCurve URN=\"urn:oid:1.2.840.10045.3.1.7\"/>"

    private let signer: HandSigner

    init() throws { signer = try HandSigner(ellipticCurve: ()) }

    /// Decimal digits of a number, by dividing by ten as at school.
    private static func decimal(_ octets: ArraySlice<UInt8>) -> String {
        var number = Array(octets)
        var digits = ""
        while number.contains(where: { $0 != 0 }) {
            var remainder = 0
            for index in number.indices {
                let value = remainder << 8 | Int(number[index])
                number[index] = UInt8(value / 10)
                remainder = value % 10
            }
            digits = String(remainder) + digits
        }
        return digits.isEmpty ? "0" : digits
    }

    private func judge(_ parameters: String, _ change: (String) -> String = { $0 }) throws -> SignatureReport {
        let point = try #require(signer.publicKey.ec?.point)
        let (x, y) = (Self.decimal(point[1...32]), Self.decimal(point[33...64]))
        let type = "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"PrimeFieldElemType\""
        let key =
            "<ECDSAKeyValue xmlns=\"\(Self.namespace)\">\(parameters)<PublicKey>"
            + "<X Value=\"\(x)\" \(type)/><Y Value=\"\(y)\" \(type)/></PublicKey></ECDSAKeyValue>"
        let content = HandSigned.signedInfo(
            HandSigned.reference(" URI=\"#x\"", digested: "<a Id=\"x\">text</a>"), method: Self.method
        )
        let canonical = "<SignedInfo xmlns=\"\(HandSigned.namespace)\">\(content)</SignedInfo>"
        let signature = HandSigned.signature(
            content, value: Base64.encode(signer.signECDSA(canonical)),
            rest: "<KeyInfo><KeyValue>\(change(key))</KeyValue></KeyInfo>"
        )
        let text = "<doc><a Id=\"x\">text</a>\(signature)</doc>"
        return try #require(SignatureValidator().validate(text).report.signatures.first)
    }

    @Test("names a curve and a point in decimal digits")
    func named() throws {
        let domain = "<DomainParameters>\(Self.curve)</DomainParameters>"
        #expect(try judge(domain).coreValidation == .valid)
        // Zeros in front change nothing.
        #expect(try judge(domain) { $0.replacing("X Value=\"", with: "X Value=\"000") }.coreValidation == .valid)
    }

    @Test("is no key with a curve that is spelt out, unknown or absent, or with a point that is none")
    func unusable() throws {
        let domain = "<DomainParameters>\(Self.curve)</DomainParameters>"
        let parameters = [
            "", "<DomainParameters><ExplicitParams/></DomainParameters>",
            "<DomainParameters><NamedCurve URN=\"urn:oid:1.2.3\"/></DomainParameters>",
            "<DomainParameters><NamedCurve URN=\"1.2.840.10045.3.1.7\"/></DomainParameters>",
        ]
        for parameters in parameters {
            let report = try judge(parameters)
            #expect(report.findings.first?.code == .noUsableKey)
            #expect(report.has(.keyInfoUnusable))
        }
        for value in ["1", "", "-1", "0x1", String(repeating: "9", count: 78), String(repeating: "9", count: 100_000)] {
            let report = try judge(domain) { $0.replacing(/X Value="[0-9]*"/, with: "X Value=\"\(value)\"") }
            #expect(report.findings.first?.code == .noUsableKey)
            #expect(report.has(.keyInfoUnusable), "\(value.prefix(80))")
        }
    }

    @Test("has the structure of its schema")
    func structure() throws {
        let domain = "<DomainParameters>\(Self.curve)</DomainParameters>"
        let changes: [@Sendable (String) -> String] = [
            { $0.replacing("<PublicKey>", with: "<PublicKey><Z/>") }, { $0.replacing("Value=", with: "Wert=") },
            { $0.replacing("<DomainParameters>", with: "<DomainParameters><x/>") },
            { $0.replacing("PublicKey", with: "Point") },
        ]
        for change in changes { #expect(try judge(domain, change).subIndication == .formatFailure) }
        #expect(try judge("<DomainParameters/>").subIndication == .formatFailure)
    }
}
