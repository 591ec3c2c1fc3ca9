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

/// XML-DSig §4.5.4 and XML-DSig 1.1 §4.5.4: what `X509Data` says finds a certificate among the caller's, and has to be
/// true of the one that holds the key.
@Suite("X509Data")
struct X509DataTests {
    private let root: HandSigner
    private let signer: HandSigner
    private let other: HandSigner
    private let anchor: Certificate
    private let leaf: Certificate

    init() throws {
        root = try HandSigner(rsaOfBitCount: 2_048)
        signer = try HandSigner(rsaOfBitCount: 2_048)
        other = try HandSigner(rsaOfBitCount: 2_048)
        anchor = try HandCertificate(
            subject: "Root", issuer: "Root", key: root, issuerKey: root, isAuthority: true, keyIdentifier: [9]
        ).make()
        leaf = try HandCertificate(
            subject: "Nguyễn, An", issuer: "Root", key: signer, issuerKey: root, serialNumber: 77,
            keyIdentifier: [1, 2, 3]
        ).make()
    }

    private func judge(
        _ data: String..., pool: [Certificate] = [], pinned: [PinnedKey] = [],
        under policy: ValidationPolicy = .strict
    ) throws -> SignatureReport {
        let keyInfo = data.map { "<X509Data>\($0)</X509Data>" }.joined()
        let validator = SignatureValidator(
            policy: policy.ifRevocationDataIsPresent, trust: try TrustStore([anchor]), certificates: pool,
            pinnedKeys: pinned
        )
        let text = signer.document(keyInfo: "<KeyInfo>\(keyInfo)</KeyInfo>")
        return try #require(validator.validate(text).report.signatures.first)
    }

    private func subject(_ name: String) -> String { "<X509SubjectName>\(name)</X509SubjectName>" }

    private func issuerSerial(_ issuer: String, _ serial: String) -> String {
        "<X509IssuerSerial><X509IssuerName>\(issuer)</X509IssuerName>"
            + "<X509SerialNumber>\(serial)</X509SerialNumber></X509IssuerSerial>"
    }

    private func keyIdentifier(_ octets: [UInt8]) -> String { "<X509SKI>\(Base64.encode(octets))</X509SKI>" }

    private func digest(_ octets: [UInt8], _ algorithm: String = HandSigned.sha256) -> String {
        "<X509Digest xmlns=\"http://www.w3.org/2009/xmldsig11#\" Algorithm=\"\(algorithm)\">"
            + "\(Base64.encode(octets))</X509Digest>"
    }

    private func certificate(_ certificate: Certificate) -> String {
        "<X509Certificate>\(Base64.encode(certificate.der))</X509Certificate>"
    }

