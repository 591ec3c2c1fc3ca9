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

/// RFC 5937 §3.2: what an anchor's certificate and the caller's terms restrict is an input of the path validation.
@Suite("Constraints of trust anchors")
struct TrustConstraintTests {
    private static let policy = ObjectIdentifier("1.2.3.4")!
    private static let other = ObjectIdentifier("1.2.3.5")!

    private let rootKey = SigningKey.p256()
    private let issuingKey = SigningKey.p256()

    /// A root, and the path below it that each test changes.
    private func root(_ extensions: [UInt8]...) throws -> TestAuthority {
        try TestAuthority("Root", key: rootKey) { $0.extensions = [Extension.authority()] + extensions }
    }

    private func issuing(_ extensions: [UInt8]..., pathLength: Int? = nil) throws -> TestAuthority {
        try root().authority("Issuing", key: issuingKey) {
            $0.extensions = [Extension.authority(pathLength: pathLength)] + extensions
        }
    }

    private func validate(
        _ leaf: Certificate,
        under anchor: TrustAnchor,
        _ between: [TestAuthority],
        policies: CertificatePolicyInputs = CertificatePolicyInputs()
    ) throws -> PathValidationOutcome {
        PathValidator(trust: try TrustStore([anchor]), policies: policies, revocation: RevocationPolicy(.off))
            .validate(leaf, candidates: between.map(\.certificate), at: Moment.middle)
    }

    /// Without these OpenSSL takes a certificate whose issuer has its own name for self-signed.
    private static let newKey = [Extension.subjectKey([2]), Extension.authorityKey([1])]

    // MARK: Path length

    @Test("say how many authorities may follow, in the certificate and in the terms", arguments: 0...2)
    func pathLength(length: Int) throws {
        let first = try issuing()
        // Self-issued, with another key: not counted (RFC 5280 §6.1.4 (l)).
        let rollover = try first.authority("Issuing") { $0.extensions += Self.newKey }
        let second = try rollover.authority("Second")
        let leaf = try second.issue()
        let between = [first, rollover, second]
        let own = try TestAuthority("Root", key: rootKey) {
            $0.extensions = [Extension.authority(pathLength: length)]
        }
        let terms = try TrustAnchorConstraints(pathLength: length)
        let anchors = [
            try TrustAnchor(own.certificate), try TrustAnchor(root().certificate, constraints: terms),
        ]
        for anchor in anchors {
            let outcome = try validate(leaf, under: anchor, between)
            #expect(outcome.subIndication == (length == 2 ? nil : .chainConstraintsFailure))
        }
    }

    // MARK: Names

    private static func constraints(_ tag: UInt8, _ generalName: [UInt8]) -> [UInt8] {
        Extension.make(30, critical: true, TLV.sequence(TLV.make(tag, TLV.sequence(generalName))))
    }

    private static func alternativeName(_ tag: UInt8, _ text: String) -> [UInt8] {
        Extension.make(17, TLV.sequence(TLV.make(tag, Array(text.utf8))))
    }

    private static let country = TLV.set(TLV.sequence(TLV.oid(2, 5, 4, 6), TLV.printable("VN")))
    private static let ministry = TLV.set(TLV.sequence(TLV.oid(2, 5, 4, 10), TLV.utf8("Bộ Tài chính")))
    private static let folded = TLV.set(TLV.sequence(TLV.oid(2, 5, 4, 10), TLV.utf8("Bộ  Tài CHính")))
    private static let decomposed = TLV.set(
        TLV.sequence(TLV.oid(2, 5, 4, 10), TLV.utf8("Bo\u{323}\u{302} Tài chính"))
    )
    private static let person = TLV.set(TLV.sequence(TLV.oid(2, 5, 4, 3), TLV.utf8("An")))

    private typealias Subtree = @Sendable () throws -> NameSubtree

