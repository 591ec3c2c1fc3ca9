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

/// Attacks on certificate paths that no other suite holds; `Documentation/CertificateAttacks.md` has all of them.
@Suite("Attacks on certificate paths")
struct CertificateAttackTests {
    static let profiles: [CertificateProfile] = [.relyingParty, .conforming]

    private let root: TestAuthority

    init() throws {
        root = try TestAuthority("Root") {
            $0.extensions = [Extension.authority(), Extension.keyUsage(0x06), Extension.subjectKey([1])]
        }
    }

    private func validate(
        _ leaf: Certificate, _ others: [TestAuthority], under profile: CertificateProfile = .relyingParty,
        policies: CertificatePolicyInputs = CertificatePolicyInputs(), caches: ValidationCaches = ValidationCaches(),
        trusting anchor: TrustAnchor? = nil
    ) throws -> PathValidationOutcome {
        PathValidator(
            trust: try TrustStore([anchor ?? TrustAnchor(root.certificate)]), purpose: .any, policies: policies,
            profile: profile, revocation: RevocationPolicy(.off), caches: caches
        ).validate(leaf, candidates: others.map(\.certificate), at: Moment.middle)
    }

    /// CVE-2021-3450: under a stricter mode, a check that came later made good again that an issuer is no authority.
    @Test("a signer issues a certificate, and the strict profile doesn't make it an authority", arguments: profiles)
    func signerAsAuthority(profile: CertificateProfile) throws {
        let signer = try root.authority("Signer") {
            $0.extensions = [
                Extension.endEntity, Extension.keyUsage(0x84), Extension.subjectKey([2]), Extension.authorityKey([1]),
            ]
        }
        let forged = try signer.issue { $0.extensions += [Extension.subjectKey([3]), Extension.authorityKey([2])] }
        let failure = try #require(try validate(forged, [signer], under: profile).failure)
        #expect(failure.subIndication == .chainConstraintsFailure)
    }

    /// CVE-2015-1793: a leaf passed for an authority, once a first path had failed and another one was looked for.
    @Test("a leaf stands for an authority on the path that is looked for second", arguments: profiles)
    func leafOnAlternativePath(profile: CertificateProfile) throws {
        let key = SigningKey.p256()
        // The same name and key: an authority that nobody trusts, and a leaf that the root issued.
        let untrusted = try TestAuthority("Other root").authority("Issuing", key: key)
        let leaf = try root.authority("Issuing", key: key) { $0.extensions = [Extension.endEntity] }
        let forged = try untrusted.issue()
        for others in [[untrusted, leaf], [leaf, untrusted]] {
            #expect(try validate(forged, others, under: profile).path == nil)
        }
    }

