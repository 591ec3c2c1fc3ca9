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

@Suite("Revocation of signers")
struct SignerRevocationTests {
    private let scene: RevocationScene

    init() throws { scene = try RevocationScene() }

    @Test("what was found stands in the report with the data and its times")
    func evidence() throws {
        let list = try scene.list()
        let report = try scene.judge([scene.leaf()], lists: [list])
        #expect(report.revocation == .good)
        #expect(!report.has(.revocationNotChecked))
        let found = try #require(report.certificateRevocation.first)
        #expect(report.certificateRevocation.count == 1, "the anchor's own is nobody's business")
        #expect(found.subject == "CN=Leaf")
        #expect(found.sha256 == report.signer?.sha256)
        #expect(found.status == .good)
        let evidence = try #require(found.evidence.first)
        #expect(evidence.kind == "crl")
        #expect(evidence.sha256 == Hexadecimal.lowercase(list.fingerprint))
        #expect(evidence.signer == "CN=Root")
        #expect(evidence.thisUpdate == Instant(rfc3339: "2026-01-01T00:00:00Z"))
        #expect(evidence.nextUpdate == Instant(rfc3339: "2027-01-01T00:00:00Z"))
        #expect(evidence.producedAt == nil)
    }

    @Test("a revocation has its time and reason, by the names of RFC 5280 §5.3.1")
    func revoked() throws {
        for (code, name) in [(1, "keyCompromise"), (2, "cACompromise"), (5, "cessationOfOperation")]
            as [(UInt8, String)]
        {
            let report = try scene.judge([scene.leaf(serialNumber: 9)], lists: [scene.list(revoking: code)])
            #expect(report.revocation == .revoked)
            #expect(report.findings.first?.code == .certificateRevoked)
            #expect(report.findings.first?.message.contains(name) == true)
            let found = try #require(report.certificateRevocation.first)
            #expect(found.status == .revoked)
            #expect(found.revokedAt == Instant(rfc3339: "2025-12-01T00:00:00Z"))
            #expect(found.reason == name)
            #expect(found.evidence.map(\.kind) == ["crl"])
        }
    }

    @Test("nobody looks where the policy says so, and the report says that")
    func off() throws {
        let report = try scene.judge([scene.leaf(serialNumber: 9)], lists: [scene.list(revoking: 1)], .off)
        #expect(report.indication == .totalPassed)
        #expect(report.revocation == .unchecked)
        #expect(report.has(.revocationNotChecked))
        #expect(report.certificateRevocation.allSatisfy { $0.status == .unchecked && $0.evidence.isEmpty })
    }

    @Test("without a policy of one's own, data is asked for")
    func defaultMode() throws {
        for policy in ValidationPolicy.presets {
            #expect(policy.revocation == RevocationPolicy(.required))
            let validator = SignatureValidator(policy: policy, trust: try TrustStore([scene.anchor]))
            let keyInfo = "<KeyInfo>\(Certificate.x509Data([try scene.leaf()]))</KeyInfo>"
            let report = validator.validate(scene.signer.document(keyInfo: keyInfo)).report
            #expect(report.signatures[0].subIndication == .tryLater)
            #expect(report.signatures[0].revocation == .unknown)
        }
    }

    // MARK: What the signature carries

    @Test("lists in X509Data count as any others", arguments: [RevocationMode.required, .ifPresent])
    func embedded(mode: RevocationMode) throws {
        let good = try scene.judge([scene.leaf()], embedded: [scene.list()], mode)
        #expect(good.indication == .totalPassed, "\(good.findings)")
        #expect(good.revocation == .good)
        #expect(!good.has(.keyInfoIgnored))
        let revoked = try scene.judge([scene.leaf(serialNumber: 9)], embedded: [scene.list(revoking: 1)], mode)
        #expect(revoked.subIndication == .revokedNoProofOfExistence)
        // The caller's list stands against the one that the signature brings.
        let both = try scene.judge(
            [scene.leaf(serialNumber: 9)], lists: [scene.list(revoking: 1)], embedded: [scene.list()], mode
        )
        #expect(both.subIndication == .revokedNoProofOfExistence)
    }

    @Test("a list that can't be read is a finding, and says nothing")
    func unusable() throws {
        let report = try scene.judge([scene.leaf()], embedded: [scene.list()], .ifPresent) {
            $0.replacing(/<X509CRL>.*<\/X509CRL>/, with: "<X509CRL>AAAA</X509CRL>")
        }
        #expect(report.has(.keyInfoUnusable))
        #expect(report.indication == .totalPassed)
        #expect(report.revocation == .unchecked)
        let malformed = try scene.judge([scene.leaf()], embedded: [scene.list()]) {
            $0.replacing(/<X509CRL>.*<\/X509CRL>/, with: "<X509CRL>*</X509CRL>")
        }
        #expect(malformed.subIndication == .formatFailure)
    }

