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

/// The contract of the command line: options, streams, exit statuses.
@Suite("Command line")
struct CommandLineTests {
    private static let good = "TestVectors/archive/decision-401.xml"
    private static let tampered = "TestVectors/archive/edxml-113.xml"
    private static let unsigned = "TestVectors/cases/no-signature.xml"
    private static let indeterminate = "TestVectors/cases/stranger.xml"

    // MARK: Exit statuses

    /// The first that applies over all inputs: 64, 70, 66, 65, 1, 2, 3, 0.
    @Test(
        "The exit status is the first that applies over all inputs",
        arguments: [
            ([good], 0), ([tampered], 1), ([indeterminate], 2), ([unsigned], 3), (["missing.xml"], 66),
            (["Package.swift"], 65),
            ([good, unsigned], 3), ([unsigned, indeterminate], 2), ([indeterminate, tampered, unsigned], 1),
            ([tampered, "Package.swift", indeterminate], 65), (["Package.swift", "missing.xml", tampered], 66),
            ([good, good], 0),
        ] as [([String], Int32)]
    )
    func precedence(files: [String], status: Int32) throws {
        let tool = try Tool(["verify", "--format", "ndjson"] + Tool.trust + files)
        #expect(tool.status == status)
        // One result an input, in order, whatever became of it.
        let names = try tool.text.split(separator: "\n").map {
            try JSONDecoder().decode(ValidationReport.self, from: Data($0.utf8)).document
        }
        #expect(names == files)
    }

    @Test(
        "What can't be followed is a usage error, with a message and no result",
        arguments: [
            [], ["verify"], ["verify", "--nonsense", good], ["nonsense"], ["verify", "--at", "yesterday", good],
            ["verify", "--format", "html", good], ["verify", "--format", "junit", good],
            ["verify", "--profile", "edxml", good],
            ["verify", "--trust", "system", good], ["verify", "--trust", "TestVectors/pki/leader-01.pem", good],
            ["verify", "--revocation", "sometimes", good],
            ["verify", "--existed-at", "2026-01-01T00:00:00Z", good],
            ["verify", "--process", "x", good], ["verify", "--timestamp", "x", good],
            ["verify", "--directory", "x", good],
            ["verify", "--external", "nothing", good],
            ["verify", "--signature", "0", good],
            ["verify", "--expect-signatures", "-1", good], ["verify", "--id-attribute", "a b", good],
            ["verify", "-", "-"],
            ["explain", good],
            ["c14n", "--namespace", "a=b", good], ["c14n", "--xpath", "//.", "--namespace", "a", good],
            ["c14n", "--xpath", "//.", "--namespace", "a=b", "--namespace", "a=c", good],
            ["c14n", "--xpath", "//.", "--subtree", "x", good],
            ["c14n", "--method", "urn:x", good],
            ["c14n", "--inclusive-prefixes", "a", good], ["fixtures", "--only", "kind", "x"],
            ["fixtures", "--jobs", "0", "x"],
        ]
    )
    func usage(arguments: [String]) throws {
        let tool = try Tool(arguments)
        #expect(tool.status == 64)
        #expect(tool.output.isEmpty)
        #expect(!tool.errors.isEmpty)
    }

    @Test("What isn't built yet is not in the help", arguments: ["", "verify", "batch", "inspect", "c14n", "fixtures"])
    func help(subcommand: String) throws {
        let tool = try Tool(subcommand.isEmpty ? ["--help"] : [subcommand, "--help"])
        #expect(tool.status == 0)
        #expect(tool.errors.isEmpty)
        for word in [
            "explain", "--process", "--existed-at", "--timestamp", "--directory", "html",
        ] {
            #expect(!tool.text.contains(word), "\(word)")
        }
    }

    // MARK: Trust

    @Test("Nothing is trusted by default")
    func nothingTrusted() throws {
        let tool = try Tool(["verify", "--at", "2026-06-01T00:00:00Z", Self.good])
        #expect(tool.status == 2)
        #expect(tool.text.contains("NO_CERTIFICATE_CHAIN_FOUND"))
    }

