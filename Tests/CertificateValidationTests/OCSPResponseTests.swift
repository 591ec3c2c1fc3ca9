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

/// RFC 6960 §4.2.1, octet by octet.
@Suite("OCSP responses are read")
struct OCSPResponseTests {
    private let root: TestAuthority

    init() throws { root = try TestAuthority("Root") }

    @Test("with what they say of themselves, and as they were given")
    func content() throws {
        let response = try root.response { $0.certificates = [root.certificate] }
        #expect(response.status == .successful)
        #expect(response.responder == .name(root.certificate.subject))
        #expect(response.producedAt == Instant(rfc3339: "2025-12-25T00:00:00Z"))
        #expect(response.answerCount == 1)
        #expect(response.certificates == [root.certificate])
        let fingerprint = try OCSPHash.sha256.digest(response.der)
        #expect(response.fingerprint == fingerprint)
        #expect(try OCSPResponse(der: response.der) == response)
        #expect(try OCSPResponse.read(Array(PEM.block("OCSP RESPONSE", response.der).utf8)) == [response])
        let byKey = try root.response { $0.responder = try root.key.responder() }
        #expect(try byKey.responder == .keyHash(root.key.hash(.sha1)))
        #expect(byKey != response)
    }

    @Test("also without an answer")
    func noAnswer() throws {
        let refusal = try OCSPResponse(der: TLV.sequence(TLV.make(0x0A, [6])))
        #expect(refusal.status == .unauthorized)
        #expect(refusal.responder == nil && refusal.producedAt == nil && refusal.answerCount == 0)
        #expect(refusal.certificates.isEmpty)
        let other = try root.response { $0.type = TLV.oid(2, 999, 8) }
        #expect(other.status == .successful && other.responder == nil)
    }

    @Test("with a version 1 that is written out")
    func version() throws {
        let written = try root.response { $0.version = TLV.make(0xA0, TLV.integer(0)) }
        #expect(written.answerCount == 1)
    }

    static let changes: [(String, @Sendable (inout OCSPRecipe) -> Void)] = [
        ("version 2", { $0.version = TLV.make(0xA0, TLV.integer(1)) }),
        ("no responder", { $0.responder = [] }),
        ("a responder that is neither name nor key", { $0.responder = TLV.make(0xA3, TLV.null) }),
        ("a key hash that is no SHA-1", { $0.responder = TLV.make(0xA2, TLV.octets([1, 2, 3])) }),
        ("two names", { $0.responder = TLV.make(0xA1, TLV.name("Root"), TLV.name("Root")) }),
        ("producedAt as UTCTime", { $0.producedAt = TLV.utcTime("251225000000Z") }),
        ("an answer that is none", { $0.answers = [TLV.null] }),
        ("a list of extensions that is empty", { $0.extensions = [[]] }),
        (
            "an extension twice",
            { $0.extensions = [OCSPAnswer.nonce(critical: false), OCSPAnswer.nonce(critical: true)] }
        ),
    ]

    @Test("and refused where they have", arguments: changes)
    func refused(name: String, change: @Sendable (inout OCSPRecipe) -> Void) throws {
        let error = #expect(throws: CertificateError.self) { try root.response(change) }
        #expect(error?.code == .onlineStatusResponseMalformed)
    }

    static let answers: [(String, @Sendable (inout OCSPAnswer) -> Void)] = [
        ("a hash with parameters twice", { $0.hashAlgorithm += TLV.null }),
        ("a hash with parameters that aren't NULL", { $0.hashAlgorithm = TLV.oid(2, 999, 1) + TLV.integer(1) }),
        ("a hash without algorithm", { $0.hashAlgorithm = [] }),
        ("a status that is none", { $0.status = [0x83, 0] }), ("good with content", { $0.status = [0x80, 1, 0] }),
        ("revoked without a date", { $0.status = TLV.make(0xA1, []) }),
        ("revoked with something after the reason", { $0.status = TLV.make(0xA1, Self.date, Self.reason, TLV.null) }),
        ("a reason that isn't in DER", { $0.status = TLV.make(0xA1, Self.date, TLV.make(0xA0, [0x0A, 2, 0, 1])) }),
        ("a serial number that isn't in DER", { $0.serialNumber = [2, 2, 0, 7] }),
        ("a serial number of 65 octets", { $0.serialNumber = TLV.make(2, [UInt8](repeating: 1, count: 65)) }),
        ("a thisUpdate that is UTCTime", { $0.thisUpdate = TLV.utcTime("251225000000Z") }),
        ("a nextUpdate that isn't tagged", { $0.nextUpdate = TLV.generalizedTime("20260125000000Z") }),
        ("an archive cutoff that is no time", { $0.extensions = [Self.noCutoff] }),
    ]