    @Test("a signature carries as many lists as certificates at most")
    func limit() throws {
        var limits = SignatureLimits()
        limits.certificates = 2
        let policy = ValidationPolicy.strict.with(limits: limits)
        for (count, isAccepted) in [(2, true), (3, false)] {
            let lists = try (0..<count).map { _ in try scene.list() }
            let report = try scene.judge([scene.leaf()], embedded: lists, policy: policy)
            #expect((report.indication == .totalPassed) == isAccepted)
            #expect(report.has(.limitExceeded) == !isAccepted)
        }
    }

    /// One signature's list isn't another one's, and the order in which they are judged makes no difference.
    @Test("each signature is judged by the lists that it carries and the caller's")
    func severalSignatures() throws {
        let leaf = try scene.leaf(serialNumber: 9)
        let validator = SignatureValidator(
            policy: .strict.with(revocation: RevocationPolicy(.ifPresent)), trust: try TrustStore([scene.anchor])
        )
        let signatures = try [[], [scene.list(revoking: 1)], [], [scene.list(revoking: 6)]].map { lists in
            scene.signer.document(keyInfo: "<KeyInfo>\(RevocationScene.x509Data([leaf], lists))</KeyInfo>")
                .replacing("<doc><a Id=\"x\">text</a>", with: "").replacing("</doc>", with: "")
        }
        let expected: [SubIndication?] = [nil, .revokedNoProofOfExistence, nil, .tryLater]
        for order in [[0, 1, 2, 3], [1, 0, 3, 2], [3, 2, 1, 0]] {
            let text = "<doc><a Id=\"x\">text</a>\(order.map { signatures[$0] }.joined())</doc>"
            let reports = validator.validate(text).report.signatures
            #expect(reports.map(\.subIndication) == order.map { expected[$0] })
        }
    }

    /// As its lists aren't: nor do they tell whose data can be believed.
    @Test("certificates that one signature carries lead on from no other one's signer, in either order")
    func sharedCertificates() throws {
        let (leaf, authority) = try scene.longPath()
        let lists = [try scene.list(), try scene.list(by: "Authority", scene.authority)]
        for data in [RevocationData(lists: lists), RevocationData()] {
            let validator = SignatureValidator(
                policy: .strict.ifRevocationDataIsPresent, trust: try TrustStore([scene.anchor]), revocationData: data
            )
            let signatures = [[leaf, authority], [leaf]].map { certificates in
                scene.signer.document(keyInfo: "<KeyInfo>\(Certificate.x509Data(certificates))</KeyInfo>")
                    .replacing("<doc><a Id=\"x\">text</a>", with: "").replacing("</doc>", with: "")
            }
            for order in [[0, 1], [1, 0]] {
                let text = "<doc><a Id=\"x\">text</a>\(order.map { signatures[$0] }.joined())</doc>"
                let reports = validator.validate(text).report.signatures
                #expect(reports.map(\.subIndication) == order.map { $0 == 0 ? nil : .noCertificateChainFound })
                let report = reports[order[0] == 0 ? 0 : 1]
                #expect(report.revocation == (data.isEmpty ? .unchecked : .good))
            }
        }
    }

    /// The values of three signatures, and once the signatures on the certificate and on the list.
    @Test("what stands against a signer is found out once", arguments: [(5, 3), (4, 2)])
    func cost(limit: Int, judged: Int) throws {
        var limits = SignatureLimits()
        limits.publicKeyOperations = limit
        let validator = SignatureValidator(
            policy: .strict.with(limits: limits),
            trust: try TrustStore([scene.anchor]),
            revocationData: RevocationData(lists: [try scene.list(revoking: 1)])
        )
        let keyInfo = "<KeyInfo>\(Certificate.x509Data([try scene.leaf(serialNumber: 9)]))</KeyInfo>"
        let signature = scene.signer.document(keyInfo: keyInfo)
            .replacing("<doc><a Id=\"x\">text</a>", with: "").replacing("</doc>", with: "")
        let text = "<doc><a Id=\"x\">text</a>\(String(repeating: signature, count: 3))</doc>"
        let reports = validator.validate(text).report.signatures
        #expect(
            reports.count { $0.subIndication == .revokedNoProofOfExistence } == judged, "\(reports.map(\.findings))")
    }

    @Test("data that was issued after it was collected isn't used")
    func collectedAt() throws {
        for (time, isUsed) in [("2026-01-01T00:00:00Z", true), ("2025-12-31T23:58:59Z", false)] {
            let data = RevocationData(lists: [try scene.list()], collectedAt: Instant(rfc3339: time))
            let validator = SignatureValidator(trust: try TrustStore([scene.anchor]), revocationData: data)
            let keyInfo = "<KeyInfo>\(Certificate.x509Data([try scene.leaf()]))</KeyInfo>"
            let report = validator.validate(scene.signer.document(keyInfo: keyInfo)).report
            #expect((report.indication == .totalPassed) == isUsed)
        }
    }
}
