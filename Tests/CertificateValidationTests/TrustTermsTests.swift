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

@Suite("Terms of trust anchors")
struct TrustTermsTests {
    private let root: TestAuthority
    private let issuing: TestAuthority
    private let leaf: Certificate

    init() throws {
        root = try TestAuthority("Root")
        issuing = try root.authority("Issuing")
        leaf = try issuing.issue()
    }

    private func validate(
        _ anchors: [TrustAnchor],
        at time: Instant = Moment.middle,
        for purpose: CertificatePurpose = .documentSigning
    ) throws -> PathValidationOutcome {
        PathValidator(trust: try TrustStore(anchors), purpose: purpose, revocation: RevocationPolicy(.off))
            .validate(leaf, candidates: [issuing.certificate], at: time)
    }

    /// Seconds from the middle at which the anchor is asked, with what ETSI EN 319 102-1 §5.2.6.4 says after the sunset
    /// date; before, there is no such anchor.
    private static let dates: [(Int64, SubIndication?)] = [
        (-101, .noCertificateChainFound), (-100, nil), (0, nil), (100, nil),
        (101, .noCertificateChainFoundNoProofOfExistence),
    ]

    @Test("trust it from its first moment through its last", arguments: dates)
    func trusted(offset: Int64, expected: SubIndication?) throws {
        func moment(_ offset: Int64) -> Instant { Instant(seconds: Moment.middle.seconds + offset) }
        let anchor = try TrustAnchor(root.certificate, trustedFrom: moment(-100), trustedUntil: moment(100))
        let outcome = try validate([anchor], at: moment(offset))
        #expect(outcome.subIndication == expected)
        if let finding = outcome.failure?.findings[0] {
            #expect(finding.code == .noCertificateChain)
            #expect(finding.message.contains("CN=Root"))
        }
    }

