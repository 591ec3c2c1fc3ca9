//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import BatchVerification
import CertificateValidation
import Diagnostics
import Foundation
import Testing
import XMLSignature

/// Counts by other means than reports: the manifest, and what stands in the documents as text.
@Suite("A summary")
struct BatchSummaryTests {
    private static func summary(_ paths: [String]) async throws -> BatchSummary {
        var summary = BatchSummary()
        for result in try await BatchScene.results(.paths(paths), by: BatchScene.verifier()) {
            summary.add(result.report)
        }
        return summary
    }

    /// The documents of the archive as text, whatever their encoding.
    private static func texts() throws -> [String] {
        try BatchScene.documents(in: "archive").map { path in
            let data = try Data(contentsOf: URL(filePath: path))
            let encoding: String.Encoding =
                path.contains("utf16") ? .utf16 : path.contains("latin1") ? .isoLatin1 : .utf8
            return try #require(String(data: data, encoding: encoding))
        }
    }

    @Test("counts what the manifest says")
    func indications() async throws {
        let truths = try ManifestTruth.archive().values
        let summary = try await Self.summary(BatchScene.documents(in: "archive"))
        #expect(summary.documents == truths.count)
        #expect(summary.signatures == truths.map { $0.valid + $0.invalid }.reduce(0, +))
        var documents: [String: Int] = [:]
        for truth in truths { documents[truth.indication.rawValue, default: 0] += 1 }
        #expect(summary.indications == documents)
        #expect(
            summary.signatureIndications == [
                "TOTAL-PASSED": truths.map(\.valid).reduce(0, +), "TOTAL-FAILED": truths.map(\.invalid).reduce(0, +),
            ])
        #expect(summary.subIndications == ["HASH_FAILURE": truths.map(\.invalid).reduce(0, +)])
        #expect(summary.errors.isEmpty)
    }

    @Test("counts the algorithms that stand in the documents")
    func algorithms() async throws {
        var expected: [String: Int] = [:]
        for text in try Self.texts() {
            for match in text.matches(of: /<(?:\w+:)?SignatureMethod\s+Algorithm=["']([^"']+)["']/) {
                expected[String(match.1), default: 0] += 1
            }
        }
        let summary = try await Self.summary(BatchScene.documents(in: "archive"))
        #expect(summary.algorithms == expected)
        #expect(summary.algorithms.values.reduce(0, +) == summary.signatures)
    }

    /// In UTC the first hours of a month in Việt Nam belong to the month before.
    @Test(
        "counts the months in UTC of the times that signers claim",
        arguments: [
            ("2026-01-01T06:59:59+07:00", "2025-12"), ("2026-01-01T07:00:00+07:00", "2026-01"),
            ("2026-06-30T23:59:59Z", "2026-06"), ("2026-06-30T23:59:59-01:00", "2026-07"), (nil, "unknown"),
        ] as [(String?, String)])
    func months(claimed: String?, month: String) async throws {
        let results = try await BatchScene.results(
            .paths([BatchScene.path("archive/decision-401.xml")]), by: BatchScene.verifier())
        var report = try #require(results.first).report
        for index in report.signatures.indices {
            report.signatures[index].signingTime.claimed = try claimed.map { try #require(Instant(rfc3339: $0)) }
        }
        var summary = BatchSummary()
        summary.add(report)
        #expect(summary.months == [month: report.signatures.count])
    }

    /// As OpenSSL reads the certificates in the document, one a signature.
    private static func organizations(ofSignersIn path: String) throws -> [String: Int] {
        let text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
        var counts: [String: Int] = [:]
        for match in text.matches(of: /<(?:\w+:)?X509Certificate>([^<]+)</) {
            counts[try organization(in: String(match.1)), default: 0] += 1
        }
        return counts
    }

    private static func organization(in base64: String) throws -> String {
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "openssl", "x509", "-inform", "DER", "-noout", "-subject", "-nameopt", "utf8,sep_multiline,lname,-esc_msb",
        ]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        try input.fileHandleForWriting.write(
            contentsOf: #require(Data(base64Encoded: base64, options: .ignoreUnknownCharacters)))
        try input.fileHandleForWriting.close()
        let subject = String(decoding: try #require(try output.fileHandleForReading.readToEnd()), as: UTF8.self)
        return String(try #require(subject.firstMatch(of: /organizationName=(.+)/)).1)
    }

    @Test("counts organisations and refused documents")
    func organizations() async throws {
        let path = BatchScene.path("archive/invoice-203.xml")
        let summary = try await Self.summary([path, BatchScene.path("bad/empty.xml"), "/nowhere"])
        #expect(summary.organizations == (try Self.organizations(ofSignersIn: path)))
        #expect(summary.errors == ["empty-document": 1, "file-missing": 1])
        #expect(summary.indications == ["TOTAL-PASSED": 1, "REFUSED": 2])
    }

    @Test("is JSON that says the same, whatever the order of the documents")
    func json() async throws {
        let paths = try BatchScene.documents(in: "archive")
        let summary = try await Self.summary(paths)
        #expect(try await Self.summary(paths.reversed()).json == summary.json)
        let object = try #require(JSONSerialization.jsonObject(with: Data(summary.json)) as? [String: Any])
        #expect(object["documents"] as? Int == summary.documents)
        #expect(object["algorithms"] as? [String: Int] == summary.algorithms)
        #expect(object["months"] as? [String: Int] == summary.months)
    }
}
