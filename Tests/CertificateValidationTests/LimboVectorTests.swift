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

/// x509-limbo, from outside the project: where it is absent, the suite is skipped and says so, except in CI.
@Suite("Limbo vectors")
struct LimboVectorTests {
    static let folder = VectorFolder.others.folder

    private struct Line: Decodable {
        let suite: String
        let kind: String
        let test: String?
        let expect: String?
        let profile: String?
    }

    /// The lines about RFC 5280, each with its case.
    private static func lines() throws -> [(line: Line, testcase: PathCase)] {
        let cases = Dictionary(grouping: try PathCase.limbo(), by: \.id)
        return try String(contentsOf: folder.appending(path: "INDEX.jsonl"), encoding: .utf8).split(separator: "\n")
            .filter { $0.contains(#""x509-limbo""#) }
            .map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
            .filter { $0.suite == "x509-limbo" && $0.profile == "rfc5280" && ["chain", "crl"].contains($0.kind) }
            .map { line in (line, try #require(cases[line.test ?? ""]?.first)) }
    }

    /// - Returns: `nil` where the leaf or an anchor is refused when it is read.
    private static func validate(
        _ testcase: PathCase,
        _ caches: ValidationCaches,
        under profile: CertificateProfile = .relyingParty,
        shuffled isShuffled: Bool = false
    ) throws -> PathValidationOutcome? {
        func order<Value>(_ values: [Value]) -> [Value] { isShuffled ? values.shuffled() : values }
        let anchors = order(testcase.trustedCerts).compactMap { try? TrustAnchor(Certificate(pem: $0)) }
        guard !anchors.isEmpty, let leaf = try? Certificate(pem: testcase.peerCertificate) else { return nil }
        let lists = (testcase.crls ?? []).flatMap { (try? RevocationList.read(Array($0.utf8))) ?? [] }
        var limits = PathLimits()
        // The suite counts those between.
        if let depth = testcase.maxChainDepth { limits.pathDepth = depth + 1 }
        let validator = PathValidator(
            trust: try TrustStore(anchors),
            intermediates: order(testcase.untrustedIntermediates).compactMap { try? Certificate(pem: $0) },
            purpose: testcase.extendedKeyUsage == ["clientAuth"] ? .clientAuthentication : .any,
            profile: profile,
            revocation: RevocationPolicy(lists.isEmpty ? .off : .required),
            revocationData: RevocationData(lists: order(lists)),
            limits: limits,
            caches: caches
        )
        let time = testcase.validationTime.map { Instant(rfc3339: $0) } ?? Moment.middle
        return validator.validate(leaf, at: try #require(time))
    }

    @Test(
        "accept what holds, and say the same in any order and with any caches",
        .enabled(if: VectorFolder.others.isExpected, "the vectors are absent; XMLDSIG_VECTORS names another place")
    )
    func sameInAnyOrder() throws {
        let lines = try Self.lines()
        #expect(!lines.isEmpty, "the vectors are absent")
        let shared = ValidationCaches()
        for (line, testcase) in lines {
            let outcome = try Self.validate(testcase, ValidationCaches())
            if line.expect == "valid" { #expect(outcome?.path != nil, "\(testcase.id)") }
            for _ in 0..<20 {
                #expect(try Self.validate(testcase, shared, shuffled: true) == outcome, "\(testcase.id)")
            }
        }
    }

    /// The suite's verdicts are those of who asks for all of RFC 5280.
    @Test(
        "are judged under `conforming` as the suite says",
        .enabled(if: VectorFolder.others.isExpected, "the vectors are absent; XMLDSIG_VECTORS names another place")
    )
    func conforming() throws {
        let lines = try Self.lines()
        #expect(!lines.isEmpty, "the vectors are absent")
        for (line, testcase) in lines {
            let outcome = try Self.validate(testcase, ValidationCaches(), under: .conforming)
            #expect(
                (outcome?.path != nil) == (line.expect == "valid"), "\(testcase.id): \(String(describing: outcome))")
        }
    }
}
