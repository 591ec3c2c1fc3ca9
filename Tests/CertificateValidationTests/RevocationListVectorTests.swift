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

@Suite("Revocation list vectors")
struct RevocationListVectorTests {
    static let folder = VectorFolder.others.folder

    private struct Line: Decodable {
        let suite: String
        let file: String
        let test: String?
        let expect: String?
        let trust: [String]?
        let untrusted: [String]?
        let crls: [String]?
        let time: String?
    }

    private static let lines: [Line] = {
        guard let index = try? String(contentsOf: folder.appending(path: "INDEX.jsonl"), encoding: .utf8) else {
            return []
        }
        return index.split(separator: "\n").filter { $0.contains(#""pkits""#) }.compactMap { line in
            try? JSONDecoder().decode(Line.self, from: Data(line.utf8))
        }
    }()

    private static func octets(_ path: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: folder.appending(path: path)))
    }

    private static func certificates(_ paths: [String]?) throws -> [Certificate] {
        try (paths ?? []).flatMap { try Certificate.read(octets($0)) }
    }

    /// The sections whose tests are about revocation.
    @Test(
        "NIST PKITS, the sections about revocation",
        .enabled(if: VectorFolder.others.isExpected, "the vectors are absent; XMLDSIG_VECTORS names another place"),
        arguments: ["4.4.", "4.5.", "4.7.", "4.14.", "4.15."]
    )
    func pkits(section: String) throws {
        let lines = Self.lines.filter { $0.test?.hasPrefix(section) == true }
        #expect(lines.count == ["4.4.": 21, "4.5.": 8, "4.7.": 5, "4.14.": 35, "4.15.": 10][section])
        for line in lines {
            let lists = try (line.crls ?? []).flatMap { try RevocationList.read(Self.octets($0)) }
            let data = RevocationData(lists: lists)
            let pool = try Self.certificates(line.untrusted)
            let trust = try TrustStore(Self.certificates(line.trust))
            let validator = PathValidator(
                trust: trust,
                intermediates: pool,
                algorithms: .strict,
                purpose: .any,
                revocation: RevocationPolicy(.off)
            )
            let leaf = try #require(try Certificate.read(Self.octets(line.file)).first)
            let time = try #require(Instant(rfc3339: line.time ?? ""))
            let outcome = validator.validate(leaf, at: time)
            var signers = TestSigners(pool + trust.anchors.map(\.certificate), data)
            let answers = outcome.path.map { signers.statuses(of: $0) } ?? []
            let holds = outcome.path != nil && answers.allSatisfy { $0.status == .good }
            let messages = answers.flatMap(\.findings).map(\.message)
            #expect(holds == (line.expect == "valid"), "\(line.test ?? ""): \(answers.map(\.status)) \(messages)")
        }
    }
}
