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

/// Whoever sends certificates can make any number of them, with the key of a real authority and the name of any issuer.
/// That nobody of that name signed them shows in their signatures alone (RFC 5280 §6.1.3 (a)(1)).
@Suite("Certificates that somebody made up")
struct ForgedPathTests {
    /// What would keep a path over a made-up certificate from being judged, if its signatures weren't looked at.
    enum Cover: CaseIterable {
        case anchorSunset, anchorPurpose, unusableKey, unreadableKey, inheritedParameters, anchorPolicies
        /// Every signature is right, but an end entity made one of them.
        case notAnAuthority

        /// Why a path under it doesn't hold.
        var subIndication: SubIndication {
            self == .notAnAuthority ? .chainConstraintsFailure : .certificateChainGeneralFailure
        }
    }

    private static let mapping = Extension.make(
        33, TLV.sequence(TLV.sequence(TLV.oid(2, 999, 1), TLV.oid(2, 999, 2)))
    )

    private let root: TestAuthority
    private let oldRoot: TestAuthority
    private let serverRoot: TestAuthority
    private let mappingRoot: TestAuthority
    private let issuing: TestAuthority
    private let leaf: Certificate

    init() throws {
        root = try TestAuthority("Root")
        oldRoot = try TestAuthority("Old root") { $0.notAfter = TLV.utcTime("220101000000Z") }
        serverRoot = try TestAuthority("Server root")
        mappingRoot = try TestAuthority("Mapping root") {
            // inhibitPolicyMapping: 1 (RFC 5280 §4.2.1.11).
            $0.extensions.append(Extension.make(36, critical: true, TLV.sequence(TLV.make(0x81, [1]))))
        }
        issuing = try root.authority("Issuing")
        leaf = try issuing.issue { $0.serialNumber = TLV.integer(7) }
    }

    private func validate(_ candidates: [Certificate], lists: [RevocationList] = []) throws -> PathValidationFailure {
        let anchors = [
            try TrustAnchor(root.certificate), try TrustAnchor(oldRoot.certificate),
            try TrustAnchor(serverRoot.certificate, purposes: [.serverAuthentication]),
            try TrustAnchor(mappingRoot.certificate),
        ]
        let validator = PathValidator(
            trust: try TrustStore(anchors),
            revocation: RevocationPolicy(.ifPresent),
            revocationData: RevocationData(lists: lists)
        )
        return try #require(validator.validate(leaf, candidates: candidates, at: Moment.middle).failure)
    }

    /// Certificates for the real authority's name and key, and for those above it.
    private func forgery(_ cover: Cover, _ serialNumber: Int) throws -> [Certificate] {
        func authority(below issuer: TestAuthority, _ extensions: [[UInt8]] = []) throws -> Certificate {
            try issuer.authority("Issuing", key: issuing.key) {
                $0.serialNumber = TLV.integer(serialNumber)
                $0.extensions += extensions
            }.certificate
        }
        /// One that the root didn't sign, with a key of any kind.
        func overEvil(_ subjectPublicKeyInfo: [UInt8]) throws -> [Certificate] {
            let evil = try TestAuthority("Root").authority("Evil") { $0.subjectPublicKeyInfo = subjectPublicKeyInfo }
            return [try authority(below: evil), evil.certificate]
        }
        switch cover {
        case .anchorSunset: return [try authority(below: TestAuthority("Old root"))]
        case .anchorPurpose: return [try authority(below: TestAuthority("Server root"))]
        case .unusableKey:
            return try overEvil(TLV.sequence(TLV.sequence(TLV.oid(1, 2, 643, 7, 1, 1, 1, 1)), TLV.bits([4, 1])))
        case .unreadableKey: return try overEvil(TLV.sequence(TLV.null))
        case .inheritedParameters:
            let dsa = TLV.sequence(TLV.oid(1, 2, 840, 10040, 4, 1))
            return try overEvil(TLV.sequence(dsa, TLV.bits(TLV.integer(0x1234_5678))))
        case .anchorPolicies:
            let upper = try TestAuthority("Mapping root").authority("Upper") { $0.extensions.append(Self.mapping) }
            return [try authority(below: upper, [Self.mapping]), upper.certificate]
        case .notAnAuthority:
            let person = try oldRoot.authority("Person") { $0.extensions = [Extension.endEntity] }
            return [try authority(below: person), person.certificate]
        }
    }

    @Test("hide no revocation", arguments: Cover.allCases)
    func revocation(cover: Cover) throws {
        let list = try issuing.list { $0.entries = [listed(7)] }
        // Which path is tried first is a matter of fingerprints.
        for number in 0..<6 {
            let failure = try validate([issuing.certificate] + forgery(cover, number), lists: [list])
            #expect(failure.subIndication == .revokedNoProofOfExistence)
            #expect(failure.findings.first?.code == .certificateRevoked)
            #expect(failure.certificates == [leaf, issuing.certificate, root.certificate])
            #expect(failure.isCertain)
            #expect(failure.otherPaths.allSatisfy { $0.subIndication == cover.subIndication })
        }
    }

    @Test("hide no constraint", arguments: Cover.allCases)
    func constraint(cover: Cover) throws {
        let mistaken = try root.authority("Issuing", key: issuing.key) { $0.extensions = [Extension.endEntity] }
        for number in 0..<6 {
            let failure = try validate([mistaken.certificate] + forgery(cover, number))
            #expect(failure.subIndication == .chainConstraintsFailure)
            #expect(failure.certificates.contains(mistaken.certificate) || cover == .notAnAuthority)
            #expect(failure.isCertain)
        }
    }

    @Test("are refused for certain, whatever else can't be told of the path", arguments: Cover.allCases)
    func alone(cover: Cover) throws {
        let failure = try validate(try forgery(cover, 1))
        #expect(failure.subIndication == cover.subIndication)
        #expect(failure.findings.first?.code == .certificatePathInvalid)
        #expect(failure.isCertain)
        let signatures = try #require(failure.checks.first { $0.name == "signatures" })
        #expect(signatures.outcome == (cover == .notAnAuthority ? .passed : .failed))
    }

    @Test("are another path than one that really lacks something", arguments: Cover.allCases)
    func undecided(cover: Cover) throws {
        let sunset = try oldRoot.authority("Issuing", key: issuing.key)
        for number in 0..<6 {
            let failure = try validate([sunset.certificate] + forgery(cover, number))
            #expect(failure.subIndication == .noCertificateChainFoundNoProofOfExistence)
            #expect(failure.certificates == [leaf, sunset.certificate, oldRoot.certificate])
            #expect(!failure.isCertain)
        }
    }

    @Test("an end entity's among them, whatever the anchor's terms")
    func endEntity() throws {
        let forger = SigningKey.p256()
        for name in ["Root", "Old root", "Server root"] {
            let victim = try TestAuthority(name, key: forger).issue()
            let validator = PathValidator(
                trust: try TrustStore([
                    TrustAnchor(root.certificate), TrustAnchor(oldRoot.certificate),
                    TrustAnchor(serverRoot.certificate, purposes: [.serverAuthentication]),
                ]),
                revocation: RevocationPolicy(.off)
            )
            let failure = try #require(validator.validate(victim, at: Moment.middle).failure)
            #expect(failure.subIndication == .certificateChainGeneralFailure)
            #expect(failure.findings.first?.code == .certificatePathInvalid)
            #expect(failure.isCertain)
        }
    }
}
