//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import FixtureManifests
import Foundation
import Testing
import VectorFolders

/// Wycheproof's raw signature vectors, from outside the project: where they are absent, the suite is skipped and says
/// so, except in CI.
@Suite("Wycheproof")
struct SignatureVectorTests {
    static let folder = VectorFolder.others.folder

    private struct Line: Decodable {
        let kind: String
        let file: String
        let counts: [String: Int]?
    }

    private static let lines: [Line] = {
        guard let index = try? String(contentsOf: folder.appending(path: "INDEX.jsonl"), encoding: .utf8) else {
            return []
        }
        return index.split(separator: "\n").compactMap { line in
            try? JSONDecoder().decode(Line.self, from: Data(line.utf8))
        }.filter { $0.kind == "sigvec" }
    }()

    @Test(
        "each test of each file comes out as it says",
        .enabled(if: VectorFolder.others.isExpected, "the vectors are absent; XMLDSIG_VECTORS names another place")
    )
    func everyTestAgrees() throws {
        #expect(!Self.lines.isEmpty, "the vectors are absent")
        for line in Self.lines {
            let vectors = try SignatureVectorFile(json: Data(contentsOf: Self.folder.appending(path: line.file)))
            let outcome = vectors.run()
            #expect(outcome.answer == "per-test", "\(line.file): \(outcome.detail)")
            // Every algorithm of these files is one that OpenSSL 3.0 has.
            #expect(outcome.unsupported.count == 0, "\(line.file): \(outcome.detail)")
            if let counts = line.counts { #expect(outcome.count == counts.values.reduce(0, +)) }
        }
    }
}
