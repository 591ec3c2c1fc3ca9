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
import XMLSignature

@Suite("Reports of paths")
struct ChainReportTests {
    private let scene: RevocationScene

    init() throws { scene = try RevocationScene() }

    private func report(
        _ leaf: Certificate, _ candidates: [Certificate] = [], lists: [RevocationList] = [],
        _ mode: RevocationMode = .ifPresent, purpose: CertificatePurpose = .any, host: HostName? = nil,
        limits: PathLimits = PathLimits(), policy: ValidationPolicy = .strict
    ) throws -> ChainReport {
        let validator = PathValidator(
            trust: try TrustStore([scene.anchor]),
            algorithms: policy.algorithms,
            purpose: purpose,
            revocation: RevocationPolicy(mode),
            revocationData: RevocationData(lists: lists),
            limits: limits
        )
        let report = ChainReport(
            validator.validate(leaf, candidates: candidates, at: HandSigned.time),
            of: leaf,
            named: "leaf \"1\"",
            by: validator,
            under: policy,
            host: host,
            at: HandSigned.time
        )
        // Whatever there is to say, both writers say it.
        #expect(try JSONDecoder().decode(ChainReport.self, from: Data(report.json)) == report)
        let theirs = try JSONEncoder().encode(report)
        #expect(try JSONDecoder().decode(ChainReport.self, from: theirs) == report)
        return report
    }

    @Test("of one that holds have each check with its clause, and the data used")
    func accepted() throws {
        let list = try scene.list()
        let report = try report(scene.leaf(), lists: [list], purpose: .documentSigning)
        #expect(report.verdict == .accepted)
        #expect(report.subIndication == nil)
        #expect(report.subject.subject == "CN=Leaf")
        #expect(report.purpose == "document-signing")
        #expect(report.profile == "relying-party")
        #expect(report.certificatePath.map(\.subject) == ["CN=Leaf", "CN=Root"])
        #expect(report.certificatePath.map(\.anchor) == [nil, true])
        #expect(report.checks.allSatisfy { $0.outcome == "passed" && !$0.clause.isEmpty })
        let names = ["trust-anchor", "signatures", "constraints", "validity", "purpose", "algorithms", "revocation"]
        #expect(Set(report.checks.map(\.name)).isSuperset(of: names))
        #expect(report.revocation == .good)
        #expect(report.certificateRevocation.first?.evidence.first?.sha256 == Hexadecimal.lowercase(list.fingerprint))
        #expect(report.environment.policySHA256 == ValidationPolicy.strict.sha256)
        #expect(report.environment.trustSHA256 != nil)
    }

    @Test("tell what stands against a certificate for certain from what can't be told")
    func verdicts() throws {
        let (leaf, authority) = try scene.longPath()
        let noAuthority = try scene.longPath(isAuthority: false)
        let stranger = scene.stranger
        var few = PathLimits()
        few.paths = 0
        let cases: [(ChainReport, ChainVerdict, SubIndication?)] = [
            (try report(leaf, [authority]), .accepted, nil),
            (try report(leaf), .undecided, .noCertificateChainFound),
            (try report(leaf, [authority], .required), .undecided, .tryLater),
            (try report(leaf, [authority], limits: few), .undecided, .certificateChainGeneralFailure),
            (try report(noAuthority.leaf, [noAuthority.authority]), .refused, .chainConstraintsFailure),
            (
                try report(scene.leaf { $0.issuerKey = stranger }), .refused, .certificateChainGeneralFailure
            ),
            (
                try report(scene.leaf(serialNumber: 9), lists: [scene.list(revoking: 1)]), .refused,
                .revokedNoProofOfExistence
            ),
            (try report(scene.leaf(serialNumber: 9), lists: [scene.list(revoking: 6)]), .undecided, .tryLater),
            (try report(scene.leaf { $0.notAfter = "260301000000Z" }), .refused, .outOfBoundsNoProofOfExistence),
        ]
        for (report, verdict, subIndication) in cases {
            #expect(report.verdict == verdict, "\(report.findings)")
            #expect(report.subIndication == subIndication)
            #expect((report.findings.first?.severity == .error) == (verdict != .accepted))
            #expect(report.certificatePath.contains { $0.anchor == true } == (verdict == .accepted))
        }
    }