    private static let date = TLV.generalizedTime("20251220000000Z")
    private static let reason = TLV.make(0xA0, TLV.make(0x0A, [1]))
    private static let noCutoff = TLV.sequence(TLV.oid(1, 3, 6, 1, 5, 5, 7, 48, 1, 6), TLV.octets(TLV.null))

    @Test("and refused where an answer has", arguments: answers)
    func refusedAnswer(name: String, change: @Sendable (inout OCSPAnswer) -> Void) throws {
        let answer = try OCSPAnswer(of: root, .sha1, change)
        let error = #expect(throws: CertificateError.self) { try root.response { $0.answers = [answer.der] } }
        #expect(error?.code == .onlineStatusResponseMalformed)
    }

    static let wholes: [[UInt8]] = [
        [], [0x30], TLV.sequence(), TLV.sequence(TLV.make(0x0A, [0])), TLV.sequence(TLV.make(0x0A, [4])),
        TLV.sequence(TLV.make(0x0A, [7])), TLV.sequence(TLV.make(0x0A, [])), TLV.sequence(TLV.make(0x0A, [0, 3])),
        TLV.sequence(TLV.make(0x0A, [3]), TLV.make(0xA0, TLV.null)), TLV.sequence(TLV.make(0x0A, [3])) + [0],
        // An indefinite length, and one that is longer than it has to be.
        [0x30, 0x80, 0x0A, 1, 3, 0, 0], [0x30, 0x81, 3, 0x0A, 1, 3],
    ]

    @Test("and refused where the whole isn't DER of a response", arguments: wholes)
    func refusedWhole(der: [UInt8]) {
        let error = #expect(throws: CertificateError.self) { try OCSPResponse(der: der) }
        #expect(error?.code == .onlineStatusResponseMalformed)
    }

    @Test("with nothing behind them at any depth")
    func trailing() throws {
        let response = try root.response()
        #expect(throws: CertificateError.self) { try OCSPResponse(der: response.der + [0]) }
        let recipe = OCSPRecipe(responder: root.responder, answers: [])
        let basic = TLV.sequence(recipe.tbsResponseData, recipe.algorithm.der, TLV.bits([1]))
        #expect(try OCSPResponse(der: recipe.wrapped(basic)).answerCount == 0)
        let broken = [
            basic + [0], [], TLV.null,
            TLV.sequence(recipe.tbsResponseData, recipe.algorithm.der, TLV.bits([1]), TLV.null),
            TLV.sequence(recipe.tbsResponseData, recipe.algorithm.der, TLV.make(3, [])),
            TLV.sequence(recipe.tbsResponseData, recipe.algorithm.der, TLV.make(3, [8, 0])),
            TLV.sequence(recipe.tbsResponseData, recipe.algorithm.der, TLV.bits([1]), TLV.make(0xA0, TLV.null)),
        ]
        for basic in broken {
            #expect(throws: CertificateError.self) { try OCSPResponse(der: recipe.wrapped(basic)) }
        }
    }

    @Test("up to their limits")
    func limits() throws {
        let large = [UInt8](repeating: 0x30, count: OCSPResponse.maximumByteCount + 1)
        #expect(throws: CertificateError.self) { try OCSPResponse(der: large) }
        let count = OCSPResponse.maximumCertificateCount
        let most = try root.response { $0.certificates = Array(repeating: root.certificate, count: count) }
        #expect(most.certificates.count == count)
        let error = #expect(throws: CertificateError.self) {
            try root.response { $0.certificates = Array(repeating: root.certificate, count: count + 1) }
        }
        #expect(error?.code == .onlineStatusResponseTooLarge)
    }

    @Test("a certificate is found among 10,000 answers in any order, and about several issuers")
    func large() throws {
        let scene = try OCSPScene(root: TestAuthority("Root") { $0.notAfter = TLV.utcTime("491231235959Z") })
        let other = try TestAuthority("Other")
        let answers = try (0..<10_000).map { index in
            let number = index * 7_919 % 10_000
            let status = number == 7 ? OCSPAnswer.revoked() : OCSPAnswer.good
            return try OCSPAnswer(status, of: index % 2 == number % 2 ? scene.root : other) {
                $0.serialNumber = TLV.integer(number)
            }.der
        }
        let response = try scene.root.response { $0.answers = answers }
        #expect(response.answerCount == 10_000)
        #expect(try scene.verdict([response]) == .revoked)
        // The same answer, ten thousand times.
        let repeated = try scene.root.response {
            $0.answers = Array(repeating: try OCSPAnswer(OCSPAnswer.unknown, of: scene.root).der, count: 10_000)
        }
        #expect(try scene.found([repeated]).findings.map(\.code) == [.onlineStatusUnknown])
    }
}
