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
import Testing

/// What reads octets of an attacker's choosing: nothing worse than an error comes of it, nothing is read that OpenSSL,
/// the oracle, wouldn't, and what is signed says what it said or nothing.
@Suite("OCSP responses with octets changed")
struct MutatedOCSPResponseTests {
    private static func whole(_ scene: OCSPScene, _ status: [UInt8], _ key: SigningKey) throws -> OCSPResponse {
        try scene.response(by: key, holding: [OCSPScene.responder(of: scene.root, key: key)]) {
            $0.answers = [
                try OCSPAnswer(OCSPAnswer.unknown, of: scene.root) { $0.serialNumber = TLV.integer(70_000) }.der,
                try OCSPAnswer(status, of: scene.root, .sha256) {
                    $0.extensions = [
                        OCSPAnswer.archiveCutoff("20200101000000Z"), ListExtension.unknown(critical: false),
                    ]
                }.der,
            ]
            $0.extensions = [OCSPAnswer.nonce(critical: false)]
        }
    }

    @Test("say nothing where it is signed", arguments: [OCSPAnswer.good, OCSPAnswer.revoked(reason: 1)])
    func signed(status: [UInt8]) throws {
        let scene = try OCSPScene()
        let key = SigningKey.p256()
        let response = try Self.whole(scene, status, key)
        #expect(try scene.verdict([response]) == (status == OCSPAnswer.good ? .good : .revoked))
        // The certificate of the responder is not signed by it, but by the root: the answer may not depend on the
        // octets at all there, or they are the responder's no more.
        let certificate = try #require(response.certificates.first)
        let held = try #require(response.der.firstRange(of: certificate.der))
        var readCount = 0
        for index in response.der.indices where !held.contains(index) {
            for bit in 0..<8 {
                var der = response.der
                der[index] ^= 1 << bit
                guard let changed = try? OCSPResponse(der: der) else { continue }
                readCount += 1
                #expect(
                    unsafe oracle_reads_response(der, der.count) == 1, "octet \(index), bit \(bit)")
                #expect(try scene.verdict([changed]) == .unknown, "octet \(index), bit \(bit)")
            }
        }
        #expect(readCount > 500, "hardly a change is read, so nothing was tested")
        #expect(!SigningKey.hasPendingError)
    }

    @Test("say nothing where a certificate that they hold is changed")
    func certificate() throws {
        let scene = try OCSPScene()
        let response = try Self.whole(scene, OCSPAnswer.good, .p256())
        let certificate = try #require(response.certificates.first)
        let held = try #require(response.der.firstRange(of: certificate.der))
        for index in held {
            for change in [0x01, 0x80] as [UInt8] {
                var der = response.der
                der[index] ^= change
                guard let changed = try? OCSPResponse(der: der) else { continue }
                #expect(try scene.verdict([changed]) == .unknown, "octet \(index) changed by \(change)")
            }
        }
    }

    @Test("aren't read where octets are missing")
    func missing() throws {
        let response = try Self.whole(OCSPScene(), OCSPAnswer.good, .p256())
        for count in response.der.indices {
            #expect(throws: CertificateError.self) { _ = try OCSPResponse(der: Array(response.der.prefix(count))) }
        }
    }
}
