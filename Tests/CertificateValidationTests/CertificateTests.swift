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

@Suite("Certificates")
struct CertificateTests {
    @Test("say what OpenSSL reads in them")
    func agreesWithOpenSSL() throws {
        let certificate = try Certificate(pem: OpenSSLMade.pem)
        #expect(certificate.version == 3)
        #expect(certificate.subject.rfc4514 == OpenSSLMade.subject)
        #expect(certificate.issuer == certificate.subject)
        #expect(certificate.isSelfIssued)
        #expect(certificate.serialNumber.hexadecimal == OpenSSLMade.serialNumber)
        #expect(certificate.serialNumber.decimal == OpenSSLMade.decimalSerialNumber)
        #expect(certificate.sha256 == OpenSSLMade.sha256)
        #expect(certificate.notBefore == Instant(seconds: OpenSSLMade.notBefore))
        #expect(certificate.notAfter == Instant(seconds: OpenSSLMade.notAfter))
        #expect(certificate.keyUsage == [.digitalSignature, .contentCommitment])
        #expect(certificate.keyUsage?.description == "digitalSignature, contentCommitment")
        #expect(certificate.extendedKeyUsage?.map(\.description) == ["1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.4"])
        #expect(certificate.basicConstraints?.isAuthority == false)
        #expect(certificate.basicConstraints?.pathLength == nil)
        #expect(certificate.subjectKeyIdentifier.map(Hexadecimal.lowercase) == OpenSSLMade.subjectKeyIdentifier)
        #expect(try certificate.publicKey.description == "EC P-256")
    }

    @Test("are the same where their octets are")
    func identity() throws {
        let authority = try TestAuthority("Root")
        let twin = try Certificate(der: authority.certificate.der)
        let sibling = try TestAuthority("Root")
        #expect(twin == authority.certificate)
        #expect(twin !== authority.certificate)
        #expect(sibling.certificate != authority.certificate)
        #expect(Set([twin, authority.certificate, sibling.certificate]).count == 2)
    }

    @Test("can be shown where their key can't be used")
    func unusableKey() throws {
        let key = TLV.sequence(TLV.sequence(TLV.oid(2, 999, 5)), TLV.bits([1, 2, 3]))
        let certificate = try TestAuthority("Root").issue { $0.subjectPublicKeyInfo = key }
        #expect(certificate.subject.rfc4514 == "CN=Nguyễn Văn An")
        #expect(throws: CryptographyError.self) { try certificate.publicKey }
        #expect(throws: CryptographyError.self) { try certificate.publicKey }
    }

    @Test(
        "tell the forms of a basic constraint",
        arguments: [
            (TLV.sequence(), false, nil), (TLV.sequence([1, 1, 0]), false, nil), (TLV.sequence(TLV.yes), true, nil),
            (TLV.sequence(TLV.yes, TLV.integer(3)), true, 3),
            (TLV.sequence(TLV.yes, TLV.integer(.max)), true, .max),
            // RFC 5280 §4.2.1.9: INTEGER (0..MAX), of any size.
            (TLV.sequence(TLV.yes, TLV.make(0x02, [0] + [UInt8](repeating: 0xFF, count: 8))), true, .max),
            (TLV.sequence(TLV.yes, TLV.make(0x02, [UInt8](repeating: 0x7F, count: 40))), true, .max),
        ] as [([UInt8], Bool, Int?)])
    func basicConstraints(value: [UInt8], isAuthority: Bool, pathLength: Int?) throws {
        let certificate = try TestAuthority("Root").issue { $0.extensions = [Extension.make(19, value)] }
        #expect(certificate.basicConstraints?.isAuthority == isAuthority)
        #expect(certificate.basicConstraints?.pathLength == pathLength)
    }

    /// RFC 5280 §4.2.1.3: the bits in their order.
    @Test("tell the nine key usages apart")
    func keyUsages() throws {
        let root = try TestAuthority("Root")
        for bit in 0..<9 {
            let octets: [UInt8] = bit < 8 ? [0x80 >> UInt8(bit)] : [0, 0x80]
            let unused = UInt8(bit < 8 ? 7 - bit : 7)
            let certificate = try root.issue {
                $0.extensions = [Extension.make(15, TLV.bits(octets, unused: unused))]
            }
            #expect(certificate.keyUsage?.rawValue == 1 << bit)
        }
    }

    /// RFC 5280 §4.1.2.5; the seconds by `date -u -d TIME +%s`.
    static let moments: [([UInt8], Int64)] = [
        (TLV.utcTime("500101000000Z"), -631_152_000), (TLV.utcTime("491231235959Z"), 2_524_607_999),
        (TLV.utcTime("000229120000Z"), 951_825_600), (TLV.generalizedTime("20500101000000Z"), 2_524_608_000),
        (TLV.generalizedTime("20200101000000Z"), 1_577_836_800),
        (TLV.generalizedTime("99991231235959Z"), 253_402_300_799),
        (TLV.generalizedTime("00010101000000Z"), -62_135_596_800),
    ]

    @Test("have their times in UTCTime or GeneralizedTime", arguments: moments)
    func validity(der: [UInt8], seconds: Int64) throws {
        let certificate = try TestAuthority("Root").issue { $0.notBefore = der }
        #expect(certificate.notBefore == Instant(seconds: seconds))
    }

    /// The decimals by Python.
    @Test(
        "have serial numbers of any sign and size up to 64 octets",
        arguments: [
            ([0], "00", "0"), ([0x7F], "7F", "127"), ([0, 0x80], "80", "128"), ([0x80], "-80", "-128"),
            ([0xFF, 0x7F], "-81", "-129"), ([0xFF], "-01", "-1"), ([0xFF, 0], "-0100", "-256"),
            ([1, 0, 0, 0, 0, 0, 0, 0, 0], "010000000000000000", "18446744073709551616"),
            (
                [UInt8](repeating: 0x7F, count: 20), String(repeating: "7F", count: 20),
                "727885129180488904360266563744972327436484050815"
            ),
        ] as [([UInt8], String, String)]
    )
    func serialNumbers(octets: [UInt8], hexadecimal: String, decimal: String) throws {
        let certificate = try TestAuthority("Root").issue { $0.serialNumber = TLV.make(2, octets) }
        #expect(certificate.serialNumber.octets == octets)
        #expect(certificate.serialNumber.hexadecimal == hexadecimal)
        #expect(certificate.serialNumber.decimal == decimal)
    }
}
