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

/// What the tests of paths have in common.
enum Moment {
    static let start = Instant(seconds: 1_577_836_800)  // 2020-01-01T00:00:00Z
    static let middle = Instant(seconds: 1_767_225_600)  // 2026-01-01T00:00:00Z
    static let end = Instant(seconds: 1_924_991_999)  // 2030-12-31T23:59:59Z
}

extension PathValidationOutcome {
    /// The sub-indication; `nil` where the path holds.
    var subIndication: SubIndication? { failure?.subIndication }
}

@Suite("Paths hold or fail by RFC 5280 §6")
struct PathValidationTests {
    private let root: TestAuthority
    private let issuing: TestAuthority

    init() throws {
        root = try TestAuthority("Root")
        issuing = try root.authority("Issuing")
    }

    private func validate(
        _ leaf: Certificate,
        _ candidates: [Certificate]? = nil,
        trusting anchors: [Certificate]? = nil,
        at time: Instant = Moment.middle,
        purpose: CertificatePurpose = .documentSigning,
        algorithms: AlgorithmPolicy = .strict
    ) throws -> PathValidationOutcome {
        let validator = PathValidator(
            trust: try TrustStore(anchors ?? [root.certificate]),
            algorithms: algorithms,
            purpose: purpose,
            revocation: RevocationPolicy(.off)
        )
        return validator.validate(leaf, candidates: candidates ?? [issuing.certificate], at: time)
    }

    @Test("from a leaf over an authority to an anchor")
    func simplePath() throws {
        let leaf = try issuing.issue()
        let path = try #require(try validate(leaf).path)
        #expect(path.certificates == [leaf, issuing.certificate, root.certificate])
        #expect(path.anchor.certificate == root.certificate)
        #expect(path.time == Moment.middle)
        #expect(path.findings.besideDuties.map(\.code) == [.revocationNotChecked])
        #expect(path.revocation.map(\.status) == [.unchecked, .unchecked])
        #expect(path.checks.filter { $0.outcome != .passed }.map(\.name) == ["revocation"])
        #expect(!SigningKey.hasPendingError)
    }

    /// RFC 5280 §4.1.2.4 and §4.1.2.6: an authority has a name, and who it signs for says it.
    @Test("not over an authority without a name, be it the anchor")
    func namelessAuthority() throws {
        let nameless = try root.authority("Issuing") { $0.subject = TLV.sequence() }
        let leaf = try nameless.issue { $0.issuer = TLV.sequence() }
        for (candidates, anchor) in [([nameless.certificate], root.certificate), ([], nameless.certificate)] {
            let failure = try #require(try validate(leaf, candidates, trusting: [anchor]).failure)
            #expect(failure.subIndication == .chainConstraintsFailure)
            #expect(failure.findings.first?.code == .certificatePathInvalid)
            #expect(failure.findings.first?.clause == "RFC 5280 §4.1.2.4, §4.1.2.6")
        }
    }

