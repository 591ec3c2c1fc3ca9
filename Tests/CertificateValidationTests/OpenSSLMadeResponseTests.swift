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

/// Responses as a responder of OpenSSL's makes them, and what `OCSP_basic_verify` says of them.
@Suite("OCSP responses of OpenSSL's making")
struct OpenSSLMadeResponseTests {
    /// 0 good, 1 revoked, 2 unknown; the reason of revocation, or -1; and what is to be found.
    static let statuses: [(Int32, Int32, RevocationVerdict)] = [
        (0, -1, .good), (1, -1, .revoked), (1, 0, .revoked), (1, 1, .revoked), (1, 6, .onHold), (1, 9, .revoked),
        (2, -1, .unknown),
    ]

    private static func make(
        about leaf: Certificate,
        of issuer: Certificate,
        _ status: (Int32, Int32, RevocationVerdict),
        digest: String,
        by signer: Certificate,
        _ key: SigningKey,
        isNamedByKey: Bool
    ) throws -> OCSPResponse {
        let responder = unsafe responder_new()
        defer { unsafe responder_free(responder) }
        let time = Moment.middle.seconds
        let isAdded = unsafe responder_add(
            responder, leaf.der, leaf.der.count, issuer.der, issuer.der.count, digest, status.0, status.1,
            time - 86_400, time - 3_600, time + 86_400
        )
        try #require(isAdded == 1)
        return try unsafe OCSPResponse(der: key.sign(responder, as: signer.der, isNamedByKey: isNamedByKey))
    }

    @Test("say what OpenSSL says of them", arguments: statuses)
    func agree(status: (Int32, Int32, RevocationVerdict)) throws {
        let scene = try OCSPScene()
        let delegate = SigningKey.p256()
        let delegated = try OCSPScene.responder(of: scene.root, key: delegate)
        let stranger = try TestAuthority("Root") { $0.notAfter = TLV.utcTime("491231235959Z") }
        let other = try TestAuthority("Other").issue { $0.serialNumber = TLV.integer(7) }
        // OpenSSL takes the first certificate of the responder's name for the responder's.
        var crowded = scene
        crowded.others = [stranger.certificate]
        for digest in ["SHA1", "SHA256", "SHA512"] {
            for isNamedByKey in [false, true] {
                func made(_ leaf: Certificate, _ signer: Certificate, _ key: SigningKey) throws -> OCSPResponse {
                    try Self.make(
                        about: leaf, of: scene.root.certificate, status, digest: digest, by: signer, key,
                        isNamedByKey: isNamedByKey
                    )
                }
                let right = [
                    try made(scene.leaf, scene.root.certificate, scene.root.key),
                    try made(scene.leaf, delegated, delegate),
                ]
                // Another issuer's certificate of the same number has another name hash; nobody knows the stranger.
                let wrong = [
                    try made(other, scene.root.certificate, scene.root.key),
                    try made(scene.leaf, stranger.certificate, stranger.key),
                ]
                for response in right {
                    #expect(try scene.verdict([response]) == status.2)
                    #expect(try crowded.verdict([response]) == status.2)
                    #expect(scene.oracle(response) == (status.2 == .onHold ? .revoked : status.2))
                }
                for response in wrong {
                    #expect(try crowded.verdict([response]) == .unknown)
                    #expect(scene.oracle(response) == .unknown)
                }
            }
        }
        #expect(!SigningKey.hasPendingError)
    }

    @Test("say when, in the words of the evidence")
    func evidence() throws {
        let scene = try OCSPScene()
        let response = try Self.make(
            about: scene.leaf, of: scene.root.certificate, (1, 4, .revoked), digest: "SHA1",
            by: scene.root.certificate, scene.root.key, isNamedByKey: true
        )
        let time = Moment.middle.seconds
        let found = try scene.found([response])
        #expect(found.status == .revoked(at: Instant(seconds: time - 86_400), reason: .superseded))
        let evidence = try #require(found.evidence.first)
        #expect(evidence.kind == .onlineStatusResponse && evidence.fingerprint == response.fingerprint)
        #expect(evidence.signer == scene.root.certificate)
        #expect(evidence.thisUpdate == Instant(seconds: time - 3_600))
        #expect(evidence.nextUpdate == Instant(seconds: time + 86_400))
        #expect(evidence.producedAt == response.producedAt && response.producedAt != nil)
        #expect(response.certificates == [scene.root.certificate])
    }
}