    @Test("An end entity as an anchor points to --key; pinned by it, it needs no path")
    func pinning() throws {
        let anchored = try Tool(["verify", "--trust", "TestVectors/pki/leader-01.pem", Self.good])
        #expect(anchored.errors.contains("--key"))
        let time = ["--at", "2026-06-01T00:00:00Z"]
        let pinned = try Tool(["verify", "--key", "TestVectors/pki/leader-01.pem"] + time + [Self.good])
        #expect(pinned.status == 0)
        #expect(pinned.text.contains("pinned-key"))
        let other = try Tool(["verify", "--key", "TestVectors/pki/leader-02.pem"] + time + [Self.good])
        #expect(other.status != 0)
        // A pinned certificate's own dates count.
        let late = try Tool([
            "verify", "--key", "TestVectors/pki/leader-01.pem", "--at", "2040-01-01T00:00:00Z", Self.good,
        ])
        #expect(late.status == 2)
    }

    @Test("A folder of anchors counts, whatever else is in it")
    func trustFolder() throws {
        try Scratch.with { folder in
            let root = Tool.package.appending(path: "TestVectors/pki/root.pem")
            try FileManager.default.copyItem(at: root, to: folder.appending(path: "root.pem"))
            try Data("read me".utf8).write(to: folder.appending(path: "README"))
            let path = folder.path(percentEncoded: false)
            let rest = ["--certificate", "TestVectors/pki/issuing.pem", "--at", "2026-06-01T00:00:00Z", Self.good]
            #expect(try Tool(["verify", "--trust", path] + rest).status == 0)
            try Data("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".utf8)
                .write(to: folder.appending(path: "broken.pem"))
            #expect(try Tool(["verify", "--trust", path] + rest).status == 65)
            #expect(try Tool(["verify", "--trust", path + "/missing.pem"] + rest).status == 66)
        }
    }

    // MARK: Selection

    @Test("One signature is chosen by number, Id or path; none is a document without one")
    func selection() throws {
        let document = "TestVectors/archive/edxml-101.xml"
        func report(_ selector: String) throws -> ValidationReport {
            let tool = try Tool(["verify", "--format", "json", "--signature", selector] + Tool.trust + [document])
            return try JSONDecoder().decode(ValidationReport.self, from: tool.output)
        }
        let second = try report("2")
        #expect(second.signatures.map(\.number) == [2])
        let signature = try #require(second.signatures.first)
        #expect(try report(signature.path) == second)
        #expect(try report(try #require(signature.id)) == second)
        for selector in ["nobody", "9", "/edXML"] {
            let tool = try Tool(["verify", "--format", "json", "--signature", selector] + Tool.trust + [document])
            #expect(tool.status == 64)
            #expect(tool.errors.hasPrefix("--signature: \(document): signature-not-found"))
            let report = try JSONDecoder().decode(ValidationReport.self, from: tool.output)
            #expect(report.indication == .refused)
            #expect(report.error?.code == "signature-not-found")
            #expect(report.signatures.isEmpty)
        }
        // Without any signature the answer is that of the document.
        #expect(try Tool(["verify", "--signature", "1", Self.unsigned]).status == 3)
    }

    @Test("The version says what it runs with")
    func version() throws {
        let tool = try Tool(["--version"])
        #expect(tool.status == 0)
        #expect(tool.text == "xmldsig \(LibraryVersion.current), OpenSSL \(OpenSSL.version)\n")
    }

    @Test("An input is not written over, whatever it is called", arguments: ["document", "link", "hard", "-"])
    func outputIsInput(name: String) throws {
        try Scratch.with { folder in
            let octets = try Data(contentsOf: Tool.package.appending(path: Self.good))
            let files = FileManager.default
            let document = folder.appending(path: "document")
            try octets.write(to: document)
            try files.createSymbolicLink(at: folder.appending(path: "link"), withDestinationURL: document)
            try files.linkItem(at: document, to: folder.appending(path: "hard"))
            let folderPath = folder.path(percentEncoded: false)
            for subcommand in ["verify", "inspect"] {
                let line = "cd '\(folderPath)' && \"$TOOL\" \(subcommand) --output document \(name) < document"
                let tool = try Tool.shell(line)
                #expect(tool.status == 64)
                #expect(tool.errors.contains("it is the input `\(name)`"))
                #expect(try Data(contentsOf: document) == octets)
            }
            // What is no regular file can't be lost.
            #expect(try Tool(["inspect", "--output", "/dev/null", document.path(percentEncoded: false)]).status == 0)
        }
    }

