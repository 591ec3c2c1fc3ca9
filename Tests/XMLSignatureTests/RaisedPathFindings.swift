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
import XMLSignature

/// Findings about paths and revocation, which a document needs revocation data for, or authorities that do odd things.
enum RaisedPathFindings {
    private static let time = Instant(seconds: 1_767_225_600)  // 2026-01-01T00:00:00Z

    static func all() throws -> [Finding] {
        let root = try HandSigner(rsaOfBitCount: 2048)
        let signer = try HandSigner(rsaOfBitCount: 2048)
        let anchor = try HandCertificate(
            subject: "Root", issuer: "Root", key: root, issuerKey: root, isAuthority: true
        ).make()
        let leaf = try HandCertificate(subject: "Leaf", issuer: "Root", key: signer, issuerKey: root).make()
        return try unknown(leaf, anchor) + rollover(anchor, root, signer) + revoked(leaf, anchor) + host(leaf, anchor)
            + answered()
    }

    /// What OCSP responses raise that independent programs confirmed.
    private static func answered() throws -> [Finding] {
        let cases = try PathCase.own("ocsp")
        return try ["ocsp::unknown", "ocsp::status-try-later", "ocsp::fractions"].flatMap { id in
            let testcase = try #require(cases.first { $0.id == id })
            let responses = try (testcase.ocspResponses ?? []).flatMap { try OCSPResponse.read(Array($0.utf8)) }
            let outcome = PathValidator(
                trust: try TrustStore(testcase.trustedCerts.map { try Certificate(pem: $0) }),
                revocationData: RevocationData(responses: responses)
            ).validate(
                try Certificate(pem: testcase.peerCertificate),
                at: try #require(testcase.validationTime.flatMap { Instant(rfc3339: $0) })
            )
            return outcome.path?.findings ?? outcome.failure?.findings ?? []
        }
    }

    private static func findings(_ leaf: Certificate, _ more: [Certificate], _ anchor: Certificate) throws -> [Finding]
    {
        let outcome = PathValidator(trust: try TrustStore([anchor])).validate(leaf, candidates: more, at: time)
        return outcome.failure?.findings ?? []
    }

    private static func unknown(_ leaf: Certificate, _ anchor: Certificate) throws -> [Finding] {
        try findings(leaf, [], anchor)
    }

    /// A server's certificate without the name of a host.
    private static func host(_ leaf: Certificate, _ anchor: Certificate) throws -> [Finding] {
        let validator = PathValidator(
            trust: try TrustStore([anchor]), purpose: .serverAuthentication, revocation: RevocationPolicy(.off)
        )
        let outcome = validator.validate(leaf, at: time)
        let host = HostName("host.example.com")
        return ChainReport(outcome, of: leaf, by: validator, under: .strict, host: host, at: time).findings
    }

    /// A self-issued certificate without key identifiers, which OpenSSL takes for self-signed.
    private static func rollover(_ anchor: Certificate, _ old: HandSigner, _ new: HandSigner) throws -> [Finding] {
        let newWithOld = try HandCertificate(
            subject: "Root", issuer: "Root", key: new, issuerKey: old, isAuthority: true
        ).make()
        let leaf = try HandCertificate(subject: "Leaf", issuer: "Root", key: old, issuerKey: new).make()
        return try findings(leaf, [newWithOld], anchor)
    }

    private static func revoked(_ leaf: Certificate, _ anchor: Certificate) throws -> [Finding] {
        let subject = RevocationSubject(certificate: leaf, issuer: anchor, anchor: try TrustAnchor(anchor))
        return [RevocationReason.certificateHold, .keyCompromise].flatMap { reason in
            var answer = RevocationAnswer()
            answer.status = .revoked(at: time, reason: reason)
            var revocation = PathRevocationCheck()
            revocation.append(answer, about: subject, isLeaf: true, mode: .required)
            return revocation.objections.map(\.finding)
        }
    }
}