    /// A path that was found at one time is answered from what was kept at another one.
    @Test("end for a path that was kept, whatever was asked first", arguments: [[0, 1, 2], [1, 0, 2], [2, 1, 0]])
    func keptPaths(order: [Int]) throws {
        let from = Instant(seconds: Moment.middle.seconds, nanoseconds: 5)
        let until = Instant(seconds: Moment.middle.seconds + 100, nanoseconds: 7)
        let times: [(Instant, SubIndication?)] = [
            (Instant(seconds: from.seconds, nanoseconds: 4), .noCertificateChainFound), (from, nil), (until, nil),
            (Instant(seconds: until.seconds, nanoseconds: 8), .noCertificateChainFoundNoProofOfExistence),
        ]
        let anchor = try TrustAnchor(root.certificate, trustedFrom: from, trustedUntil: until)
        let validator = PathValidator(trust: try TrustStore([anchor]), revocation: RevocationPolicy(.off))
        func answer(_ time: Instant) -> SubIndication? {
            validator.validate(leaf, candidates: [issuing.certificate], at: time).subIndication
        }
        // Fill the cache from within the interval, then ask around its ends.
        let inside = [from, Instant(seconds: from.seconds + 50), until]
        for index in order { #expect(answer(inside[index]) == nil) }
        for (time, expected) in times + times.reversed() { #expect(answer(time) == expected, "\(time)") }
        #expect(validator.caches.pathStatistics.hits > 0, "nothing was kept, so nothing was tested")
    }

    @Test("don't extend what its certificate says")
    func certificateDates() throws {
        let far = Instant(seconds: Moment.end.seconds + 1_000_000)
        let anchor = try TrustAnchor(root.certificate, trustedFrom: Instant(seconds: 0), trustedUntil: far)
        #expect(try validate([anchor], at: Moment.end).path != nil)
        let late = Instant(seconds: Moment.end.seconds + 1)
        #expect(try validate([anchor], at: late).subIndication == .noCertificateChainFoundNoProofOfExistence)
        let early = Instant(seconds: Moment.start.seconds - 1)
        #expect(try validate([anchor], at: early).subIndication == .noCertificateChainFound)
    }

    @Test("trust it for its purposes and no other")
    func purposes() throws {
        let signing = try TrustAnchor(root.certificate, name: "Signing", purposes: [.documentSigning])
        #expect(try validate([signing]).path?.anchor.name == "Signing")
        let failure = try #require(try validate([signing], for: .any).failure)
        #expect(failure.subIndication == .noCertificateChainFound)
        #expect(failure.findings[0].message.contains("`Signing`"))
        #expect(failure.findings[0].message.contains("document-signing only, and no purpose was asked for"))
        for purposes in [nil, [.any], [.any, .documentSigning]] as [Set<CertificatePurpose>?] {
            let anchor = try TrustAnchor(root.certificate, purposes: purposes)
            #expect(anchor.purposes == nil)
            #expect(try validate([anchor], for: .any).path != nil)
        }
    }

    @Test("of one anchor don't stand against another one above it")
    func anchorAbove() throws {
        let before = Instant(seconds: Moment.middle.seconds - 1)
        let notLeaf = try TrustAnchorConstraints(excludedSubtrees: [NameSubtree(directoryName: leaf.subject.rfc4514)])
        let unusable = [
            try TrustAnchor(issuing.certificate, trustedUntil: before),
            try TrustAnchor(issuing.certificate, purposes: [.documentSigning]),
            try TrustAnchor(issuing.certificate, constraints: notLeaf),
        ]
        for index in unusable.indices {
            let purpose: CertificatePurpose = index == 1 ? .any : .documentSigning
            let alone = try validate([unusable[index]], for: purpose)
            #expect(alone.path == nil)
            let path = try validate([unusable[index], TrustAnchor(root.certificate)], for: purpose).path
            #expect(path?.certificates == [leaf, issuing.certificate, root.certificate])
            // The anchor itself as the leaf.
            let store = try TrustStore([unusable[index], TrustAnchor(root.certificate)])
            let validator = PathValidator(trust: store, purpose: .any, revocation: RevocationPolicy(.off))
            let itself = validator.validate(issuing.certificate, at: Moment.middle)
            #expect(itself.path?.anchor.certificate == (index == 2 ? issuing.certificate : root.certificate))
        }
    }

    @Test("that leave nothing to trust are refused")
    func nothingLeft() throws {
        let after = Instant(seconds: Moment.end.seconds + 1)
        let before = Instant(seconds: Moment.start.seconds - 1)
        let attempts: [() throws -> Void] = [
            { _ = try TrustAnchor(root.certificate, trustedFrom: Moment.end, trustedUntil: Moment.middle) },
            { _ = try TrustAnchor(root.certificate, trustedFrom: after) },
            { _ = try TrustAnchor(root.certificate, trustedUntil: before) },
            { _ = try TrustAnchor(root.certificate, purposes: []) },
            { _ = try TrustAnchorConstraints(pathLength: -1) }, { _ = try TrustAnchorConstraints(policies: []) },
        ]
        for attempt in attempts {
            let error = #expect(throws: CertificateError.self) { try attempt() }
            #expect(error?.code == .anchorTermsInvalid)
        }
    }

    @Test("are part of the version of the store")
    func versions() throws {
        let permitted = try NameSubtree(dNSName: "gov.vn")
        let anchors = [
            try TrustAnchor(root.certificate), try TrustAnchor(root.certificate, name: "é"),
            try TrustAnchor(root.certificate, name: "e\u{301}"), try TrustAnchor(root.certificate, sets: ["a"]),
            try TrustAnchor(root.certificate, sets: ["a", "b"]),
            try TrustAnchor(root.certificate, sets: ["a\nset 1 b"]),
            try TrustAnchor(root.certificate, trustedFrom: Moment.middle),
            try TrustAnchor(root.certificate, trustedUntil: Moment.middle),
            try TrustAnchor(root.certificate, purposes: [.documentSigning]),
            try TrustAnchor(root.certificate, constraints: TrustAnchorConstraints(pathLength: 0)),
            try TrustAnchor(root.certificate, constraints: TrustAnchorConstraints(policies: [Self.policy])),
            try TrustAnchor(root.certificate, constraints: TrustAnchorConstraints(requiresExplicitPolicy: true)),
            try TrustAnchor(root.certificate, constraints: TrustAnchorConstraints(inhibitsPolicyMapping: true)),
            try TrustAnchor(root.certificate, constraints: TrustAnchorConstraints(inhibitsAnyPolicy: true)),
            try TrustAnchor(root.certificate, constraints: TrustAnchorConstraints(permittedSubtrees: [permitted])),
            try TrustAnchor(root.certificate, constraints: TrustAnchorConstraints(excludedSubtrees: [permitted])),
        ]
        let stores = try anchors.map { try TrustStore([$0]) }
        #expect(Set(stores.map(\.digest)).count == stores.count)
        for (store, anchor) in zip(stores, anchors) { #expect(try TrustStore([anchor]).digest == store.digest) }
    }

    @Test("have the version that the documentation of the digest describes")
    func versionByHand() throws {
        let anchor = try TrustAnchor(
            root.certificate,
            name: "Gốc",
            sets: ["national", "government"],
            trustedUntil: Instant(seconds: 1_767_225_600),
            purposes: [.documentSigning],
            constraints: TrustAnchorConstraints(pathLength: 1, policies: [Self.policy])
        )
        let text = """
            name 5 Gốc
            set 10 government
            set 8 national
            until 20 2026-01-01T00:00:00Z
            purpose 16 document-signing
            pathLength 1 1
            policy 7 1.2.3.4

            """
        let terms = Array(text.utf8)
        let octets = root.certificate.fingerprint + [0, 0, 0, UInt8(terms.count)] + terms
        let expected = try MessageDigest.value(of: octets.span, .sha256)
        #expect(try TrustStore([anchor]).digest == expected)
    }

    private static let policy = ObjectIdentifier("1.2.3.4")!

    @Test("may not contradict each other for one certificate; sets come together")
    func conflicts() throws {
        let plain = try TrustAnchor(root.certificate, name: "first", sets: ["a"])
        let again = try TrustAnchor(root.certificate, name: "second", sets: ["b"])
        let joined = try TrustStore([plain, again])
        #expect(joined.anchors.count == 1)
        #expect(joined.anchors[0].name == "first")
        #expect(joined.anchors[0].sets == ["a", "b"])
        let dated = try TrustAnchor(root.certificate, trustedUntil: Moment.middle)
        for anchors in [[plain, dated], [dated, plain]] {
            let error = #expect(throws: CertificateError.self) { try TrustStore(anchors) }
            #expect(error?.code == .anchorConflict)
        }
    }

    @Test("name the sets by which a store is restricted")
    func sets() throws {
        let other = try TestAuthority("Other")
        let store = try TrustStore([
            TrustAnchor(root.certificate, sets: ["government", "é"]),
            TrustAnchor(other.certificate, sets: ["national"]),
        ])
        #expect(store.anchors(inSet: "government").map(\.certificate) == [root.certificate])
        // Octets, not canonical equivalence.
        #expect(store.anchors(inSet: "e\u{301}").isEmpty)
        let national = try store.restricted(toSets: ["national"])
        #expect(national.anchors.map(\.certificate) == [other.certificate])
        #expect(try store.restricted(toSets: []).anchors.isEmpty)
        #expect(try store.restricted(toSets: ["national", "government"]) == store)
    }

    @Test("can be exchanged while others validate, each by one snapshot")
    func current() async throws {
        let (first, second) = (try TrustStore([root.certificate]), try TrustStore([issuing.certificate]))
        let current = CurrentTrustStore(first)
        let seen = await withTaskGroup(of: Set<[UInt8]>.self) { group in
            for _ in 0..<4 {
                group.addTask { Set((0..<500).map { _ in current.snapshot.digest }) }
            }
            group.addTask {
                for _ in 0..<250 {
                    current.replace(with: second)
                    current.replace(with: first)
                }
                return []
            }
            return await group.reduce(into: Set()) { $0.formUnion($1) }
        }
        #expect(seen.isSubset(of: [first.digest, second.digest]))
        let before = current.replace(with: second)
        #expect(before == first)
        #expect(current.snapshot == second)
    }
}