    @Test("Fewer signatures than expected are a failure")
    func expectedSignatures() throws {
        let arguments = ["verify", "--format", "json"] + Tool.trust
        #expect(try Tool(arguments + ["--expect-signatures", "1", Self.good]).status == 0)
        let tool = try Tool(arguments + ["--expect-signatures", "2", Self.good])
        #expect(tool.status == 1)
        #expect(tool.text.contains("signature-count"))
        #expect(try Tool(arguments + ["--expect-signatures", "1", Self.unsigned]).status == 1)
    }

    // MARK: Streams and forms

    @Test("Standard input is a document like any other")
    func standardInput() throws {
        let octets = try Data(contentsOf: Tool.package.appending(path: Self.good))
        let tool = try Tool(["verify"] + Tool.trust + ["-"], input: octets)
        #expect(tool.status == 0)
        #expect(tool.text.hasPrefix("-: TOTAL-PASSED\n"))
    }

    @Test("JSON of several files is an array; of one, an object")
    func jsonForms() throws {
        let one = try Tool(["verify", "--format", "json"] + Tool.trust + [Self.good])
        let report = try JSONDecoder().decode(ValidationReport.self, from: one.output)
        let two = try Tool(["verify", "--format", "json"] + Tool.trust + [Self.good, Self.good])
        #expect(try JSONDecoder().decode([ValidationReport].self, from: two.output) == [report, report])
    }

    @Test("--output takes the results, and standard output none")
    func outputFile() throws {
        try Scratch.with { folder in
            let file = folder.appending(path: "report.txt")
            let path = file.path(percentEncoded: false)
            let tool = try Tool(["verify", "--output", path] + Tool.trust + [Self.good])
            #expect(tool.status == 0)
            #expect(tool.output.isEmpty)
            #expect(try String(contentsOf: file, encoding: .utf8).hasPrefix("\(Self.good): TOTAL-PASSED\n"))
            #expect(try Tool(["verify", "--output", path + "/below", Self.good]).status == 64)
        }
    }

    @Test("The text says who signed what, and that revocation was not checked")
    func text() throws {
        let tool = try Tool(["verify"] + Tool.trust + [Self.good])
        for words in [
            "signature 1", "/QuyetDinh/ds:Signature", "line 6", "TOTAL-PASSED", "(trust anchor)",
            "revocation was not checked", "coverage: ", "revocation-not-checked",
        ] {
            #expect(tool.text.contains(words), "\(words)")
        }
        #expect(!tool.text.contains("\u{1B}"), "no colour where nobody looks")
    }

    /// A document's words must not be able to move a cursor or to turn the reading direction.
    @Test("Control characters of a document are shown, not carried out")
    func controlCharacters() throws {
        let document = """
            <a xmlns="urn:\u{9B}31m\u{202E}"><Signature xmlns="http://www.w3.org/2000/09/xmldsig#" Id="\u{9B}2J\u{202E}x"/></a>
            """
        for subcommand in ["verify", "inspect"] {
            let tool = try Tool([subcommand, "-"], input: Data(document.utf8))
            #expect(tool.text.contains("\\u{9B}2J\\u{202E}x"))
            #expect(!tool.text.unicodeScalars.contains { $0 == "\u{9B}" || $0 == "\u{202E}" })
        }
    }

    @Test("So are those of file names, on standard error too", arguments: ["verify", "inspect", "c14n", "fixtures"])
    func namesOfFiles(subcommand: String) throws {
        let tool = try Tool([subcommand, "no\u{1B}[1m\u{202E}\nsuch: TOTAL-PASSED"])
        #expect(tool.status == 66)
        #expect(tool.errors.contains("no\\u{1B}[1m\\u{202E}\\u{A}such"))
        #expect(!(tool.text + tool.errors).unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
    }

    @Test("A word of a refused document on standard error is shown too")
    func words() throws {
        let tool = try Tool(["c14n", "-"], input: Data("<a b=\"\u{202E}\"c/>".utf8))
        #expect(tool.status == 65)
        #expect(tool.errors.contains("\\u{202E}") && !tool.errors.contains("\u{202E}"))
    }

    @Test("A file name that is no UTF-8 is no file name here: it would be taken for another one")
    func octetsOfFileNames() throws {
        try Scratch.with { folder in
            // Only a shell can name it: Foundation's names are text.
            let tool = folder.path()
            try Data("<a/>".utf8).write(to: folder.appending(path: "\u{FFFD}.xml"))
            let ran = try Tool.shell("cd '\(tool)' && \"$TOOL\" c14n \"$(printf '\\377.xml')\"")
            #expect(ran.status == 64)
            #expect(ran.text.isEmpty)
            #expect(ran.errors.contains("argument 2"))
        }
    }

