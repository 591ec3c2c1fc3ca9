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

/// NIST PKITS, from outside the project: where it is absent, the suite is skipped and says so, except in CI.
@Suite("Path vectors")
struct PathVectorTests {
    static let folder = VectorFolder.others.folder

    private struct Line: Decodable {
        let kind: String
        let file: String
        let test: String?
        let expect: String?
        let needs: [String]?
        let policy: [String]?
        let crls: [String]?
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
        return index.split(separator: "\n").filter { $0.contains(#""pkits""#) }.compactMap { line in
            try? JSONDecoder().decode(Line.self, from: Data(line.utf8))
        }.filter { $0.kind == "chain" }
    }()

    private static func read(_ path: String) throws -> [Certificate] {
        try Certificate.read([UInt8](Data(contentsOf: folder.appending(path: path))))
    }

    private static func names(in folder: String, _ suffix: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: Self.folder.appending(path: folder).path)
            .filter { $0.hasSuffix(suffix) }.sorted().map { folder + "/" + $0 }
    }

    private static func readLists(_ paths: [String]) throws -> [RevocationList] {
        try paths.flatMap { try RevocationList.read([UInt8](Data(contentsOf: folder.appending(path: $0)))) }
    }

    /// What a line gives to look for a path with.
    private struct Material {
        var certificates: [Certificate]
        var lists: [RevocationList]

        mutating func shuffle() {
            certificates.shuffle()
            lists.shuffle()
        }
    }

    /// Everything that the suite has.
    private static func all() throws -> Material {
        Material(
            certificates: try names(in: "pkits/certs", ".crt").flatMap(read),
            lists: try readLists(names(in: "pkits/crls", ".crl"))
        )
    }

    private static func validate(
        _ line: Line,
        _ material: Material,
        _ caches: ValidationCaches = ValidationCaches()
    ) throws -> PathValidationOutcome {
        let validator = PathValidator(
            trust: try TrustStore((line.trust ?? []).flatMap(read)),
            intermediates: material.certificates,
            algorithms: (line.needs ?? []).isEmpty ? .strict : .legacy,
            purpose: .any,
            policies: line.policies,
            revocation: RevocationPolicy(line.policy?.contains("require-crl") == true ? .required : .off),
            revocationData: RevocationData(lists: material.lists),
            caches: caches
        )
        let leaf = try #require(try read(line.file).first)
        return validator.validate(leaf, at: try #require(Instant(rfc3339: line.time ?? "")))
    }

    /// Verdict, sub-indication and path, which no order of the material may change.
    private static func verdict(_ outcome: PathValidationOutcome) -> [String] {
        [outcome.failure?.subIndication.rawValue ?? "valid"]
            + (outcome.path?.certificates ?? outcome.failure?.certificates ?? []).map(\.sha256)
    }

    /// 4.1.5 needs domain parameters of DSA that are inherited: OpenSSL would write them into a key that threads share.
    private static func expectation(_ line: Line) -> Bool { line.expect == "valid" && line.test != "4.1.5" }

    @Test(
        "NIST PKITS, in any order of the certificates and lists of each test",
        .enabled(if: VectorFolder.others.isExpected, "the vectors are absent; XMLDSIG_VECTORS names another place")
    )
    func pkits() throws {
        let lines = Self.lines
        #expect(lines.count == 249, "the vectors are absent or others")
        let all = try Self.all()
        for line in lines {
            var material = Material(
                certificates: try (line.untrusted ?? []).flatMap(Self.read),
                lists: try Self.readLists(line.crls ?? [])
            )
            if line.pool != nil { material = all }
            let outcome = try Self.validate(line, material)
            #expect((outcome.path != nil) == Self.expectation(line), "\(line.test ?? ""): \(outcome.failures)")
            for _ in 0..<20 {
                material.shuffle()
                #expect(Self.verdict(try Self.validate(line, material)) == Self.verdict(outcome), "\(line.test ?? "")")
            }
        }
    }

    @Test(
        "NIST PKITS, among all certificates and lists that there are",
        .enabled(if: VectorFolder.others.isExpected, "the vectors are absent; XMLDSIG_VECTORS names another place")
    )
    func pkitsAmongAll() throws {
        var material = try Self.all()
        for line in Self.lines {
            material.shuffle()
            let outcome = try Self.validate(line, material)
            #expect((outcome.path != nil) == Self.expectation(line), "\(line.test ?? ""): \(outcome.failures)")
        }
    }

    @Test(
        "NIST PKITS, with caches that are cold, warm or full of other paths, in any order",
        .enabled(if: VectorFolder.others.isExpected, "the vectors are absent; XMLDSIG_VECTORS names another place")
    )
    func pkitsWithCaches() throws {
        var material = try Self.all()
        let (shared, lines) = (ValidationCaches(), Self.lines)
        let cold = try lines.map { try Self.validate($0, material) }
        for _ in 0..<2 {
            for index in lines.indices.shuffled() {
                material.shuffle()
                #expect(try Self.validate(lines[index], material, shared) == cold[index], "\(lines[index].test ?? "")")
            }
        }
        #expect(shared.signatureStatistics.hits > 0)
        #expect(shared.pathStatistics.hits == cold.count { $0.path != nil })
    }
}

extension PathValidationOutcome {
    fileprivate var failures: String {
        failure.map { "\($0.subIndication.rawValue) \($0.findings.map(\.message))" } ?? "a path holds"
    }
}
