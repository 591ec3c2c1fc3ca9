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
import Testing
import VectorFolders

/// Findings about what issuers of certificates neglected, under both profiles.
enum RaisedDutyFindings {
    static func all() throws -> [Finding] {
        let profiles: [CertificateProfile] = [.relyingParty, .conforming]
        return try profiles.flatMap { try ofCases(under: $0) + unreadable(under: $0) }
    }

    private static func ofCases(under profile: CertificateProfile) throws -> [Finding] {
        try PathCase.own("conforming").flatMap { testcase -> [Finding] in
            guard let leaf = try? Certificate(pem: testcase.peerCertificate) else { return [] }
            let anchors = try testcase.trustedCerts.map { try Certificate(pem: $0) }
            let others = testcase.untrustedIntermediates.compactMap { try? Certificate(pem: $0) }
            let time = try #require(testcase.validationTime.flatMap { Instant(rfc3339: $0) })
            return try findings(leaf, others, anchors, under: profile, at: time)
        }
    }

    /// An authorityInfoAccess that is a SET.
    private static func unreadable(under profile: CertificateProfile) throws -> [Finding] {
        let signer = try HandSigner(rsaOfBitCount: 2048)
        let anchor = try HandCertificate(
            subject: "Root", issuer: "Root", key: signer, issuerKey: signer, isAuthority: true
        ).make()
        let leaf = try HandCertificate(
            subject: "Leaf", issuer: "Root", key: signer, issuerKey: signer, authorityInformationAccess: [0x31, 0]
        ).make()
        return try findings(leaf, [], [anchor], under: profile, at: Instant(seconds: 1_767_225_600))
    }

    private static func findings(
        _ leaf: Certificate, _ others: [Certificate], _ anchors: [Certificate], under profile: CertificateProfile,
        at time: Instant
    ) throws -> [Finding] {
        let outcome = PathValidator(trust: try TrustStore(anchors), profile: profile)
            .validate(leaf, candidates: others, at: time)
        return outcome.path?.findings ?? outcome.failure?.findings ?? []
    }
}