    /// One that the list of the scene revokes.
    private func revokedAuthority(validFromDay day: Int) throws -> Certificate {
        var recipe = HandCertificate(
            subject: "Authority", issuer: "Root", key: scene.authority, issuerKey: scene.root, isAuthority: true
        )
        recipe.serialNumber = 9
        recipe.notBefore = "2501\(day < 10 ? "0" : "")\(day)000000Z"
        return try recipe.make()
    }

    @Test("name the other paths that were tried, and why each doesn't hold")
    func otherPaths() throws {
        let leaf = try scene.longPath().leaf
        // Of two that are as promising the one with the lesser fingerprint is tried first, which is to be the revoked one.
        let pairs = try (10..<38).map { number in
            (
                try revokedAuthority(validFromDay: number - 9),
                try scene.longPath(authoritySerialNumber: number).authority
            )
        }
        let (revoked, good) = try #require(
            pairs.first { $0.0.fingerprint.lexicographicallyPrecedes($0.1.fingerprint) }
        )
        let report = try report(leaf, [good, revoked], lists: [scene.list(revoking: 2)])
        #expect(report.verdict == .accepted)
        let other = try #require(report.otherPaths.first)
        #expect(report.otherPaths.count == 1)
        #expect(other.subIndication == .revokedAuthorityNoProofOfExistence)
        #expect(other.certificates.map(\.subject) == ["CN=Leaf", "CN=Authority", "CN=Root"])
        #expect(other.findings.first?.code == .certificateRevoked)
    }

    /// No signature of the path is made with it, so the path holds.
    @Test(
        "judge the certificate's own key by the policy, as a signer's", arguments: [ValidationPolicy.strict, .legacy])
    func ownKey(policy: ValidationPolicy) throws {
        let short = try HandSigner(rsaOfBitCount: 1_024)
        let isRefused = policy == .strict
        let report = try report(scene.leaf { $0.key = short }, policy: policy)
        #expect(report.verdict == (isRefused ? .refused : .accepted))
        #expect(report.subIndication == (isRefused ? .cryptographicConstraintsFailureNoProofOfExistence : nil))
        #expect(report.checks.last?.name == "key")
        #expect(report.checks.last?.outcome == (isRefused ? "failed" : "passed"))
        let finding = try #require(report.findings.first { $0.message.contains("1024") })
        #expect(finding.severity == (isRefused ? .error : .warning))
        if isRefused { #expect(report.findings.first == finding) }
        #expect(try self.report(scene.leaf(), policy: policy).verdict == .accepted)
    }

    @Test("give the key or the host as the reason where they decide, and what is certain of the path before them")
    func firstReason() throws {
        let short = try HandSigner(rsaOfBitCount: 1_024)
        let weak = SubIndication.cryptographicConstraintsFailureNoProofOfExistence
        let cases: [(SubIndication, FindingCode, Certificate, HostName?)] = [
            // No path, no data.
            (weak, .keyTooWeak, try scene.leaf { ($0.key, $0.issuer) = (short, "Nobody") }, nil),
            (
                .chainConstraintsFailure, .hostNameMismatch, try scene.leaf { $0.issuer = "Nobody" },
                HostName("host.example.com")
            ),
            (
                weak, .keyTooWeak, try scene.leaf { ($0.key, $0.issuer) = (short, "Nobody") },
                HostName("host.example.com")
            ),
            // Another reason, as certain and before it.
            (
                .outOfBoundsNoProofOfExistence, .certificateOutOfValidity,
                try scene.leaf { ($0.key, $0.notAfter) = (short, "260301000000Z") }, HostName("host.example.com")
            ),
        ]
        for (subIndication, code, leaf, host) in cases {
            let report = try report(leaf, host: host)
            #expect(report.verdict == .refused)
            #expect(report.subIndication == subIndication)
            #expect(report.findings.first?.code == code)
            #expect(report.findings.contains { $0.code == .hostNameMismatch } == (host != nil))
        }
    }

    @Test("say whether the certificate is the host's that was asked for")
    func host() throws {
        let host = try #require(HostName("host.example.com"))
        for leaf in [try scene.leaf(), try scene.leaf { $0.issuer = "Nobody" }] {
            let report = try report(leaf, purpose: .serverAuthentication, host: host)
            #expect(report.verdict == .refused)
            #expect(report.host == "host.example.com")
            #expect(report.checks.last == ChainCheckReport(name: "host-name", outcome: "failed", clause: "RFC 9525 §6"))
            #expect(report.findings.contains { $0.code == .hostNameMismatch })
        }
    }
}