    /// A subtree, its `GeneralName`, the leaf's subject and its alternative name, and whether the leaf is within.
    private static let subtrees: [(Subtree, [UInt8], [UInt8], [UInt8]?, Bool)] = {
        let host: Subtree = { try NameSubtree(dNSName: "gov.vn") }
        let hostName = TLV.make(0x82, Array("gov.vn".utf8))
        let domain: Subtree = { try NameSubtree(rfc822Name: ".gov.vn") }
        let domainName = TLV.make(0x81, Array(".gov.vn".utf8))
        let mailbox: Subtree = { try NameSubtree(rfc822Name: "an@gov.vn") }
        let mailboxName = TLV.make(0x81, Array("an@gov.vn".utf8))
        let directory: Subtree = { try NameSubtree(directoryName: "O=Bộ Tài chính,C=VN") }
        let directoryName = TLV.make(0xA4, TLV.sequence(country, ministry))
        let plain = TLV.sequence(country, person)
        return [
            (host, hostName, plain, alternativeName(0x82, "a.gov.vn"), true),
            (host, hostName, plain, alternativeName(0x82, "gov.vn"), true),
            (host, hostName, plain, alternativeName(0x82, "agov.vn"), false),
            (host, hostName, plain, alternativeName(0x82, "gov.vn.example"), false),
            (domain, domainName, plain, alternativeName(0x81, "an@a.gov.vn"), true),
            (domain, domainName, plain, alternativeName(0x81, "an@gov.vn"), false),
            (mailbox, mailboxName, plain, alternativeName(0x81, "an@GOV.vn"), true),
            (mailbox, mailboxName, plain, alternativeName(0x81, "anh@gov.vn"), false),
            (directory, directoryName, TLV.sequence(country, ministry, person), nil, true),
            (directory, directoryName, TLV.sequence(country, folded, person), nil, true),
            (directory, directoryName, TLV.sequence(country, decomposed, person), nil, false),
            (directory, directoryName, TLV.sequence(ministry, country, person), nil, false),
            (directory, directoryName, TLV.sequence(country, person), nil, false),
        ]
    }()

    @Test("permit and exclude names, the terms as the certificate", arguments: subtrees)
    func names(
        subtree: @Sendable () throws -> NameSubtree,
        generalName: [UInt8],
        subject: [UInt8],
        alternative: [UInt8]?,
        isWithin: Bool
    ) throws {
        // Directly under the anchor: an authority between would have a name of its own to be judged.
        let leaf = try root().issue {
            $0.subject = subject
            $0.extensions += alternative.map { [$0] } ?? []
        }
        let permitted = [
            try TrustAnchor(root(Self.constraints(0xA0, generalName)).certificate),
            try TrustAnchor(
                root().certificate,
                constraints: TrustAnchorConstraints(permittedSubtrees: [subtree()])
            ),
        ]
        let excluded = [
            try TrustAnchor(root(Self.constraints(0xA1, generalName)).certificate),
            try TrustAnchor(
                root().certificate,
                constraints: TrustAnchorConstraints(excludedSubtrees: [subtree()])
            ),
        ]
        for anchor in permitted {
            #expect(try validate(leaf, under: anchor, []).subIndication == (isWithin ? nil : .chainConstraintsFailure))
        }
        for anchor in excluded {
            #expect(try validate(leaf, under: anchor, []).subIndication == (isWithin ? .chainConstraintsFailure : nil))
        }
        #expect(!SigningKey.hasPendingError)
    }

    @Test("judge the names of authorities too, but of self-issued ones only the leaf's")
    func namesOfAuthorities() throws {
        let excluded = try NameSubtree(directoryName: "CN=Issuing")
        let terms = try TrustAnchorConstraints(excludedSubtrees: [excluded])
        let anchor = try TrustAnchor(root().certificate, constraints: terms)
        let leaf = try issuing().issue()
        let failure = try #require(try validate(leaf, under: anchor, [issuing()]).failure)
        #expect(failure.subIndication == .chainConstraintsFailure)
        #expect(failure.findings[0].message.contains("CN=Issuing"))
        #expect(failure.findings[0].clause == "RFC 5937 §3.2")
        // A new key of the root itself: its name is excluded, and it is self-issued.
        let notRoot = try TrustAnchorConstraints(excludedSubtrees: [NameSubtree(directoryName: "CN=Root")])
        let spared = try TrustAnchor(root().certificate, constraints: notRoot)
        let rollover = try root().authority("Root") { $0.extensions += Self.newKey }
        #expect(try validate(rollover.issue(), under: spared, [rollover]).path != nil)
        #expect(try validate(rollover.certificate, under: spared, []).subIndication == .chainConstraintsFailure)
    }

    /// CVE-2009-2408 and the like: what looks like a host counts where no alternative name says another.
    @Test("judge a leaf's common name that is a host")
    func commonName() throws {
        let terms = try TrustAnchorConstraints(excludedSubtrees: [NameSubtree(dNSName: "gov.vn")])
        let anchor = try TrustAnchor(root().certificate, constraints: terms)
        let named = try root().issue("a.gov.vn")
        #expect(try validate(named, under: anchor, []).subIndication == .chainConstraintsFailure)
        let elsewhere = try root().issue("a.gov.vn") { $0.extensions.append(Self.alternativeName(0x82, "a.example")) }
        #expect(try validate(elsewhere, under: anchor, []).path != nil)
    }

