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
import VectorFolders
import XMLDSig

@Suite("xmldsig chain")
struct ChainCommandTests {
    private static let folder = "TestVectors/pki/"
    private static let trust = ["--trust", folder + "root.pem", "--certificate", folder + "issuing.pem"]
    private static let time = ["--at", "2026-06-01T00:00:00Z"]
    private static let lists = [
        "root", "issuing-persons", "issuing-organisations", "issuing-public", "issuing-withdrawn",
    ]
    .flatMap { ["--crl", folder + $0 + ".crl"] }

    private func chain(_ arguments: [String], in folder: URL = Tool.package) throws -> (Tool, ChainReport) {
        let tool = try Tool(["chain", "--format", "json"] + arguments, in: folder)
        return (tool, try JSONDecoder().decode(ChainReport.self, from: tool.output))
    }

    /// Our own certificates; why each is refused stands in `TestVectors/README.md` and in the manifest. Lists that were
    /// issued after a certificate had expired may have left it out (RFC 5280 §3.3).
    @Test(
        "ends with 0, 1 or 2 as a path holds, certainly doesn't, or can't be told",
        arguments: [
            ("leader-01", 0, nil), ("seal-01", 0, nil), ("specialist-revoked", 1, "REVOKED_NO_POE"),
            ("seal-revoked", 1, "REVOKED_NO_POE"), ("leader-of-withdrawn", 1, "REVOKED_CA_NO_POE"),
            ("office-suspended", 2, "TRY_LATER"), ("leader-expired", 1, "OUT_OF_BOUNDS_NO_POE"),
            ("seal-future", 1, "OUT_OF_BOUNDS_NOT_REVOKED"),
            ("issued-by-end-entity", 1, "CHAIN_CONSTRAINTS_FAILURE"),
            ("stranger/leader-01", 2, "NO_CERTIFICATE_CHAIN_FOUND"),
        ] as [(String, Int32, String?)]
    )
    func verdicts(name: String, status: Int32, subIndication: String?) throws {
        let more = name == "issued-by-end-entity" ? ["--certificate", Self.folder + "tax-office-old.pem"] : []
        let (tool, report) = try chain(Self.trust + Self.time + Self.lists + more + [Self.folder + name + ".pem"])
        #expect(tool.status == status, "\(report.findings)")
        if let subIndication { #expect(report.subIndication?.rawValue == subIndication) }
        #expect((report.verdict == .accepted) == (status == 0))
        #expect((report.verdict == .undecided) == (status == 2))
    }

    @Test("without an anchor nothing can be told, and without the issuer's certificate neither")
    func noPath() throws {
        let leaf = Self.folder + "leader-01.pem"
        for options in [[], ["--trust", Self.folder + "root.pem"], ["--trust", Self.folder + "stranger/root.pem"]] {
            let (tool, report) = try chain(options + Self.time + [leaf])
            #expect(tool.status == 2)
            #expect(report.subIndication == .noCertificateChainFound)
        }
        let bundle = try ["leader-01", "issuing"].map {
            try Data(contentsOf: Tool.package.appending(path: Self.folder + $0 + ".pem"))
        }
        let options = ["--trust", Self.folder + "root.pem"] + Self.time
        let tool = try Tool(["chain"] + options + ["-"], input: bundle[0] + bundle[1])
        #expect(tool.status == 0, "what else the file holds helps")
    }

    /// `openssl x509 -dates` says from 2025-01-01 to 2030-01-01.
    @Test("a certificate holds from its first second to its last")
    func times() throws {
        for (time, status) in [
            ("2024-12-31T23:59:59Z", 1), ("2025-01-01T00:00:00Z", 0), ("2028-12-31T23:59:59Z", 0),
            ("2030-01-01T00:00:01Z", 1), ("2026-06-01T07:00:00+07:00", 0),
        ] as [(String, Int32)] {
            let (tool, report) = try chain(Self.trust + ["--at", time, Self.folder + "leader-01.pem"])
            #expect(tool.status == status, "\(time)")
            #expect(report.validationTime == Instant(rfc3339: time))
        }
    }

    @Test("revocation is looked at as the option says")
    func revocation() throws {
        let (leaf, revoked) = (Self.folder + "leader-01.pem", Self.folder + "specialist-revoked.pem")
        let base = Self.trust + Self.time
        #expect(try chain(base + ["--revocation", "required", leaf]).1.subIndication == .tryLater)
        #expect(try chain(base + [leaf]).1.revocation == .unchecked)
        #expect(try chain(base + [revoked]).0.status == 0, "nobody looked, and the report says so")
        #expect(try chain(base + Self.lists + ["--revocation", "off", revoked]).1.revocation == .unchecked)
        let (_, report) = try chain(base + Self.lists + ["--revocation", "required", revoked])
        let found = try #require(report.certificateRevocation.first)
        #expect(found.reason == "keyCompromise")
        #expect(found.evidence.map(\.kind) == ["crl"])
        #expect(found.evidence.first?.nextUpdate != nil)
    }

    @Test("the text shows each check with its clause, the data and its times")
    func text() throws {
        let tool = try Tool(["chain"] + Self.trust + Self.time + Self.lists + [Self.folder + "leader-01.pem"])
        for words in [
            "leader-01.pem: accepted", "passed signatures (RFC 5280 §6.1.3 (a)(1))", "(trust anchor)",
            "not revoked: CN=",
            "by crl of 2026-", "any, relying-party, as of 2026-06-01T00:00:00Z",
        ] {
            #expect(tool.text.contains(words), "\(words)")
        }
        let unchecked = try Tool(["chain"] + Self.trust + Self.time + [Self.folder + "leader-01.pem"])
        #expect(unchecked.text.contains("revocation was not checked"))
    }

    @Test("an anchor that a list limits to purposes is one for those alone")
    func limitedAnchors() throws {
        try Scratch.with { folder in
            let pem = try String(contentsOf: Tool.package.appending(path: Self.folder + "root.pem"), encoding: .utf8)
            let list =
                #"{"version":1,"set":"test","anchors":[{"certificate":"\#(pem.replacing("\n", with: "\\n"))","#
                + #""purposes":["document-signing"]}]}"#
            let file = folder.appending(path: "list.json")
            try Data(list.utf8).write(to: file)
            let options =
                ["--trust", file.path(percentEncoded: false), "--certificate", Self.folder + "issuing.pem"] + Self.time
            let leaf = Self.folder + "leader-01.pem"
            #expect(try chain(options + ["--purpose", "document-signing", leaf]).0.status == 0)
            for purpose in [[], ["--purpose", "any"]] {
                let (tool, report) = try chain(options + purpose + [leaf])
                #expect(tool.status == 2)
                #expect(report.subIndication == .noCertificateChainFound)
                let message = try #require(report.findings.first?.message)
                #expect(message.contains("document-signing only"))
                #expect(message.contains("no purpose was asked for"))
            }
            // Its key isn't for that under any anchor.
            let (tool, report) = try chain(options + ["--purpose", "client-auth", leaf])
            #expect(tool.status == 1)
            #expect(report.subIndication == .chainConstraintsFailure)
            #expect(report.findings.contains { $0.message.contains("document-signing only") })
        }
    }

    // MARK: Servers

    /// The bundle of the system, where there is one at the usual place.
    private static let systemFile = "/etc/ssl/certs/ca-certificates.crt"

    @Test(
        "the system's authorities count for servers",
        .enabled(if: FileManager.default.isReadableFile(atPath: systemFile), "there is no bundle of the system")
    )
    func system() throws {
        let bundle = [UInt8](try Data(contentsOf: URL(filePath: Self.systemFile)))
        let roots = try Certificate.read(bundle)
        let time = try #require(roots.map(\.notBefore).max())
        let root = try #require(roots.first { $0.isValid(at: time) })
        let der = Data(root.der)
        let options = ["--trust", "system", "--at", "\(time)"]
        let accepted = try Tool(["chain"] + options + ["--purpose", "server-auth", "-"], input: der)
        #expect(accepted.status == 0, "\(accepted.text)\(accepted.errors)")
        #expect(accepted.text.contains("(trust anchor)"))
        for purpose in [[], ["--purpose", "any"], ["--purpose", "document-signing"]] {
            let tool = try Tool(["chain"] + options + purpose + ["-"], input: der)
            #expect(tool.status == 64)
            #expect(tool.errors.contains("server-auth"))
        }
    }

    /// x509-limbo's chains of live sites, each at the time at which it was recorded.
    @Test("a live site's chain is accepted for its host, and for no other", .enabled(if: VectorFolder.others.exists))
    func sites() throws {
        let sites = try PathCase.limbo().filter { $0.id.hasPrefix("online::") }
        #expect(!sites.isEmpty)
        for site in sites {
            try Scratch.with { folder in
                let root = folder.appending(path: "root.pem").path(percentEncoded: false)
                try Data(site.trustedCerts.joined(separator: "\n").utf8).write(to: URL(filePath: root))
                let chain = ([site.peerCertificate] + site.untrustedIntermediates).joined(separator: "\n")
                let time = try #require(site.validationTime)
                let host = try #require(site.expectedPeerName).value
                let options = ["chain", "--trust", root, "--at", time, "--purpose", "server-auth", "--host"]
                let own = try Tool(options + [host, "-"], input: Data(chain.utf8))
                #expect(own.status == 0, "\(own.text)\(own.errors)")
                let other = try Tool(options + ["host.example.net", "-"], input: Data(chain.utf8))
                #expect(other.status == 1)
                #expect(other.text.contains("host-name-mismatch"))
            }
        }
    }

    // MARK: Policies

    /// NIST PKITS 4.8.1: every certificate has NIST-test-policy-1. By hand: what each setting of the test's subparts
    /// makes of it.
    @Test("certificate policies are asked for", .enabled(if: VectorFolder.others.exists))
    func policies() throws {
        let folder = VectorFolder.others.folder.appending(path: "pkits/certs")
        let base = [
            "--trust", "TrustAnchorRootCertificate.crt", "--certificate", "GoodCACert.crt", "--at",
            "2026-01-01T00:00:00Z",
        ]
        let leaf = "ValidCertificatePathTest1EE.crt"
        let (first, second) = ("2.16.840.1.101.3.2.1.48.1", "2.16.840.1.101.3.2.1.48.2")
        for (options, status) in [
            (["--explicit-policy"], 0), (["--policy-oid", first, "--explicit-policy"], 0),
            (["--policy-oid", second, "--explicit-policy"], 1), (["--policy-oid", second], 0),
            (["--policy-oid", second, "--policy-oid", first, "--explicit-policy"], 0),
            (["--explicit-policy", "--inhibit-any-policy", "--inhibit-policy-mapping", "--conforming"], 0),
        ] as [([String], Int32)] {
            let (tool, report) = try chain(base + options + [leaf], in: folder)
            #expect(tool.status == status, "\(options) \(report.findings)")
            #expect(report.profile == (options.contains("--conforming") ? "conforming" : "relying-party"))
        }
    }

    /// The same, asked by a policy file; options ask for more, and name other policies.
    @Test("a policy file asks for policies, usages and the profile", .enabled(if: VectorFolder.others.exists))
    func policyFile() throws {
        let folder = VectorFolder.others.folder.appending(path: "pkits/certs")
        let (first, second) = ("2.16.840.1.101.3.2.1.48.1", "2.16.840.1.101.3.2.1.48.2")
        for (members, options, status) in [
            (#""initialPolicies": ["\#(first)"]"#, [], 0), (#""initialPolicies": ["\#(second)"]"#, [], 1),
            (#""initialPolicies": ["\#(second)"], "requiresExplicitPolicy": false"#, [], 0),
            (#""initialPolicies": ["\#(second)"], "requiresExplicitPolicy": false"#, ["--explicit-policy"], 1),
            (#""initialPolicies": ["\#(second)"]"#, ["--policy-oid", first], 0),
            (#""extendedKeyUsages": ["1.3.6.1.5.5.7.3.36"]"#, [], 1), (#""profile": "conforming""#, [], 0),
        ] as [(String, [String], Int32)] {
            try Scratch.with { scratch in
                let file = scratch.appending(path: "policy.json")
                try Data(#"{"name": "own", "certificates": {\#(members)}}"#.utf8).write(to: file)
                let (tool, report) = try chain(
                    [
                        "--trust", "TrustAnchorRootCertificate.crt", "--certificate", "GoodCACert.crt", "--at",
                        "2026-01-01T00:00:00Z", "--revocation", "off", "--policy", file.path(percentEncoded: false),
                    ] + options + ["ValidCertificatePathTest1EE.crt"], in: folder
                )
                #expect(tool.status == status, "\(members) \(report.findings)")
                #expect(report.profile == (members.contains("conforming") ? "conforming" : "relying-party"))
            }
        }
    }

    @Test(
        "what can't be followed is a usage error",
        arguments: [
            [], ["--purpose", "mail", "x"], ["--policy-oid", "1", "x"], ["--policy-oid", "a.b", "x"],
            ["--host", "example.com", "x"], ["--purpose", "client-auth", "--host", "example.com", "x"],
            ["--purpose", "server-auth", "--host", "*.example.com", "x"], ["--at", "now", "x"], ["--key", "x", "x"],
            ["--revocation", "maybe", "x"], ["x", "y"],
            ["--trust", folder + "leader-01.pem", folder + "leader-01.pem"],
            ["--policy", folder + "root.pem", folder + "leader-01.pem"],
        ]
    )
    func usage(arguments: [String]) throws {
        let tool = try Tool(["chain"] + arguments)
        #expect(tool.status == 64, "\(tool.errors)")
        #expect(tool.output.isEmpty)
        #expect(!tool.errors.isEmpty)
    }

    @Test("what can't be read, or is no certificate, has its own status")
    func badInputs() throws {
        for (file, status, code) in [
            ("TestVectors/archive/decision-401.xml", 65, "no-certificate"), ("absent.pem", 66, "file-missing"),
            ("TestVectors", 66, "file-is-directory"), (Self.folder + "root.crl", 65, "no-certificate"),
        ] as [(String, Int32, String)] {
            let tool = try Tool(["chain", file])
            #expect(tool.status == status)
            #expect(tool.errors.contains(code), "\(tool.errors)")
            #expect(tool.output.isEmpty)
        }
    }
}
