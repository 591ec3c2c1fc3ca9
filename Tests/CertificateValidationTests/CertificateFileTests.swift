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

@Suite("Files of certificates")
struct CertificateFileTests {
    private let first: Certificate
    private let second: Certificate

    init() throws {
        first = try TestAuthority("First").certificate
        second = try TestAuthority("Second").certificate
    }

    /// RFC 4648 §4, by its own words; independent of the library's decoder.
    private func base64(_ octets: [UInt8], lineLength: Int = 64) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var text = ""
        for start in stride(from: 0, to: octets.count, by: 3) {
            let group = octets[start..<min(start + 3, octets.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for digit in 0..<4 { text.append(digit <= group.count ? alphabet[bits >> (18 - 6 * digit) & 63] : "=") }
            if (start / 3 + 1) * 4 % lineLength == 0 { text += "\n" }
        }
        return text
    }

    private func pem(_ label: String, _ octets: [UInt8]) -> String {
        "-----BEGIN \(label)-----\n\(base64(octets))\n-----END \(label)-----\n"
    }

    private func read(_ text: String) throws -> [Certificate] { try Certificate.read(Array(text.utf8)) }

    /// RFC 5652 §5.1, with no content and no signer.
    private func bundle(_ certificates: [Certificate]) -> [UInt8] {
        let content = TLV.sequence(
            TLV.integer(1), TLV.set(), TLV.sequence(TLV.oid(1, 2, 840, 113_549, 1, 7, 1)),
            TLV.make(0xA0, certificates.flatMap(\.der)), TLV.set()
        )
        return TLV.sequence(TLV.oid(1, 2, 840, 113_549, 1, 7, 2), TLV.make(0xA0, content))
    }

    @Test("hold one in DER, or several in PEM with anything between them")
    func forms() throws {
        #expect(try Certificate.read(first.der) == [first])
        let text = "\u{FEFF}Bag Attributes\r\n" + pem("CERTIFICATE", first.der) + "subject=x\n"
        #expect(try read(text + pem("X509 CERTIFICATE", second.der)) == [first, second])
        #expect(try read("0. the first\n" + text) == [first])
        #expect(try read(text.replacing("\n", with: "\r\n")) == [first])
        let longLine = "-----BEGIN CERTIFICATE-----  \n" + base64(first.der, lineLength: 1_000_000)
        #expect(try read(longLine + "\n-----END CERTIFICATE-----") == [first])
        #expect(try Certificate(pem: pem("CERTIFICATE", first.der)) == first)
    }

    @Test("hold a PKCS #7 bundle in DER, BER or PEM")
    func bundles() throws {
        let der = bundle([first, second])
        #expect(try Certificate.read(der) == [first, second])
        let indefinite = [0x30, 0x80] + der.dropFirst(der[1] == 0x82 ? 4 : 3) + [0, 0]
        #expect(try Certificate.read(indefinite) == [first, second])
        #expect(try read(pem("PKCS7", der) + pem("CERTIFICATE", first.der)) == [first, second, first])
        let made = try Certificate(pem: OpenSSLMade.pem)
        #expect(try read(OpenSSLMade.bundle) == [made])
    }

    /// RFC 8551 §3.8: what carries certificates has no other content and no signer.
    @Test("hold no bundle that signs something, or isn't built as one")
    func strictBundles() throws {
        let version = TLV.integer(1)
        let content = TLV.sequence(TLV.oid(1, 2, 840, 113_549, 1, 7, 1))
        let certificates = TLV.make(0xA0, first.der)
        let text = TLV.sequence(TLV.oid(1, 2, 840, 113_549, 1, 7, 1), TLV.make(0xA0, TLV.octets([1])))
        func bundle(_ fields: [UInt8]...) -> [UInt8] {
            let signedData = TLV.make(0x30, fields.flatMap { $0 })
            return TLV.sequence(TLV.oid(1, 2, 840, 113_549, 1, 7, 2), TLV.make(0xA0, signedData))
        }
        let good = bundle(version, TLV.set(), content, certificates, TLV.make(0xA1), TLV.set())
        #expect(try Certificate.read(good) == [first])
        let wrong = [
            bundle(version, TLV.set(), text, certificates, TLV.set()),
            bundle(version, TLV.set(), content, certificates, TLV.set(TLV.sequence(version))),
            bundle(version, TLV.set(), content, certificates), bundle(version, TLV.set(), certificates, TLV.set()),
            bundle(TLV.set(), content, certificates, TLV.set()), bundle(version, content, certificates, TLV.set()),
            bundle(version, TLV.set(), content, TLV.set(), certificates),
            bundle(version, TLV.set(), content, certificates, certificates, TLV.set()),
            bundle(version, TLV.set(), content, certificates, TLV.set(), TLV.null), good + [0],
        ]
        for octets in wrong {
            let error = try #require(throws: CertificateError.self) { try Certificate.read(octets) }
            #expect(error.code == .bundleMalformed)
        }
    }

    @Test("don't have their other contents read")
    func otherBlocks() throws {
        let key = "-----BEGIN PRIVATE KEY-----\nnot even Base64!\n-----END PRIVATE KEY-----\n"
        #expect(try read(key + pem("CERTIFICATE", first.der)) == [first])
    }

    @Test("are refused where they hold none, or a damaged one, with its line")
    func refused() throws {
        let good = pem("CERTIFICATE", first.der)
        let lines = good.split(separator: "\n").count
        func block(_ label: String, _ body: String, end: String? = nil) -> String {
            "-----BEGIN \(label)-----\n\(body)-----END \(end ?? label)-----"
        }
        let long = String(repeating: "L", count: 64)
        let texts: [(String, CertificateError.Code, Int?)] = [
            ("", .noCertificate, nil), ("hello", .noCertificate, nil), (pem("PRIVATE KEY", [1]), .noCertificate, nil),
            (good + "-----BEGIN CERTIFICATE-----\nAAAA\n", .pemMalformed, lines + 1),
            (block("CERTIFICATE", "A*==\n"), .pemMalformed, 1), (block("CERTIFICATE", ""), .pemMalformed, 1),
            (block("CERTIFICATE", "AAAA\n", end: "PKCS7"), .pemMalformed, 1),
            // Twins by Unicode normalization, and labels that only begin alike.
            (block("\u{E9}", "AAAA\n", end: "e\u{301}"), .pemMalformed, 1),
            (block(long + "A", "AAAA\n", end: long + "B"), .pemMalformed, 1),
            (good + pem("CERTIFICATE", first.der + [0]), .certificateMalformed, lines + 1),
            (pem("PKCS7", first.der), .bundleMalformed, 1),
        ]
        let binaries: [([UInt8], CertificateError.Code, Int?)] = [
            (bundle([]), .noCertificate, nil), (Array(bundle([first]).dropLast()), .bundleMalformed, nil),
            (TLV.sequence(TLV.oid(1, 2, 840, 113_549, 1, 7, 1)), .bundleMalformed, nil),
            (first.der + second.der, .certificateMalformed, nil),
        ]
        let cases = texts.map { (Array($0.0.utf8), $0.1, $0.2) } + binaries
        for (octets, code, line) in cases {
            let error = try #require(throws: CertificateError.self) { try Certificate.read(octets) }
            #expect(error.code == code)
            #expect(error.position?.line == line)
        }
        let two = try #require(throws: CertificateError.self) { try Certificate(pem: good + good) }
        #expect(two.code == .pemMalformed)
    }

    /// RFC 4648 §3.5 and §10: bits that belong to no octet are zero, padding is what the length asks for.
    @Test(
        "have no Base64 but one for each octets",
        arguments: ["QUJD=", "QQ", "QQ=", "QR==", "QUI", "QUJ=", "QQ===", "=QQ=", "QQ==QQ=="])
    func base64(text: String) throws {
        let error = try #require(throws: CertificateError.self) {
            try read("-----BEGIN CERTIFICATE-----\n\(text)\n-----END CERTIFICATE-----")
        }
        #expect(error.code == .pemMalformed)
    }
}
