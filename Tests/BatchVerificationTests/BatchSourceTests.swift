//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import BatchVerification
import CanonicalXML
import Diagnostics
import Foundation
import Testing
import XMLSignature

/// Where documents come from, and what becomes of what is none: a result of its own, and the others unharmed.
@Suite("A source of documents")
struct BatchSourceTests {
    private static let good = BatchScene.path("archive/invoice-203.xml")

    /// The names and indications of a source, or the codes of errors in their place.
    private static func outcomes(_ source: BatchSource, by verifier: BatchVerifier? = nil) async throws -> [[String]] {
        try await BatchScene.results(source, by: verifier ?? BatchScene.verifier()).map {
            [$0.report.document ?? "", $0.report.error?.code ?? $0.report.indication.rawValue]
        }
    }

    // MARK: Folders

    @Test("that is a folder has its files and those of its folders in the order of their octets")
    func folder() async throws {
        try await BatchScene.withScratch { scratch in
            let names = ["b.xml", "a/2.xml", "a/10.xml", "a/c/x.xml", "a.xml", "é.xml", "z/y/x/w.xml"]
            for name in names {
                let file = scratch.appending(path: name)
                try FileManager.default.createDirectory(
                    at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try FileManager.default.copyItem(at: URL(filePath: Self.good), to: file)
            }
            let root = String(scratch.plainPath.trimmingSuffix("/"))
            let found = try await Self.outcomes(.folder(root))
            let expected = ["a/10.xml", "a/2.xml", "a/c/x.xml", "a.xml", "b.xml", "z/y/x/w.xml", "é.xml"]
            #expect(found == expected.map { [root + "/" + $0, "TOTAL-PASSED"] })
            #expect(BatchSource.folder(root).countInputs() == names.count)
            // A slash at the end of the name is the same folder.
            #expect(try await Self.outcomes(.folder(root + "/")) == found)
        }
    }

    @Test("says of each bad member what it is, and of the others what they are", .timeLimit(.minutes(1)))
    func badMembers() async throws {
        try await BatchScene.withScratch { scratch in
            let path = { (name: String) in scratch.appending(path: name).plainPath }
            try FileManager.default.copyItem(atPath: Self.good, toPath: path("a"))
            try #require(unsafe mkfifo(path("b-fifo"), 0o600) == 0)
            // What no user can open, root neither: a link to itself.
            try FileManager.default.createSymbolicLink(atPath: path("c-loop"), withDestinationPath: "c-loop")
            try Data().write(to: scratch.appending(path: "d-sparse"))
            try #require(unsafe truncate(path("d-sparse"), 10_000_000_000) == 0)
            try FileManager.default.createSymbolicLink(atPath: path("e-gone"), withDestinationPath: "nowhere")
            try FileManager.default.createSymbolicLink(atPath: path("f-folder"), withDestinationPath: "/")
            try Data("this is no XML".utf8).write(to: scratch.appending(path: "g-text"))
            try Data().write(to: scratch.appending(path: "h-empty"))
            try FileManager.default.copyItem(atPath: Self.good, toPath: path("i"))
            let found = try await Self.outcomes(.folder(scratch.plainPath))
            #expect(
                found == [
                    [path("a"), "TOTAL-PASSED"], [path("b-fifo"), "file-is-fifo"], [path("c-loop"), "file-unreadable"],
                    [path("d-sparse"), "limit-exceeded"], [path("e-gone"), "file-missing"],
                    [path("f-folder"), "file-is-directory"], [path("g-text"), "content-outside-root"],
                    [path("h-empty"), "empty-document"], [path("i"), "TOTAL-PASSED"],
                ])
        }
    }

    @Test("says of a folder that vanished that it is gone, and goes on behind it")
    func vanishedFolder() async throws {
        try await BatchScene.withScratch { scratch in
            for name in ["a", "b", "c"] {
                let folder = scratch.appending(path: name)
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
                try FileManager.default.copyItem(at: URL(filePath: Self.good), to: folder.appending(path: "x.xml"))
            }
            let verifier = try BatchScene.verifier(workers: 1) { $0.maximumInFlight = 1 }
            var found: [String] = []
            for try await result in verifier.results(of: .folder(scratch.plainPath)) {
                // The names of the first level are known by now.
                if found.isEmpty { try FileManager.default.removeItem(at: scratch.appending(path: "c")) }
                found.append(result.report.error?.code ?? result.report.indication.rawValue)
            }
            #expect(found == ["TOTAL-PASSED", "TOTAL-PASSED", "file-missing"])
        }
        #expect(try await Self.outcomes(.folder("/nowhere")) == [["/nowhere", "file-missing"]])
    }

    @Test("has names that are no UTF-8 as they are, and shows their octets")
    func octetNames() async throws {
        try await BatchScene.withScratch { scratch in
            let root = scratch.plainPath
            let name = Array((root + "/").utf8) + [0xE9, 0x2E, 0x78, 0]
            let octets = try Data(contentsOf: URL(filePath: Self.good))
            let descriptor = unsafe name.withUnsafeBytes {
                unsafe open($0.assumingMemoryBound(to: CChar.self).baseAddress!, O_CREAT | O_WRONLY, 0o600)
            }
            try FileHandle(fileDescriptor: descriptor, closeOnDealloc: true).write(contentsOf: octets)
            let found = try await Self.outcomes(.folder(root))
            #expect(found.count == 1)
            #expect(try #require(found.first?.first).hasSuffix("\\xE9.x"))
            #expect(found.first?.last == "TOTAL-PASSED")
        }
    }

