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

/// RFC 5280 §5.1.2.4, §5.1.2.5 and ETSI EN 319 102-1 §5.2.5.4; the bounds are those of the policy's documentation.
@Suite("Revocation lists and time")
struct RevocationListTimeTests {
    typealias E = ListExtension

    private func instant(_ text: String) throws -> Instant { try #require(Instant(rfc3339: text)) }

    @Test(
        "a list is fresh through its nextUpdate and the skew of clocks",
        arguments: [
            ("2026-01-25T00:00:00Z", 0, true), ("2026-01-25T00:00:00.999Z", 0, true),
            ("2026-01-25T00:00:01Z", 0, false), ("2026-01-25T00:01:00Z", 60, true),
            ("2026-01-25T00:01:01Z", 60, false), ("2026-01-25T00:00:00Z", -1, false),
            ("2026-06-01T00:00:00Z", .max, true),
        ] as [(String, Int64, Bool)]
    )
    func nextUpdate(time: String, skew: Int64, isFresh: Bool) throws {
        var scene = try RevocationScene()
        scene.time = try instant(time)
        scene.policy.clockSkew = skew
        let answer = try scene.answer([try scene.root.list()])
        #expect(RevocationVerdict(answer.status) == (isFresh ? .good : .unknown))
        #expect(answer.findings.map(\.code) == (isFresh ? [] : [.revocationDataNotFresh]))
    }

    @Test(
        "a maximum age decides instead, where the policy has one",
        arguments: [
            ("2025-12-26T00:00:00Z", 86_400, true), ("2025-12-26T00:01:00Z", 86_400, true),
            ("2025-12-26T00:01:01Z", 86_400, false), ("2026-06-01T00:00:00Z", .max, true),
            ("2025-12-25T00:00:00Z", 0, true), ("2025-12-01T00:00:00Z", 0, true),
        ] as [(String, Int64, Bool)]
    )
    func maximumAge(time: String, age: Int64, isFresh: Bool) throws {
        var scene = try RevocationScene()
        scene.time = try instant(time)
        scene.policy.maximumAge = age
        for nextUpdate in [[], TLV.utcTime("251225000000Z"), TLV.utcTime("300101000000Z")] {
            let list = try scene.root.list { $0.nextUpdate = nextUpdate }
            #expect(try scene.verdict([list]) == (isFresh ? .good : .unknown))
        }
    }

    @Test(
        "a list that was issued after it was received isn't used, whatever it says",
        arguments: [("2025-12-24T23:59:00Z", true), ("2025-12-24T23:58:59Z", false)] as [(String, Bool)]
    )
    func future(collectedAt: String, isUsed: Bool) throws {
        var scene = try RevocationScene()
        scene.collectedAt = try instant(collectedAt)
        let list = try scene.root.list { $0.entries = [listed(7)] }
        let answer = try scene.answer([list])
        #expect(RevocationVerdict(answer.status) == (isUsed ? .revoked : .unknown))
        #expect(answer.hasData)
        #expect(answer.findings.map(\.code) == (isUsed ? [] : [.revocationDataUnusable]))
    }

    @Test("a list that came twice may be used where either may")
    func receivedTwice() throws {
        let scene = try RevocationScene()
        let list = try scene.root.list()
        let early = RevocationData(lists: [list], collectedAt: try instant("2025-01-01T00:00:00Z"))
        let late = RevocationData(lists: [list], collectedAt: try instant("2026-01-01T00:00:00Z"))
        let question = RevocationQuestion(
            time: scene.time,
            proofs: .none,
            policy: scene.policy,
            profile: .relyingParty
        )
        let subject = RevocationSubject(
            certificate: scene.leaf,
            issuer: scene.root.certificate,
            anchor: try TrustAnchor(scene.root.certificate)
        )
        for (data, expected) in [([early], .unknown), ([early, late], .good), ([late, early], .good)]
            as [([RevocationData], RevocationVerdict)]
        {
            var signers = TestSigners([], early)
            let answer = RevocationListCheck(data, question).answer(about: subject, signers: &signers)
            #expect(RevocationVerdict(answer.status) == expected)
        }
    }

    /// A certificate is taken out of lists after it has expired (RFC 5280 §5); X.509 §9.5.2.8 says how long it stays.
    @Test(
        "absence says nothing of a certificate that had expired before, unless the list keeps them",
        arguments: [
            ("260110000000Z", nil, nil, .good), ("260109235959Z", nil, nil, .unknown),
            ("260105000000Z", "20260104000000Z", nil, .good), ("260105000000Z", "20260105000000Z", nil, .good),
            ("260105000000Z", "20260106000000Z", nil, .unknown), ("260105000000Z", nil, "260104000000Z", .revoked),
            // It is listed, so the list knows it: it was good before.
            ("260105000000Z", nil, "260104000001Z", .good),
        ] as [(String, String?, String?, RevocationVerdict)]
    )
    func expired(notAfter: String, kept: String?, revoked: String?, expected: RevocationVerdict) throws {
        var scene = try RevocationScene { $0.notAfter = TLV.utcTime(notAfter) }
        scene.time = try instant("2026-01-04T00:00:00Z")
        let list = try scene.root.list {
            $0.thisUpdate = TLV.utcTime("260110000000Z")
            $0.entries = revoked.map { [listed(7, since: $0)] } ?? []
            if let kept { $0.extensions.append(E.expired(kept)) }
        }
        #expect(try scene.verdict([list]) == expected)
    }

    @Test("a delta that takes a certificate out after it has expired takes no hold back")
    func expiredOnHold() throws {
        for (notAfter, expected) in [("251225120000Z", .unknown), ("260105000000Z", .good)]
            as [(String, RevocationVerdict)]
        {
            let scene = try RevocationScene { $0.notAfter = TLV.utcTime(notAfter) }
            let base = try scene.root.list {
                $0.thisUpdate = TLV.utcTime("251225000000Z")
                $0.nextUpdate = TLV.utcTime("251226000000Z")
                $0.entries = [listed(7, E.reason(6))]
            }
            let delta = try scene.root.list {
                $0.thisUpdate = TLV.utcTime("251226000000Z")
                $0.entries = [listed(7, E.reason(8))]
                $0.extensions = [E.authorityKey, E.number(2), E.delta(base: 1)]
            }
            let isHeld = expected == .unknown
            #expect(try scene.verdict([base, delta]) == (isHeld ? .onHold : .good))
        }
    }

    @Test("of several revocations the earliest counts, with its reason")
    func earliest() throws {
        let scene = try RevocationScene()
        let lists = try [("251221000000Z", 4), ("251220000000Z", 1), ("251222000000Z", 5)].map { date, reason in
            try scene.root.list {
                $0.entries = [listed(7, since: date, E.reason(UInt8(reason)))]
                $0.extensions = [E.authorityKey, E.number(reason)]
            }
        }
        for order in [lists, lists.reversed()] {
            let answer = try scene.answer(order)
            #expect(answer.status == .revoked(at: try instant("2025-12-20T00:00:00Z"), reason: .keyCompromise))
            #expect(answer.evidence.map(\.fingerprint) == [lists[1].fingerprint])
            #expect(answer.evidence.map(\.kind) == [.revocationList])
            #expect(answer.evidence[0].signer == scene.root.certificate)
        }
    }
}
