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

/// The cases of `chains/ocsp.json`; what they expect comes from the clauses, and other programs confirm most of it.
@Suite("OCSP vectors", .enabled(if: VectorFolder.own.exists))
struct OCSPVectorTests {
    private struct File: Decodable {
        let testcases: [Case]
    }

    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        let id: String
        let trusted_certs: [String]
        let untrusted_intermediates: [String]
        let peer_certificate: String
        let validation_time: String
        let crls: [String]?
        let ocsp_responses: [String]?
        let revocation_mode: String
        let maximum_age: Int64?
        let purpose: String
        let expected_result: String
        let expected_sub_indication: String?
        let expected_revocation: String

        var testDescription: String { id }
    }

    static let cases: [Case] = {
        let file = VectorFolder.own.folder.appending(path: "chains/ocsp.json")
        guard let octets = try? Data(contentsOf: file) else { return [] }
        return (try? JSONDecoder().decode(File.self, from: octets).testcases) ?? []
    }()

    private static func validate(_ testcase: Case, shuffled isShuffled: Bool) throws -> PathValidationOutcome {
        func order<Value>(_ values: [Value]) -> [Value] { isShuffled ? values.shuffled() : values }
        // What can't be read is not there.
        let responses = (testcase.ocsp_responses ?? []).flatMap { (try? OCSPResponse.read(Array($0.utf8))) ?? [] }
        let lists = try (testcase.crls ?? []).flatMap { try RevocationList.read(Array($0.utf8)) }
        let mode = try #require(RevocationMode(rawValue: testcase.revocation_mode))
        let validator = PathValidator(
            trust: try TrustStore(order(try testcase.trusted_certs.map { try Certificate(pem: $0) })),
            intermediates: order(try testcase.untrusted_intermediates.map { try Certificate(pem: $0) }),
            purpose: try #require(CertificatePurpose(name: testcase.purpose)),
            revocation: RevocationPolicy(mode, maximumAge: testcase.maximum_age),
            revocationData: RevocationData(lists: order(lists), responses: order(responses))
        )
        return validator.validate(
            try Certificate(pem: testcase.peer_certificate),
            at: try #require(Instant(rfc3339: testcase.validation_time))
        )
    }

    @Test("are all there")
    func count() { #expect(Self.cases.count == 83) }

    @Test("are judged as their clauses say, in whatever order the data comes", arguments: cases)
    func verdict(testcase: Case) throws {
        let outcome = try Self.validate(testcase, shuffled: false)
        let findings = (outcome.path?.findings ?? outcome.failure?.findings ?? []).map(\.message)
        #expect((outcome.path != nil) == (testcase.expected_result == "SUCCESS"), "\(findings)")
        #expect(outcome.failure?.subIndication.rawValue == testcase.expected_sub_indication, "\(findings)")
        let revocation = outcome.path?.revocation ?? outcome.failure?.revocation ?? []
        #expect(Self.worst(revocation.map(\.status)) == testcase.expected_revocation, "\(findings)")
        for _ in 0..<20 { #expect(try Self.validate(testcase, shuffled: true) == outcome) }
    }

    /// What is known of the whole path: `revoked` before `unknown` before `good`.
    private static func worst(_ statuses: [RevocationStatus]) -> String {
        let words = statuses.map { status in
            switch status {
            case .good: "good"
            case .revoked: "revoked"
            case .unknown: "unknown"
            case .unchecked: "unchecked"
            }
        }
        return ["revoked", "unknown", "unchecked", "good"].first(where: words.contains) ?? "unchecked"
    }
}
