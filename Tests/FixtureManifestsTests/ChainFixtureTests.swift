//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import FixtureManifests
import Foundation
import Testing
import VectorFolders

/// `chain` and `crl` lines: all inputs of a path come from the line, or from the case that it names.
@Suite("Lines about paths", .enabled(if: VectorFolder.own.exists))
struct ChainFixtureTests {
    private static let runner = FixtureRunner(folder: VectorFolder.own.path)

    private static func answer(_ members: String, _ runner: FixtureRunner = runner) throws -> FixtureAnswer {
        runner.answer(try Fixture(json: Data("{\"kind\":\"chain\",\(members)}".utf8), line: 1))
    }

    /// Leader 92 expired with the year 2025; the authority's certificate is from 2024 on.
    @Test(
        "name files: leaf, anchors, helpers, and a time",
        arguments: [
            (#""file":"pki/leader-01.pem","untrusted":["pki/issuing.pem"],"time":"2026-06-01T00:00:00Z""#, "valid"),
            (#""file":"pki/leader-01.pem","time":"2026-06-01T00:00:00Z""#, "invalid"),
            (
                #""file":"pki/leader-01.pem","untrusted":["pki/issuing.pem","pki/root.crl"],"time":"2026-06-01T00:00:00Z""#,
                "valid"
            ),
            (#""file":"pki/leader-01.pem","pool":["pki"],"time":"2026-06-01T07:00:00+07:00""#, "valid"),
            (
                #""file":"pki/leader-expired.pem","untrusted":["pki/issuing.pem"],"time":"2026-01-01T00:00:00.5Z""#,
                "valid"
            ),
            (
                #""file":"pki/leader-expired.pem","untrusted":["pki/issuing.pem"],"time":"2026-01-01T00:00:01Z""#,
                "invalid"
            ),
            (
                #""file":"pki/leader-expired.pem","untrusted":["pki/issuing.pem"],"policy":["skip-cert-time"],"time":"2026-06-01T00:00:00Z""#,
                "valid"
            ),
            (
                #""file":"pki/leader-01.pem","untrusted":["pki/issuing.pem"],"time":"2026-06-01T00:00:00Z","explicit_policy":true,"initial_policies":["1.2.3"]"#,
                "invalid"
            ),
        ]
    )
    func files(members: String, expect: String) throws {
        let answer = try Self.answer(members + #","trust":["pki/root.pem"],"expect":"\#(expect)""#)
        #expect(answer.agreement == .agrees, "\(answer.json)")
        // The other expectation isn't met.
        let other = expect == "valid" ? "invalid" : "valid"
        #expect(
            try Self.answer(members + #","trust":["pki/root.pem"],"expect":"\#(other)""#).agreement.value == false)
    }

    @Test("say why in the words of EN 319 102-1")
    func detail() throws {
        let answer = try Self.answer(
            #""file":"pki/leader-01.pem","trust":["pki/root.pem"],"time":"2026-06-01T00:00:00Z""#)
        #expect(answer.detail?.hasPrefix("NO_CERTIFICATE_CHAIN_FOUND: no-certificate-chain: ") == true)
        #expect(answer.outcome.core == nil)
    }

    @Test(
        "are skipped where a value isn't known, or the profile isn't built",
        arguments: [
            #""profile":"webpki""#, #""profile":"online""#, #""time":"yesterday""#, #""initial_policies":["x"]"#,
            #""explicit_policy":"yes""#,
        ]
    )
    func skipped(member: String) throws {
        let answer = try Self.answer(
            #""file":"pki/leader-01.pem","trust":["pki/root.pem"],"expect":"invalid",\#(member)"#)
        #expect(answer.agreement == .skipped, "\(answer.json)")
    }

    // MARK: Cases

    private static func pem(_ name: String) throws -> String {
        try String(contentsOf: VectorFolder.own.folder.appending(path: "pki/\(name)"), encoding: .utf8)
    }

    /// A file with one case, in the form of x509-limbo with members of our own.
    private static func answer(
        toCase more: [String: any Sendable], expect: String, _ line: String = ""
    ) throws -> FixtureAnswer {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var testcase: [String: any Sendable] = [
            "id": "a::b", "trusted_certs": [try pem("root.pem")],
            "untrusted_intermediates": [try pem("issuing-persons.pem")],
            "peer_certificate": try pem("leader-01.pem"), "validation_time": "2026-06-01T00:00:00Z",
        ]
        testcase.merge(more) { $1 }
        let octets = try JSONSerialization.data(withJSONObject: ["version": 1, "testcases": [testcase]])
        try octets.write(to: folder.appending(path: "cases.json"))
        return try answer(
            #""file":"cases.json","test":"a::b","expect":"\#(expect)"\#(line)"#,
            FixtureRunner(folder: folder.path(percentEncoded: false))
        )
    }

    static let cases: [([String: any Sendable], String)] = [
        ([:], "valid"), (["untrusted_intermediates": [String]()], "invalid"),
        (["max_chain_depth": 1], "valid"), (["max_chain_depth": 0], "invalid"),
        (["validation_time": "2031-01-01T00:00:00Z"], "invalid"),
        (["peer_certificate": "no certificate"], "invalid"),
        // What can't be read is no anchor and helps nobody.
        (["trusted_certs": ["no certificate"]], "invalid"),
        (["purpose": "time-stamping"], "invalid"), (["purpose": "document-signing"], "valid"),
        (
            [
                "untrusted_intermediates": [String](),
                "expected_sub_indication": "NO_CERTIFICATE_CHAIN_FOUND", "expected_finding": "no-certificate-chain",
            ], "invalid"
        ),
        (["expected_revocation": "unchecked"], "valid"),
    ]

    @Test("name a case of a file, which has everything", arguments: cases)
    func namedCase(members: [String: any Sendable], expect: String) throws {
        let answer = try Self.answer(toCase: members, expect: expect)
        #expect(answer.agreement == .agrees, "\(answer.json)")
    }

    @Test(
        "don't agree where the case expects another reason, finding or state of revocation",
        arguments: [
            ["expected_sub_indication": "REVOKED_NO_POE"], ["expected_revocation": "good"],
            ["expected_finding": "certificate-revoked"],
        ]
    )
    func otherReason(members: [String: String]) throws {
        for (expect, more) in [("valid", [:]), ("invalid", ["untrusted_intermediates": [String]()])] {
            let answer = try Self.answer(
                toCase: (members as [String: any Sendable]).merging(more) { $1 }, expect: expect)
            #expect(answer.agreement.value == false, "\(answer.json)")
        }
    }

    /// RFC 5280 §6.1.6. The certificates of our own have no policies; those of PKITS §4.8.10 are in its own lines.
    @Test(
        "compare the user-constrained-policy-set where the case has it",
        arguments: [([String](), true), (["2.5.29.32.0"], false), (["1.2.3"], false)])
    func policies(expected: [String], agrees: Bool) throws {
        let answer = try Self.answer(toCase: ["expected_policies": expected], expect: "valid")
        #expect((answer.agreement.value == true) == agrees, "\(answer.json)")
    }

    @Test(
        "are skipped where a member of the case isn't known, and for a case that isn't there",
        arguments: [
            ["extended_key_usage": ["emailProtection"]], ["purpose": "later"], ["revocation_mode": "later"],
            ["validation_time": "later"], ["id": "other"],
        ] as [[String: any Sendable]]
    )
    func unknownMember(members: [String: any Sendable]) throws {
        #expect(try Self.answer(toCase: members, expect: "invalid").agreement == .skipped)
    }
}