    @Test("to an anchor that isn't self-signed, or that is the leaf itself")
    func partialPaths() throws {
        let leaf = try issuing.issue()
        let partial = try #require(try validate(leaf, [], trusting: [issuing.certificate]).path)
        #expect(partial.certificates == [leaf, issuing.certificate])
        let own = try #require(
            try validate(issuing.certificate, [], trusting: [issuing.certificate], purpose: .any).path
        )
        #expect(own.certificates == [issuing.certificate])
    }

    /// RFC 5280 §4.1.2.5: the period is from notBefore through notAfter, inclusive.
    @Test(
        "from the first second of a validity through its last",
        arguments: [
            (Moment.start.seconds, 0, true), (Moment.start.seconds - 1, 999_999_999, false),
            (Moment.end.seconds, 0, true), (Moment.end.seconds, 999_999_999, true), (Moment.end.seconds + 1, 0, false),
        ] as [(Int64, Int32, Bool)]
    )
    func bounds(seconds: Int64, nanoseconds: Int32, holds: Bool) throws {
        let time = Instant(seconds: seconds, nanoseconds: nanoseconds)
        let longRoot = try TestAuthority("Root") {
            $0.notBefore = TLV.utcTime("500101000000Z")
            $0.notAfter = TLV.generalizedTime("99991231235959Z")
        }
        let leaf = try longRoot.issue()
        let outcome = try validate(leaf, trusting: [longRoot.certificate], at: time)
        #expect(outcome.subIndication == (holds ? nil : .outOfBoundsNoProofOfExistence))
        #expect(outcome.failure?.findings.first?.code == (holds ? nil : .certificateOutOfValidity))
    }

    @Test("only while everybody between is valid, and the anchor before its sunset")
    func expiredAuthorities() throws {
        let expired = try root.authority("Issuing", key: issuing.key) { $0.notAfter = TLV.utcTime("220101000000Z") }
        let leaf = try issuing.issue()
        #expect(try validate(leaf, [expired.certificate]).subIndication == .outOfBoundsNoProofOfExistence)
        let sunset = try TestAuthority("Root", key: root.key) { $0.notAfter = TLV.utcTime("220101000000Z") }
        #expect(
            try validate(leaf, trusting: [sunset.certificate]).subIndication
                == .noCertificateChainFoundNoProofOfExistence
        )
        let dawn = try TestAuthority("Root", key: root.key) { $0.notBefore = TLV.utcTime("290101000000Z") }
        #expect(try validate(leaf, trusting: [dawn.certificate]).subIndication == .noCertificateChainFound)
    }

    @Test("not where nobody knows the issuer")
    func noPath() throws {
        let leaf = try issuing.issue()
        let failure = try #require(try validate(leaf, []).failure)
        #expect(failure.subIndication == .noCertificateChainFound)
        #expect(failure.indication == .indeterminate)
        #expect(failure.findings.map(\.code) == [.noCertificateChain])
        #expect(failure.findings[0].message.contains("`CN=Issuing`"))
        #expect(failure.certificates == [leaf])
        #expect(try validate(leaf, trusting: []).subIndication == .noCertificateChainFound)
    }

    @Test("not to a root that the signature brings along")
    func bringsItsOwnRoot() throws {
        let forged = try TestAuthority("Forged root")
        let failure = try #require(try validate(try forged.issue(), [forged.certificate]).failure)
        #expect(failure.subIndication == .noCertificateChainFound)
        #expect(failure.findings[0].message == "`CN=Forged root` is its own issuer and no trust anchor")
    }

    @Test("not where a key didn't make the signature")
    func wrongSignature() throws {
        let other = try TestAuthority("Issuing")
        let leaf = try other.issue()
        let failure = try #require(try validate(leaf).failure)
        #expect(failure.subIndication == .certificateChainGeneralFailure)
        #expect(failure.findings.besideDuties.map(\.code) == [.certificatePathInvalid])
        #expect(!SigningKey.hasPendingError)
        // One octet of a certificate that held a moment ago.
        var der = try issuing.issue().der
        der[der.count - 1] ^= 1
        #expect(try validate(try Certificate(der: der)).subIndication == .certificateChainGeneralFailure)
    }

    @Test(
        "by the key usage of a signer",
        arguments: [(0x80, true), (0x40, true), (0x20, false), (0, false)] as [(UInt8, Bool)])
    func keyUsage(octet: UInt8, holds: Bool) throws {
        let leaf = try issuing.issue { $0.extensions = [Extension.endEntity, Extension.keyUsage(octet)] }
        #expect(try validate(leaf).subIndication == (holds ? nil : .chainConstraintsFailure))
        // RFC 5280 §4.2.1.3: at least one bit is set; OpenSSL can't read others.
        #expect(try validate(leaf, purpose: .any).subIndication == (octet == 0 ? .chainConstraintsFailure : nil))
    }

    /// RFC 5280 §6.1.6, as PKITS §4.8.1, §4.8.10, §4.8.11 and §4.8.3 name it.
    @Test(
        "and says under which certificate policies",
        arguments: [
            (["2.999.1"], ["2.999.1"], nil, ["2.999.1"]),
            (["2.999.1", "2.999.2"], ["2.999.1", "2.999.2"], nil, ["2.999.1", "2.999.2"]),
            (["2.999.1", "2.999.2"], ["2.999.1", "2.999.2"], ["2.999.2"], ["2.999.2"]),
            (["2.5.29.32.0"], ["2.5.29.32.0"], nil, ["2.5.29.32.0"]),
            (["2.5.29.32.0"], ["2.999.1"], nil, ["2.999.1"]), (["2.999.1"], ["2.999.2"], nil, []),
            (["2.999.1"], ["2.999.1"], ["2.999.2"], []), ([], ["2.999.1"], nil, []),
        ] as [([String], [String], [String]?, [String])]
    )
    func policies(authority: [String], leaf: [String], asked: [String]?, expected: [String]) throws {
        func policies(_ names: [String]) -> [[UInt8]] {
            names.isEmpty
                ? []
                : [
                    Extension.make(
                        32,
                        TLV.make(
                            0x30, names.flatMap { TLV.sequence(TLV.make(0x06, ObjectIdentifier($0)?.octets ?? [])) }))
                ]
        }
        let issuing = try root.authority("Issuing") { $0.extensions += policies(authority) }
        let leaf = try issuing.issue { $0.extensions += policies(leaf) }
        var inputs = CertificatePolicyInputs()
        inputs.initialPolicies = asked?.compactMap { ObjectIdentifier($0) }
        let path = try #require(
            PathValidator(
                trust: try TrustStore([root.certificate]), policies: inputs, revocation: RevocationPolicy(.off)
            )
            .validate(leaf, candidates: [issuing.certificate], at: Moment.middle).path
        )
        #expect(path.policies(under: inputs)?.map(\.description).sorted() == expected)
    }

    @Test("whatever real authorities write into signers' certificates")
    func lenientProfile() throws {
        // CA:FALSE with keyCertSign; a critical extended key usage with purposes of others; a critical
        // cRLDistributionPoints; none of all.
        let purposes = TLV.sequence(TLV.oid(1, 3, 6, 1, 5, 5, 7, 3, 2), TLV.oid(1, 3, 6, 1, 4, 1, 311, 10, 3, 12))
        let uri = TLV.make(0x86, Array("http://crl.example/".utf8))
        let points = TLV.sequence(TLV.sequence(TLV.make(0xA0, TLV.make(0xA0, uri))))
        let sets: [[[UInt8]]] = [
            [Extension.endEntity, Extension.keyUsage(0xC4)],
            [Extension.make(37, critical: true, purposes)], [Extension.make(31, critical: true, points)], [],
        ]
        for extensions in sets {
            let leaf = try issuing.issue {
                $0.extensions = extensions
                if extensions.isEmpty { $0.version = [] }
            }
            #expect(try validate(leaf).subIndication == nil)
        }
    }

    @Test("not through what is no authority, or may not go on")
    func constraints() throws {
        let endEntity = try root.authority("Issuing", key: issuing.key) { $0.extensions = [Extension.endEntity] }
        let noSigning = try root.authority("Issuing", key: issuing.key) {
            $0.extensions = [Extension.authority(), Extension.keyUsage(0x80)]
        }
        let unknown = try root.authority("Issuing", key: issuing.key) {
            let type = TLV.oid(2, 999, 1)
            $0.extensions = [Extension.authority(), TLV.sequence(type, TLV.yes, TLV.octets(TLV.null))]
        }
        let otherNames = try root.authority("Issuing", key: issuing.key) {
            let subtree = TLV.sequence(TLV.make(0xA4, TLV.name("Somebody else")))
            $0.extensions = [
                Extension.authority(), Extension.make(30, critical: true, TLV.sequence(TLV.make(0xA0, subtree))),
            ]
        }
        let leaf = try issuing.issue()
        for authority in [endEntity, noSigning, unknown, otherNames] {
            let failure = try #require(try validate(leaf, [authority.certificate]).failure)
            #expect(failure.subIndication == .chainConstraintsFailure)
            #expect(failure.findings[0].message.contains("CN="))
        }
        let short = try TestAuthority("Root", key: root.key) { $0.extensions = [Extension.authority(pathLength: 0)] }
        #expect(
            try validate(leaf, trusting: [short.certificate]).subIndication == .chainConstraintsFailure,
            "the constraints of an anchor's certificate apply"
        )
    }

    /// CVE-2023-0465, RFC 5280 §4.2: an extension that can't be read is none that may be passed over.
    @Test("not with an extension that can't be read", arguments: [17, 30, 31, 32, 36] as [UInt64])
    func unreadableExtensions(number: UInt64) throws {
        // subjectAltName, nameConstraints, cRLDistributionPoints, certificatePolicies, policyConstraints: none is an
        // OCTET STRING.
        let wrong = Extension.make(number, critical: true, TLV.octets([1]))
        let leaf = try issuing.issue { $0.extensions = [Extension.endEntity, wrong] }
        #expect(try validate(leaf).subIndication == .chainConstraintsFailure)
        let authority = try root.authority("Issuing", key: issuing.key) {
            $0.extensions = [Extension.authority(), wrong]
        }
        let below = try issuing.issue()
        #expect(try validate(below, [authority.certificate]).subIndication == .chainConstraintsFailure)
        // RFC 5937: what an anchor's certificate restricts applies, so that it has to be read.
        let anchor = try TestAuthority("Root", key: root.key) { $0.extensions = [Extension.authority(), wrong] }
        if number == 32 || number == 36 {
            let error = #expect(throws: CertificateError.self) { try TrustAnchor(anchor.certificate) }
            #expect(error?.code == .extensionMalformed)
        } else {
            let outcome = try validate(below, trusting: [anchor.certificate])
            #expect(outcome.subIndication == .chainConstraintsFailure)
        }
        #expect(!SigningKey.hasPendingError)
    }

    /// RFC 5280 §4.2.1.1: key identifiers help to find a path, and don't decide whether it holds.
    @Test("also where key identifiers disagree and the signature doesn't")
    func keyIdentifiersDisagree() throws {
        let named = try root.authority("Issuing", key: issuing.key) {
            $0.extensions = [Extension.authority(), Extension.subjectKey([1, 2])]
        }
        let leaf = try issuing.issue { $0.extensions = [Extension.endEntity, Extension.authorityKey([3, 4])] }
        #expect(try validate(leaf, [named.certificate]).subIndication == nil)
    }

    @Test("by the policy of algorithms, the anchor's own signature apart")
    func algorithms() throws {
        let oldRoot = try TestAuthority("Root", key: root.key) { $0.algorithm = .ecdsaWithSHA1 }
        let leaf = try issuing.issue()
        #expect(try validate(leaf, trusting: [oldRoot.certificate]).subIndication == nil)
        let old = try issuing.issue { $0.algorithm = .ecdsaWithSHA1 }
        let failure = try #require(try validate(old).failure)
        #expect(failure.subIndication == .cryptographicConstraintsFailureNoProofOfExistence)
        #expect(failure.findings.besideDuties.map(\.code) == [.algorithmRefused])
        let tolerated = try #require(try validate(old, algorithms: .legacy).path)
        #expect(tolerated.findings.besideDuties.map(\.code) == [.weakAlgorithm, .revocationNotChecked])
        #expect(tolerated.findings.besideDuties.map(\.severity) == [.warning, .warning])
    }

    /// RSA of 2,048 bits ends on 2029-01-01 (ETSI TS 119 312 V1.5.1, annex A).
    @Test("until the algorithms end that certificates are signed with")
    func endsOfAlgorithms() throws {
        let rsa = try TestAuthority("Root", key: .rsa(2_048)) { $0.algorithm = .rsaWithSHA256 }
        let leaf = try rsa.issue { $0.algorithm = .rsaWithSHA256 }
        let (soon, after) = (Instant(seconds: 1_861_919_999), Instant(seconds: 1_861_920_000))
        func findings(_ time: Instant, _ algorithms: AlgorithmPolicy) throws -> [FindingCode] {
            let outcome = try validate(leaf, trusting: [rsa.certificate], at: time, algorithms: algorithms)
            return (outcome.path?.findings ?? outcome.failure?.findings ?? []).besideDuties.map(\.code)
        }
        #expect(try findings(Moment.middle, .strict) == [.revocationNotChecked])
        #expect(try findings(soon, .strict) == [.algorithmEndsSoon, .revocationNotChecked])
        #expect(try findings(after, .strict) == [.algorithmEnded])
        #expect(try findings(after, .legacy) == [.algorithmEnded, .revocationNotChecked])
        let outcome = try validate(leaf, trusting: [rsa.certificate], at: after)
        #expect(outcome.subIndication == .cryptographicConstraintsFailureNoProofOfExistence)
    }

    @Test("by the sizes and kinds of keys")
    func keys() throws {
        let small = try TestAuthority("Root", key: .rsa(1_024)) { $0.algorithm = .rsaWithSHA256 }
        let leaf = try small.issue { $0.algorithm = .rsaWithSHA256 }
        let failure = try #require(try validate(leaf, trusting: [small.certificate]).failure)
        #expect(failure.subIndication == .cryptographicConstraintsFailureNoProofOfExistence)
        #expect(failure.findings.besideDuties.map(\.code) == [.keyTooWeak])
        #expect(try validate(leaf, trusting: [small.certificate], algorithms: .legacy).subIndication == nil)
        // CVE-2020-0601: a curve that is spelt out may be any curve.
        let explicit = try TestAuthority("Root", key: .explicitP256())
        let onIt = try explicit.issue()
        #expect(try validate(onIt, trusting: [explicit.certificate]).subIndication == .certificateChainGeneralFailure)
    }
}
