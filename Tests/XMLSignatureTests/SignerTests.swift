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

/// Who signed: the caller's word or a path, never the document's (DESIGN: "The signature").
@Suite("Signers")
struct SignerTests {
    private static let keys = (try? (0..<3).map { _ in try HandSigner(rsaOfBitCount: 2_048) }) ?? []

    private struct Authority {
        let key: HandSigner
        let certificate: Certificate

        init(_ key: HandSigner, named name: String = "Root") throws {
            self.key = key
            certificate = try HandCertificate(subject: name, issuer: name, key: key, issuerKey: key, isAuthority: true)
                .make()
        }

        func issue(
            _ subject: String, _ key: HandSigner, serialNumber: Int = 2,
            _ change: (inout HandCertificate) -> Void = { _ in }
        ) throws -> Certificate {
            var recipe = HandCertificate(subject: subject, issuer: "Root", key: key, issuerKey: self.key)
            recipe.serialNumber = serialNumber
            change(&recipe)
            return try recipe.make()
        }
    }

    private let root: Authority
    private let signer: HandSigner
    private let stranger: HandSigner

    init() throws {
        try #require(Self.keys.count == 3)
        root = try Authority(Self.keys[0])
        signer = Self.keys[1]
        stranger = Self.keys[2]
    }

    private func judge(
        _ keyInfo: String, by key: HandSigner? = nil, pinned: [PinnedKey] = [], trusting anchors: [Certificate]? = nil,
        pool: [Certificate] = []
    ) throws -> SignatureReport {
        let validator = SignatureValidator(
            policy: .strict.ifRevocationDataIsPresent, trust: try TrustStore(anchors ?? [root.certificate]),
            certificates: pool, pinnedKeys: pinned
        )
        let text = (key ?? signer).document(keyInfo: "<KeyInfo>\(keyInfo)</KeyInfo>")
        return try #require(validator.validate(text).report.signatures.first)
    }

    @Test("a path to an anchor passes, and says what was not looked at")
    func path() throws {
        let leaf = try root.issue("Leaf", signer)
        let report = try judge(Certificate.x509Data([leaf]))
        #expect(report.indication == .totalPassed, "\(report.findings)")
        #expect(report.signer?.subject == "CN=Leaf")
        #expect(report.certificatePath.map(\.subject) == ["CN=Leaf", "CN=Root"])
        #expect(report.certificatePath.map(\.anchor) == [nil, true])
        #expect(report.has(.revocationNotChecked))
        #expect(report.has(.signingCertificateNotBound))
        #expect(report.revocation == .unchecked)
    }

    @Test("the signer's certificate is found by its key, wherever it stands")
    func order() throws {
        let leaf = try root.issue("Leaf", signer)
        let other = try root.issue("Other", stranger)
        for certificates in [[root.certificate, leaf], [other, root.certificate, leaf], [leaf, other]] {
            let report = try judge(Certificate.x509Data(certificates))
            #expect(report.indication == .totalPassed)
            #expect(report.signer?.subject == "CN=Leaf")
        }
        // In the pool, with the key value alone in the document.
        #expect(try judge(signer.keyValue, pool: [other, leaf]).signer?.subject == "CN=Leaf")
        #expect(try judge("<KeyName>n</KeyName>", pool: [other, leaf]).indication == .totalPassed)
    }

    @Test("another authority of the same name is another authority")
    func sameName() throws {
        let fake = try Authority(stranger)
        let leaf = try fake.issue("Leaf", signer)
        for certificates in [[leaf], [leaf, fake.certificate]] {
            let report = try judge(Certificate.x509Data(certificates))
            #expect(report.coreValidation == .valid)
            #expect(report.indication == .indeterminate)
            #expect(report.certificatePath.isEmpty)
        }
    }