    /// CVE-2023-0465: policies that can't be read were passed over, and with them the whole check.
    @Test("policies of a leaf can't be read, and a policy is asked for")
    func unreadablePolicies() throws {
        var policies = CertificatePolicyInputs()
        policies.requiresExplicitPolicy = true
        policies.initialPolicies = [try #require(ObjectIdentifier("1.3.6.1.4.1.32473.1"))]
        let good = try root.issue { $0.extensions.append(DutyExtension.policies(DutyExtension.policy)) }
        #expect(try validate(good, [], policies: policies).path != nil)
        let odd: [[UInt8]] = [
            TLV.sequence(TLV.sequence(DutyExtension.policy), TLV.sequence(DutyExtension.policy)), TLV.null,
            TLV.sequence(TLV.sequence(DutyExtension.policy), TLV.null), TLV.sequence(TLV.sequence(TLV.null)),
        ]
        for value in odd {
            let leaf = try root.issue { $0.extensions.append(Extension.make(32, value)) }
            #expect(try validate(leaf, [], policies: policies).path == nil)
        }
    }

    /// CVE-2023-0464: each authority maps each of two policies to both, which doubles the tree with each one.
    @Test("policies that are mapped to each other cost no more than the signatures of the path")
    func policyTree() throws {
        let (first, second) = (TLV.oid(2, 999, 1), TLV.oid(2, 999, 2))
        let mappings = DutyExtension.mappings(first + first, first + second, second + first, second + second)
        var path = [root]
        for number in 1...9 {
            let authority = try path[number - 1].authority("Authority \(number)") {
                $0.extensions = [Extension.authority(), DutyExtension.policies(first, second), mappings]
            }
            path.append(authority)
        }
        let leaf = try path[9].issue { $0.extensions.append(DutyExtension.policies(first)) }
        let caches = ValidationCaches()
        var policies = CertificatePolicyInputs()
        policies.requiresExplicitPolicy = true
        _ = try validate(leaf, Array(path.dropFirst()), policies: policies, caches: caches)
        #expect(caches.signatureStatistics.misses <= 10)
    }

    /// CVE-2023-2650: the time to write an object identifier grew with the square of its length.
    @Test("an object identifier has hundreds of thousands of octets")
    func longObjectIdentifier() throws {
        let long = TLV.make(6, [0x2A], [UInt8](repeating: 0xFF, count: 400_000), [0x7F])
        func read(_ change: (inout CertificateRecipe) -> Void) -> CertificateError.Code? {
            do {
                _ = try root.issue { change(&$0) }
                return nil
            } catch {
                return (error as? CertificateError)?.code
            }
        }
        #expect(read { $0.extensions = [TLV.sequence(long, TLV.octets([]))] } == .certificateMalformed)
        #expect(read { $0.subject = TLV.sequence(TLV.set(TLV.sequence(long, TLV.utf8("a")))) } == .certificateMalformed)
        let algorithm = CertificateRecipe.Algorithm(der: TLV.sequence(long), digest: "SHA256")
        let leaf = try root.issue { $0.algorithm = algorithm }
        #expect(try validate(leaf, []).path == nil)
    }

    /// CVE-2009-2408: what stands after an octet 0 was left out of a comparison.
    @Test(
        "a name has an octet 0, before which it would be one that is permitted",
        arguments: [
            DutyExtension.host("www.gov.vn\0.evil.example"), DutyExtension.mailbox("an@gov.vn\0.evil.example"),
        ]
    )
    func embeddedNull(name: [UInt8]) throws {
        let constraints = try TrustAnchorConstraints(
            permittedSubtrees: [NameSubtree(dNSName: "gov.vn"), NameSubtree(rfc822Name: "gov.vn")]
        )
        let anchor = try TrustAnchor(root.certificate, constraints: constraints)
        let good = try root.issue { $0.extensions.append(DutyExtension.names(DutyExtension.host("www.gov.vn"))) }
        #expect(try validate(good, [], trusting: anchor).path != nil)
        let leaf = try root.issue { $0.extensions.append(DutyExtension.names(name)) }
        #expect(try validate(leaf, [], trusting: anchor).path == nil)
    }

    /// The other way round it is within the constraints octet by octet, and no name by its own syntax.
    @Test(
        "a name has an octet 0, behind which it is one that is permitted",
        arguments: [
            DutyExtension.host("evil.example\0.gov.vn"), DutyExtension.mailbox("an@evil.example\0@gov.vn"),
        ]
    )
    func leadingNull(name: [UInt8]) throws {
        let leaf = try root.issue {
            $0.extensions += [Extension.subjectKey([3]), Extension.authorityKey([1]), DutyExtension.names(name)]
        }
        let tolerated = try #require(try validate(leaf, []).path)
        let codes: [FindingCode] = [.dnsNameMalformed, .mailboxMalformed]
        #expect(tolerated.findings.ofDuties.contains { codes.contains($0.code) && $0.severity == .warning })
        let failure = try #require(try validate(leaf, [], under: .conforming).failure)
        #expect(failure.findings.contains { codes.contains($0.code) && $0.severity == .error })
    }

    /// CVE-2022-3602, CVE-2022-3786: decoding a host in punycode wrote beyond its buffer.
    @Test("a mailbox has a host of punycode that is longer than any")
    func punycode() throws {
        let host = "xn--" + String(repeating: "ab-", count: 400)
        let name = TLV.make(0xA0, TLV.oid(1, 3, 6, 1, 5, 5, 7, 8, 9), TLV.make(0xA0, TLV.utf8("an@ă.example")))
        let issuing = try root.authority("Issuing") {
            $0.extensions.append(DutyExtension.permitted(DutyExtension.mailbox(host)))
        }
        let leaf = try issuing.issue { $0.extensions.append(DutyExtension.names(name)) }
        #expect(try validate(leaf, [issuing], under: .conforming).path == nil)
    }
}
