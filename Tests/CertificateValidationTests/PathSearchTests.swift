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

@Suite("Paths are found whatever the order of the certificates")
struct PathSearchTests {
    private func validate(
        _ leaf: Certificate,
        _ candidates: [Certificate],
        trusting anchors: [Certificate],
        limits: PathLimits = PathLimits()
    ) throws -> PathValidationOutcome {
        PathValidator(trust: try TrustStore(anchors), revocation: RevocationPolicy(.off), limits: limits)
            .validate(leaf, candidates: candidates, at: Moment.middle)
    }

    /// The outcome in every order of up to four certificates, asserted to be one.
    private func validateInEveryOrder(
        _ leaf: Certificate,
        _ candidates: [Certificate],
        trusting anchors: [Certificate]
    ) throws -> PathValidationOutcome {
        let outcomes = try Set(
            permutations(candidates).flatMap { candidates in
                try permutations(anchors).map { try validate(leaf, candidates, trusting: $0) }
            }
        )
        #expect(outcomes.count == 1)
        return try #require(outcomes.first)
    }

    private func permutations(_ certificates: [Certificate]) -> [[Certificate]] {
        guard let first = certificates.first else { return [[]] }
        return permutations(Array(certificates.dropFirst())).flatMap { rest in
            (0...rest.count).map { Array(rest[..<$0]) + [first] + rest[$0...] }
        }
    }

    @Test("among anchors of one name and different keys")
    func lookAlikeRoots() throws {
        let root = try TestAuthority("Root")
        let lookAlikes = try (0..<3).map { _ in try TestAuthority("Root").certificate }
        let leaf = try root.issue()
        let outcome = try validateInEveryOrder(leaf, [], trusting: [root.certificate] + lookAlikes)
        #expect(outcome.path?.anchor.certificate == root.certificate)
        let failure = try validateInEveryOrder(leaf, [], trusting: lookAlikes)
        #expect(failure.subIndication == .certificateChainGeneralFailure)
    }

    @Test("among authorities of one name and different keys, with key identifiers that lie")
    func lookAlikeAuthorities() throws {
        let root = try TestAuthority("Root")
        let issuing = try root.authority("Issuing") {
            $0.extensions = [Extension.authority(), Extension.subjectKey([9])]
        }
        let lookAlikes = try (0..<2).map { _ in
            try root.authority("Issuing") { $0.extensions = [Extension.authority(), Extension.subjectKey([1])] }
        }
        let leaf = try issuing.issue { $0.extensions = [Extension.endEntity, Extension.authorityKey([1])] }
        let candidates = [issuing.certificate] + lookAlikes.map(\.certificate) + [leaf]
        let outcome = try validateInEveryOrder(leaf, candidates, trusting: [root.certificate])
        #expect(outcome.path?.certificates == [leaf, issuing.certificate, root.certificate])
    }

    /// openssl#18708: one authority with two certificates, of which only one leads to an anchor.
    @Test("over the certificate that leads to an anchor, where another one doesn't")
    func crossCertificates() throws {
        let root = try TestAuthority("Root")
        let otherRoot = try TestAuthority("Other root")
        let issuing = try root.authority("Issuing")
        let cross = try otherRoot.authority("Issuing", key: issuing.key)
        let selfSigned = try TestAuthority("Issuing", key: issuing.key)
        let leaf = try issuing.issue()
        let candidates = [issuing.certificate, cross.certificate, selfSigned.certificate, otherRoot.certificate]
        let outcome = try validateInEveryOrder(leaf, candidates, trusting: [root.certificate])
        #expect(outcome.path?.certificates == [leaf, issuing.certificate, root.certificate])
    }

    @Test("over a renewed certificate, where the old one is expired or forbids it")
    func renewal() throws {
        let root = try TestAuthority("Root")
        let issuing = try root.authority("Issuing")
        let expired = try root.authority("Issuing", key: issuing.key) { $0.notAfter = TLV.utcTime("220101000000Z") }
        let mistaken = try root.authority("Issuing", key: issuing.key) { $0.extensions = [Extension.endEntity] }
        let leaf = try issuing.issue()
        let candidates = [expired.certificate, mistaken.certificate, issuing.certificate]
        let outcome = try validateInEveryOrder(leaf, candidates, trusting: [root.certificate])
        #expect(outcome.path?.certificates[1] == issuing.certificate)
    }

