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
    static let cases: [PathCase] = (try? PathCase.own("ocsp")) ?? []

    private static func validate(_ testcase: PathCase, shuffled isShuffled: Bool) throws -> PathValidationOutcome {
        func order<Value>(_ values: [Value]) -> [Value] { isShuffled ? values.shuffled() : values }
        // What can't be read is not there.
        let responses = (testcase.ocspResponses ?? []).flatMap { (try? OCSPResponse.read(Array($0.utf8))) ?? [] }
        let lists = try (testcase.crls ?? []).flatMap { try RevocationList.read(Array($0.utf8)) }
        let mode = try #require(testcase.revocationMode.flatMap { RevocationMode(rawValue: $0) })
        let validator = PathValidator(
            trust: try TrustStore(order(try testcase.trustedCerts.map { try Certificate(pem: $0) })),
            intermediates: order(try testcase.untrustedIntermediates.map { try Certificate(pem: $0) }),
            purpose: try #require(testcase.purpose.flatMap { CertificatePurpose(name: $0) }),
            revocation: RevocationPolicy(mode, maximumAge: testcase.maximumAge),
            revocationData: RevocationData(lists: order(lists), responses: order(responses))
        )
        return validator.validate(
            try Certificate(pem: testcase.peerCertificate),
            at: try #require(testcase.validationTime.flatMap { Instant(rfc3339: $0) })
        )
    }

    @Test("are all there")
    func count() { #expect(Self.cases.count == 83) }

    @Test("are judged as their clauses say, in whatever order the data comes", arguments: cases)
    func verdict(testcase: PathCase) throws {
        let outcome = try Self.validate(testcase, shuffled: false)
        let findings = (outcome.path?.findings ?? outcome.failure?.findings ?? []).map(\.message)
        #expect((outcome.path != nil) == (testcase.expectedResult == "SUCCESS"), "\(findings)")
        #expect(outcome.failure?.subIndication.rawValue == testcase.expectedSubIndication, "\(findings)")
        let revocation = outcome.path?.revocation ?? outcome.failure?.revocation ?? []
        #expect(Self.worst(revocation.map(\.status)) == testcase.expectedRevocation, "\(findings)")
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
