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
import SignatureCryptography
import Testing
import VectorFolders

/// NIST PKITS and x509-limbo, from outside the project: where they are absent, the suite is skipped and says so, except
/// in CI.
@Suite("Path vectors")
struct PathVectorTests {
    static let folder = VectorFolder.others.folder

    private struct Line: Decodable {
        let suite: String
        let kind: String
        let file: String
        let test: String?
        let expect: String?
        let profile: String?
        let needs: [String]?
        let trust: [String]?
        let untrusted: [String]?
        let pool: [String]?
        let time: String?
        let initial_policies: [String]?
        let explicit_policy: Bool?
        let inhibit_policy_mapping: Bool?
        let inhibit_any_policy: Bool?

        var policies: CertificatePolicyInputs {
            var policies = CertificatePolicyInputs()
            policies.initialPolicies = initial_policies?.compactMap { ObjectIdentifier($0) }
            policies.requiresExplicitPolicy = explicit_policy ?? false
            policies.inhibitsPolicyMapping = inhibit_policy_mapping ?? false
            policies.inhibitsAnyPolicy = inhibit_any_policy ?? false
            return policies
        }
    }

    private static let lines: [Line] = {
        guard let index = try? String(contentsOf: folder.appending(path: "INDEX.jsonl"), encoding: .utf8) else {
            return []
        }
        return index.split(separator: "\n").filter { $0.contains(#""chain""#) }.compactMap { line in
            try? JSONDecoder().decode(Line.self, from: Data(line.utf8))
        }.filter { $0.kind == "chain" }
    }()

    private static func read(_ path: String) throws -> [Certificate] {
        try Certificate.read([UInt8](Data(contentsOf: folder.appending(path: path))))
    }

    /// What can be told without revocation: whole sections, and every valid path. 4.1.5 needs domain parameters of DSA
    /// that are inherited, which OpenSSL's check of a path doesn't do.
    private static var pathsWithoutRevocation: [Line] {
        lines.filter { line in
            guard line.suite == "pkits", let test = line.test, test != "4.1.5" else { return false }
            let needsRevocation = ["4.4.", "4.5.", "4.7.4", "4.7.5", "4.14.", "4.15."].contains { test.hasPrefix($0) }
            return line.expect == "valid" || !needsRevocation
        }
    }

    @Test(
        "NIST PKITS, what needs no revocation, with the certificates of each test and among all there are",
        .enabled(if: VectorFolder.others.isExpected, "the vectors are absent; XMLDSIG_VECTORS names another place"),
        arguments: [false, true]
    )
    func pkits(isAmongAll: Bool) throws {
        let lines = Self.pathsWithoutRevocation
        #expect(lines.count == 201, "the vectors are absent or others")
        let folder = Self.folder.appending(path: "pkits/certs").path
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".crt") }
        let all = try names.flatMap { try Self.read("pkits/certs/" + $0) }
        for line in lines {
            let own = try (line.untrusted ?? []).flatMap(Self.read)
            let validator = PathValidator(
                trust: try TrustStore((line.trust ?? []).flatMap(Self.read)),
                intermediates: isAmongAll ? all.shuffled() : line.pool == nil ? own : all,
                algorithms: (line.needs ?? []).isEmpty ? .strict : .legacy,
                purpose: .any,
                policies: line.policies,
                revocation: RevocationPolicy(.off)
            )
            let leaf = try #require(try Self.read(line.file).first)
            let time = try #require(Instant(rfc3339: line.time ?? ""))
            let outcome = validator.validate(leaf, at: time)
            #expect((outcome.path != nil) == (line.expect == "valid"), "\(line.test ?? ""): \(outcome.failures)")
        }
    }

    private struct Limbo: Decodable {
        let testcases: [Case]

        struct Case: Decodable {
            let id: String
            let trusted_certs: [String]
            let untrusted_intermediates: [String]
            let peer_certificate: String
            let validation_time: String?
            let max_chain_depth: Int?
        }
    }

    @Test(
        "x509-limbo, the valid paths of RFC 5280",
        .enabled(if: VectorFolder.others.isExpected, "the vectors are absent; XMLDSIG_VECTORS names another place")
    )
    func limbo() throws {
        let lines = Self.lines.filter { $0.suite == "x509-limbo" && $0.profile == "rfc5280" && $0.expect == "valid" }
        #expect(!lines.isEmpty, "the vectors are absent")
        let json = try Data(contentsOf: Self.folder.appending(path: "x509-limbo/limbo.json"))
        let cases = Dictionary(grouping: try JSONDecoder().decode(Limbo.self, from: json).testcases, by: \.id)
        for line in lines {
            let testcase = try #require(cases[line.test ?? ""]?.first)
            var limits = PathLimits()
            // The suite counts those between.
            if let depth = testcase.max_chain_depth { limits.pathDepth = depth + 1 }
            let validator = PathValidator(
                trust: try TrustStore(testcase.trusted_certs.map { try Certificate(pem: $0) }),
                intermediates: try testcase.untrusted_intermediates.map { try Certificate(pem: $0) },
                purpose: .any,
                revocation: RevocationPolicy(.off),
                limits: limits
            )
            let time = testcase.validation_time.map { Instant(rfc3339: $0) } ?? Moment.middle
            let leaf = try Certificate(pem: testcase.peer_certificate)
            let outcome = validator.validate(leaf, at: try #require(time))
            #expect(outcome.path != nil, "\(testcase.id): \(outcome.failures)")
        }
    }
}

extension PathValidationOutcome {
    fileprivate var failures: String {
        failure.map { "\($0.subIndication.rawValue) \($0.findings.map(\.message))" } ?? "a path holds"
    }
}