    /// RFC 5280 §6.1: self-issued certificates carry an authority over from one key to the next.
    @Test("over a change of an authority's key")
    func rollover() throws {
        let old = try TestAuthority("Root")
        let newKey = SigningKey.p256()
        let newWithOld = try old.authority("Root", key: newKey) {
            $0.extensions += [Extension.subjectKey([2]), Extension.authorityKey([1])]
        }
        let leaf = try newWithOld.issue()
        let outcome = try validateInEveryOrder(leaf, [newWithOld.certificate], trusting: [old.certificate])
        #expect(outcome.path?.certificates == [leaf, newWithOld.certificate, old.certificate])
        // Without key identifiers OpenSSL takes it for a root; the path is refused, not accepted unchecked.
        let bare = try old.authority("Root", key: newKey)
        let refused = try validateInEveryOrder(leaf, [bare.certificate], trusting: [old.certificate])
        #expect(refused.subIndication == .certificateChainGeneralFailure)
        #expect(refused.failure?.findings.besideDuties.map(\.code) == [.pathNotExpressible])
    }

    @Test("up to the limit of a path's length", arguments: [10, 11])
    func depth(count: Int) throws {
        let root = try TestAuthority("Root")
        var authorities = [root]
        for number in 1..<count { authorities.append(try authorities[number - 1].authority("Authority \(number)")) }
        let leaf = try authorities[count - 1].issue()
        let outcome = try validate(leaf, authorities.map(\.certificate), trusting: [root.certificate])
        #expect(outcome.subIndication == (count == 10 ? nil : .certificateChainGeneralFailure))
        #expect(outcome.failure?.findings.map(\.code) == (count == 10 ? nil : [.limitExceeded]))
    }

