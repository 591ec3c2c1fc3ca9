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
import Testing
import XMLSignature

/// Archives made by `bsdtar` and by GNU `tar`.
@Suite("An archive of documents", .serialized)
struct BatchArchiveTests {
    private static let names = ["invoice-203.xml", "edxml-113.xml", "utf16le-409.xml"]
    private static let indications = ["TOTAL-PASSED", "TOTAL-FAILED", "TOTAL-PASSED"]

    private static func run(_ program: String, _ arguments: [String], in folder: URL) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.currentDirectoryURL = folder
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "\(program) is needed: Scripts/setup")
    }

    /// A folder with the documents and an archive of them.
    private static func withArchive<Value>(
        _ make: [String],
        more: [String] = [],
        prepare: (_ folder: URL) throws -> Void = { _ in },
        _ body: (_ archive: URL) async throws -> Value
    ) async throws -> Value {
        try await BatchScene.withScratch { scratch in
            let folder = scratch.appending(path: "d")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            for name in names {
                try FileManager.default.copyItem(
                    atPath: BatchScene.path("archive/" + name), toPath: folder.appending(path: name).plainPath)
            }
            try Data(repeating: 0, count: 30_000_000).write(to: folder.appending(path: "zeros"))
            try prepare(folder)
            try run(make[0], Array(make.dropFirst()) + names.map { "d/" + $0 } + more, in: scratch)
            return try await body(scratch.appending(path: "archive"))
        }
    }

    private static func outcomes(_ archive: URL, by verifier: BatchVerifier? = nil) async throws -> [[String]] {
        try await BatchScene.results(.archive(archive.plainPath), by: verifier ?? BatchScene.verifier()).map {
            [$0.report.document ?? "", $0.report.error?.code ?? $0.report.indication.rawValue]
        }
    }

    private static let expected = zip(names, indications).map { ["d/" + $0, $1] }

    @Test(
        "has its files in its order, whatever the form",
        arguments: [
            ["tar", "-cf", "archive"], ["tar", "-czf", "archive"], ["bsdtar", "--format", "zip", "-cf", "archive"],
            ["bsdtar", "--format", "pax", "--xz", "-cf", "archive"],
        ])
    func forms(make: [String]) async throws {
        try await Self.withArchive(make) { archive in
            #expect(try await Self.outcomes(archive) == Self.expected)
            let reports = try await BatchScene.results(.archive(archive.plainPath), by: BatchScene.verifier())
            // The octets of a member are those of the file.
            let validator = try BatchScene.validator()
            for (name, result) in zip(Self.names, reports) {
                let octets = try BatchScene.octets("archive/" + name)
                #expect(result.report == validator.validate(octets, named: "d/" + name, at: BatchScene.time).report)
            }
        }
    }

    @Test("that breaks off has the members before, the broken one and itself as results")
    func truncated() async throws {
        try await Self.withArchive(["tar", "-cf", "archive"]) { archive in
            let whole = try Data(contentsOf: archive)
            let first = try BatchScene.octets("archive/" + Self.names[0]).count
            // The header and the content of the first member in blocks of 512, and a part of the second.
            let cut = 512 + (first + 511) / 512 * 512 + 512 + 700
            try whole.prefix(cut).write(to: archive)
            #expect(
                try await Self.outcomes(archive) == [
                    Self.expected[0], ["d/" + Self.names[1], "archive-damaged"],
                    [archive.plainPath, "archive-damaged"],
                ])
        }
    }

    @Test("that is none is a result")
    func noArchive() async throws {
        try await BatchScene.withScratch { scratch in
            let file = scratch.appending(path: "archive")
            try Data((0..<5_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }).write(to: file)
            #expect(try await Self.outcomes(file) == [[file.plainPath, "archive-damaged"]])
            #expect(try await Self.outcomes(URL(filePath: "/nowhere")) == [["/nowhere", "file-missing"]])
        }
    }

    private static func policy(documentBytes: Int) -> ValidationPolicy {
        .strict.with(reading: BatchSourceTests.limit(documentBytes: documentBytes))
    }

    @Test("with a bomb says so of the bomb, and judges the others", arguments: [["d/zeros"], ["d/zeros", "d/zeros"]])
    func bomb(more: [String]) async throws {
        let make = ["bsdtar", "--format", "zip", "-cf", "archive"]
        try await Self.withArchive(make, more: more + ["d/" + Self.names[0]]) { archive in
            let verifier = try BatchScene.verifier(policy: Self.policy(documentBytes: 1_000_000))
            #expect(
                try await Self.outcomes(archive, by: verifier)
                    == Self.expected + more.map { [$0, "limit-exceeded"] } + [Self.expected[0]])
        }
    }

    @Test("ends as a result where more comes out of it than may")
    func expansion() async throws {
        let make = ["bsdtar", "--format", "zip", "-cf", "archive"]
        try await Self.withArchive(make, more: ["d/zeros", "d/" + Self.names[0]]) { archive in
            let verifier = try BatchScene.verifier {
                $0.archiveExpansion.octets = 20_000_000
                $0.archiveExpansion.octetsEachOctet = 0
            }
            #expect(
                try await Self.outcomes(archive, by: verifier)
                    == Self.expected + [[archive.plainPath, "limit-exceeded"]])
        }
    }

    /// More than the form of the program's output can say, so that it leaves the member out and ends well.
    @Test("with a member of ten gigabytes says that not all of it came out, and judges the others")
    func hugeMember() async throws {
        func prepare(folder: URL) throws {
            let path = { (name: String) in folder.appending(path: name).plainPath }
            try Data().write(to: folder.appending(path: "huge"))
            try #require(unsafe truncate(path("huge"), 10_000_000_000) == 0)
            try FileManager.default.copyItem(atPath: path(Self.names[0]), toPath: path("last"))
        }
        let make = ["tar", "-S", "-cf", "archive"]
        try await Self.withArchive(make, more: ["d/huge", "d/last"], prepare: prepare) { archive in
            let ends = [["d/last", "TOTAL-PASSED"], [archive.plainPath, "archive-damaged"]]
            let found = try await Self.outcomes(archive)
            #expect(found == Self.expected + ends)
        }
    }

    @Test("made with absolute names is as good as any")
    func absoluteNames() async throws {
        try await Self.withArchive(["tar", "-P", "-cf", "archive"], more: [BatchScene.path("cases/stranger.xml")]) {
            let found = try await Self.outcomes($0)
            #expect(found == Self.expected + [[BatchScene.path("cases/stranger.xml"), "INDETERMINATE"]])
        }
    }

    @Test("with members that are too large skips no more of them than it may")
    func skipped() async throws {
        let make = ["bsdtar", "--format", "zip", "-cf", "archive"]
        try await Self.withArchive(make, more: ["d/zeros", "d/zeros", "d/" + Self.names[0]]) { archive in
            let verifier = try BatchScene.verifier(policy: Self.policy(documentBytes: 1_000_000)) {
                $0.archiveExpansion.skippedOctets = 30_000_000
            }
            let ends = [["d/zeros", "limit-exceeded"], [archive.plainPath, "limit-exceeded"]]
            #expect(try await Self.outcomes(archive, by: verifier) == Self.expected + ends)
        }
    }

    /// The name that stands behind the last member in what the program writes.
    @Test("may have a member of any name", .timeLimit(.minutes(1)), arguments: [false, true])
    func trailer(isLink: Bool) async throws {
        let name = "TRAILER!!!"
        func prepare(folder: URL) throws {
            let path = { (name: String) in folder.appending(path: name).plainPath }
            if isLink {
                try FileManager.default.linkItem(atPath: path(Self.names[0]), toPath: path("../" + name))
            } else {
                try FileManager.default.copyItem(atPath: path(Self.names[0]), toPath: path("../" + name))
            }
        }
        let make = ["tar", "-cf", "archive"]
        try await Self.withArchive(make, more: [name, "d/zeros"], prepare: prepare) { archive in
            let found = try await Self.outcomes(archive)
            // What follows a link of that name can't be told from nothing, and is never left out silently.
            #expect(
                found == Self.expected
                    + (isLink
                        ? [[archive.plainPath, "archive-damaged"]]
                        : [[name, "TOTAL-PASSED"], ["d/zeros", "invalid-character"]]))
        }
    }

    @Test("that is left in the middle leaves no process", .timeLimit(.minutes(1)))
    func leftInTheMiddle() async throws {
        let make = ["tar", "-cf", "archive"]
        try await Self.withArchive(make, more: Array(repeating: "d/zeros", count: 8)) { archive in
            let verifier = try BatchScene.verifier { $0.maximumInFlight = 2 }
            for try await _ in verifier.results(of: .archive(archive.plainPath)) { break }
            while try Self.children().contains("bsdtar") { try await Task.sleep(for: .milliseconds(20)) }
        }
    }

    /// The names of the processes that this one has started.
    private static func children() throws -> [Substring] {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["ps", "-o", "comm=", "--ppid", "\(ProcessInfo.processInfo.processIdentifier)"]
        process.standardOutput = output
        try process.run()
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        return text.split(separator: "\n")
    }

    @Test("with links says that they are none of its documents")
    func links() async throws {
        func prepare(folder: URL) throws {
            let path = { (name: String) in folder.appending(path: name).plainPath }
            try FileManager.default.createSymbolicLink(atPath: path("link"), withDestinationPath: Self.names[0])
            try FileManager.default.linkItem(atPath: path(Self.names[0]), toPath: path("hard"))
        }
        try await Self.withArchive(["tar", "-cf", "archive"], more: ["d/link", "d/hard"], prepare: prepare) {
            let links = ["d/link", "d/hard"].map { [$0, "archive-member-unsupported"] }
            let found = try await Self.outcomes($0)
            #expect(found == Self.expected + links)
        }
    }
}