    // MARK: Lists

    /// Each line, and its name and outcome.
    private static let lines: [(String, [String])] = [
        (good, [good, "TOTAL-PASSED"]),
        ("", ["line 2", "list-line-malformed"]),
        ("{\"path\":\"\(good)\"}", [good, "TOTAL-PASSED"]),
        ("{\"path\":\"\(good)\",\"name\":\"n\",\"at\":\"2060-01-01T00:00:00+07:00\"}", ["n", "INDETERMINATE"]),
        ("{\"path\":\"\(good)\",\"existedAt\":\"2026-01-01T00:00:00Z\"}", ["line 5", "not-supported"]),
        ("{\"path\":\"\(good)\",\"At\":\"2026-01-01T00:00:00Z\"}", ["line 6", "list-line-malformed"]),
        ("{\"path\":\"\(good)\",\"at\":\"yesterday\"}", ["line 7", "list-line-malformed"]),
        ("{ this is no JSON", ["line 8", "list-line-malformed"]),
        ("{\"xml\":\"<a>é</a>\",\"name\":\"inline\"}", ["inline", "NO-SIGNATURE"]),
        ("{\"document\":\"PGEvPg==\"}", ["line 10", "NO-SIGNATURE"]),
        ("{\"document\":\"PGEvPg\"}", ["line 11", "list-line-malformed"]),
        ("{\"xml\":\"<a/>\",\"document\":\"PGEvPg==\"}", ["line 12", "list-line-malformed"]),
        ("{}", ["line 13", "list-line-malformed"]),
        ("{\"path\":7}", ["line 14", "list-line-malformed"]),
        ("nowhere.xml", ["nowhere.xml", "file-missing"]),
        ("a\u{0}b", ["a\u{0}b", "file-missing"]),
        (good + "\r", [good, "TOTAL-PASSED"]),
    ]

    @Test("that is a list has one result a line, whatever the line is", arguments: ["", "\n"])
    func list(end: String) async throws {
        try await BatchScene.withScratch { scratch in
            let list = scratch.appending(path: "list")
            try Data((Self.lines.map(\.0).joined(separator: "\n") + end).utf8).write(to: list)
            let source = BatchSource.list(list.plainPath, decodedBy: BatchScene.decode)
            #expect(try await Self.outcomes(source) == Self.lines.map(\.1))
            #expect(source.countInputs() == Self.lines.count)
        }
    }

    @Test("that is a list has a limit on its lines, and goes on behind one that is too long")
    func longLine() async throws {
        let policy = ValidationPolicy.strict.with(reading: Self.limit(documentBytes: 100_000))
        try await BatchScene.withScratch { scratch in
            let list = scratch.appending(path: "list")
            let long = "{\"xml\":\"" + String(repeating: "x", count: 2 * 100_000 + 65_536) + "\"}"
            try Data("\(Self.good)\n\(long)\n\(Self.good)\n".utf8).write(to: list)
            let found = try await Self.outcomes(
                .list(list.plainPath, decodedBy: BatchScene.decode), by: BatchScene.verifier(policy: policy))
            #expect(found.map { $0[1] } == ["TOTAL-PASSED", "limit-exceeded", "TOTAL-PASSED"])
        }
    }

    @Test("that can't be opened is one result")
    func missingList() async throws {
        for path in ["/nowhere", "/dev/null", "/"] {
            let found = try await Self.outcomes(.list(path, decodedBy: BatchScene.decode))
            #expect(found.count == 1)
            #expect(["file-missing", "file-is-device", "file-is-directory"].contains(found[0][1]))
        }
    }

    // MARK: Identity

    @Test("is told from another one by names, lists and archives")
    func digests() async throws {
        try await BatchScene.withScratch { scratch in
            let file = scratch.appending(path: "a.xml")
            try Data("<a/>".utf8).write(to: file)
            let folder = BatchSource.folder(scratch.plainPath)
            let before = try #require(try folder.digest())
            try Data("<b/>".utf8).write(to: file)
            #expect(try folder.digest() == before)
            try Data("<a/>".utf8).write(to: scratch.appending(path: "b.xml"))
            #expect(try folder.digest() != before)
            let list = BatchSource.list(file.plainPath, decodedBy: BatchScene.decode)
            let listed = try list.digest()
            try Data("<c/>".utf8).write(to: file)
            #expect(try list.digest() != listed)
            #expect(try BatchSource.paths(["a", "b"]).digest() != BatchSource.paths(["ab"]).digest())
            #expect(try BatchSource.documents([]).digest() == nil)
            #expect(throws: (any Error).self) { try BatchSource.archive("/nowhere").digest() }
        }
    }

    static func limit(documentBytes: Int) -> ReadingLimits {
        var limits = ReadingLimits()
        limits.documentBytes = documentBytes
        return limits
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> Substring {
        hasSuffix(suffix) ? dropLast(suffix.count) : self[...]
    }
}