    @Test("are refused where they are no names")
    func noNames() {
        let attempts: [() throws -> NameSubtree] =
            ["", "O", "1.2.3=x,", "X=y"].map { text in
                { try NameSubtree(directoryName: text) }
            }
            + ["", ".gov.vn", "gov.vn.", "gov..vn", "bộ.vn", "a b", "*.gov.vn"].map { text in
                { try NameSubtree(dNSName: text) }
            }
            + ["", "@gov.vn", "a@", "a@b@c", "a b@c", "..vn", "\"a\"@c", "a@.vn"].map { text in
                { try NameSubtree(rfc822Name: text) }
            }
        for attempt in attempts {
            let error = #expect(throws: CertificateError.self) { try attempt() }
            #expect(error?.code == .anchorTermsInvalid)
        }
    }

    // MARK: Policies

    private static func policies(_ identifiers: [UInt64]...) -> [UInt8] {
        Extension.make(32, TLV.make(0x30, identifiers.flatMap { TLV.sequence(oid($0)) }))
    }

    private static func oid(_ components: [UInt64]) -> [UInt8] {
        let octets = [UInt8(components[0] * 40 + components[1])] + components.dropFirst(2).map { UInt8($0) }
        return TLV.make(0x06, octets)
    }

    private static let mapping = Extension.make(
        33,
        TLV.sequence(TLV.sequence(oid([1, 2, 3, 4]), oid([1, 2, 3, 5])))
    )

    private static func policyConstraints(explicit: UInt8? = nil, mapping: UInt8? = nil) -> [UInt8] {
        let explicit = explicit.map { TLV.make(0x80, [$0]) } ?? []
        return Extension.make(36, critical: true, TLV.sequence(explicit, mapping.map { TLV.make(0x81, [$0]) } ?? []))
    }