    @Test("inspect judges nothing")
    func inspect() throws {
        let tool = try Tool(["inspect", Self.tampered])
        #expect(tool.status == 0)
        #expect(!tool.text.contains("TOTAL") && !tool.text.contains("INDETERMINATE"))
        let json = try Tool(["inspect", "--format", "json", Self.tampered])
        let inspection = try JSONDecoder().decode(Inspection.self, from: json.output)
        #expect(inspection.signatures.count == 4)
        #expect(inspection.signatures.allSatisfy { $0.references.allSatisfy { $0.status == .notChecked } })
    }

    /// Canonical XML 1.0 §1.1 and Exclusive XML Canonicalization 1.0 §2.2 by hand.
    @Test(
        "c14n writes the canonical octets and nothing else",
        arguments: [
            ([], "<a xmlns:p=\"urn:p\"><b Id=\"x\">1</b></a>"),
            (["--subtree", "x"], "<b xmlns:p=\"urn:p\" Id=\"x\">1</b>"),
            (["--method", "http://www.w3.org/2001/10/xml-exc-c14n#"], "<a><b Id=\"x\">1</b></a>"),
            (
                ["--method", "http://www.w3.org/2001/10/xml-exc-c14n#", "--subtree", "x", "--inclusive-prefixes", "p"],
                "<b xmlns:p=\"urn:p\" Id=\"x\">1</b>"
            ),
            (
                ["--method", "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments"],
                "<a xmlns:p=\"urn:p\"><!--c--><b Id=\"x\">1</b></a>"
            ),
            // No namespace node and no text is selected.
            (["--xpath", "//b | //@Id"], "<b Id=\"x\"></b>"),
            (["--xpath", "//q:b | //a", "--namespace", "q=urn:p"], "<a></a>"),
        ] as [([String], String)]
    )
    func canonicalForms(options: [String], expected: String) throws {
        let document = "<?xml version='1.0'?>\n<a xmlns:p='urn:p' ><!--c--><b Id='x' >1</b></a>\n"
        let tool = try Tool(["c14n"] + options + ["-"], input: Data(document.utf8))
        #expect(tool.status == 0)
        #expect(tool.text == expected)
        #expect(tool.errors.isEmpty)
    }

    @Test("c14n refuses an ID that nobody or more than one has", arguments: ["y", "z"])
    func canonicalSubtree(id: String) throws {
        let tool = try Tool(["c14n", "--subtree", id, "-"], input: Data("<a><b Id='z'/><b Id='z'/></a>".utf8))
        #expect(tool.status == 65)
        #expect(tool.output.isEmpty)
    }

    @Test("fixtures answers each case in order, counts on standard error and writes JUnit")
    func fixtures() throws {
        try Scratch.with { folder in
            try Data("<a/>".utf8).write(to: folder.appending(path: "good.xml"))
            try Data("<a>".utf8).write(to: folder.appending(path: "bad.xml"))
            let lines = [
                #"{"kind":"parser","file":"good.xml","expect":"valid"}"#,
                #"{"kind":"parser","file":"bad.xml","expect":"refused"}"#,
                #"{"kind":"parser","file":"bad.xml","expect":"valid","suite":"wrong"}"#,
                #"{"kind":"later","file":"bad.xml","expect":"valid"}"#,
            ]
            let manifest = folder.appending(path: "manifest.jsonl")
            try Data(lines.joined(separator: "\n").utf8).write(to: manifest)
            let path = manifest.path(percentEncoded: false)
            let junit = folder.appending(path: "junit.xml")
            let all = try Tool(["fixtures", path, "--jobs", "3", "--junit", junit.path(percentEncoded: false)])
            #expect(all.status == 1)
            #expect(all.errors.hasSuffix("2 passed, 1 failed, 1 skipped\n"))
            let starts = all.text.split(separator: "\n").map { $0.prefix(9) }
            #expect(starts == [#"{"line":1"#, #"{"line":2"#, #"{"line":3"#, #"{"line":4"#])
            #expect(try String(contentsOf: junit, encoding: .utf8).contains(#"tests="4" failures="1""#))
            #expect(try Tool(["fixtures", path, "--only", "suite=wrong"]).status == 1)
            #expect(try Tool(["fixtures", path, "--only", "expect=refused"]).status == 0)
            #expect(try Tool(["fixtures", path, "--only", "kind=later"]).status == 2)
        }
    }
}