    /// The longer way is as promising as the shorter one, and which is tried first a matter of fingerprints.
    @Test("over as many authorities as the caller allows, self-issued ones not counted", arguments: 0..<6)
    func intermediates(serialNumber: Int) throws {
        let root = try TestAuthority("Root")
        let middle = try root.authority("Middle")
        let short = try root.authority("Issuing") { $0.serialNumber = TLV.integer(serialNumber) }
        let long = try middle.authority("Issuing", key: short.key)
        let candidates = [short.certificate, long.certificate, middle.certificate]
        let leaf = try short.issue()
        var limits = PathLimits()
        limits.intermediates = 1
        let outcome = try validate(leaf, candidates, trusting: [root.certificate], limits: limits)
        #expect(outcome.path?.certificates == [leaf, short.certificate, root.certificate])
        limits.intermediates = 0
        let failure = try #require(try validate(leaf, candidates, trusting: [root.certificate], limits: limits).failure)
        #expect(failure.findings.map(\.code) == [.limitExceeded])
        // A change of the authority's key is no further authority.
        let newKey = try root.authority("Root") {
            $0.extensions += [Extension.subjectKey([2]), Extension.authorityKey([1])]
        }
        let renewed = try newKey.issue()
        #expect(
            try validate(renewed, [newKey.certificate], trusting: [root.certificate], limits: limits).path?.certificates
                == [renewed, newKey.certificate, root.certificate]
        )
    }

    @Test("within the budget, among a thousand certificates of the issuer's name")
    func hostileSiblings() throws {
        let root = try TestAuthority("Root")
        let issuing = try root.authority("Issuing")
        let keys = (0..<4).map { _ in SigningKey.p256() }
        let hostile = try (0..<1_000).map { number in
            try root.authority("Issuing", key: keys[number % 4]) { $0.serialNumber = TLV.integer(number) }.certificate
        }
        let leaf = try issuing.issue()
        let failure = try validateExhausted(leaf, hostile, trusting: root.certificate)
        #expect(failure.findings.map(\.code) == [.limitExceeded])
        #expect(failure.subIndication == .certificateChainGeneralFailure)
        // The right one is found where it says which key it has.
        let marked = try root.authority("Issuing", key: issuing.key) {
            $0.extensions = [Extension.authority(), Extension.subjectKey([7])]
        }
        let markedLeaf = try issuing.issue { $0.extensions = [Extension.endEntity, Extension.authorityKey([7])] }
        let outcome = try validate(markedLeaf, hostile + [marked.certificate], trusting: [root.certificate])
        #expect(outcome.path?.certificates[1] == marked.certificate)
    }

    /// Everybody certifies everybody: 20 authorities make more paths than can be walked, and none leads to an anchor.
    @Test("within the budget, where authorities certify each other in circles", .timeLimit(.minutes(1)))
    func circles() throws {
        let root = try TestAuthority("Root")
        let keys = (0..<20).map { _ in SigningKey.p256() }
        var certificates: [Certificate] = []
        for (issuer, key) in keys.enumerated() {
            let authority = try TestAuthority("Authority \(issuer)", key: key)
            for (subject, subjectKey) in keys.enumerated() where subject != issuer {
                certificates.append(try authority.authority("Authority \(subject)", key: subjectKey).certificate)
            }
        }
        let leaf = try TestAuthority("Authority 0", key: keys[0]).issue()
        // Some 20 ms; without a budget it would be years.
        let failure = try validateExhausted(leaf, certificates, trusting: root.certificate)
        #expect(failure.findings.map(\.code) == [.limitExceeded])
    }

    /// The failure in 20 orders, asserted to be one, with all that is told of it; and no more operations than may be.
    private func validateExhausted(
        _ leaf: Certificate,
        _ certificates: [Certificate],
        trusting anchor: Certificate
    ) throws -> PathValidationFailure {
        let validator = PathValidator(trust: try TrustStore([anchor]), revocation: RevocationPolicy(.off))
        let outcomes = Set(
            (0..<20).map { _ in
                var operations = 1_000
                var recent = RecentPaths()
                let outcome = validator.validate(
                    leaf,
                    candidates: certificates.shuffled(),
                    revocationData: RevocationData(),
                    at: Moment.middle,
                    proofs: .none,
                    spending: &operations,
                    remembering: &recent
                )
                #expect(1_000 - operations <= PathLimits().publicKeyOperations)
                return outcome
            }
        )
        #expect(outcomes.count == 1)
        return try #require(outcomes.first?.failure)
    }

    /// RFC 3279 §2.3.2: a DSA key may leave out its parameters and mean those of the key that signed it. OpenSSL would
    /// write them into the key, which other threads may be reading.
    @Test("but not where a key is to have the parameters of its issuer's", arguments: [false, true])
    func inheritedParameters(isLeaf: Bool) throws {
        let root = try TestAuthority("Root")
        let inheriting = TLV.sequence(
            TLV.sequence(TLV.oid(1, 2, 840, 10040, 4, 1)), TLV.bits(TLV.integer(0x1234_5678))
        )
        let authority = try root.authority("Issuing") { if !isLeaf { $0.subjectPublicKeyInfo = inheriting } }
        let leaf = try authority.issue { if isLeaf { $0.subjectPublicKeyInfo = inheriting } }
        let failure = try #require(try validate(leaf, [authority.certificate], trusting: [root.certificate]).failure)
        #expect(failure.subIndication == .certificateChainGeneralFailure)
        #expect(failure.findings.map(\.code).first == .pathNotExpressible)
        #expect(failure.findings.first?.clause == "RFC 5280 §6.1.4 (e)")
        #expect(!SigningKey.hasPendingError)
    }

    @Test("within a budget that the caller sets", arguments: [0, 1, 2])
    func budgets(operations: Int) throws {
        let root = try TestAuthority("Root")
        let issuing = try root.authority("Issuing")
        let leaf = try issuing.issue()
        var limits = PathLimits()
        limits.publicKeyOperations = operations
        let outcome = try validate(leaf, [issuing.certificate], trusting: [root.certificate], limits: limits)
        #expect(outcome.failure?.findings.map(\.code) == (operations == 2 ? nil : [.limitExceeded]))
        limits.publicKeyOperations = 256
        limits.paths = 0
        let none = try validate(leaf, [issuing.certificate], trusting: [root.certificate], limits: limits)
        #expect(none.failure?.findings.map(\.code) == [.limitExceeded])
    }

    @Test("by many threads at once, over the same certificates")
    func threads() async throws {
        let root = try TestAuthority("Root")
        let issuing = try root.authority("Issuing")
        let leaf = try issuing.issue()
        let validator = PathValidator(trust: try TrustStore([root.certificate]), revocation: RevocationPolicy(.off))
        let outcomes = await withTaskGroup(of: PathValidationOutcome.self) { group in
            for _ in 0..<200 {
                group.addTask { validator.validate(leaf, candidates: [issuing.certificate], at: Moment.middle) }
            }
            return await group.reduce(into: Set<PathValidationOutcome>()) { $0.insert($1) }
        }
        #expect(outcomes.count == 1)
        #expect(outcomes.first?.path?.certificates == [leaf, issuing.certificate, root.certificate])
    }
}
