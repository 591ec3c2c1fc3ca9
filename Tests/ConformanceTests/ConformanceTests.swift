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

/// The manifests of other projects' vectors and of our own, run in process.
@Suite("Conformance")
struct ConformanceTests {
    /// Whether `Scripts/update-status` runs, which takes lines that agree from the list and counts anew.
    private static let isUpdating = ProcessInfo.processInfo.environment["XMLDSIG_UPDATE_STATUS"] != nil

    private static func run(_ vectors: VectorFolder, _ listName: String) async throws -> Conformance {
        let manifest = try FixtureManifest(octets: vectors.manifestOctets())
        let list = try ListedLines(listName)
        #expect(list.duplicates.isEmpty)
        for line in list.lines where !line.isComplete {
            Issue.record("\(line.key): the code asks for a part or a clause")
        }
        let answers = await FixtureRunner(folder: vectors.path)
            .answers(manifest, jobs: ProcessInfo.processInfo.activeProcessorCount)
        #expect(answers.count == manifest.fixtures.count)
        let conformance = Conformance(answers, list)
        report("disagree and aren't listed", conformance.failures)
        report("are listed and aren't in the manifest", conformance.unknown.map(\.description))
        if isUpdating {
            try list.remove(Set(conformance.outdated))
        } else {
            report("agree by now, run Scripts/update-status", conformance.outdated.map(\.description))
        }
        return conformance
    }

    /// One issue for all of them: hundreds would hide the others.
    private static func report(_ complaint: String, _ lines: [String]) {
        if !lines.isEmpty { Issue.record("\(lines.count) lines \(complaint):\n\(lines.joined(separator: "\n"))") }
    }

    @Test(
        "Vectors of other projects agree, but for the listed ones",
        .enabled(if: VectorFolder.others.isExpected, "there are no vectors beside the package")
    )
    func others() async throws {
        try #require(VectorFolder.others.exists, "CI is set and \(VectorFolder.others.path) is absent")
        let conformance = try await Self.run(.others, "Vectors.jsonl")
        let table = StatusTable(conformance)
        if Self.isUpdating { try table.write() }
        #expect(try StatusTable.current() == table.text, "run Scripts/update-status")
        print("vectors: \(conformance.summary)")
    }

    /// What is listed for want of data has to be right with it, or it is listed for the wrong reason.
    @Test(
        "Lines that are listed for want of data agree once it is given",
        .enabled(if: VectorFolder.others.isExpected, "there are no vectors beside the package")
    )
    func givenData() async throws {
        let manifest = try FixtureManifest(octets: VectorFolder.others.manifestOctets())
        let list = try ListedLines("Vectors.jsonl")
        let fixtures = manifest.fixtures.compactMap { fixture -> Fixture? in
            guard let data = list[fixture]?.detached else { return nil }
            var complete = fixture
            complete.detached.merge(data) { given, _ in given }
            return complete
        }
        #expect(!fixtures.isEmpty && fixtures.count == list.lines.count { $0.detached != nil })
        let answers = await FixtureRunner(folder: VectorFolder.others.path)
            .answers(FixtureManifest(fixtures: fixtures), jobs: 1)
        for answer in answers {
            #expect(answer.agreement == .agrees, "\(LineKey(answer.fixture)): \(answer.detail ?? "disagrees")")
        }
    }

    @Test(
        "Our own vectors agree, but for the listed ones",
        .enabled(if: VectorFolder.own.isExpected, "there are no vectors of our own")
    )
    func own() async throws {
        try #require(VectorFolder.own.exists, "\(VectorFolder.own.path) is absent")
        let conformance = try await Self.run(.own, "TestVectors.jsonl")
        print("own vectors: \(conformance.summary)")
    }
}
