//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import BatchVerification
import Foundation
import SignatureCryptography
import Testing

@Suite("A journal")
struct BatchJournalTests {
    private static let origin = BatchJournal.Origin([("input", "a"), ("policy", "b"), ("trust", nil)])
    private static let lines: [(number: Int, line: [UInt8])] = [
        (1, Array(#"{"document":"ä","findings":[]}"#.utf8)), (3, Array("{}".utf8)), (2, []),
        (4, Array("3 2 44136fa355b3678a {}".utf8)),
    ]

    private static func contents(
        _ path: String, _ origin: BatchJournal.Origin = origin
    ) throws -> [(number: Int, line: [UInt8])] {
        var found: [(number: Int, line: [UInt8])] = []
        _ = try BatchJournal(path: path, of: origin) { found.append(($0, $1)) }
        return found
    }

    private static func withJournal(_ body: (_ path: String) throws -> Void) async throws {
        try await BatchScene.withScratch { scratch in
            let path = scratch.appending(path: "journal").plainPath
            do {
                var journal = try BatchJournal(path: path, of: origin) { _, _ in Issue.record("nothing is there") }
                try journal.append(Array(lines.prefix(2)))
                try journal.append(Array(lines.dropFirst(2)))
                try journal.synchronize()
                #expect(journal.done.count == 4)
            }
            try body(path)
        }
    }

    @Test("gives back what was written, in the order in which it was")
    func roundTrip() async throws {
        try await Self.withJournal { path in
            let found = try Self.contents(path)
            #expect(found.map(\.number) == Self.lines.map(\.number))
            #expect(found.map(\.line) == Self.lines.map(\.line))
        }
    }

    /// As `kill -9` leaves it: any beginning of what was written.
    @Test("that breaks off anywhere has the results before, and goes on there")
    func torn() async throws {
        try await Self.withJournal { path in
            let whole = try Data(contentsOf: URL(filePath: path))
            for count in 0...whole.count {
                let beginning = whole.prefix(count)
                try beginning.write(to: URL(filePath: path))
                // One line end is that of the first line.
                let expected = max(0, beginning.count { $0 == UInt8(ascii: "\n") } - 1)
                #expect(try Self.contents(path).map(\.number) == Self.lines.prefix(expected).map(\.number))
                var journal = try BatchJournal(path: path, of: Self.origin) { _, _ in }
                try journal.append(Array(Self.lines.dropFirst(expected)))
                #expect(try Data(contentsOf: URL(filePath: path)) == whole)
            }
        }
    }

    @Test("that was damaged before its end is refused")
    func damaged() async throws {
        try await Self.withJournal { path in
            var octets = try Data(contentsOf: URL(filePath: path))
            let place = try #require(octets.range(of: Data("document".utf8))).lowerBound
            octets[place] ^= 1
            try octets.write(to: URL(filePath: path))
            let error = try #require(throws: BatchJournalError.self) { try Self.contents(path) }
            #expect(error.code == .damaged)
            // Nothing was cut.
            #expect(try Data(contentsOf: URL(filePath: path)) == octets)
        }
    }

    @Test(
        "of another batch is refused, and what differs is said",
        arguments: [
            BatchJournal.Origin([("input", "A"), ("policy", "b"), ("trust", nil)]),
            BatchJournal.Origin([("input", "a"), ("policy", "B"), ("trust", nil)]),
            BatchJournal.Origin([("input", "a"), ("policy", "b"), ("trust", "C")]),
        ])
    func otherBatch(origin: BatchJournal.Origin) async throws {
        try await Self.withJournal { path in
            let before = try Data(contentsOf: URL(filePath: path))
            let error = try #require(throws: BatchJournalError.self) { try Self.contents(path, origin) }
            #expect(error.code == .otherBatch)
            #expect(try Data(contentsOf: URL(filePath: path)) == before)
        }
    }

    private static func origin(_ secrets: [String]) throws -> BatchJournal.Origin {
        try BatchJournal.Origin([("input", "a")], secrets: secrets.map { try SymmetricKey(Array($0.utf8)) })
    }

    @Test(
        "of a batch with other secrets is refused",
        arguments: [["correct horse", "staple"], ["staple", "correct horse"], ["staple"], []])
    func otherSecrets(others: [String]) async throws {
        try await BatchScene.withScratch { scratch in
            let path = scratch.appending(path: "journal").plainPath
            _ = try Self.contents(path, Self.origin(["correct horse", "battery"]))
            let before = try Data(contentsOf: URL(filePath: path))
            let error = try #require(throws: BatchJournalError.self) { try Self.contents(path, Self.origin(others)) }
            #expect(error.code == .otherBatch)
            // Who wrote the salt must not be told what this secret makes of it.
            #expect(!error.hint.contains("\""))
            #expect(try Data(contentsOf: URL(filePath: path)) == before)
            _ = try Self.contents(path, Self.origin(["correct horse", "battery"]))
        }
    }

    @Test("tells nothing of a secret: neither it nor its digest, and never the same twice")
    func secretsAreKept() async throws {
        try await BatchScene.withScratch { scratch in
            let secret = "correct horse"
            let lines = try ["a", "b"].map { name in
                let path = scratch.appending(path: name).plainPath
                _ = try Self.contents(path, Self.origin([secret]))
                return try #require(
                    JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: path))) as? [String: Any])
            }
            for line in lines {
                let text = "\(line)"
                #expect(!text.contains(secret))
                // printf 'correct horse' | sha256sum
                #expect(!text.contains("4104d36f8da2c254349f85836793ebe029e0c957063a34c91c2e9203187b5631"))
                #expect((line["secretsHMAC"] as? String)?.count == 64)
            }
            for member in ["salt", "secretsHMAC"] {
                #expect(lines[0][member] as? String != lines[1][member] as? String)
            }
        }
    }

    /// A first line that breaks off was written with another salt than this process has.
    @Test("whose first line broke off anywhere is begun anew")
    func tornFirstLine() async throws {
        try await BatchScene.withScratch { scratch in
            let file = scratch.appending(path: "journal")
            _ = try Self.contents(file.plainPath, Self.origin(["correct horse"]))
            let whole = try Data(contentsOf: file)
            for count in 0..<whole.count {
                try whole.prefix(count).write(to: file)
                #expect(try Self.contents(file.plainPath, Self.origin(["correct horse"])).isEmpty)
                #expect(try Data(contentsOf: file).count == whole.count)
            }
            var other = whole.dropLast()
            other[other.count - 3] ^= 1
            try other.write(to: file)
            let error = try #require(throws: BatchJournalError.self) {
                try Self.contents(file.plainPath, Self.origin(["correct horse"]))
            }
            #expect(error.code == .otherBatch)
            #expect(try Data(contentsOf: file) == other)
        }
    }

    @Test(
        "that another version of the library, of OpenSSL or of the form wrote is refused by a code of its own",
        arguments: ["version", "openssl", "journal"])
    func otherVersion(member: String) async throws {
        try await Self.withJournal { path in
            var text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
            let line = try #require(
                JSONSerialization.jsonObject(with: Data(text.prefix { $0 != "\n" }.utf8)) as? [String: Any])
            let value = try #require(line[member] as? String)
            let older = member == "journal" ? "xmldsig-batch-1" : value + "-old"
            text = text.replacing(#""\#(member)":"\#(value)""#, with: #""\#(member)":"\#(older)""#, maxReplacements: 1)
            try Data(text.utf8).write(to: URL(filePath: path))
            let error = try #require(throws: BatchJournalError.self) { try Self.contents(path) }
            #expect(error.code == .otherVersion)
            #expect(error.hint.contains("version"))
            #expect(try String(contentsOf: URL(filePath: path), encoding: .utf8) == text)
        }
    }

    @Test("is no file of somebody else's, and no FIFO", .timeLimit(.minutes(1)))
    func otherFile() async throws {
        try await BatchScene.withScratch { scratch in
            let file = scratch.appending(path: "x")
            for text in ["precious", "precious\n"] {
                try Data(text.utf8).write(to: file)
                let error = try #require(throws: BatchJournalError.self) { try Self.contents(file.plainPath) }
                #expect(error.code == .otherBatch)
                #expect(try Data(contentsOf: file) == Data(text.utf8))
            }
            try #require(unsafe mkfifo(scratch.appending(path: "fifo").plainPath, 0o600) == 0)
            for path in [scratch.appending(path: "fifo").plainPath, scratch.plainPath, "/nowhere/journal"] {
                let error = try #require(throws: BatchJournalError.self) { try Self.contents(path) }
                #expect(error.code == .unusable)
            }
        }
    }

    @Test("has one writer at a time")
    func inUse() async throws {
        try await Self.withJournal { path in
            var journal = try BatchJournal(path: path, of: Self.origin) { _, _ in }
            let error = try #require(throws: BatchJournalError.self) { try Self.contents(path) }
            #expect(error.code == .inUse)
            try journal.append([(9, Array("{}".utf8))])
        }
    }
}