    /// `KeyInfo` is each signature's own: what one says of another would depend on which of them comes first.
    @Test("certificates in one signature help no other one, in whatever order they stand")
    func helpersOfAnother() throws {
        let authority = try HandCertificate(
            subject: "Authority", issuer: "Root", key: stranger, issuerKey: root.key, isAuthority: true
        ).make()
        let leaf = try HandCertificate(subject: "Leaf", issuer: "Authority", key: signer, issuerKey: stranger).make()
        let validator = SignatureValidator(
            policy: .strict.ifRevocationDataIsPresent, trust: try TrustStore([root.certificate])
        )
        let (start, end) = ("<doc><a Id=\"x\">text</a>", "</doc>")
        let signatures = [[leaf, authority], [leaf]].map {
            signer.document(keyInfo: "<KeyInfo>\(Certificate.x509Data($0))</KeyInfo>").dropFirst(start.count)
                .dropLast(end.count)
        }
        for order in [[0, 1], [1, 0], [1, 0, 1], [0, 0, 1]] {
            let report = validator.validate(start + order.map { signatures[$0] }.joined() + end).report
            #expect(
                report.signatures.map(\.subIndication) == order.map { $0 == 0 ? nil : .noCertificateChainFound }
            )
        }
    }

    /// A certificate whose key can't be compared must not switch the comparison off.
    @Test("a key value has to be the key that made the signature, not just one of the certificates' keys")
    func keyValues() throws {
        let leaf = try root.issue("Leaf", signer) { $0.keyIdentifier = [7] }
        let unreadable = try root.issue("Agreement", signer, serialNumber: 3) { $0.hasAgreementKey = true }
        let described = "<X509Data><X509SKI>\(Base64.encode([7]))</X509SKI></X509Data>"
        let cases: [(keyInfo: String, pool: [Certificate])] = [
            (Certificate.x509Data([leaf, root.certificate]), []),
            (Certificate.x509Data([leaf, unreadable]), []),
            (described, [leaf]),
        ]
        for (keyInfo, pool) in cases {
            let good = try judge(keyInfo + signer.keyValue, pool: pool)
            #expect(good.indication == .totalPassed, "\(good.findings)")
            for key in [root.key, stranger] {
                for pinned in [[], [PinnedKey(signer.publicKey)]] {
                    let report = try judge(keyInfo + key.keyValue, pinned: pinned, pool: pool)
                    #expect(report.findings.first?.code == .keyValueContradictsCertificate, "\(report.findings)")
                    #expect(report.subIndication == .formatFailure)
                    #expect(report.indication == .totalFailed)
                }
            }
        }
    }

    @Test("a stranger's signature beside a trusted certificate is a stranger's")
    func borrowedCertificate() throws {
        let victim = try root.issue("Victim", signer)
        let own = try HandCertificate(subject: "Victim", issuer: "Root", key: stranger, issuerKey: stranger).make()
        let report = try judge(Certificate.x509Data([victim, own]), by: stranger)
        #expect(report.coreValidation == .valid)
        #expect(report.indication == .indeterminate)
        let alone = try judge(Certificate.x509Data([victim]), by: stranger)
        #expect(alone.subIndication == .signatureCryptographyFailure)
        // Nor does a KeyValue of the stranger's own help.
        let contradicting = try judge(Certificate.x509Data([victim]) + stranger.keyValue, by: stranger)
        #expect(contradicting.findings.first?.code == .keyValueContradictsCertificate)
        #expect(contradicting.subIndication == .formatFailure)
    }

    @Test("two trusted certificates with the key that name different people are no answer; a renewal is")
    func ambiguity() throws {
        let one = try root.issue("One", signer)
        let two = try root.issue("Two", signer, serialNumber: 3)
        let ambiguous = try judge(Certificate.x509Data([one, two]))
        #expect(ambiguous.subIndication == .noSigningCertificateFound)
        #expect(ambiguous.findings.first?.code == .signingCertificateAmbiguous)
        #expect(ambiguous.signer?.subject != "CN=Two")
        #expect(
            try judge(Certificate.x509Data([one]), pool: [two]).findings.first?.code == .signingCertificateAmbiguous)

        let renewed = try root.issue("One", signer, serialNumber: 4) { $0.notBefore = "250101000000Z" }
        #expect(try judge(Certificate.x509Data([one, renewed])).indication == .totalPassed)
        let expired = try root.issue("One", signer, serialNumber: 5) { $0.notAfter = "210101000000Z" }
        let report = try judge(Certificate.x509Data([expired, renewed]))
        #expect(report.signer?.notBefore == Instant(rfc3339: "2025-01-01T00:00:00Z"))

        // Another policy says something else of the signer.
        let one1 = try root.issue("One", signer, serialNumber: 6) { $0.policy = 1 }
        let one2 = try root.issue("One", signer, serialNumber: 7) { $0.policy = 2 }
        let policies = try judge(Certificate.x509Data([one1, one2]))
        #expect(policies.findings.first?.code == .signingCertificateAmbiguous)
        let same = try root.issue("One", signer, serialNumber: 8) { $0.policy = 1 }
        #expect(try judge(Certificate.x509Data([one1, same])).indication == .totalPassed)

        // The caller says which.
        let pinned = try judge(Certificate.x509Data([one, two]), pinned: [try PinnedKey(two)])
        #expect(pinned.indication == .totalPassed)
        #expect(pinned.signer?.subject == "CN=Two")
    }

    @Test("a pinned certificate has to be valid at the time, and with anchors it needs its path")
    func pinnedCertificate() throws {
        let fake = try Authority(stranger, named: "Fake")
        let good = try root.issue("Leaf", signer)
        let expired = try root.issue("Leaf", signer) { $0.notAfter = "210101000000Z" }
        let unknown = try fake.issue("Leaf", signer) { $0.issuer = "Fake" }
        let text = signer.document(keyInfo: "<KeyInfo>\(Certificate.x509Data([good]))</KeyInfo>")
        func judge(_ certificate: Certificate, _ trust: TrustStore?) throws -> SignatureReport {
            let validator = SignatureValidator(
                policy: .strict.ifRevocationDataIsPresent, trust: trust, pinnedKeys: [try PinnedKey(certificate)]
            )
            return try #require(validator.validate(text).report.signatures.first)
        }
        let store = try TrustStore([root.certificate])
        #expect(try judge(good, nil).indication == .totalPassed)
        #expect(try judge(good, store).indication == .totalPassed)
        #expect(try judge(expired, nil).subIndication == .outOfBoundsNoProofOfExistence)
        #expect(try judge(expired, store).indication == .indeterminate)
        #expect(try judge(unknown, nil).indication == .totalPassed)
        #expect(try judge(unknown, store).subIndication == .noCertificateChainFound)
    }

    @Test("without anchors nothing in the document helps")
    func noAnchors() throws {
        let leaf = try root.issue("Leaf", signer)
        let text = signer.document(keyInfo: "<KeyInfo>\(Certificate.x509Data([leaf, root.certificate]))</KeyInfo>")
        for trust in [nil, try TrustStore([TrustAnchor]())] {
            let report = try #require(SignatureValidator(trust: trust).validate(text).report.signatures.first)
            #expect(report.indication == .indeterminate)
            #expect(report.subIndication == .noCertificateChainFound)
        }
    }

    @Test("a signature that covers its KeyInfo binds its certificate")
    func coveredKeyInfo() throws {
        let leaf = try root.issue("Leaf", signer)
        let keyInfo = "<KeyInfo Id=\"k\">\(Certificate.x509Data([leaf]))</KeyInfo>"
        let digested = keyInfo.replacing("<KeyInfo", with: "<KeyInfo xmlns=\"\(HandSigned.namespace)\"")
        let text = signer.document(keyInfo: keyInfo, more: HandSigned.reference(" URI=\"#k\"", digested: digested))
        let validator = SignatureValidator(
            policy: .strict.ifRevocationDataIsPresent, trust: try TrustStore([root.certificate])
        )
        let report = try #require(validator.validate(text).report.signatures.first)
        #expect(report.indication == .totalPassed, "\(report.findings)")
        #expect(!report.has(.signingCertificateNotBound))
    }
}
