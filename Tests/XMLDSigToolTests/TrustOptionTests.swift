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

@Suite("Trust on the command line")
struct TrustOptionTests {
    private static let good = "TestVectors/archive/decision-401.xml"
    private static let rest = [
        "--certificate", "TestVectors/pki/issuing.pem", "--at", "2026-06-01T00:00:00Z", good,
    ]

    private static func pem(_ name: String) throws -> String {
        try String(contentsOf: Tool.package.appending(path: "TestVectors/pki/\(name).pem"), encoding: .utf8)
    }

    /// Writes files, and verifies with the first of them as `--trust`.
    private func verify(_ files: [(name: String, text: String)], format: String = "text") throws -> Tool {
        try Scratch.with { folder in
            for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
            let path = folder.appending(path: files[0].name).path(percentEncoded: false)
            return try Tool(["verify", "--format", format, "--trust", path] + Self.rest)
        }
    }

    private func list(_ members: String) -> String { #"{"version":1,"set":"test","anchors":[{\#(members)}]}"# }

    @Test("takes a trust list, whose names stand in the report")
    func trustList() throws {
        let root = try Self.pem("root").replacing("\n", with: "\\n")
        let inside = list(#""name":"Gốc thử","certificate":"\#(root)","purposes":["document-signing"]"#)
        let outside = list(#""name":"Gốc thử","file":"root.pem""#)
        for files in [[("list.json", inside)], [("list.json", outside), ("root.pem", try Self.pem("root"))]] {
            let tool = try verify(files, format: "json")
            #expect(tool.status == 0)
            let report = try JSONDecoder().decode(ValidationReport.self, from: tool.output)
            #expect(report.signatures[0].certificatePath.map(\.anchorName) == [nil, nil, "Gốc thử"])
            #expect(try verify(files).text.contains("(trust anchor Gốc thử)"))
        }
    }

    @Test("keeps to the terms of a trust list")
    func terms() throws {
        let root = try Self.pem("root").replacing("\n", with: "\\n")
        let cases = [
            (#""until":"2026-05-31T00:00:00Z""#, "NO_CERTIFICATE_CHAIN_FOUND_NO_POE"),
            (#""from":"2026-07-01T00:00:00Z""#, "NO_CERTIFICATE_CHAIN_FOUND"),
            (#""constraints":{"pathLength":0}"#, "CHAIN_CONSTRAINTS_FAILURE"),
            (#""constraints":{"permittedSubtrees":[{"directoryName":"C=XX"}]}"#, "CHAIN_CONSTRAINTS_FAILURE"),
        ]
        for (term, subIndication) in cases {
            let tool = try verify([("list", list(#""certificate":"\#(root)",\#(term)"#))], format: "json")
            #expect(tool.status == 2)
            let report = try JSONDecoder().decode(ValidationReport.self, from: tool.output)
            #expect(report.signatures[0].subIndication?.rawValue == subIndication)
        }
    }

    @Test("ends with what is wrong about a list or its files")
    func badLists() throws {
        let leader = try Self.pem("leader-01")
        let cases: [([(String, String)], Int32, String)] = [
            ([("l", "{}")], 64, "at `version`"), ([("l", "[]")], 64, "--trust"), ([("l", "{")], 64, "--trust"),
            ([("l", list(#""file":"a""#))], 66, "/a"),
            ([("l", list(#""file":"a""#)), ("a", "hello")], 65, "no-certificate"),
            ([("l", list(#""file":"a""#)), ("a", leader)], 64, "--key"),
            ([("l", list(#""file":"a","untill":"2026-05-31T00:00:00Z""#))], 64, "untill"),
            (
                [("l", list(#""file":"a","until":"2026-05-31T00:00:00Z","until":"2036-05-31T00:00:00Z""#))], 64,
                "`until` stands twice"
            ), ([("l", list(#""file":"a","constraints":{"iPAddress":1}"#))], 64, "iPAddress"),
            ([("l", list(#""file":"a","from":"2090-01-01T00:00:00Z""#)), ("a", try Self.pem("root"))], 64, "2090"),
        ]
        for (files, status, words) in cases {
            let tool = try verify(files)
            #expect(tool.status == status, "\(files[0].1)")
            #expect(tool.errors.contains(words), "\(tool.errors)")
            #expect(tool.output.isEmpty)
        }
    }

    @Test("takes a certificate twice only under the same terms")
    func conflict() throws {
        let root = "TestVectors/pki/root.pem"
        #expect(try Tool(["verify", "--trust", root, "--trust", root] + Self.rest).status == 0)
        try Scratch.with { folder in
            let path = folder.appending(path: "list.json")
            let pem = try Self.pem("root").replacing("\n", with: "\\n")
            let text = list(#""certificate":"\#(pem)","until":"2030-01-01T00:00:00Z""#)
            try Data(text.utf8).write(to: path)
            let trust = ["--trust", path.path(percentEncoded: false)]
            #expect(try Tool(["verify"] + trust + Self.rest).status == 0)
            let both = try Tool(["verify", "--trust", root] + trust + Self.rest)
            #expect(both.status == 64)
            #expect(both.errors.contains("anchor-conflict"))
        }
    }

    @Test("takes a folder of certificates and lists, and looks at no folder in it")
    func folder() throws {
        try Scratch.with { folder in
            let below = folder.appending(path: "below")
            try FileManager.default.createDirectory(at: below, withIntermediateDirectories: false)
            let path = folder.path(percentEncoded: false)
            try Data(Self.pem("root").utf8).write(to: below.appending(path: "root.pem"))
            #expect(try Tool(["verify", "--trust", path] + Self.rest).status == 65)
            let text = list(#""name":"From the list","file":"below/root.pem""#)
            try Data(text.utf8).write(to: folder.appending(path: "list.json"))
            let tool = try Tool(["verify", "--trust", path] + Self.rest)
            #expect(tool.status == 0)
            #expect(tool.text.contains("From the list"))
            try Data("{}".utf8).write(to: folder.appending(path: "other.json"))
            #expect(try Tool(["verify", "--trust", path] + Self.rest).status == 64)
        }
    }

    /// What `openssl x509 -subject` says of the seller's and the tax office's certificates of the sample archive.
    @Test("shows by which numbers authorities know the signer")
    func identifiers() throws {
        let document = "TestVectors/archive/invoice-201.xml"
        let arguments = ["verify", "--key", "TestVectors/pki/seller-01.pem", "--at", "2026-06-01T00:00:00Z", document]
        let tool = try Tool(arguments + ["--format", "json"])
        let report = try JSONDecoder().decode(ValidationReport.self, from: tool.output)
        let seller = try #require(report.signatures.first { $0.indication == .totalPassed }?.signer)
        #expect(seller.identifiers.map(\.attribute) == ["UID"])
        #expect(seller.identifiers.map(\.text) == ["MST:0000000001"])
        #expect(seller.identifiers.map(\.type) == ["MST"])
        #expect(seller.identifiers.map(\.value) == ["0000000001"])
        #expect(seller.identifiers.map(\.branch) == [nil])
        #expect(try Tool(arguments).text.contains("known as MST 0000000001"))
        let named = try Tool(["verify", "--trust", "TestVectors/pki/root.pem", Self.good, "--format", "json"])
        let other = try JSONDecoder().decode(ValidationReport.self, from: named.output)
        #expect(other.signatures[0].signer?.identifiers == [])
    }

    @Test("takes the system's certificates for servers only")
    func system() throws {
        let tool = try Tool(["verify", "--trust", "system"] + Self.rest)
        #expect(tool.status == 64)
        #expect(tool.errors.contains("server-auth"))
    }
}