    @Test("finds the certificate among many of the caller's, by each of its forms")
    func lookup() throws {
        // More than the keys that are tried for one signature.
        let crowd = try (1...20).map { number in
            let key = try HandSigner(rsaOfBitCount: 1_024)
            return try HandCertificate(
                subject: "Stranger \(number)", issuer: "Root", key: key, issuerKey: root, serialNumber: number,
                keyIdentifier: [UInt8(number)]
            ).make()
        }
        let forms = [
            subject(#"CN=Nguyễn\, An"#), subject("\n cn=\"Nguyễn, An\" "), issuerSerial("CN=Root", "77"),
            issuerSerial("cn = root", " +0077\n"), keyIdentifier([1, 2, 3]), digest(HandSigned.digest(leaf.der)),
        ]
        for form in forms {
            for pool in [crowd + [leaf], [leaf] + crowd] {
                let report = try judge(form, pool: pool)
                #expect(report.indication == .totalPassed, "\(form) \(report.findings)")
                #expect(report.signer?.sha256 == leaf.sha256)
                #expect(!report.has(.x509DataContradictsCertificate))
            }
        }
        // Nothing is found: none of the crowd made it.
        let lost = try judge(subject("CN=Nobody"), pool: crowd)
        #expect(lost.coreValidation == .refused)
    }

    @Test("that describes a certificate picks among pinned ones")
    func pinned() throws {
        let wrong = try HandCertificate(subject: "Other", issuer: "Root", key: other, issuerKey: root).make()
        let pins = [try PinnedKey(wrong), try PinnedKey(leaf)]
        #expect(try judge(keyIdentifier([1, 2, 3]), pinned: pins).indication == .totalPassed)
        #expect(try judge(subject("CN=Other"), pinned: pins).subIndication == .signatureCryptographyFailure)
        #expect(try judge(subject("CN=Nobody"), pinned: pins).indication == .totalPassed)
    }

    @Test("has to be true of the certificate that holds the key")
    func contradictions() throws {
        let good = certificate(leaf)
        for form in [
            subject(#"CN=Nguyễn\, An"#), issuerSerial("CN=Root", "77"), keyIdentifier([1, 2, 3]),
            digest(HandSigned.digest(leaf.der)),
        ] {
            let report = try judge(good + form)
            #expect(report.indication == .totalPassed, "\(report.findings)")
            #expect(!report.has(.x509DataContradictsCertificate))
        }
        // Numbers and digests can't be misread; it may also stand in an X509Data of its own.
        for form in [
            issuerSerial("CN=Root", "78"), keyIdentifier([1, 2, 4]), digest([UInt8](repeating: 0, count: 32)),
        ] {
            for report in [try judge(good + form), try judge(good, form)] {
                #expect(report.findings.first?.code == .x509DataContradictsCertificate)
                #expect(report.subIndication == .formatFailure)
                #expect(report.indication == .totalFailed)
            }
        }
        // Names are written in many ways: a warning.
        for form in [subject("CN=Other"), issuerSerial("CN=Other", "77")] {
            let report = try judge(good + form)
            #expect(report.indication == .totalPassed)
            #expect(report.findings.first { $0.code == .x509DataContradictsCertificate }?.severity == .warning)
        }
        // So is the description of a certificate of the chain.
        for form in [keyIdentifier([9]), subject("CN=Root"), digest(HandSigned.digest(anchor.der))] {
            let report = try judge(good + certificate(anchor) + form)
            #expect(report.indication == .totalPassed, "\(report.findings)")
            #expect(report.has(.x509DataContradictsCertificate))
        }
        // The certificates of the chain may be the caller's: libxmlsec describes them all, the holder's among them.
        let chains = [
            keyIdentifier([1, 2, 3]) + keyIdentifier([9]), issuerSerial("CN=Root", "1") + issuerSerial("CN=Root", "77"),
            digest(HandSigned.digest(leaf.der)) + digest(HandSigned.digest(anchor.der)),
        ]
        for form in chains {
            let report = try judge(form, pool: [leaf])
            #expect(report.indication == .totalPassed, "\(form) \(report.findings)")
            #expect(report.findings.first { $0.code == .x509DataContradictsCertificate }?.severity == .warning)
        }
        // The extension's DER instead of the identifier is against the standard, and no other certificate.
        let wrapped = try judge(good + keyIdentifier([4, 3, 1, 2, 3]))
        #expect(wrapped.indication == .totalPassed)
        #expect(wrapped.has(.x509DataContradictsCertificate))
        // Without a key identifier in the certificate nobody can tell.
        let plain = try HandCertificate(subject: "A", issuer: "Root", key: signer, issuerKey: root).make()
        let unknown = try judge(certificate(plain) + keyIdentifier([5]))
        #expect(unknown.indication == .totalPassed)
        #expect(unknown.has(.x509DataContradictsCertificate))
    }

    @Test("that can't be compared is a finding, and no reason to fail")
    func unusable() throws {
        let sha1 = "http://www.w3.org/2000/09/xmldsig#sha1"
        for form in [
            subject("no name at all"), issuerSerial("CN=Root", "7x"), issuerSerial("CN=Root", ""),
            digest([1], "urn:unknown"), digest([1], sha1),
        ] {
            let report = try judge(certificate(leaf) + form)
            #expect(report.indication == .totalPassed, "\(report.findings)")
            #expect(report.has(.keyInfoUnusable), "\(form)")
        }
        // Where the policy allows the digest it counts.
        let legacy = try judge(certificate(leaf) + digest([1], sha1), under: .legacy)
        #expect(legacy.findings.first?.code == .x509DataContradictsCertificate)
    }

    @Test("whose digest the policy allows for old signatures only is told by it, with a warning")
    func weakDigest() throws {
        let der = leaf.der
        let value = try MessageDigest.value(of: der.span, .sha1)
        let form = digest(value, "http://www.w3.org/2000/09/xmldsig#sha1")
        for (keyInfo, pool) in [(certificate(leaf) + form, []), (form, [leaf])] {
            let report = try judge(keyInfo, pool: pool, under: .legacy)
            #expect(report.indication == .totalPassed, "\(report.findings)")
            let warnings = report.findings.filter { $0.code == .weakAlgorithm }
            #expect(warnings.map(\.severity) == [.warning])
            #expect(warnings.allSatisfy { $0.message.contains("SHA-1") })
        }
        #expect(try !judge(certificate(leaf) + digest(HandSigned.digest(leaf.der)), under: .legacy).has(.weakAlgorithm))
    }

    @Test("may be about several certificates; one that has nothing to do with the key is named")
    func several() throws {
        let renewed = try HandCertificate(
            subject: "Nguyễn, An", issuer: "Root", key: signer, issuerKey: root, serialNumber: 78
        ).make()
        let both = try judge(
            certificate(leaf) + issuerSerial("CN=Root", "77"), certificate(renewed) + issuerSerial("CN=Root", "78")
        )
        #expect(both.indication == .totalPassed, "\(both.findings)")
        #expect(!both.has(.certificateUnrelated) && !both.has(.x509DataContradictsCertificate))

        let stranger = try HandCertificate(subject: "Stranger", issuer: "X", key: other, issuerKey: other).make()
        for parts in [[leaf, stranger], [stranger, leaf]] {
            let report = try judge(certificate(parts[0]), certificate(parts[1]))
            #expect(report.indication == .totalPassed)
            #expect(report.signer?.sha256 == leaf.sha256)
            let finding = report.findings.first { $0.code == .certificateUnrelated }
            #expect(finding?.message.contains("CN=Stranger") == true)
            #expect(finding?.severity == .information)
        }
        let chain = try judge(certificate(leaf), certificate(anchor))
        #expect(!chain.has(.certificateUnrelated))
    }

    @Test("has the structure of its schema, in no number that nobody can bear")
    func structure() throws {
        let serial = "<X509IssuerSerial><X509IssuerName>CN=Root</X509IssuerName></X509IssuerSerial>"
        let leaf = "<X509SubjectName>CN=<x/></X509SubjectName>"
        let noAlgorithm = digest([1]).replacing(" Algorithm=\"\(HandSigned.sha256)\"", with: "")
        for form in [serial, leaf, noAlgorithm, "<X509SKI>!</X509SKI>", "<X509SKI a=\"b\">AA==</X509SKI>", "text"] {
            #expect(try judge(form).subIndication == .formatFailure)
        }
        let many = String(repeating: subject("CN=a"), count: 64)
        #expect(try judge(certificate(self.leaf) + many).indication == .totalPassed)
        let past = try judge(certificate(self.leaf) + many, subject("CN=a"))
        #expect(past.findings.first?.code == .limitExceeded)
    }
}
