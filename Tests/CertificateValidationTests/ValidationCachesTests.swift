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
import SignatureCryptography
import Testing

/// What is known from other validations may save work, and may change nothing else.
@Suite("Caches")
struct ValidationCachesTests {
    private let root: TestAuthority
    private let issuing: TestAuthority

    init() throws {
        root = try TestAuthority("Root")
        issuing = try root.authority("Issuing")
    }

    private func validator(
        _ caches: ValidationCaches,
        purpose: CertificatePurpose = .documentSigning,
        revocation: RevocationMode = .off
    ) throws -> PathValidator {
        PathValidator(
            trust: try TrustStore([root.certificate]),
            purpose: purpose,
            revocation: RevocationPolicy(revocation),
            caches: caches
        )
    }

    @Test("answer again what was asked, at any time at which it is true")
    func paths() throws {
        let (caches, leaf) = (ValidationCaches(), try issuing.issue { $0.notAfter = TLV.utcTime("260101000000Z") })
        let warm = try validator(caches)
        let times = [Moment.middle, Moment.start, Moment.end, Moment.middle.later(1), Moment.start.later(-1)]
        for time in times + times {
            let cold = try validator(ValidationCaches()).validate(leaf, candidates: [issuing.certificate], at: time)
            #expect(warm.validate(leaf, candidates: [issuing.certificate], at: time) == cold, "\(time)")
            // Another validator that goes about it in the same way.
            let other = try validator(caches)
            #expect(other.validate(leaf, candidates: [issuing.certificate], at: time) == cold, "\(time)")
        }
        // Of the five times two lie in the leaf's validity, which was found out once.
        #expect(caches.pathStatistics.hits == 7)
        #expect(caches.pathStatistics.count == 1)
    }

    @Test("don't answer for another purpose, mode or certificate")
    func otherQuestions() throws {
        let caches = ValidationCaches()
        let leaf = try issuing.issue { $0.extensions = [Extension.endEntity, Extension.keyUsage(0x20)] }
        let candidates = [issuing.certificate]
        let anyPurpose = try validator(caches, purpose: .any)
        #expect(anyPurpose.validate(leaf, candidates: candidates, at: Moment.middle).path != nil)
        #expect(try validator(caches).validate(leaf, candidates: candidates, at: Moment.middle).path == nil)
        #expect(
            try validator(caches, purpose: .any, revocation: .required)
                .validate(leaf, candidates: candidates, at: Moment.middle).path == nil
        )
        #expect(anyPurpose.validate(leaf, at: Moment.middle).path == nil)
        // What was missing a moment ago is not missing for ever.
        #expect(anyPurpose.validate(leaf, candidates: candidates, at: Moment.middle).path != nil)
    }

    /// The signature of the authority's certificate is another one, everything that was signed is the same.
    @Test("don't let a forged authority pass, be they cold or warm", arguments: [false, true])
    func forgedAuthority(isWarm: Bool) throws {
        let caches = ValidationCaches()
        let leaf = try issuing.issue()
        if isWarm {
            let outcome = try validator(caches).validate(leaf, candidates: [issuing.certificate], at: Moment.middle)
            #expect(outcome.path != nil && caches.signatureStatistics.count == 2)
        }
        var der = issuing.certificate.der
        der[der.count - 1] ^= 1
        let forged = try Certificate(der: der)
        for _ in 0..<2 {
            let outcome = try validator(caches).validate(leaf, candidates: [forged], at: Moment.middle)
            #expect(outcome.subIndication == .certificateChainGeneralFailure)
        }
        let other = try root.authority("Issuing")
        let outcome = try validator(caches).validate(leaf, candidates: [other.certificate], at: Moment.middle)
        #expect(outcome.subIndication == .certificateChainGeneralFailure)
    }

    @Test("count what they save against the budget, so that no verdict hangs on them", arguments: [0, 1, 2, 3])
    func budgets(operations: Int) throws {
        let (caches, leaf) = (ValidationCaches(), try issuing.issue())
        let other = try issuing.issue("Somebody else")
        for subject in [leaf, leaf, other, other] {
            var left = operations
            var recent = RecentPaths()
            let outcome = try validator(caches).validate(
                subject,
                candidates: [issuing.certificate],
                revocationData: RevocationData(),
                at: Moment.middle,
                proofs: .none,
                spending: &left,
                remembering: &recent
            )
            #expect((outcome.path != nil) == (operations >= 2))
            #expect(left == max(0, operations - 2))
        }
    }

    @Test("keep no more than they may, and nothing where they may nothing", arguments: [0, 64, 1_024])
    func bounds(capacity: Int) throws {
        var limits = ValidationCaches.Limits()
        limits.signatures = capacity
        limits.paths = capacity
        limits.certificateOctets = capacity
        let caches = ValidationCaches(limits)
        for number in 0..<100 {
            let leaf = try caches.certificate(
                der: try issuing.issue { $0.serialNumber = TLV.integer(number) }.der
            )
            #expect(
                try validator(caches).validate(leaf, candidates: [issuing.certificate], at: Moment.middle).path != nil
            )
        }
        for statistics in [caches.signatureStatistics, caches.pathStatistics, caches.certificateStatistics] {
            #expect(statistics.cost <= capacity)
        }
        #expect((caches.pathStatistics.count > 0) == (capacity > 0))
    }

    @Test("read the same octets once")
    func reading() throws {
        let caches = ValidationCaches()
        let first = try caches.certificate(der: root.certificate.der)
        #expect(try caches.certificate(der: root.certificate.der) === first)
        #expect(try caches.certificate(der: issuing.certificate.der) != first)
        #expect(throws: CertificateError.self) { try caches.certificate(der: [0x30, 0]) }
        #expect(throws: CertificateError.self) { try caches.certificate(der: [0x30, 0]) }
        #expect(caches.certificateStatistics.hits == 1 && caches.certificateStatistics.count == 2)
    }

    @Test("for many threads at once")
    func threads() async throws {
        let caches = ValidationCaches()
        let leaves = try (0..<16).map { number in try issuing.issue { $0.serialNumber = TLV.integer(number) } }
        let forged = try TestAuthority("Issuing").issue()
        let validator = try validator(caches)
        let candidates = [issuing.certificate]
        await withTaskGroup(of: Bool.self) { group in
            for task in 0..<8 {
                group.addTask {
                    (0..<200).allSatisfy { round in
                        let leaf = leaves[(round + task) % leaves.count]
                        return validator.validate(leaf, candidates: candidates, at: Moment.middle).path != nil
                            && validator.validate(forged, candidates: candidates, at: Moment.middle).path == nil
                    }
                }
            }
            for await holds in group { #expect(holds) }
        }
        #expect(caches.pathStatistics.count == leaves.count)
    }
}

extension Instant {
    fileprivate func later(_ seconds: Int64) -> Instant { Instant(seconds: self.seconds + seconds) }
}
