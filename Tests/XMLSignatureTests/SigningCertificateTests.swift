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

/// ETSI EN 319 132-1 §5.2.2: the certificate that signed properties name has to be the signer's.
@Suite("SigningCertificate")
struct SigningCertificateTests {
    private let signer: HandSigner
    private let leaf: Certificate
    /// The same key and name, another certificate.
    private let twin: Certificate

    init() throws {
        signer = try HandSigner(rsaOfBitCount: 2_048)
        var recipe = HandCertificate(subject: "Leaf", issuer: "Leaf", key: signer, issuerKey: signer)
        leaf = try recipe.make()
        recipe.serialNumber = 7
        twin = try recipe.make()
    }

    private func properties(
        _ certificate: Certificate, id: String = "p", element: String = "SigningCertificateV2",
        issuerSerial: String = "",
        method: String = HandSigned.sha256, digest value: [UInt8]? = nil
    ) -> String {
        QualifyingProperties.signed(
            naming: [certificate], id: id, element: element, issuerSerial: issuerSerial, method: method, digest: value
        )
    }

    private func object(_ properties: String) -> String { QualifyingProperties.object(properties) }

    /// - Parameter before: Objects that stand before the one whose properties are signed.
    private func judge(
        _ signed: String, in certificates: [Certificate], before: String = "", isCovered: Bool = true,
        under policy: ValidationPolicy = .strict
    ) throws -> SignatureReport {
        let more = isCovered ? QualifyingProperties.reference(signed) : ""
        let keyInfo = "<KeyInfo>\(Certificate.x509Data(certificates))</KeyInfo>"
        let text = signer.document(keyInfo: keyInfo + before + object(signed), more: more)
        let validator = SignatureValidator(policy: policy, pinnedKeys: [PinnedKey(signer.publicKey)])
        return try #require(validator.validate(text).report.signatures.first)
    }

    @Test("the certificate with the digest is the signer's", arguments: ["SigningCertificate", "SigningCertificateV2"])
    func good(element: String) throws {
        let report = try judge(properties(leaf, element: element), in: [leaf])
        #expect(report.indication == .totalPassed, "\(report.findings)")
        #expect(report.signingTime.claimed == Instant(rfc3339: "2026-01-02T03:04:05Z"))
        #expect(!report.has(.signingCertificateNotBound))
        #expect(!report.has(.xadesNotValidated))
    }

    @Test("another certificate with the same key is another signer's")
    func mismatch() throws {
        let report = try judge(properties(leaf), in: [twin])
        #expect(report.coreValidation == .valid)
        #expect(report.subIndication == .noSigningCertificateFound)
        #expect(report.findings.first?.code == .signingCertificateMismatch)
    }

    @Test("properties that nobody signed say nothing, and hide none that somebody did")
    func unsigned() throws {
        let alone = try judge(properties(twin), in: [leaf], isCovered: false)
        #expect(alone.indication == .totalPassed)
        #expect(alone.signingTime.claimed == nil)
        #expect(alone.has(.signingCertificateNotBound))
        #expect(alone.has(.xadesNotValidated))
        for fake in [object(properties(twin, id: "q")), object("")] {
            let report = try judge(properties(leaf), in: [twin], before: fake)
            #expect(report.findings.first?.code == .signingCertificateMismatch)
        }
    }

    @Test("issuer and serial number are compared where they are given")
    func issuerSerial() throws {
        let namespace = "xmlns=\"\(HandSigned.namespace)\""
        for (serial, isSame) in [("1", true), ("01", true), ("7", false), ("x", false)] {
            let text =
                "<IssuerSerial><X509IssuerName \(namespace)>CN=Leaf</X509IssuerName>"
                + "<X509SerialNumber \(namespace)>\(serial)</X509SerialNumber></IssuerSerial>"
            let report = try judge(properties(leaf, element: "SigningCertificate", issuerSerial: text), in: [leaf])
            #expect((report.indication == .totalPassed) == isSame)
        }
        func sequence(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] { [tag, UInt8(content.count)] + content }
        let names = sequence(0x30, sequence(0xA4, leaf.issuer.der))
        for (serial, isSame) in [([0x02, 0x01, 0x01], true), ([0x02, 0x01, 0x02], false), ([], false)]
            as [([UInt8], Bool)]
        {
            let der = Base64.encode(sequence(0x30, names + serial))
            let report = try judge(
                properties(leaf, issuerSerial: "<IssuerSerialV2>\(der)</IssuerSerialV2>"), in: [leaf]
            )
            #expect((report.indication == .totalPassed) == isSame)
        }
    }

    /// Of the first version of the property, where the name is text. Programs of several countries write it in the order
    /// of the certificate rather than in that of RFC 4514 §2.1.
    @Test(
        "another issuer's name is another certificate's; one that can't be read is none",
        arguments: [
            ("CN=Leaf", true), ("cn=leaf", true), ("2.5.4.3=Leaf", true), ("CN=Other", false), ("CN=Leaf,C=VN", false),
            ("", false), ("Leaf", true), ("NOSUCH=Leaf", true),
        ]
    )
    func issuerName(name: String, isSame: Bool) throws {
        let namespace = "xmlns=\"\(HandSigned.namespace)\""
        let text =
            "<IssuerSerial><X509IssuerName \(namespace)>\(name)</X509IssuerName>"
            + "<X509SerialNumber \(namespace)>1</X509SerialNumber></IssuerSerial>"
        let report = try judge(properties(leaf, element: "SigningCertificate", issuerSerial: text), in: [leaf])
        #expect((report.indication == .totalPassed) == isSame)
        #expect(report.has(.signingCertificateMismatch) == !isSame)
        let unnamed = text.replacing(/<X509IssuerName.*<\/X509IssuerName>/, with: "")
        let absent = try judge(properties(leaf, element: "SigningCertificate", issuerSerial: unnamed), in: [leaf])
        #expect(absent.findings.first?.code == .signingCertificateMismatch)
    }

    @Test("a digest that the policy refuses binds nothing")
    func weakDigest() throws {
        let sha1 = "http://www.w3.org/2000/09/xmldsig#sha1"
        let report = try judge(properties(leaf, method: sha1), in: [leaf])
        #expect(report.findings.first?.code == .algorithmRefused)
        #expect(report.subIndication == .cryptographicConstraintsFailureNoProofOfExistence)
    }

    @Test("a digest that the policy allows for old signatures only tells the certificate, with a warning")
    func allowedDigest() throws {
        let sha1 = "http://www.w3.org/2000/09/xmldsig#sha1"
        let der = leaf.der
        let value = try MessageDigest.value(of: der.span, .sha1)
        let signed = properties(leaf, method: sha1, digest: value)
        let report = try judge(signed, in: [leaf], under: .legacy)
        #expect(report.indication == .totalPassed, "\(report.findings)")
        let warnings = report.findings.filter { $0.code == .weakAlgorithm }
        #expect(warnings.map(\.severity) == [.warning])
        #expect(warnings.allSatisfy { $0.message.contains("SHA-1") })
        #expect(try !judge(properties(leaf), in: [leaf], under: .legacy).has(.weakAlgorithm))
    }
}
