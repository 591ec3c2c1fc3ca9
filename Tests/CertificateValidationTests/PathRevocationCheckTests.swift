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
import Testing

@Suite("What is known of revocation decides a path by the policy's mode")
struct PathRevocationCheckTests {
    private static let earlier = Instant(seconds: 1_700_000_000)

    private let root: TestAuthority
    private let issuing: TestAuthority
    private let leaf: Certificate

    init() throws {
        root = try TestAuthority("Root")
        issuing = try root.authority("Issuing")
        leaf = try issuing.issue()
    }

    private func validate(
        _ leaf: Certificate,
        _ mode: RevocationMode,
        _ lists: [RevocationList] = [],
        at time: Instant = Moment.middle
    ) throws -> PathValidationOutcome {
        PathValidator(
            trust: try TrustStore([root.certificate]),
            revocation: RevocationPolicy(mode),
            revocationData: RevocationData(lists: lists)
        ).validate(leaf, candidates: [issuing.certificate], at: time)
    }

    @Test("where there is no data at all")
    func noData() throws {
        let failure = try #require(try validate(leaf, .required).failure)
        #expect(failure.subIndication == .tryLater)
        #expect(failure.findings.besideDuties.map(\.code) == [.revocationUnknown, .revocationUnknown])
        #expect(failure.revocation.map(\.status) == [.unknown, .unknown])
        #expect(failure.revocation.map(\.certificate) == [leaf, issuing.certificate])
        #expect(failure.checks.last?.name == "revocation" && failure.checks.last?.outcome == .failed)
        for mode in [RevocationMode.ifPresent, .off] {
            let path = try #require(try validate(leaf, mode).path)
            #expect(path.revocation.map(\.status) == [.unchecked, .unchecked])
            #expect(path.findings.besideDuties.map(\.code) == [.revocationNotChecked])
            #expect(path.checks.last?.outcome == .notChecked)
        }
        let anchor = try #require(
            PathValidator(trust: try TrustStore([root.certificate]), purpose: .any)
                .validate(root.certificate, at: Moment.middle).path
        )
        #expect(anchor.revocation.isEmpty && anchor.findings.isEmpty, "an anchor's own revocation is nobody's business")
    }

    @Test("and the leaf's validity decides before data that is missing")
    func outOfValidity() throws {
        let expired = try issuing.issue { $0.notAfter = TLV.utcTime("220101000000Z") }
        for mode in RevocationMode.allCases {
            #expect(try validate(expired, mode).subIndication == .outOfBoundsNoProofOfExistence)
        }
    }

    /// RFC 9608 §4: revocation is not determined where the issuer says that nothing will be known of it; authorities
    /// may not say so of themselves. A policy that requires data has no use for what can't have any.
    @Test("unless the issuer of the leaf says that nothing is known of it, and the policy doesn't require data")
    func noRevocationAvailable() throws {
        let noRevocation = Extension.make(56, TLV.null)
        let short = try root.issue { $0.extensions = [Extension.endEntity, noRevocation] }
        // The issuer's data says nothing of this certificate: the list is about authorities only (RFC 5280 §5.2.5).
        let list = try root.list { $0.extensions.append(ListExtension.scope(ListExtension.onlyAuthority)) }
        for lists in [[], [list]] {
            let path = try #require(try validate(short, .ifPresent, lists).path)
            #expect(path.revocation.map(\.status) == [.unchecked])
            let finding = try #require(path.findings.first { $0.code == .revocationNotChecked })
            #expect(finding.message.contains("noRevAvail"))
            let failure = try #require(try validate(short, .required, lists).failure)
            #expect(failure.subIndication == .tryLater)
            #expect(failure.revocation.map(\.status) == [.unknown])
            #expect(failure.findings.first?.code == .revocationUnknown)
            #expect(failure.findings.first?.message.contains("noRevAvail") == true)
        }
        let ordinary = try root.issue { $0.extensions = [Extension.endEntity] }
        #expect(try validate(ordinary, .ifPresent, [list]).subIndication == .tryLater)
        let revoked = try root.list { $0.entries = [listed(1)] }
        #expect(try validate(short, .ifPresent, [revoked]).subIndication == .revokedNoProofOfExistence)
        let authority = try root.authority("Issuing", key: issuing.key) {
            $0.extensions = [Extension.authority(), noRevocation]
        }
        let below = try issuing.issue { $0.extensions = [Extension.endEntity, noRevocation] }
        let outcome = PathValidator(trust: try TrustStore([root.certificate]))
            .validate(below, candidates: [authority.certificate], at: Moment.middle)
        #expect(outcome.subIndication == .tryLater)
    }

    // MARK: What answers mean

    private func answer(_ status: RevocationStatus, hasData: Bool = true, expired: Bool = false) -> RevocationAnswer {
        var answer = RevocationAnswer()
        answer.status = status
        answer.hasData = hasData
        answer.isSignerOutOfValidity = expired
        return answer
    }

    /// The answers are of the authority and of the leaf.
    private func objections(
        _ authority: RevocationAnswer,
        _ leaf: RevocationAnswer,
        mode: RevocationMode = .required
    ) throws -> [SubIndication] {
        let anchor = try TrustAnchor(root.certificate)
        var revocation = PathRevocationCheck()
        revocation.append(
            authority,
            about: RevocationSubject(certificate: issuing.certificate, issuer: root.certificate, anchor: anchor),
            isLeaf: false,
            mode: mode
        )
        revocation.append(
            leaf,
            about: RevocationSubject(certificate: self.leaf, issuer: issuing.certificate, anchor: anchor),
            isLeaf: true,
            mode: mode
        )
        revocation.close()
        return revocation.objections.map(\.subIndication)
    }

    /// ETSI EN 319 102-1 §5.2.6.4 and table 6.
    @Test("as ETSI EN 319 102-1 names it, what is certain first")
    func indications() throws {
        let revoked = answer(.revoked(at: Self.earlier, reason: .keyCompromise))
        let held = answer(.revoked(at: Self.earlier, reason: .certificateHold))
        let good = answer(.good)
        let unknown = answer(.unknown)
        let expired = answer(.unknown, expired: true)
        #expect(try objections(good, good) == [])
        #expect(try objections(good, revoked) == [.revokedNoProofOfExistence])
        #expect(try objections(revoked, good) == [.revokedAuthorityNoProofOfExistence])
        #expect(try objections(revoked, revoked) == [.revokedAuthorityNoProofOfExistence, .revokedNoProofOfExistence])
        #expect(try objections(unknown, revoked) == [.revokedNoProofOfExistence, .tryLater])
        #expect(try objections(good, held) == [.tryLater])
        #expect(try objections(held, revoked) == [.revokedNoProofOfExistence, .tryLater])
        #expect(try objections(good, expired) == [.revocationOutOfBoundsNoProofOfExistence])
        #expect(try objections(good, unknown, mode: .ifPresent) == [.tryLater])
        #expect(try objections(good, answer(.unknown, hasData: false), mode: .ifPresent) == [])
        #expect(try objections(answer(.unknown, hasData: false), good) == [.tryLater])
    }

    @Test("and both kinds of data are asked, the worse one counts")
    func combined() {
        let good = answer(.good)
        let revoked = answer(.revoked(at: Self.earlier, reason: nil))
        let held = answer(.revoked(at: Self.earlier, reason: .certificateHold))
        let nothing = answer(.unknown, hasData: false)
        let expired = answer(.unknown, expired: true)
        #expect(good.combined(with: revoked).status == revoked.status)
        #expect(revoked.combined(with: good).status == revoked.status)
        #expect(held.combined(with: revoked).status == revoked.status)
        #expect(good.combined(with: held).status == held.status)
        #expect(nothing.combined(with: good).status == .good)
        #expect(nothing.combined(with: expired).isSignerOutOfValidity)
        #expect(!answer(.unknown).combined(with: expired).isSignerOutOfValidity)
        #expect(!nothing.combined(with: nothing).hasData)
    }
}
