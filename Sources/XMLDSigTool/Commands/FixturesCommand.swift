//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import ArgumentParser
import Diagnostics
import FixtureManifests
import XMLDSig

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Runs a fixture manifest and compares every answer with what it expects.
struct FixturesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fixtures",
        abstract: "Run a fixture manifest, for continuous integration.",
        discussion: """
            Prints one line of JSON for each case, in order, and ends on standard error with the counts.

            Exit status: 1 at least one case disagrees; 2 none disagrees but some were skipped, or none agreed; 0 all agree.
            """
    )

    @Argument(help: "The manifest: JSON Lines, its paths relative to its own folder.")
    var manifest: String

    @Option(help: "Only the cases whose field has this value; repeatable, all have to hold.")
    var only: [FieldFilter] = []

    @Option(help: "How many cases are worked on at a time; default: one a processor.")
    var jobs: Int?

    @Option(help: ArgumentHelp("Also write the answers as JUnit XML.", valueName: "file"))
    var junit: String?

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("--jobs is 1 or more.") }
    }

    func run() async throws {
        var cases = try load()
        for filter in only { cases = cases.only(filter.field, filter.value) }
        let output = try ResultOutput(path: nil)
        let folder = manifest.lastIndex(of: "/").map { String(manifest[...$0]) } ?? "."
        var failure: (any Error)?
        let answers = await FixtureRunner(folder: folder)
            .answers(cases, jobs: jobs ?? ProcessInfo.processInfo.activeProcessorCount) { answer in
                guard failure == nil else { return }
                do {
                    try output.write(answer.json + "\n")
                } catch {
                    failure = error
                }
            }
        if let failure { throw failure }
        try output.flush()
        if let junit {
            let file = try ResultOutput(path: junit)
            try file.write(JUnitReport(manifest, answers).xml)
            try file.flush()
        }
        let summary = FixtureSummary(answers)
        StandardError.write(summary.description)
        if summary.exitStatus != 0 { throw ExitCode(summary.exitStatus) }
    }

    private func load() throws -> FixtureManifest {
        let octets: [UInt8]
        do {
            octets = try InputFile(path: manifest, limit: FixtureRunner.fileLimit).octets
        } catch {
            throw ToolFailure(error.code == .tooLarge ? .refused : .unreadable, "\(manifest): \(error)")
        }
        do {
            return try FixtureManifest(octets: octets)
        } catch {
            throw ToolFailure(.refused, "\(manifest): \(error)")
        }
    }
}

/// `FIELD=VALUE` of `--only`.
struct FieldFilter: ExpressibleByArgument {
    let field: String
    let value: String

    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "="), equals > argument.startIndex else { return nil }
        field = String(argument[..<equals])
        value = String(argument[argument.index(after: equals)...])
    }
}
