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

    // MARK: Many that hold the key

    /// Certificates that anybody can make and put beside the signer's, in the name of an issuer of their choice.
    private func forged(_ count: Int, by issuer: String) throws -> [Certificate] {
        try (0..<count).map { number in
            var recipe = HandCertificate(
                subject: "Forged \(number)", issuer: issuer, key: scene.signer, issuerKey: scene.stranger
            )
            recipe.serialNumber = 20 + number
            return try recipe.make()
        }
    }

    /// The others with one before all of them, in their midst and behind them.
    private func orders(_ one: [Certificate], among others: [Certificate]) -> [[Certificate]] {
        [0, 8, others.count].map { Array(others[..<$0]) + one + others[$0...] }
    }

    @Test("certificates that anybody can add don't hide the signer's", arguments: ["Nobody", "Root", "Forged 3"])
    func junk(issuer: String) throws {
        let leaf = try scene.leaf()
        let two = try scene.leaf(serialNumber: 3) { $0.subject = "Two" }
        let junk = try forged(12, by: issuer)
        for certificates in orders([leaf], among: junk) {
            let report = try judge(certificates)
            #expect(report.indication == .totalPassed, "\(report.findings)")
            #expect(report.signer?.sha256 == leaf.sha256)
        }
        for certificates in orders([leaf, two], among: junk) + orders([two, leaf], among: junk) {
            #expect(try judge(certificates).findings.first?.code == .signingCertificateAmbiguous)
        }
        // Nor does it help that all the document brings is junk.
        #expect(try judge(junk, pool: [leaf]).signer?.sha256 == leaf.sha256)
        #expect(try judge(junk).indication == .indeterminate)
    }

    @Test("a revocation isn't hidden either")
    func revokedAmongJunk() throws {
        let revoked = try scene.leaf(serialNumber: 9)
        for certificates in orders([revoked], among: try forged(12, by: "Nobody")) {
            let report = try judge(certificates, lists: [scene.list(revoking: 1)])
            #expect(report.subIndication == .revokedNoProofOfExistence)
            #expect(report.signer?.sha256 == revoked.sha256)
        }
    }

    @Test("of renewals the same one is told, whatever the order")
    func renewals() throws {
        let certificates = try (2..<6).map { try scene.leaf(serialNumber: $0) }
        let told = try certificates.indices.map { first in
            try judge(Array(certificates[first...] + certificates[..<first])).signer?.sha256
        }
        #expect(told.allSatisfy { $0 != nil && $0 == told[0] })
    }

    @Test("where more might have a path than are looked at, that is said, and nothing is passed over")
    func limit() throws {
        var limits = SignatureLimits()
        limits.certificates = 3
        let policy = ValidationPolicy.strict.ifRevocationDataIsPresent.with(limits: limits)
        let renewals = try (2..<6).map { try scene.leaf(serialNumber: $0) }
        for start in renewals.indices {
            let order = Array(renewals[start...] + renewals[..<start])
            let report = try judge(Array(order[..<3]), policy: policy, pool: [order[3]])
            #expect(report.findings.first?.code == .limitExceeded)
            #expect(report.subIndication == .certificateChainGeneralFailure)
            #expect(report.coreValidation == .valid)
            // What the signer says or the caller leaves nothing to look for.
            let named = try judge(Array(order[..<3]), naming: [order[3]], policy: policy, pool: [order[3]])
            #expect(named.signer?.sha256 == order[3].sha256)
            #expect(named.indication == .totalPassed, "\(named.findings)")
        }
        #expect(try judge(Array(renewals[..<3]), policy: policy).indication == .totalPassed)
        // What has no issuer that anybody knows can't have a path.
        #expect(
            try judge(forged(3, by: "Nobody"), policy: policy, pool: Array(renewals[..<3])).indication == .totalPassed
        )
    }
}
