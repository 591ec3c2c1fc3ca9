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

/// RFC 6960 §2.4, §4.2.2.1, §4.4.4 and ETSI EN 319 102-1 §5.2.5.4; the bounds are those of the policy's documentation.
@Suite("OCSP responses and time")
struct OCSPTimeTests {
    private func instant(_ text: String) throws -> Instant { try #require(Instant(rfc3339: text)) }

    @Test(
        "an answer is fresh through its nextUpdate and the skew of clocks",
        arguments: [
            ("2026-01-25T00:00:00Z", 0, true), ("2026-01-25T00:00:00.999Z", 0, true),
            ("2026-01-25T00:00:01Z", 0, false), ("2026-01-25T00:01:00Z", 60, true),
            ("2026-01-25T00:01:01Z", 60, false), ("2026-06-01T00:00:00Z", .max, true),
        ] as [(String, Int64, Bool)]
    )
    func nextUpdate(time: String, skew: Int64, isFresh: Bool) throws {
        var scene = try OCSPScene()
        scene.time = try instant(time)
        scene.policy.clockSkew = skew
        let found = try scene.found([scene.root.response()])
        #expect(RevocationVerdict(found.status) == (isFresh ? .good : .unknown))
        #expect(found.findings.map(\.code) == (isFresh ? [] : [.revocationDataNotFresh]))
    }

    @Test(
        "a maximum age decides instead, where the policy has one",
        arguments: [
            ("2025-12-26T00:00:00Z", 86_400, true), ("2025-12-26T00:01:00Z", 86_400, true),
            ("2025-12-26T00:01:01Z", 86_400, false), ("2025-12-01T00:00:00Z", 0, true),
        ] as [(String, Int64, Bool)]
    )
    func maximumAge(time: String, age: Int64, isFresh: Bool) throws {
        var scene = try OCSPScene()
        scene.time = try instant(time)
        scene.policy.maximumAge = age
        for nextUpdate in [[], TLV.make(0xA0, TLV.generalizedTime("20300101000000Z"))] {
            let response = try scene.root.response {
                $0.answers = [try OCSPAnswer(of: scene.root) { $0.nextUpdate = nextUpdate }.der]
            }
            #expect(try scene.verdict([response]) == (isFresh ? .good : .unknown))
        }
    }

    @Test("a revocation for good never gets stale; a hold stands until something newer takes it back")
    func stale() throws {
        var scene = try OCSPScene()
        scene.time = try instant("2028-01-01T00:00:00Z")
        for (reason, expected) in [(nil, .revoked), (1, .revoked), (8, .revoked), (6, .onHold)]
            as [(UInt8?, RevocationVerdict)]
        {
            let response = try scene.root.response {
                $0.answers = [try OCSPAnswer(OCSPAnswer.revoked(reason: reason), of: scene.root).der]
            }
            #expect(try scene.verdict([response]) == expected)
        }
    }

    @Test(
        "a response that was signed after it was received isn't used, whatever it says",
        arguments: [("2025-12-24T23:59:00Z", true), ("2025-12-24T23:58:59Z", false)] as [(String, Bool)]
    )
    func future(collectedAt: String, isUsed: Bool) throws {
        var scene = try OCSPScene()
        scene.collectedAt = try instant(collectedAt)
        let response = try scene.root.response {
            $0.answers = [try OCSPAnswer(OCSPAnswer.revoked(), of: scene.root).der]
        }
        let found = try scene.found([response])
        #expect(RevocationVerdict(found.status) == (isUsed ? .revoked : .unknown))
        #expect(found.findings.map(\.code) == (isUsed ? [] : [.revocationDataUnusable]))
    }

    @Test(
        "nobody knows a status before its time: thisUpdate isn't after producedAt, nor after nextUpdate",
        arguments: [
            ("20251225000100Z", "20260125000000Z", true), ("20251225000101Z", "20260125000000Z", false),
            ("20251225000000Z", "20251225000000Z", false), ("20251225000000Z", "20251224235959Z", false),
        ] as [(String, String, Bool)]
    )
    func order(thisUpdate: String, nextUpdate: String, isUsed: Bool) throws {
        let scene = try OCSPScene()
        let response = try scene.root.response {
            $0.answers = [
                try OCSPAnswer(of: scene.root) {
                    $0.thisUpdate = TLV.generalizedTime(thisUpdate)
                    $0.nextUpdate = TLV.make(0xA0, TLV.generalizedTime(nextUpdate))
                }.der
            ]
        }
        #expect(try scene.verdict([response]) == (isUsed ? .good : .unknown))
    }

    /// The certificate is revoked later, or had expired when the answer was given.
    @Test(
        "an answer of a later time says what was so at the time",
        arguments: [
            ("491231235959Z", OCSPAnswer.good, nil, .good), ("491231235959Z", OCSPAnswer.revoked(), nil, .revoked),
            ("491231235959Z", OCSPAnswer.revoked("20260105000000Z"), nil, .good),
            ("491231235959Z", OCSPAnswer.revoked("20260101000000Z"), nil, .revoked),
            ("491231235959Z", OCSPAnswer.revoked("20260101000001Z"), nil, .good),
            ("260110000000Z", OCSPAnswer.good, nil, .good), ("260109235959Z", OCSPAnswer.good, nil, .unknown),
            ("260105000000Z", OCSPAnswer.good, "20260105000000Z", .good),
            ("260105000000Z", OCSPAnswer.good, "20260105000001Z", .unknown),
            ("260105000000Z", OCSPAnswer.revoked(), nil, .revoked),
            // It is known, so that it was good before.
            ("260105000000Z", OCSPAnswer.revoked("20260104000000Z"), nil, .good),
        ] as [(String, [UInt8], String?, RevocationVerdict)]
    )
    func later(notAfter: String, status: [UInt8], cutoff: String?, expected: RevocationVerdict) throws {
        let scene = try OCSPScene { $0.notAfter = TLV.utcTime(notAfter) }
        let response = try scene.root.response {
            $0.producedAt = TLV.generalizedTime("20260110000000Z")
            $0.answers = [
                try OCSPAnswer(status, of: scene.root) {
                    $0.thisUpdate = TLV.generalizedTime("20260110000000Z")
                    if let cutoff { $0.extensions = [OCSPAnswer.archiveCutoff(cutoff)] }
                }.der
            ]
        }
        #expect(try scene.verdict([response]) == expected)
    }

    @Test("a signer has to be valid when the response was signed, where that is later than the time in question")
    func signedLater() throws {
        let scene = try OCSPScene()
        let key = SigningKey.p256()
        for (notAfter, expected) in [("260109235959Z", .unknown), ("260110000000Z", .good)]
            as [(String, RevocationVerdict)]
        {
            let responder = try OCSPScene.responder(of: scene.root, key: key) { $0.notAfter = TLV.utcTime(notAfter) }
            let response = try scene.response(by: key, holding: [responder]) {
                $0.producedAt = TLV.generalizedTime("20260110000000Z")
            }
            #expect(try scene.verdict([response]) == expected)
        }
    }

    /// RFC 5280 §4.1.2.5.2 forbids them; some responders write them.
    @Test("fractions of a second are read, and tolerated unless conformance is asked for")
    func fractions() throws {
        // Without a name for the key that signed it, the certificate itself would fail conformance.
        var scene = try OCSPScene { $0.extensions.append(Extension.authorityKey([1])) }
        let response = try scene.root.response { $0.producedAt = TLV.generalizedTime("20251225000000.123456Z") }
        #expect(response.producedAt == Instant(seconds: 1_766_620_800, nanoseconds: 123_456_000))
        #expect(try scene.found([response]).findings.map(\.code) == [.onlineStatusTime])
        #expect(try scene.verdict([response]) == .good)
        scene.profile = .conforming
        #expect(try scene.verdict([response]) == .unknown)
        #expect(try scene.verdict([scene.root.response()]) == .good)
    }

    @Test(
        "times are read as the standard writes them, and not otherwise",
        arguments: [
            "20251225000000", "20251225000000.Z", "20251225000000,5Z", "20251225000000.1234567890Z",
            "202512250000Z", "20251225000000+0000", "20251225000060Z", "20251225240000Z", "20251325000000Z",
            "20250229000000Z", "2025122500000 Z", "20251225000000.-1Z", "Z", "",
        ]
    )
    func malformed(time: String) throws {
        let root = try TestAuthority("Root")
        let error = #expect(throws: CertificateError.self) {
            try root.response { $0.producedAt = TLV.generalizedTime(time) }
        }
        #expect(error?.code == .onlineStatusResponseMalformed)
    }
}
