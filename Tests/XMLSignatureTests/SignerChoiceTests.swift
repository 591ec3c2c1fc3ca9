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

/// Which of several certificates with the signer's key is the signer's (ETSI EN 319 102-1 §5.2.3).
@Suite("Choice of the signer's certificate")
struct SignerChoiceTests {
    private let scene: RevocationScene

    init() throws { scene = try RevocationScene() }

    /// - Parameters:
    ///   - certificates: In `X509Data`, in this order.
    ///   - named: Those that XAdES' properties name; `nil`: there are no properties.
    private func judge(
        _ certificates: [Certificate],
        naming named: [Certificate]? = nil,
        isCovered: Bool = true,
        lists: [RevocationList] = [],
        policy: ValidationPolicy = .strict.ifRevocationDataIsPresent,
        pool: [Certificate] = [],
        pinned: [PinnedKey] = [],
        isTrusting: Bool = true
    ) throws -> SignatureReport {
        let validator = SignatureValidator(
            policy: policy,
            trust: isTrusting ? try TrustStore([scene.anchor]) : nil,
            certificates: pool,
            pinnedKeys: pinned,
            revocationData: RevocationData(lists: lists)
        )
        let properties = named.map { QualifyingProperties.signed(naming: $0) }
        let text = scene.signer.document(
            keyInfo:
                "<KeyInfo>\(certificates.isEmpty ? scene.signer.keyValue : Certificate.x509Data(certificates))</KeyInfo>"
                + (properties.map(QualifyingProperties.object) ?? ""),
            more: isCovered ? properties.map(QualifyingProperties.reference) ?? "" : ""
        )
        return try #require(validator.validate(text).report.signatures.first)
    }

    // MARK: What the signed properties name

    @Test("the one that signed properties name is the signer's, wherever it stands")
    func named() throws {
        let one = try scene.leaf()
        let others = [
            try scene.leaf(serialNumber: 3), try scene.leaf(serialNumber: 4) { $0.policy = 1 },
            try scene.leaf(serialNumber: 5) { $0.subject = "Other" },
            try scene.leaf(serialNumber: 6) { $0.notAfter = "210101000000Z" },
        ]
        for other in others {
            for certificates in [[one, other], [other, one]] {
                let report = try judge(certificates, naming: [one])
                #expect(report.indication == .totalPassed, "\(report.findings)")
                #expect(report.signer?.sha256 == one.sha256)
                // Several entries are for the path; what else holds the key is still to be told from it.
                #expect(try judge(certificates, naming: [one, scene.anchor]).signer?.sha256 == one.sha256)
            }
        }
        for certificates in [[one, others[2]], [others[2], one]] {
            let both = try judge(certificates, naming: certificates)
            #expect(both.findings.first?.code == .signingCertificateAmbiguous)
            #expect(both.signer == nil)
        }
    }

    @Test("what stands against the named one isn't mended by another with the key")
    func namedRevoked() throws {
        let revoked = try scene.leaf(serialNumber: 9)
        let expired = try scene.leaf(serialNumber: 10) { $0.notAfter = "210101000000Z" }
        let good = try scene.leaf()
        for reversed in [false, true] {
            func judge(_ named: Certificate) throws -> SignatureReport {
                try self.judge(
                    reversed ? [good, named] : [named, good], naming: [named], lists: [scene.list(revoking: 1)]
                )
            }
            let report = try judge(revoked)
            #expect(report.subIndication == .revokedNoProofOfExistence)
            #expect(report.findings.first?.code == .certificateRevoked)
            #expect(report.signer?.sha256 == revoked.sha256)
            #expect(!report.has(.signingCertificateMismatch))
            #expect(try judge(expired).subIndication == .outOfBoundsNoProofOfExistence)
        }
    }

    @Test("properties that the signature doesn't cover choose nothing")
    func unsignedNaming() throws {
        let one = try scene.leaf()
        let other = try scene.leaf(serialNumber: 3) { $0.policy = 1 }
        for certificates in [[one, other], [other, one]] {
            let report = try judge(certificates, naming: [one], isCovered: false)
            #expect(report.findings.first?.code == .signingCertificateAmbiguous)
        }
    }

    @Test("where none is named, that is what is said, in whatever order they stand")
    func noneNamed() throws {
        let named = try scene.leaf()
        let one = try scene.leaf(serialNumber: 3)
        for other in [try scene.leaf(serialNumber: 4), try scene.leaf(serialNumber: 4) { $0.policy = 1 }] {
            for certificates in [[one, other], [other, one]] {
                let report = try judge(certificates, naming: [named])
                #expect(report.subIndication == .noSigningCertificateFound)
                #expect(report.findings.first?.code == .signingCertificateMismatch)
                #expect(!report.has(.signingCertificateAmbiguous))
            }
        }
    }

    @Test("of the certificates that the caller vouches for, too, the named one counts", arguments: [true, false])
    func pinned(isTrusting: Bool) throws {
        let one = try scene.leaf()
        let other = try scene.leaf(serialNumber: 3) { $0.policy = 1 }
        for pins in [[one, other], [other, one]] {
            let report = try judge(
                [], naming: [one], pinned: try pins.map { try PinnedKey($0) }, isTrusting: isTrusting
            )
            #expect(report.indication == .totalPassed, "\(report.findings)")
            #expect(report.signer?.sha256 == one.sha256)
            // A pinned key says whose key it is, not which of the certificates.
            let key = [PinnedKey(scene.signer.publicKey)]
            let byKey = try judge(pins, naming: [one], pinned: key, isTrusting: isTrusting)
            #expect(byKey.indication == .totalPassed, "\(byKey.findings)")
            #expect(byKey.signer?.sha256 == one.sha256)
        }
        let unpinned = try judge([one, other], naming: [one], pinned: [try PinnedKey(other)], isTrusting: isTrusting)
        #expect(unpinned.findings.first?.code == .signingCertificateMismatch)
    }
}
