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

/// RFC 6960 §2.2, §3.2 (1), §4.1.1, §4.2.2.1 and §4.4.
@Suite("OCSP responses answer about one certificate")
struct OCSPAnswerTests {
    private func instant(_ text: String) throws -> Instant { try #require(Instant(rfc3339: text)) }

    @Test(
        "whatever it is hashed with",
        arguments: [OCSPHash.sha1, .sha224, .sha256, .sha384, .sha512]
    )
    func hashes(hash: OCSPHash) throws {
        let scene = try OCSPScene()
        for (status, expected) in [(OCSPAnswer.good, .good), (OCSPAnswer.revoked(), .revoked)]
            as [([UInt8], RevocationVerdict)]
        {
            let response = try scene.root.response { $0.answers = [try OCSPAnswer(status, of: scene.root, hash).der] }
            #expect(try scene.verdict([response]) == expected)
            #expect(scene.oracle(response) == expected)
        }
    }

    static let others: [(String, @Sendable (inout OCSPAnswer) throws -> Void)] = [
        ("of another serial number", { $0.serialNumber = TLV.integer(8) }),
        ("of the same number with its sign changed", { $0.serialNumber = TLV.integer(-7) }),
        ("of another issuer's name", { $0.nameHash[0] ^= 1 }),
        ("of another issuer's key", { $0.keyHash[19] ^= 1 }),
        ("of a key hash that is cut", { $0.keyHash.removeLast() }),
        ("hashed with another algorithm than it says", { $0.hashAlgorithm = OCSPHash.sha256.algorithm }),
        ("hashed with an algorithm that nobody knows", { $0.hashAlgorithm = TLV.oid(2, 999, 1) }),
        ("whose hashes are exchanged", { swap(&$0.nameHash, &$0.keyHash) }),
    ]

    @Test("and not about another one", arguments: others)
    func other(name: String, change: @Sendable (inout OCSPAnswer) throws -> Void) throws {
        let scene = try OCSPScene()
        for status in [OCSPAnswer.good, OCSPAnswer.revoked()] {
            var answer = try OCSPAnswer(status, of: scene.root)
            try change(&answer)
            let response = try scene.root.response { $0.answers = [answer.der] }
            #expect(try scene.verdict([response]) == .unknown)
            #expect(scene.oracle(response) == .unknown)
            // Beside one that is about it.
            let both = try scene.root.response { $0.answers = [answer.der, try OCSPAnswer(of: scene.root).der] }
            #expect(try scene.verdict([both]) == .good)
        }
    }

    @Test("an answer about certificates of somebody else is no data")
    func otherIssuer() throws {
        var scene = try OCSPScene()
        scene.policy.mode = .ifPresent
        let other = try TestAuthority("Other").response()
        #expect(try scene.outcome([other]).path?.revocation.map(\.status) == [.unchecked])
        // One about others of the issuer is, and so is one that says nothing of anybody.
        let ofSibling = try scene.root.response {
            $0.answers = [try OCSPAnswer(of: scene.root) { $0.serialNumber = TLV.integer(8) }.der]
        }
        let refusal = try OCSPResponse(der: TLV.sequence(TLV.make(0x0A, [3])))
        let empty = try scene.root.response { $0.answers = [] }
        for response in [ofSibling, refusal, empty] {
            #expect(try scene.outcome([response]).subIndication == .tryLater)
        }
    }

    @Test("`unknown` is no data, with a finding")
    func unknown() throws {
        let scene = try OCSPScene()
        let response = try scene.root.response { $0.answers = [try OCSPAnswer(OCSPAnswer.unknown, of: scene.root).der] }
        #expect(try scene.found([response]).findings.map(\.code) == [.onlineStatusUnknown])
        #expect(try scene.verdict([response]) == .unknown)
        #expect(try scene.verdict([response, scene.root.response()]) == .good)
    }

    @Test("a responder that doesn't answer is no data, with a finding", arguments: OCSPResponse.Status.allCases)
    func noAnswer(status: OCSPResponse.Status) throws {
        guard status != .successful else { return }
        let scene = try OCSPScene()
        let response = try OCSPResponse(der: TLV.sequence(TLV.make(0x0A, [UInt8(status.rawValue)])))
        #expect(response.status == status)
        #expect(try scene.found([response]).findings.map(\.code) == [.onlineStatusRefused])
        #expect(try scene.verdict([response, scene.root.response()]) == .good)
    }

    // MARK: Several

    private func answer(
        _ status: [UInt8],
        of root: TestAuthority,
        at time: String,
        until end: String = "20260125000000Z"
    ) throws -> [UInt8] {
        try OCSPAnswer(status, of: root) {
            $0.thisUpdate = TLV.generalizedTime(time)
            $0.nextUpdate = TLV.make(0xA0, TLV.generalizedTime(end))
        }.der
    }

    static let hold = OCSPAnswer.revoked(reason: 6)

    /// Older first; what a hold or an answer of `good` says is replaced by the next one, a revocation is not.
    static let pairs: [([UInt8], [UInt8], RevocationVerdict)] = [
        (OCSPAnswer.good, OCSPAnswer.revoked(), .revoked), (OCSPAnswer.revoked(), OCSPAnswer.good, .revoked),
        (hold, OCSPAnswer.good, .good), (OCSPAnswer.good, hold, .onHold),
        (hold, OCSPAnswer.revoked(), .revoked), (OCSPAnswer.revoked(), hold, .revoked),
        (OCSPAnswer.good, OCSPAnswer.unknown, .good), (OCSPAnswer.revoked(), OCSPAnswer.unknown, .revoked),
    ]

    @Test("of several the newest counts, but for what can't be taken back", arguments: pairs)
    func newest(older: [UInt8], newer: [UInt8], expected: RevocationVerdict) throws {
        let scene = try OCSPScene()
        let first = try answer(older, of: scene.root, at: "20251223000000Z")
        let second = try answer(newer, of: scene.root, at: "20251224000000Z")
        let apart = try [[first], [second]].map { answers in try scene.root.response { $0.answers = answers } }
        for order in [apart, apart.reversed(), apart + apart] { #expect(try scene.verdict(order) == expected) }
        for answers in [[first, second], [second, first], [first, first, second, second]] {
            #expect(try scene.verdict([scene.root.response { $0.answers = answers }]) == expected)
        }
    }

    @Test("of several at once the worse one counts")
    func atOnce() throws {
        let scene = try OCSPScene()
        for (status, expected) in [(Self.hold, .onHold), (OCSPAnswer.revoked(), .revoked)]
            as [([UInt8], RevocationVerdict)]
        {
            let answers = try [OCSPAnswer(of: scene.root).der, OCSPAnswer(status, of: scene.root).der]
            for order in [answers, answers.reversed()] {
                #expect(try scene.verdict([scene.root.response { $0.answers = order }]) == expected)
                let apart = try order.map { answer in try scene.root.response { $0.answers = [answer] } }
                #expect(try scene.verdict(apart) == expected)
            }
        }
    }

    @Test("of several revocations the earliest counts, with its reason")
    func earliest() throws {
        let scene = try OCSPScene()
        let responses = try [("20251221000000Z", 4), ("20251220000000Z", 1), ("20251222000000Z", 5)].map {
            date, reason in
            try scene.root.response {
                $0.answers = [try OCSPAnswer(OCSPAnswer.revoked(date, reason: UInt8(reason)), of: scene.root).der]
            }
        }
        for order in [responses, responses.reversed()] {
            let found = try scene.found(order)
            #expect(found.status == .revoked(at: try instant("2025-12-20T00:00:00Z"), reason: .keyCompromise))
            #expect(found.evidence.map(\.fingerprint) == [responses[1].fingerprint])
        }
    }

    @Test("beside a list the worse one counts, and it alone is the evidence")
    func besideList() throws {
        var scene = try OCSPScene()
        let good = try scene.root.response()
        let revoked = try scene.root.response {
            $0.answers = [try OCSPAnswer(OCSPAnswer.revoked(), of: scene.root).der]
        }
        scene.lists = [try scene.root.list { $0.entries = [listed(7)] }]
        #expect(try scene.found([good]).evidence.map(\.kind) == [.revocationList])
        #expect(try scene.verdict([good]) == .revoked)
        scene.lists = [try scene.root.list()]
        #expect(try scene.found([good]).evidence.map(\.kind) == [.onlineStatusResponse, .revocationList])
        #expect(try scene.found([revoked]).evidence.map(\.kind) == [.onlineStatusResponse])
        #expect(try scene.verdict([revoked]) == .revoked)
    }

    // MARK: Extensions

    @Test("a nonce says nothing, critical or not, since nobody asked; what is critical and unknown says all")
    func extensions() throws {
        let scene = try OCSPScene()
        for (listed, expected) in [
            ([OCSPAnswer.nonce(critical: false)], .good), ([OCSPAnswer.nonce(critical: true)], .good),
            ([ListExtension.unknown(critical: false)], .good), ([ListExtension.unknown(critical: true)], .unknown),
        ] as [([[UInt8]], RevocationVerdict)] {
            #expect(try scene.verdict([scene.root.response { $0.extensions = listed }]) == expected)
        }
        let critical = try OCSPAnswer(OCSPAnswer.revoked(), of: scene.root) {
            $0.extensions = [ListExtension.unknown(critical: true)]
        }
        let good = try OCSPAnswer(of: scene.root)
        #expect(try scene.verdict([scene.root.response { $0.answers = [critical.der] }]) == .unknown)
        #expect(try scene.verdict([scene.root.response { $0.answers = [critical.der, good.der] }]) == .good)
    }
}
