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

@Suite("--policy")
struct PolicyOptionTests {
    private static let weak = "TestVectors/cases/legacy-rsa-sha1.xml"

    private func run(_ policy: String, _ command: [String] = ["verify", "--format", "json"]) throws -> Tool {
        try Scratch.with { folder in
            let file = folder.appending(path: "policy.json")
            try Data(policy.utf8).write(to: file)
            let options = command[0] == "verify" ? Tool.trust : []
            return try Tool(command + options + ["--policy", file.path(percentEncoded: false), Self.weak])
        }
    }

    @Test("takes a file, whose name and digest the report gives")
    func file() throws {
        let policy = ValidationPolicy.strict.named("with SHA-1")
        let named = policy.with(algorithms: policy.algorithms.allowing(.sha1))
            .with(revocation: RevocationPolicy(.ifPresent))
        let texts = [
            String(decoding: named.json, as: UTF8.self),
            """
            {"extends": "strict", "name": "with SHA-1", "algorithms": {"digestMethods":
              ["SHA-1", "SHA-256", "SHA-384", "SHA-512", "SHA3-256", "SHA3-384", "SHA3-512"]}}
            """,
        ]
        for text in texts {
            let tool = try run(text)
            #expect(tool.status == 0, "\(tool.errors)")
            let report = try JSONDecoder().decode(ValidationReport.self, from: tool.output)
            #expect(report.environment.policy == "with SHA-1")
            #expect(report.environment.policySHA256 == named.sha256)
        }
        #expect(try Tool(["verify"] + Tool.trust + [Self.weak]).status == 2)
    }

    @Test(
        "says where a policy isn't understood, and judges nothing",
        arguments: [
            (#"{"name":"a","algorithms":{"digestMethod":[]}}"#, "at `algorithms.digestMethod`"),
            (#"{"name":"a","algorithms":{"digestMethods":["SHA-256",1]}}"#, "at `algorithms.digestMethods[1]`"),
            (#"{"extends":"lax","name":"a"}"#, "at `extends`"), (#"{"name":"a""#, "JSON"), ("", "JSON"),
            (#"{"algorithms":{}}"#, "at `name`"),
            (#"{"name":"a","coverage":[],"coverage":[{"part":"root"}]}"#, "`coverage` stands twice"),
            (#"{"name":"a","coverage":[{"part":"root"}],"cover\u0061ge" : []}"#, "`coverage` stands twice"),
            (
                "{\"name\":\"a\",\n\"limits\":{\"keys\":1,\n\"keys\":2}}",
                "`keys` stands twice in one object, again in line 3"
            ),
        ]
    )
    func badFiles(text: String, message: String) throws {
        for command in [["verify"], ["inspect"], ["c14n"]] {
            let tool = try run(text, command)
            #expect(tool.status == 64)
            #expect(tool.output.isEmpty)
            #expect(tool.errors.contains("--policy: ") && tool.errors.contains(message), "\(tool.errors)")
        }
    }

    @Test("may say the same in several objects, and in texts whatever a name looks like")
    func namesElsewhere() throws {
        let texts = [
            #"{"name":"a","coverage":[{"part":"root"},{"part":"root"}]}"#,
            #"{"name":"\"name\":\"name\":{[}\\","extends":"strict","coverage":[]}"#,
        ]
        for text in texts { #expect(try run(text).status == 2) }
    }

    @Test("is a file in UTF-8 (RFC 8259 §8.1)")
    func encoding() throws {
        let text = #"{"extends":"strict","name":"a"}"#
        for (encoding, status) in [(String.Encoding.utf8, 2), (.utf16LittleEndian, 64), (.utf16, 64)] {
            let tool = try Scratch.with { folder in
                let file = folder.appending(path: "policy.json")
                try #require(text.data(using: encoding)).write(to: file)
                return try Tool(["verify"] + Tool.trust + ["--policy", file.path(percentEncoded: false), Self.weak])
            }
            #expect(tool.status == status, "\(tool.errors)")
        }
    }

    @Test(
        "is a usage error where it is neither a preset's name nor a file", arguments: ["nosuch", "Strict", "strict "])
    func unknownName(name: String) throws {
        for command in [
            ["verify", Self.weak], ["batch", "TestVectors/archive"], ["chain", "TestVectors/pki/root.pem"],
        ] {
            let tool = try Tool(command + ["--policy", name])
            #expect(tool.status == 64)
            #expect(tool.output.isEmpty)
            #expect(tool.errors.contains("`\(name)` is none of strict, legacy, interop"), "\(tool.errors)")
        }
    }

    @Test("can't read what isn't there or is no file", arguments: ["nothing.json", "Sources"])
    func unreadable(path: String) throws {
        let tool = try Tool(["verify", "--policy", path, Self.weak])
        #expect(tool.status == 66)
        #expect(tool.output.isEmpty)
    }
}
