//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation
import Diagnostics
import Foundation
import Testing
import VectorFolders

/// `conforming.json`, under both profiles: for each duty of an issuer a case that neglects it and one that meets it.
@Suite("Cases about issuers' duties", .enabled(if: VectorFolder.own.exists))
struct ConformingCaseTests {
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        let id: String
        let trusted_certs: [String]
        let untrusted_intermediates: [String]
        let peer_certificate: String
        let validation_time: String
        let crls: [String]?
        let revocation_mode: String
        let purpose: String
        let expected_result: String
        let expected_finding: String?
        let relying_party_result: String?

        var testDescription: String { id }

        /// What comes of the path; `nil` where the leaf or a list is refused when it is read.
        func validate(under profile: CertificateProfile) throws -> PathValidationOutcome? {
            guard let leaf = try? Certificate(pem: peer_certificate) else { return nil }
            let validator = PathValidator(
                trust: try TrustStore(trusted_certs.map { try Certificate(pem: $0) }),
                intermediates: untrusted_intermediates.compactMap { try? Certificate(pem: $0) },
                purpose: try #require(CertificatePurpose(name: purpose)),
                profile: profile,
                revocation: RevocationPolicy(try #require(RevocationMode(rawValue: revocation_mode))),
                revocationData: RevocationData(
                    lists: (crls ?? []).flatMap { (try? RevocationList.read(Array($0.utf8))) ?? [] }
                )
            )
            return validator.validate(leaf, at: try #require(Instant(rfc3339: validation_time)))
        }
    }

    private struct CaseFile: Decodable {
        let testcases: [Case]
    }

    static let cases: [Case] = {
        let file = VectorFolder.own.folder.appending(path: "chains/conforming.json")
        return (try? JSONDecoder().decode(CaseFile.self, from: Data(contentsOf: file)).testcases) ?? []
    }()

    @Test("are all there, in pairs")
    func count() {
        #expect(Self.cases.count == 188)
        #expect(Self.cases.count { $0.expected_result == "SUCCESS" } == 94)
    }

    @Test("are judged under `conforming` as the clauses ask, with the finding of the duty", arguments: cases)
    func conforming(_ testcase: Case) throws {
        let outcome = try testcase.validate(under: .conforming)
        #expect((outcome?.path != nil) == (testcase.expected_result == "SUCCESS"), "\(outcome.messages)")
        guard let expected = testcase.expected_finding else { return }
        let finding = outcome.findings.first { $0.code.description == expected }
        #expect(finding?.severity == .error, "\(outcome.messages)")
    }

    /// OpenSSL doesn't take such a certificate, whatever it is asked, so no path of it can be checked.
    private static let notExpressible: Set = ["conforming::distribution-point-named-neglected"]

    @Test("are judged under `relying-party` by RFC 5280 §6 alone, with a warning of the duty", arguments: cases)
    func relyingParty(_ testcase: Case) throws {
        let outcome = try testcase.validate(under: .relyingParty)
        if Self.notExpressible.contains(testcase.id) {
            #expect(outcome.findings.contains { $0.code == .pathNotExpressible }, "\(outcome.messages)")
        } else if let expected = testcase.relying_party_result {
            #expect((outcome?.path != nil) == (expected == "SUCCESS"), "\(outcome.messages)")
        }
        guard let expected = testcase.expected_finding, outcome?.path != nil else { return }
        let finding = outcome.findings.first { $0.code.description == expected }
        #expect(finding?.severity == .warning, "\(outcome.messages)")
    }
}

extension PathValidationOutcome? {
    /// About the path, and about each certificate's revocation.
    fileprivate var findings: [Finding] {
        let path = self?.path?.findings ?? self?.failure?.findings ?? []
        let revocation = self?.path?.revocation ?? self?.failure?.revocation ?? []
        return path + revocation.flatMap(\.findings)
    }

    fileprivate var messages: [String] { findings.map { "\($0.severity) \($0.code): \($0.message)" } }
}
