//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import COpenSSLSigner
import CertificateValidation
import Diagnostics
import Testing

/// What is said of a certificate, in a word.
enum RevocationVerdict: String {
    case good, revoked, onHold, unknown

    init(_ status: RevocationStatus) {
        switch status {
        case .good: self = .good
        case .revoked(_, .certificateHold): self = .onHold
        case .revoked: self = .revoked
        case .unknown, .unchecked: self = .unknown
        }
    }
}

/// A root, certificates that it issued, and what is asked about one of them.
struct RevocationScene {
    var root: TestAuthority
    /// Has the serial number 7.
    var leaf: Certificate
    var others: [Certificate] = []
    var time = Moment.middle
    var policy = RevocationPolicy()
    var profile = CertificateProfile.relyingParty
    var collectedAt: Instant?

    init(
        root: TestAuthority? = nil,
        leafExtensions: [[UInt8]] = [],
        _ change: (inout CertificateRecipe) -> Void = { _ in }
    ) throws {
        let root = try root ?? TestAuthority("Root") { $0.extensions.append(Extension.subjectKey([1, 2, 3])) }
        self.root = root
        leaf = try root.issue {
            $0.serialNumber = TLV.integer(7)
            $0.extensions += leafExtensions
            change(&$0)
        }
    }

    func answer(_ lists: [RevocationList]) throws -> RevocationAnswer {
        let data = RevocationData(lists: lists, collectedAt: collectedAt)
        var signers = TestSigners(others + [root.certificate], data)
        signers.policy = policy
        signers.profile = profile
        let subject = RevocationSubject(
            certificate: leaf,
            issuer: root.certificate,
            anchor: try TrustAnchor(root.certificate)
        )
        return signers.answer(about: subject, at: time)
    }

    func verdict(_ lists: [RevocationList]) throws -> RevocationVerdict {
        RevocationVerdict(try answer(lists).status)
    }

    static func isReadByOpenSSL(_ list: [UInt8]) -> Bool {
        let oracle = unsafe oracle_new()
        defer { unsafe oracle_free(oracle) }
        return unsafe oracle_add_list(oracle, list, list.count) == 1
    }

    /// What OpenSSL says; a hold is a revocation to it.
    func oracle(_ lists: [RevocationList]) -> RevocationVerdict {
        let oracle = unsafe oracle_new()
        defer { unsafe oracle_free(oracle) }
        precondition(unsafe oracle_trust(oracle, root.certificate.der, root.certificate.der.count) == 1)
        for other in others {
            precondition(unsafe oracle_add_certificate(oracle, other.der, other.der.count) == 1)
        }
        for list in lists { precondition(unsafe oracle_add_list(oracle, list.der, list.der.count) == 1) }
        return switch unsafe oracle_check(oracle, leaf.der, leaf.der.count, time.seconds) {
        case 0: .good
        case 23: .revoked
        default: .unknown
        }
    }
}

/// Lists, made for a scene; making them may add to it.
struct RevocationLists: Sendable {
    let make: @Sendable (inout RevocationScene) throws -> [RevocationList]

    init(_ make: @escaping @Sendable (inout RevocationScene) throws -> [RevocationList]) { self.make = make }

    /// One list of the root.
    static func list(
        _ entries: [UInt8]...,
        change: @escaping @Sendable (inout RevocationListRecipe) -> Void = { _ in }
    ) -> Self {
        Self { scene in
            [
                try scene.root.list {
                    $0.entries = entries
                    change(&$0)
                }
            ]
        }
    }

    /// All of them.
    static func all(_ parts: Self...) -> Self { Self { scene in try parts.flatMap { try $0.make(&scene) } } }
}

/// What is expected of lists, and what OpenSSL, the oracle, says of them.
struct RevocationRow: Sendable, CustomTestStringConvertible {
    let name: String
    let expected: RevocationVerdict
    /// What OpenSSL says, where it differs.
    let openSSL: RevocationVerdict?
    let leafExtensions: [[UInt8]]
    let lists: RevocationLists

    init(
        _ name: String,
        _ expected: RevocationVerdict,
        openSSL: RevocationVerdict? = nil,
        leaf leafExtensions: [[UInt8]] = [],
        _ lists: RevocationLists
    ) {
        self.name = name
        self.expected = expected
        self.openSSL = openSSL
        self.leafExtensions = leafExtensions
        self.lists = lists
    }

    var testDescription: String { name }

    /// In every order of the lists, and with all of them twice.
    func check() throws {
        var scene = try RevocationScene(leafExtensions: leafExtensions)
        let lists = try lists.make(&scene)
        #expect(scene.oracle(lists) == openSSL ?? (expected == .onHold ? .revoked : expected), "OpenSSL")
        for order in [lists, lists.reversed(), lists + lists] {
            let answer = try scene.answer(order)
            let messages = answer.findings.map(\.message)
            #expect(RevocationVerdict(answer.status) == expected, "\(messages)")
            #expect(answer.evidence.isEmpty == (expected == .unknown))
            #expect(expected != .unknown || !answer.hasData || answer.findings.contains { $0.severity == .error })
        }
        #expect(!SigningKey.hasPendingError)
    }
}
