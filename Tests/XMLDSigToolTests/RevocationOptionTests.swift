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

/// Documents whose signers' certificates are on lists, with the lists of both authorities (`TestVectors/README.md`).
@Suite("Revocation on the command line")
struct RevocationOptionTests {
    private static let lists = [
        "root", "issuing-persons", "issuing-organisations", "issuing-public", "issuing-withdrawn",
    ]
    .flatMap { ["--crl", "TestVectors/pki/\($0).crl"] }

    private func verify(_ document: String, _ options: [String]) throws -> (tool: Tool, signature: SignatureReport?) {
        let tool = try Tool(
            ["verify", "--format", "json"] + Tool.trust + options + ["TestVectors/cases/\(document).xml"])
        guard !tool.output.isEmpty else { return (tool, nil) }
        return (tool, try JSONDecoder().decode(ValidationReport.self, from: tool.output).signatures.first)
    }

    /// The sub-indications are those of ETSI EN 319 102-1 §5.2.6; why each certificate is on a list stands in the manifest.
    @Test(
        "lists decide, where they are given",
        arguments: [
            ("crl-good", 0, nil, .good), ("revoked-specialist", 2, "REVOKED_NO_POE", .revoked),
            ("suspended-office", 2, "TRY_LATER", .revoked), ("revoked-seal", 2, "REVOKED_NO_POE", .revoked),
            ("revoked-issuer", 2, "REVOKED_CA_NO_POE", .revoked),
        ] as [(String, Int32, String?, PathRevocation)]
    )
    func verdicts(document: String, status: Int32, subIndication: String?, revocation: PathRevocation) throws {
        for mode in [[], ["--revocation", "if-present"], ["--revocation", "required"]] {
            let (tool, signature) = try verify(document, Self.lists + mode)
            #expect(tool.status == status)
            #expect(signature?.subIndication?.rawValue == subIndication)
            #expect(signature?.revocation == revocation)
            #expect(signature?.certificateRevocation.contains { !$0.evidence.isEmpty } == true)
        }
        let (tool, signature) = try verify(document, Self.lists + ["--revocation", "off"])
        #expect(tool.status == 0)
        #expect(signature?.revocation == .unchecked)
    }

    @Test("without data nothing is asked for, unless an option or a policy file asks")
    func modes() throws {
        #expect(try verify("crl-good", []).tool.status == 0)
        #expect(try verify("crl-good", ["--revocation", "required"]).signature?.subIndication == .tryLater)
        try Scratch.with { folder in
            let file = folder.appending(path: "policy.json")
            for (text, status) in [
                (#"{"name":"a"}"#, 0), (#"{"name":"a","revocation":{"clockSkew":5}}"#, 0),
                (#"{"name":"a","revocation":{"mode":"if-present"}}"#, 0),
                (#"{"name":"a","revocation":{"mode":"required"}}"#, 2),
            ] as [(String, Int32)] {
                try Data(text.utf8).write(to: file)
                let policy = ["--policy", file.path(percentEncoded: false)]
                #expect(try verify("crl-good", policy).tool.status == status, "\(text)")
                #expect(try verify("crl-good", policy + ["--revocation", "off"]).tool.status == 0)
                #expect(try verify("crl-good", policy + ["--revocation", "required"]).tool.status == 2)
            }
        }
    }

    @Test("the text says what was found and by which data, or that nobody looked")
    func text() throws {
        func text(_ document: String, _ options: [String]) throws -> String {
            try Tool(["verify"] + Tool.trust + options + ["TestVectors/cases/\(document).xml"]).text
        }
        let good = try text("crl-good", Self.lists)
        #expect(good.contains("not revoked: CN="))
        #expect(good.contains("by crl of 2026-"))
        #expect(!good.contains("revocation was not checked"))
        let revoked = try text("revoked-specialist", Self.lists)
        #expect(revoked.contains("revoked since 2026-03-01T00:00:00Z (keyCompromise)"))
        #expect(try text("crl-good", []).contains("revocation was not checked\n"))
        let some = try text("crl-good", ["--crl", "TestVectors/pki/root.crl"])
        #expect(some.contains("revocation was not checked for every certificate"))
    }

    @Test("files that hold no such data end with what is wrong about them", arguments: ["--crl", "--ocsp"])
    func badFiles(option: String) throws {
        try Scratch.with { folder in
            func path(_ name: String, _ octets: Data) throws -> String {
                let file = folder.appending(path: name)
                try octets.write(to: file)
                return file.path(percentEncoded: false)
            }
            let certificate = "TestVectors/pki/root.pem"
            for (file, status, code) in [
                (try path("text", Data("hello".utf8)), 65, "no-revocation-data"),
                (certificate, 65, "no-revocation-data"),
                (try path("empty", Data()), 65, "no-revocation-data"),
                (folder.path(percentEncoded: false), 66, "file-is-directory"),
                (folder.appending(path: "absent").path(percentEncoded: false), 66, "file-missing"),
            ] as [(String, Int32, String)] {
                let tool = try verify("crl-good", [option, file]).tool
                #expect(tool.status == status, "\(file)")
                #expect(tool.output.isEmpty)
                #expect(tool.errors.contains(option))
                #expect(tool.errors.contains(code), "\(tool.errors)")
            }
            let list = try Data(contentsOf: Tool.package.appending(path: "TestVectors/pki/root.crl"))
            let cut = try path("cut", list.prefix(list.count / 2))
            if option == "--crl" { #expect(try verify("crl-good", [option, cut]).tool.status == 65) }
        }
    }
}
