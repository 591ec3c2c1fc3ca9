//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics
import Foundation
import Testing
import XMLDSig

#if canImport(FoundationXML)
import FoundationXML
#endif

/// `xmldsig batch`: inputs, forms of results, exit statuses.
@Suite("The batch command")
struct BatchCommandTests {
    private static let good = "TestVectors/archive/decision-401.xml"
    private static let tampered = "TestVectors/archive/edxml-113.xml"
    private static let unsigned = "TestVectors/cases/no-signature.xml"
    private static let indeterminate = "TestVectors/cases/stranger.xml"

    private static func batch(_ input: String, _ arguments: [String] = [], input data: Data = Data()) throws -> Tool {
        try Tool(["batch"] + Tool.trust + arguments + [input], input: data)
    }

    private static func reports(_ tool: Tool) throws -> [ValidationReport] {
        try tool.text.split(separator: "\n").map {
            try JSONDecoder().decode(ValidationReport.self, from: Data($0.utf8))
        }
    }

    private static func lines(_ lines: [String]) -> Data { Data(lines.map { $0 + "\n" }.joined().utf8) }

    // MARK: Results

    @Test("says of a folder what verify says of its files, one line each, in order")
    func folder() throws {
        let folder = Tool.package.appending(path: "TestVectors/archive")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false)).sorted {
            $0.utf8.lexicographicallyPrecedes($1.utf8)
        }
        let verified = try Tool(
            ["verify", "--format", "ndjson"] + Tool.trust + names.map { "TestVectors/archive/" + $0 })
        for arguments in [[], ["--jobs", "1"], ["--jobs", "8"]] {
            let tool = try Self.batch("TestVectors/archive", arguments)
            #expect(tool.output == verified.output)
            #expect(tool.status == 1)
            #expect(tool.errors.isEmpty)
        }
        let unordered = try Self.batch("TestVectors/archive", ["--unordered"])
        #expect(unordered.text.split(separator: "\n").sorted() == verified.text.split(separator: "\n").sorted())
    }

    /// No document failed, which is what 0 says; nobody shall believe that any passed.
    @Test("says where there was no document at all", arguments: ["a folder", "a list", "-"])
    func nothing(kind: String) throws {
        try Scratch.with { scratch in
            let list = scratch.appending(path: "list")
            let folder = scratch.appending(path: "folder/below")
            try Data().write(to: list)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let input = kind == "-" ? "-" : (kind == "a list" ? list : folder).path(percentEncoded: false)
            let tool = try Self.batch(input)
            #expect(tool.status == 0)
            #expect(tool.output.isEmpty)
            #expect(tool.errors.contains("no document"))
            let journal = scratch.appending(path: "journal").path(percentEncoded: false)
            if kind != "-" { #expect(try Self.batch(input, ["--resume", journal]).errors.contains("no document")) }
        }
    }

    @Test(
        "ends with the first status that applies over all inputs",
        arguments: [
            ([good], 0), ([tampered], 1), ([indeterminate], 2), ([unsigned], 3), (["missing.xml"], 66),
            (["Package.swift"], 65), (["{}"], 65), ([""], 65), ([], 0),
            ([good, unsigned], 3), ([indeterminate, tampered, unsigned], 1),
            ([tampered, "Package.swift", indeterminate], 65), (["{}", "missing.xml", tampered], 66),
        ] as [([String], Int32)]
    )
    func status(files: [String], status: Int32) throws {
        let tool = try Self.batch("-", input: Self.lines(files))
        #expect(tool.status == status)
        #expect(try Self.reports(tool).count == files.count)
    }

    @Test("wants as many signatures as --expect-signatures says")
    func expectSignatures() throws {
        #expect(try Self.batch("-", ["--expect-signatures", "9"], input: Self.lines([Self.good])).status == 1)
        #expect(try Self.batch("-", ["--expect-signatures", "1"], input: Self.lines([Self.good])).status == 0)
    }

    @Test("leaves the digest of documents out where none is wanted")
    func documentDigest() throws {
        let with = try Self.reports(Self.batch("-", input: Self.lines([Self.good])))
        var without = try Self.reports(Self.batch("-", ["--no-document-digest"], input: Self.lines([Self.good])))
        #expect(with.map { $0.sha256?.count } == [64])
        #expect(without.map(\.sha256) == [nil])
        without[0].sha256 = with[0].sha256
        #expect(without == with)
    }

    // MARK: Forms

    /// Well-formed by another parser than ours, and a case for each document.
    @Test("writes JUnit XML that continuous integration can read")
    func junit() throws {
        let lines = [Self.good, Self.tampered, "missing \"<&>\u{1}.xml", Self.unsigned, Self.indeterminate]
        let tool = try Self.batch("-", ["--format", "junit"], input: Self.lines(lines))
        #expect(tool.status == 66)
        let elements = ElementNames()
        let parser = XMLParser(data: tool.output)
        parser.delegate = elements
        #expect(parser.parse())
        #expect(
            elements.names == [
                "testsuites", "testsuite", "testcase", "testcase", "failure TOTAL-FAILED", "testcase",
                "error file-missing", "testcase", "failure NO-SIGNATURE", "testcase", "failure INDETERMINATE",
            ])
    }

    @Test("writes text for people as verify does")
    func text() throws {
        let verified = try Tool(["verify"] + Tool.trust + [Self.good])
        #expect(try Self.batch("-", ["--format", "text"], input: Self.lines([Self.good])).text == verified.text)
    }

    @Test("writes results and counts into files, and counts what the manifest says")
    func summary() throws {
        try Scratch.with { folder in
            let paths = ["results", "summary"].map { folder.appending(path: $0) }
            let names = paths.map { $0.path(percentEncoded: false) }
            let tool = try Self.batch("TestVectors/archive", ["--output", names[0], "--summary", names[1]])
            #expect(tool.output.isEmpty)
            #expect(try Data(contentsOf: paths[0]) == Self.batch("TestVectors/archive").output)
            let object = try #require(
                JSONSerialization.jsonObject(with: Data(contentsOf: paths[1])) as? [String: Any])
            // The manifest: 95 signatures are good, the four of edxml-113.xml are not.
            #expect(object["signatureIndications"] as? [String: Int] == ["TOTAL-PASSED": 95, "TOTAL-FAILED": 4])
            #expect(object["subIndications"] as? [String: Int] == ["HASH_FAILURE": 4])
        }
    }

    // MARK: Standard input

    @Test("has documents with their lengths on standard input")
    func frames() throws {
        let document = try Data(contentsOf: Tool.package.appending(path: Self.good))
        let head = Data("%xmldsig-documents-1\n".utf8)
        let frame = Data("\(document.count) the decision\n".utf8) + document
        let tool = try Self.batch("-", input: head + frame + Data("4 b\n<a/>".utf8))
        #expect(try Self.reports(tool).map(\.document) == ["the decision", "b"])
        #expect(try Self.reports(tool).map(\.indication) == [.totalPassed, .noSignature])
        for (end, code) in [
            ("9 c\n<a/>", "frame-malformed"), ("nine c\n<a/>", "frame-malformed"), ("-1 c\n", "frame-malformed"),
        ] {
            let reports = try Self.reports(Self.batch("-", input: head + frame + Data(end.utf8)))
            #expect(reports.map { $0.error?.code } == [nil, code])
        }
        #expect(try Self.batch("-", input: head).output.isEmpty)
    }

    /// As GNU parallel, a queue's worker and Spark's `pipe` use a program: the next line may wait for the last result.
    @Test("answers each line of a pipe before the next one comes", .timeLimit(.minutes(2)), arguments: [1, 4])
    func pipe(jobs: Int) throws {
        let conversation = try Conversation(["batch", "--jobs", "\(jobs)"] + Tool.trust + ["-"])
        for line in [Self.good, "", Self.tampered, #"{"xml":"<a/>","name":"inline"}"#] {
            let answer = try conversation.answer(to: line)
            let report = try JSONDecoder().decode(ValidationReport.self, from: Data(answer.utf8))
            let expected = line.isEmpty ? "line 2" : line.first == "{" ? "inline" : line
            #expect(report.document == expected)
        }
        #expect(try conversation.end() == 65)
    }

    // MARK: What can't be followed

    @Test(
        "What can't be followed is a usage error, with a message and no result",
        arguments: [
            [], ["--jobs", "0", "x"], ["--resume", "j", "-"], ["--resume", "j", "--format", "junit", "x"],
            ["--format", "json", "x"], ["--signature", "1", "x"], ["--at", "now", "x"],
            [good], ["--output", "/nowhere/x", "TestVectors/archive"],
            ["--summary", "/nowhere/x", "TestVectors/archive"],
            ["TestVectors/archive", "TestVectors/archive"],
            ["--output", "/tmp/same", "--resume", "/tmp/../tmp/same", "TestVectors/archive"],
            ["--summary", "TestVectors/archive/summary.json", "TestVectors/archive"],
            ["--resume", "TestVectors/../TestVectors/archive/journal", "TestVectors/archive/"],
        ])
    func usage(arguments: [String]) throws {
        let tool = try Tool(["batch"] + arguments)
        #expect(tool.status == 64)
        #expect(tool.output.isEmpty)
        #expect(!tool.errors.isEmpty)
    }

    @Test("Without the program that reads archives, the archive says so and nothing else does")
    func archiveProgram() throws {
        try Scratch.with { folder in
            let archive = folder.appending(path: "a.zip").path(percentEncoded: false)
            // The least that is a zip archive.
            try Data([0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 18)).write(to: URL(filePath: archive))
            let tool = try Tool.shell("PATH=/nowhere \"$TOOL\" batch '\(archive)'")
            #expect(tool.status == 66)
            #expect(try Self.reports(tool).map { $0.error?.code } == ["archive-program-missing"])
        }
    }

    /// Each code of a batch's own errors comes from an input; those of archives are in the tests of the library too.
    @Test("raises every code of the catalogue for members of batches")
    func codes() throws {
        let head = "%xmldsig-documents-1\n"
        var codes: Set<String> = ["archive-program-missing"]
        for input in [
            "{}\n", #"{"path":"a","existedAt":"2026-01-01T00:00:00Z"}"#, head + "x", head + "999999999999 a\n",
        ] {
            for report in try Self.reports(Self.batch("-", input: Data(input.utf8))) {
                if let code = report.error?.code { codes.insert(code) }
            }
        }
        try Scratch.with { folder in
            let archive = folder.appending(path: "a.tar")
            let make = "cd '\(folder.path(percentEncoded: false))' && ln -s x l && tar -cf a.tar l"
            #expect(try Tool.shell(make).status == 0)
            for report in try Self.reports(Self.batch(archive.path(percentEncoded: false))) {
                if let code = report.error?.code { codes.insert(code) }
            }
            // Cut behind the only member's header, without the end of an archive.
            try Data(contentsOf: archive).prefix(700).write(to: archive)
            for report in try Self.reports(Self.batch(archive.path(percentEncoded: false))) {
                if let code = report.error?.code { codes.insert(code) }
            }
        }
        #expect(codes == Set(Catalogue.entries.filter { $0.room == "BatchError" }.map(\.code)))
    }
}

/// The elements of a document, with the `type` of those that have one.
private final class ElementNames: NSObject, XMLParserDelegate {
    var names: [String] = []

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String] = [:]
    ) {
        names.append([name, attributes["type"]].compactMap(\.self).joined(separator: " "))
    }
}
