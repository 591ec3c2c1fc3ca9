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
import FixtureManifests
import Foundation
import Testing
import VectorFolders
import XMLSignature

/// The report is written by a writer of its own and read by Foundation's decoder; the two must not drift apart.
@Suite("JSON of reports")
struct ReportJSONTests {
    private static let time = Instant(rfc3339: "2026-06-01T00:00:00Z")

    /// The documents that signatures of a manifest are in, each once.
    private static func documents(_ vectors: VectorFolder) throws -> [[UInt8]] {
        let fixtures = try FixtureManifest(octets: vectors.manifestOctets()).fixtures
        let files = Set(fixtures.filter { $0.kind?.isSignature ?? false }.map(\.file))
        return try files.sorted().map { [UInt8](try Data(contentsOf: vectors.folder.appending(path: $0))) }
    }

    private static func check(_ documents: [[UInt8]], _ validator: SignatureValidator) throws -> [ValidationReport] {
        let time = try #require(time)
        let decoder = JSONDecoder()
        let inspector = SignatureInspector(policy: validator.policy)
        return try documents.map { document in
            let report = validator.validate(document, named: "a \"name\"\n", at: time).report
            let read = try decoder.decode(ValidationReport.self, from: Data(report.json))
            if read != report {
                Issue.record("a report reads differently:\n\(String(decoding: report.json, as: UTF8.self))")
            }
            let inspection = inspector.inspect(document)
            #expect(try decoder.decode(Inspection.self, from: Data(inspection.json)) == inspection)
            return report
        }
    }

    @Test("of every fixture of other projects reads back as the same report", .enabled(if: VectorFolder.others.exists))
    func others() throws {
        let reports = try Self.check(try Self.documents(.others), SignatureValidator(policy: .interop))
        #expect(reports.contains { $0.indication == .totalFailed })
    }

    @Test(
        "of every fixture of our own reads back as the same report, paths included",
        .enabled(if: VectorFolder.own.exists))
    func own() throws {
        func certificates(_ name: String) throws -> [Certificate] {
            try Certificate.read([UInt8](try Data(contentsOf: VectorFolder.own.folder.appending(path: name))))
        }
        let lists = try ["root", "issuing-persons", "issuing-organisations", "issuing-public"].flatMap {
            try RevocationList.read([UInt8](Data(contentsOf: VectorFolder.own.folder.appending(path: "pki/\($0).crl"))))
        }
        let validator = SignatureValidator(
            policy: .legacy.with(revocation: RevocationPolicy(.ifPresent)),
            trust: try TrustStore(certificates("pki/root.pem")),
            certificates: try certificates("pki/issuing.pem"),
            revocationData: RevocationData(lists: lists)
        )
        let reports = try Self.check(try Self.documents(.own), validator)
        #expect(reports.contains { $0.indication == .refused })
        let signatures = reports.flatMap(\.signatures)
        #expect(signatures.contains { !$0.certificatePath.isEmpty })
        // Whatever revocation may be, some report has it.
        #expect(Set(signatures.map(\.revocation)).isSuperset(of: [.good, .revoked, .unchecked]))
        #expect(signatures.contains { $0.certificateRevocation.contains { !$0.evidence.isEmpty } })
    }
}
