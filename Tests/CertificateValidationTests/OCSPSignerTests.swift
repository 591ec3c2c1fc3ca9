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

/// RFC 6960 §4.2.2.2, attack by attack; the oracle is `OCSP_basic_verify` of OpenSSL.
@Suite("OCSP responses are signed by who may")
struct OCSPSignerTests {
    /// One response, and what is expected of it.
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let expected: RevocationVerdict
        /// What OpenSSL says, where it differs.
        let openSSL: RevocationVerdict?
        let make: @Sendable (inout OCSPScene) throws -> OCSPResponse

        init(
            _ name: String,
            _ expected: RevocationVerdict,
            openSSL: RevocationVerdict? = nil,
            _ make: @escaping @Sendable (inout OCSPScene) throws -> OCSPResponse
        ) {
            self.name = name
            self.expected = expected
            self.openSSL = openSSL
            self.make = make
        }

        var testDescription: String { name }
    }

    /// By a key that the root certified, as `change` says.
    private static func delegated(
        _ status: [UInt8] = OCSPAnswer.good,
        noCheck: Bool = true,
        change: @escaping @Sendable (inout CertificateRecipe) -> Void = { _ in }
    ) -> @Sendable (inout OCSPScene) throws -> OCSPResponse {
        { scene in
            let key = SigningKey.p256()
            let responder = try OCSPScene.responder(of: scene.root, key: key, noCheck: noCheck, change)
            return try scene.response(by: key, holding: [responder]) {
                $0.answers = [try OCSPAnswer(status, of: scene.root).der]
            }
        }
    }

    static let delegates: [Row] = [
        Row("good, by a key that the issuer charged with it", .good, delegated()),
        Row("revoked, by a key that the issuer charged with it", .revoked, delegated(OCSPAnswer.revoked())),
        Row("good, without key usage", .good, delegated { $0.extensions.remove(at: 1) }),
        Row("nothing, without the purpose", .unknown, delegated { $0.extensions.remove(at: 2) }),
        Row(
            "nothing, for another purpose", .unknown,
            delegated { $0.extensions[2] = Extension.make(37, TLV.sequence(TLV.oid(1, 3, 6, 1, 5, 5, 7, 3, 2))) }
        ),
        Row(
            "nothing, for any purpose", .unknown,
            delegated { $0.extensions[2] = Extension.make(37, TLV.sequence(TLV.oid(2, 5, 29, 37, 0))) }
        ),
        // OpenSSL looks at the purpose alone.
        Row(
            "nothing, where the key may only sign certificates", .unknown, openSSL: .good,
            delegated { $0.extensions[1] = Extension.keyUsage(0x04) }
        ),
        Row(
            "nothing, revoked included, once the responder's certificate has expired", .unknown,
            delegated(OCSPAnswer.revoked()) { $0.notAfter = TLV.utcTime("251231235959Z") }
        ),
        Row(
            "nothing, where a critical extension of the responder's certificate isn't known", .unknown,
            delegated { $0.extensions.append(ListExtension.unknown(critical: true)) }
        ),
        // RFC 6960 §4.2.2.2.1; OpenSSL doesn't ask.
        Row(
            "nothing, where nobody says whether the responder is revoked", .unknown, openSSL: .good,
            delegated(noCheck: false)
        ),
        Row("nothing, by the certificate itself", .unknown) { scene in
            let key = SigningKey.p256()
            let (own, root) = (try OCSPScene.responder(of: scene.root, key: key, named: "Leaf"), scene.root)
            scene = try OCSPScene(root: root) {
                $0.subjectPublicKeyInfo = key.subjectPublicKeyInfo
                $0.extensions = [Extension.endEntity, Extension.keyUsage(0x80)]
            }
            return try scene.response(by: key, holding: [scene.leaf, own])
        },
    ]

    /// CVE-2022-1343 accepted what failed here; c2pa-rs#2688 looked at the wrong time.
    static let impostors: [Row] = [
        Row("nothing, by another authority of the same name", .unknown) { scene in
            let other = try TestAuthority("Root") { $0.notAfter = TLV.utcTime("491231235959Z") }
            scene.others.append(other.certificate)
            return try scene.root.response(signedBy: other.key) { $0.certificates = [other.certificate] }
        },
        Row("nothing, by the delegate of another authority of the same name", .unknown) { scene in
            let other = try TestAuthority("Root") { $0.notAfter = TLV.utcTime("491231235959Z") }
            let key = SigningKey.p256()
            let responder = try OCSPScene.responder(of: other, key: key)
            scene.others += [other.certificate, responder]
            return try scene.response(by: key, holding: [responder, other.certificate])
        },
        // The path of this impostor leads to the same root, so that the name is right and the path holds.
        Row("nothing, by the delegate of an authority below that has the root's name", .unknown) { scene in
            let below = try scene.root.authority("Root") { $0.notAfter = TLV.utcTime("491231235959Z") }
            let key = SigningKey.p256()
            let responder = try OCSPScene.responder(of: below, key: key)
            scene.others += [below.certificate]
            return try scene.response(by: key, holding: [responder, below.certificate])
        },
        Row("nothing, by the delegate of an authority below the issuer", .unknown) { scene in
            let below = try scene.root.authority("Below") { $0.notAfter = TLV.utcTime("491231235959Z") }
            let key = SigningKey.p256()
            let responder = try OCSPScene.responder(of: below, key: key)
            scene.others += [below.certificate, responder]
            return try scene.response(by: key, holding: [responder, below.certificate])
        },
        Row("nothing, by a delegate that certified itself", .unknown) { scene in
            let own = try TestAuthority("Responder") {
                $0.extensions = [Extension.endEntity, Extension.responder, Extension.noCheck]
            }
            return try scene.response(by: own.key, holding: [own.certificate])
        },
        Row("nothing, by a key with a certificate that another key signed", .unknown) { scene in
            let key = SigningKey.p256()
            let forged = try TestAuthority("Root", key: .p256())
            return try scene.response(by: key, holding: [OCSPScene.responder(of: forged, key: key)])
        },
    ]

    static let names: [Row] = [
        Row("good, by the issuer's key hash", .good) { try $0.response(by: $0.root.key) },
        Row("nothing, by the key hash of another", .unknown) { scene in
            let other = try SigningKey.p256().responder()
            return try scene.root.response { $0.responder = other }
        },
        Row("nothing, by the name of another", .unknown) { scene in
            try scene.root.response { $0.responder = TLV.make(0xA1, TLV.name("Other")) }
        },
        Row("good, by a name that is written otherwise", .good) { scene in
            try scene.root.response { $0.responder = TLV.make(0xA1, TLV.name((3, TLV.printable("  ROOT ")))) }
        },
        Row("nothing, where the response holds no certificate and none is at hand", .unknown) { scene in
            let key = SigningKey.p256()
            _ = try OCSPScene.responder(of: scene.root, key: key)
            return try scene.response(by: key)
        },
        Row("good, where the certificate is at hand", .good) { scene in
            let key = SigningKey.p256()
            scene.others.append(try OCSPScene.responder(of: scene.root, key: key))
            return try scene.response(by: key)
        },
        Row("good, by the name of a delegate", .good) { scene in
            let key = SigningKey.p256()
            let responder = try OCSPScene.responder(of: scene.root, key: key)
            return try scene.response(by: key, holding: [responder]) {
                $0.responder = TLV.make(0xA1, TLV.name("Responder"))
            }
        },
    ]

    @Test("say", arguments: delegates + impostors + names)
    func says(row: Row) throws {
        var scene = try OCSPScene()
        let response = try row.make(&scene)
        let found = try scene.found([response])
        #expect(RevocationVerdict(found.status) == row.expected, "\(found.findings.map(\.message))")
        #expect(scene.oracle(response) == row.openSSL ?? row.expected, "OpenSSL")
        #expect(found.evidence.isEmpty == (row.expected == .unknown))
        #expect(row.expected != .unknown || found.findings.contains { $0.severity == .error })
        #expect(!SigningKey.hasPendingError)
    }

    // MARK: The responder's own status

    private static let point = ListExtension.uri("http://crl.example/responders")

    /// A responder without nocheck, whose certificate is on a list of its own or isn't.
    private static func listed(_ entries: [[UInt8]]?) throws -> RevocationVerdict {
        var scene = try OCSPScene()
        let key = SigningKey.p256()
        let responder = try OCSPScene.responder(of: scene.root, key: key, noCheck: false) {
            $0.extensions.append(ListExtension.points(ListExtension.fullName(point)))
        }
        let response = try scene.response(by: key, holding: [responder])
        if let entries {
            scene.lists = [
                try scene.root.list {
                    $0.entries = entries
                    $0.extensions.append(ListExtension.scope(ListExtension.fullName(point)))
                }
            ]
        }
        return try scene.verdict([response])
    }

    @Test("a responder without nocheck is asked about, by a list")
    func listedResponder() throws {
        #expect(try Self.listed([]) == .good)
        #expect(try Self.listed([CertificateValidationTests.listed(8)]) == .unknown)
        #expect(try Self.listed(nil) == .unknown)
    }

    @Test("nobody vouches for itself, nor two for each other")
    func circle() throws {
        let scene = try OCSPScene()
        let keys = [SigningKey.p256(), .p256()]
        let responders = try keys.enumerated().map { index, key in
            try OCSPScene.responder(of: scene.root, key: key, named: "Responder \(index)", noCheck: false) {
                $0.serialNumber = TLV.integer(8 + index)
            }
        }
        func response(by index: Int, about number: Int) throws -> OCSPResponse {
            try scene.response(by: keys[index], holding: responders) {
                $0.answers = [try OCSPAnswer(of: scene.root) { $0.serialNumber = TLV.integer(number) }.der]
            }
        }
        let aboutLeaf = try response(by: 0, about: 7)
        #expect(try scene.verdict([aboutLeaf, response(by: 0, about: 8)]) == .unknown)
        #expect(
            try scene.verdict([aboutLeaf, response(by: 1, about: 8), response(by: 0, about: 9)]) == .unknown)
        // The root itself may say so.
        let ofRoot = try scene.root.response {
            $0.answers = [try OCSPAnswer(of: scene.root) { $0.serialNumber = TLV.integer(8) }.der]
        }
        #expect(try scene.verdict([aboutLeaf, ofRoot]) == .good)
    }

    @Test("an answer whose signer has expired is told apart from none")
    func outOfValidity() throws {
        var scene = try OCSPScene()
        let response = try Self.delegated { $0.notAfter = TLV.utcTime("251231235959Z") }(&scene)
        let failure = try scene.outcome([response]).failure
        #expect(failure?.subIndication == .revocationOutOfBoundsNoProofOfExistence)
        #expect(failure?.findings.map(\.code).contains(.revocationSignerRefused) == true)
    }

    // MARK: The caller's word

    @Test("a responder that the caller configured needs no path, but validity")
    func configured() throws {
        var scene = try OCSPScene()
        let own = try TestAuthority("Anybody") { $0.extensions = [] }
        let response = try scene.response(by: own.key)
        #expect(try scene.verdict([response]) == .unknown)
        scene.policy.trustedResponders = [own.certificate]
        #expect(try scene.verdict([response]) == .good)
        #expect(try scene.found([response]).evidence.first?.signer == own.certificate)
        let expired = try TestAuthority("Anybody") { $0.notAfter = TLV.utcTime("251231235959Z") }
        scene.policy.trustedResponders = [expired.certificate]
        #expect(try scene.verdict([scene.response(by: expired.key)]) == .unknown)
        #expect(try scene.verdict([response]) == .unknown, "another key of the same name was configured")
    }

    // MARK: The signature

    @Test("SHA-1 as the policy has it")
    func weakDigest() throws {
        var scene = try OCSPScene()
        let response = try scene.root.response { $0.algorithm = .ecdsaWithSHA1 }
        let found = try scene.found([response])
        #expect(found.status == .unknown)
        #expect(found.findings.map(\.code) == [.algorithmRefused])
        scene.algorithms = .legacy
        #expect(try scene.verdict([response]) == .good)
    }

    @Test("another key than the one that is named makes no signature")
    func otherKey() throws {
        let scene = try OCSPScene()
        let response = try scene.root.response(signedBy: .p256())
        let found = try scene.found([response])
        #expect(found.status == .unknown)
        #expect(found.findings.map(\.code) == [.revocationSignerRefused])
        #expect(scene.oracle(response) == .unknown)
    }
}
