//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Foundation
import Testing
import XMLDSig

/// Bad input through the tool, as a stranger hands it in: each its own code, place, hint and exit status, no crash and
/// no hang.
@Suite("Bad input")
struct BadInputTests {
    private static func run(_ input: BadInput) throws -> (tool: Tool, report: ValidationReport) {
        try Scratch.with { folder in
            let tool = try Tool(
                ["verify", "--format", "ndjson"] + Tool.trust + input.arguments + [input.make(folder)]
            )
            return (tool, try JSONDecoder().decode(ValidationReport.self, from: tool.output))
        }
    }

    @Test("is refused with its code and place", .timeLimit(.minutes(2)), arguments: BadInput.documents)
    func documents(input: BadInput) throws {
        let (tool, report) = try Self.run(input)
        #expect(tool.status == input.status)
        #expect(report.indication == .refused)
        #expect(report.signatures.isEmpty)
        let error = try #require(report.error)
        #expect(error.code == input.code)
        #expect(error.line == input.line)
        #expect(error.column == input.column)
        #expect(!error.hint.isEmpty)
    }

    @Test("is judged with its code and place", .timeLimit(.minutes(2)), arguments: BadInput.signatures)
    func signatures(input: BadInput) throws {
        let (tool, report) = try Self.run(input)
        #expect(tool.status == input.status)
        #expect(report.error == nil)
        let errors = report.signatures.flatMap(\.findings).filter { $0.severity == .error }
        #expect(errors.map(\.code.description) == [input.code])
        #expect(errors.allSatisfy { $0.line != nil && $0.column != nil && !$0.message.isEmpty })
        #expect(report.signatures.allSatisfy { $0.coreValidation == .refused })
    }

    @Test(
        "that is no file says what it is, and nothing waits for it", .timeLimit(.minutes(2)), arguments: BadInput.files)
    func files(input: BadInput) throws {
        let (tool, report) = try Self.run(input)
        #expect(tool.status == input.status)
        let error = try #require(report.error)
        #expect(error.code == input.code)
        #expect(!error.hint.isEmpty)
        #expect(tool.errors.contains(input.code))
    }

    @Test("has a code and a hint of its own in every row that isn't another limit")
    func codesDiffer() throws {
        let rows = BadInput.documents + BadInput.signatures + BadInput.files
        let codes = rows.map(\.code).filter { $0 != "limit-exceeded" }
        #expect(Set(codes).count == codes.count)
        let hints = try rows.map { try Self.run($0).report }.compactMap(\.error?.hint)
        #expect(Set(hints).count == hints.count)
    }

    /// `inspect` and `c14n` read by the same rules.
    @Test("ends the other subcommands with the same status", arguments: BadInput.documents + BadInput.files)
    func otherSubcommands(input: BadInput) throws {
        try Scratch.with { folder in
            let path = try input.make(folder)
            for subcommand in ["inspect", "c14n"] {
                let tool = try Tool([subcommand] + input.arguments + [path])
                #expect(tool.status == input.status)
                #expect(tool.errors.contains(input.code) || tool.text.contains(input.code))
                if subcommand == "c14n" { #expect(tool.output.isEmpty) }
            }
        }
    }
}
