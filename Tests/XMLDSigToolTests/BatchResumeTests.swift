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

/// `--resume`: after any end of the process, every document exactly once.
@Suite("A batch that goes on")
struct BatchResumeTests {
    /// A list of documents, each several times and under a name of its own.
    private static func list(repeated count: Int) throws -> Data {
        let folder = Tool.package.appending(path: "TestVectors/archive")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false)).sorted()
        var lines = ""
        for round in 1...count {
            for name in names {
                lines += #"{"path":"TestVectors/archive/\#(name)","name":"\#(round) \#(name)"}"# + "\n"
            }
        }
        return Data(lines.utf8)
    }

    private struct Files {
        let list: URL
        let journal: URL
        let output: URL
        let summary: URL

        init(_ folder: URL) throws {
            list = folder.appending(path: "list")
            journal = folder.appending(path: "journal")
            output = folder.appending(path: "output")
            summary = folder.appending(path: "summary")
            try BatchResumeTests.list(repeated: 3).write(to: list)
        }

        var arguments: [String] {
            ["batch"] + Tool.trust + [
                "--resume", journal.path(percentEncoded: false), "--output", output.path(percentEncoded: false),
                "--summary", summary.path(percentEncoded: false), list.path(percentEncoded: false),
            ]
        }

        /// What a run that nobody disturbs writes.
        func undisturbed() throws -> Data {
            try Tool(["batch"] + Tool.trust + [list.path(percentEncoded: false)]).output
        }
    }

    @Test("has every document once, in order, however often it was killed", .timeLimit(.minutes(5)))
    func kills() throws {
        try Scratch.with { folder in
            let files = try Files(folder)
            let expected = try files.undisturbed()
            var random = SystemRandomNumberGenerator()
            for _ in 0..<8 {
                try Tool.killed(files.arguments, after: .milliseconds(Int.random(in: 5...250, using: &random)))
                // Never more than what the journal has, never something else.
                let output = (try? Data(contentsOf: files.output)) ?? Data()
                #expect(expected.starts(with: output))
            }
            #expect(try Tool(files.arguments).status == 1)
            #expect(try Data(contentsOf: files.output) == expected)
            // Once more there is nothing left to do, and the counts are those of all.
            #expect(try Tool(files.arguments).status == 1)
            #expect(try Data(contentsOf: files.output) == expected)
            let counts = try #require(
                JSONSerialization.jsonObject(with: Data(contentsOf: files.summary)) as? [String: Any])
            #expect(counts["documents"] as? Int == expected.count { $0 == UInt8(ascii: "\n") })
        }
    }

    /// As a process leaves them that ends between the two files, or a disk that lost the end of one.
    @Test("brings the output to where the journal is, wherever each of them ends")
    func offsets() throws {
        try Scratch.with { folder in
            let files = try Files(folder)
            let expected = try files.undisturbed()
            _ = try Tool(files.arguments)
            let journal = try Data(contentsOf: files.journal)
            for (journalPart, outputPart) in [(0, 0), (30, 0), (50, 20), (50, 50), (100, 0), (100, 99), (100, 100)] {
                try journal.prefix(journal.count * journalPart / 100).write(to: files.journal)
                try expected.prefix(expected.count * outputPart / 100 / 2).write(to: files.output)
                #expect(try Tool(files.arguments).status == 1)
                #expect(try Data(contentsOf: files.output) == expected)
                // The first line of a new journal has a salt of its own.
                let again = try Data(contentsOf: files.journal)
                #expect(again.count == journal.count)
                #expect(Self.results(again) == Self.results(journal))
            }
        }
    }

    private static func results(_ journal: Data) -> Data { journal.drop { $0 != UInt8(ascii: "\n") } }

    @Test("gives a pipe everything from the beginning: at least once")
    func pipe() throws {
        try Scratch.with { folder in
            let files = try Files(folder)
            let expected = try files.undisturbed()
            let arguments =
                ["batch"] + Tool.trust + [
                    "--resume", files.journal.path(percentEncoded: false), files.list.path(percentEncoded: false),
                ]
            try Tool.killed(arguments, after: .milliseconds(150))
            #expect(try Tool(arguments).output == expected)
        }
    }

    @Test("refuses the journal of another list, policy, trust or time, and leaves every file as it is")
    func otherBatch() throws {
        try Scratch.with { folder in
            let files = try Files(folder)
            _ = try Tool(files.arguments)
            let before = try [files.journal, files.output].map { try Data(contentsOf: $0) }
            let others = [
                files.arguments + ["--policy", "legacy"], files.arguments + ["--no-document-digest"],
                files.arguments + ["--trust", "TestVectors/pki/stranger/root.pem"],
                files.arguments.map { $0.hasPrefix("2026-06-01") ? "2026-06-02T00:00:00Z" : $0 },
                files.arguments.map { $0 == "TestVectors/pki/issuing.pem" ? "TestVectors/pki/root.pem" : $0 },
            ]
            for arguments in others {
                let tool = try Tool(arguments)
                #expect(tool.status == 64)
                #expect(tool.errors.contains("journal-of-another-batch"))
            }
            try Self.list(repeated: 2).write(to: files.list)
            #expect(try Tool(files.arguments).status == 64)
            #expect(try [files.journal, files.output].map { try Data(contentsOf: $0) } == before)
        }
    }

    /// The report says of a secret that there is one, and no more; the journal has to know which.
    @Test("refuses the journal of another symmetric key")
    func otherSymmetricKey() throws {
        try Scratch.with { folder in
            let list = folder.appending(path: "list")
            try Data("TestVectors/cases/hmac-521.xml\n".utf8).write(to: list)
            let journal = folder.appending(path: "journal").path(percentEncoded: false)
            func run(_ key: String) throws -> Tool {
                try Tool([
                    "batch", "--hmac-key", "TestVectors/keys/\(key).bin", "--resume", journal,
                    list.path(percentEncoded: false),
                ])
            }
            #expect(try run("hmac").status == 0)
            #expect(try run("hmac").status == 0)
            let tool = try run("other")
            #expect(tool.status == 64)
            #expect(tool.errors.contains("journal-of-another-batch"))
            #expect(tool.output.isEmpty)
        }
    }

    @Test("refuses the journal of another version")
    func otherVersion() throws {
        try Scratch.with { folder in
            let files = try Files(folder)
            _ = try Tool(files.arguments)
            let version = #""version":"\#(LibraryVersion.current)""#
            let journal = try String(contentsOf: files.journal, encoding: .utf8)
            try Data(journal.replacing(version, with: #""version":"0.0.1""#, maxReplacements: 1).utf8)
                .write(to: files.journal)
            let tool = try Tool(files.arguments)
            #expect(tool.status == 64)
            #expect(tool.errors.contains("journal-of-another-version"))
        }
    }

    @Test("writes over no file that isn't its output")
    func otherOutput() throws {
        try Scratch.with { folder in
            let files = try Files(folder)
            let expected = try files.undisturbed()
            _ = try Tool(files.arguments)
            for content in [Data("precious".utf8), expected + Data("more".utf8)] {
                try content.write(to: files.output)
                let tool = try Tool(files.arguments)
                #expect(tool.status == 64)
                #expect(try Data(contentsOf: files.output) == content)
            }
            let journal = files.journal.path(percentEncoded: false)
            let same = files.arguments.map { $0 == files.output.path(percentEncoded: false) ? journal : $0 }
            let before = try Data(contentsOf: files.journal)
            #expect(try Tool(same).status == 64)
            #expect(try Data(contentsOf: files.journal) == before)
        }
    }

    @Test("refuses a journal that was damaged")
    func damaged() throws {
        try Scratch.with { folder in
            let files = try Files(folder)
            _ = try Tool(files.arguments)
            var octets = try Data(contentsOf: files.journal)
            octets[octets.count / 2] ^= 0x20
            try octets.write(to: files.journal)
            let tool = try Tool(files.arguments)
            #expect(tool.status == 65)
            #expect(tool.errors.contains("journal-damaged"))
        }
    }
}