    @Test("narrow the policies that count")
    func policySet() throws {
        let authority = try issuing(Self.policies([1, 2, 3, 4], [1, 2, 3, 5]))
        let leaf = try authority.issue { $0.extensions.append(Self.policies([1, 2, 3, 4], [1, 2, 3, 5])) }
        let single = try authority.issue { $0.extensions.append(Self.policies([1, 2, 3, 5])) }
        var wanted = CertificatePolicyInputs()
        wanted.requiresExplicitPolicy = true
        let own = try TrustAnchor(root(Self.policies([1, 2, 3, 4])).certificate)
        let any = try TrustAnchor(root(Self.policies([2, 5, 29, 32, 0], [1, 2, 3, 4])).certificate)
        let terms = try TrustAnchor(
            root().certificate,
            constraints: TrustAnchorConstraints(policies: [Self.policy])
        )
        for anchor in [own, terms] {
            #expect(try validate(leaf, under: anchor, [authority], policies: wanted).path != nil)
            #expect(
                try validate(single, under: anchor, [authority], policies: wanted).subIndication
                    == .chainConstraintsFailure
            )
            // RFC 5280 §6.1.5 (g): policies decide nothing where none is required.
            #expect(try validate(single, under: anchor, [authority]).path != nil)
            var otherWanted = wanted
            otherWanted.initialPolicies = [Self.other]
            #expect(
                try validate(leaf, under: anchor, [authority], policies: otherWanted).subIndication
                    == .chainConstraintsFailure
            )
        }
        #expect(try validate(single, under: any, [authority], policies: wanted).path != nil)
        // Both narrow: nothing is left.
        let both = try TrustAnchor(
            root(Self.policies([1, 2, 3, 4])).certificate,
            constraints: TrustAnchorConstraints(policies: [Self.other])
        )
        #expect(
            try validate(leaf, under: both, [authority], policies: wanted).subIndication == .chainConstraintsFailure
        )
    }

    /// RFC 5280 §4.2.1.11: the value counts the certificates that may still come before a policy is required.
    @Test("ask for a policy from a place on the path", arguments: 0...3 as ClosedRange<UInt8>)
    func requireExplicitPolicy(count: UInt8) throws {
        let authority = try issuing()
        let leaf = try authority.issue()
        let anchor = try TrustAnchor(root(Self.policyConstraints(explicit: count)).certificate)
        let outcome = try validate(leaf, under: anchor, [authority])
        // The issuing authority is the first, the leaf the second.
        #expect(outcome.subIndication == (count <= 2 ? .chainConstraintsFailure : nil))
        let good = try issuing(Self.policies([1, 2, 3, 4]))
        let goodLeaf = try good.issue { $0.extensions.append(Self.policies([1, 2, 3, 4])) }
        #expect(try validate(goodLeaf, under: anchor, [good]).path != nil)
        let terms = try TrustAnchorConstraints(requiresExplicitPolicy: true)
        let asking = try TrustAnchor(root().certificate, constraints: terms)
        #expect(try validate(leaf, under: asking, [authority]).subIndication == .chainConstraintsFailure)
        #expect(try validate(goodLeaf, under: asking, [good]).path != nil)
    }

    @Test("forbid mapping from a place on the path")
    func inhibitPolicyMapping() throws {
        var wanted = CertificatePolicyInputs()
        wanted.requiresExplicitPolicy = true
        wanted.initialPolicies = [Self.policy]
        let mapper = try issuing(Self.policies([1, 2, 3, 4]), Self.mapping)
        let leaf = try mapper.issue { $0.extensions.append(Self.policies([1, 2, 3, 5])) }
        func outcome(_ anchor: TrustAnchor) throws -> SubIndication? {
            try validate(leaf, under: anchor, [mapper], policies: wanted).subIndication
        }
        #expect(try outcome(TrustAnchor(root().certificate)) == nil)
        #expect(
            try outcome(TrustAnchor(root(Self.policyConstraints(mapping: 0)).certificate)) == .chainConstraintsFailure
        )
        #expect(try outcome(TrustAnchor(root(Self.policyConstraints(mapping: 1)).certificate)) == nil)
        let terms = try TrustAnchorConstraints(inhibitsPolicyMapping: true)
        #expect(try outcome(TrustAnchor(root().certificate, constraints: terms)) == .chainConstraintsFailure)
        // Before and after the place: no input of OpenSSL says that.
        let second = try mapper.authority("Second") {
            $0.extensions = [
                Extension.authority(), Self.policies([1, 2, 3, 5]),
                Extension.make(33, TLV.sequence(TLV.sequence(Self.oid([1, 2, 3, 5]), Self.oid([1, 2, 3, 6])))),
            ]
        }
        let below = try second.issue { $0.extensions.append(Self.policies([1, 2, 3, 6])) }
        let middle = try TrustAnchor(root(Self.policyConstraints(mapping: 1)).certificate)
        let failure = try validate(below, under: middle, [mapper, second], policies: wanted).failure
        #expect(failure?.subIndication == .certificateChainGeneralFailure)
        #expect(failure?.findings.first?.code == .pathNotExpressible)
        let late = try TrustAnchor(root(Self.policyConstraints(mapping: 2)).certificate)
        #expect(try validate(below, under: late, [mapper, second], policies: wanted).path != nil)
    }

    @Test("forbid any-policy from a place on the path")
    func inhibitAnyPolicy() throws {
        var wanted = CertificatePolicyInputs()
        wanted.requiresExplicitPolicy = true
        let authority = try issuing(Self.policies([2, 5, 29, 32, 0]))
        let leaf = try authority.issue { $0.extensions.append(Self.policies([1, 2, 3, 4])) }
        func outcome(_ anchor: TrustAnchor) throws -> SubIndication? {
            try validate(leaf, under: anchor, [authority], policies: wanted).subIndication
        }
        func inhibiting(_ count: UInt8...) throws -> TrustAnchor {
            try TrustAnchor(root(Extension.make(54, critical: true, TLV.make(0x02, count))).certificate)
        }
        #expect(try outcome(inhibiting(0)) == .chainConstraintsFailure)
        #expect(try outcome(inhibiting(1)) == nil)
        // RFC 5280 §4.2.1.14: INTEGER (0..MAX), of any size.
        #expect(try outcome(inhibiting(1, 0, 0, 0, 0, 0, 0, 0, 0)) == nil)
        let terms = try TrustAnchorConstraints(inhibitsAnyPolicy: true)
        #expect(try outcome(TrustAnchor(root().certificate, constraints: terms)) == .chainConstraintsFailure)
        let anyLeaf = try authority.issue { $0.extensions.append(Self.policies([2, 5, 29, 32, 0])) }
        let mixed = try validate(anyLeaf, under: inhibiting(1), [authority], policies: wanted)
        #expect(mixed.subIndication == .certificateChainGeneralFailure)
    }

    @Test("in the certificate have to be readable")
    func unreadable() throws {
        let extensions = [
            Extension.make(36, critical: true, TLV.sequence(TLV.make(0x80, [0xFF]))),
            Extension.make(36, critical: true, TLV.sequence(TLV.make(0x85, [0]))),
            Extension.make(32, TLV.sequence(TLV.sequence(TLV.null))),
        ]
        for wrong in extensions {
            let error = try #require(throws: CertificateError.self) { try TrustAnchor(root(wrong).certificate) }
            #expect(error.code == .extensionMalformed)
        }
    }
}
