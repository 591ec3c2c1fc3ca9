//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation
import SignatureCryptography
import Testing

/// The parts of an OCSP response, for responses that no responder would give (RFC 6960 §4.2.1).
struct OCSPRecipe {
    /// Left out in DER, being the default.
    var version: [UInt8] = []
    /// A `ResponderID`.
    var responder: [UInt8]
    var producedAt: [UInt8] = TLV.generalizedTime("20251225000000Z")
    /// Each a whole `SingleResponse`.
    var answers: [[UInt8]]
    /// Each a whole `Extension`; no field at all where there is none.
    var extensions: [[UInt8]] = []
    var algorithm: CertificateRecipe.Algorithm = .ecdsaWithSHA256
    var certificates: [Certificate] = []
    var type: [UInt8] = TLV.oid(1, 3, 6, 1, 5, 5, 7, 48, 1, 1)

    var tbsResponseData: [UInt8] {
        TLV.sequence(
            version, responder, producedAt, TLV.make(0x30, answers.flatMap { $0 }),
            extensions.isEmpty ? [] : TLV.make(0xA1, TLV.make(0x30, extensions.flatMap { $0 }))
        )
    }

    func signed(by key: SigningKey) -> [UInt8] {
        let signed = tbsResponseData
        let value = key.sign(signed, digest: algorithm.digest)
        let held = certificates.isEmpty ? [] : TLV.make(0xA0, TLV.make(0x30, certificates.flatMap(\.der)))
        return wrapped(TLV.sequence(signed, algorithm.der, TLV.bits(value), held))
    }

    func wrapped(_ basic: [UInt8]) -> [UInt8] {
        TLV.sequence(TLV.make(0x0A, [0]), TLV.make(0xA0, TLV.sequence(type, TLV.octets(basic))))
    }
}

/// The parts of an answer about a certificate.
struct OCSPAnswer {
    /// The content of the `AlgorithmIdentifier` of the hashes.
    var hashAlgorithm: [UInt8]
    var nameHash: [UInt8]
    var keyHash: [UInt8]
    var serialNumber: [UInt8] = TLV.integer(7)
    var status: [UInt8]
    var thisUpdate: [UInt8] = TLV.generalizedTime("20251225000000Z")
    var nextUpdate: [UInt8] = TLV.make(0xA0, TLV.generalizedTime("20260125000000Z"))
    /// Each a whole `Extension`; no field at all where there is none.
    var extensions: [[UInt8]] = []

    init(
        _ status: [UInt8] = Self.good,
        of issuer: TestAuthority,
        _ hash: OCSPHash = .sha1,
        _ change: (inout Self) -> Void = { _ in }
    ) throws {
        hashAlgorithm = hash.algorithm
        nameHash = try hash.digest(issuer.name)
        keyHash = try issuer.key.hash(hash)
        self.status = status
        change(&self)
    }

    var der: [UInt8] {
        TLV.sequence(
            TLV.sequence(TLV.sequence(hashAlgorithm), TLV.octets(nameHash), TLV.octets(keyHash), serialNumber),
            status, thisUpdate, nextUpdate,
            extensions.isEmpty ? [] : TLV.make(0xA1, TLV.make(0x30, extensions.flatMap { $0 }))
        )
    }

    static let good: [UInt8] = [0x80, 0]
    static let unknown: [UInt8] = [0x82, 0]

    static func revoked(_ time: String = "20251220000000Z", reason: UInt8? = nil) -> [UInt8] {
        TLV.make(0xA1, TLV.generalizedTime(time), reason.map { TLV.make(0xA0, TLV.make(0x0A, [$0])) } ?? [])
    }

    static func archiveCutoff(_ time: String) -> [UInt8] {
        TLV.sequence(TLV.oid(1, 3, 6, 1, 5, 5, 7, 48, 1, 6), TLV.octets(TLV.generalizedTime(time)))
    }

    static func nonce(critical: Bool) -> [UInt8] {
        TLV.sequence(
            TLV.oid(1, 3, 6, 1, 5, 5, 7, 48, 1, 2), critical ? TLV.yes : [], TLV.octets(TLV.octets([1, 2, 3, 4]))
        )
    }
}

/// How a certificate's issuer is hashed.
struct OCSPHash: Sendable, CustomTestStringConvertible {
    let method: DigestMethod
    let algorithm: [UInt8]

    static let sha1 = Self(method: .sha1, algorithm: TLV.oid(1, 3, 14, 3, 2, 26) + TLV.null)
    static let sha224 = Self(method: .sha224, algorithm: TLV.oid(2, 16, 840, 1, 101, 3, 4, 2, 4) + TLV.null)
    static let sha256 = Self(method: .sha256, algorithm: TLV.oid(2, 16, 840, 1, 101, 3, 4, 2, 1))
    static let sha384 = Self(method: .sha384, algorithm: TLV.oid(2, 16, 840, 1, 101, 3, 4, 2, 2) + TLV.null)
    static let sha512 = Self(method: .sha512, algorithm: TLV.oid(2, 16, 840, 1, 101, 3, 4, 2, 3))

    var testDescription: String { "\(method)" }

    func digest(_ octets: [UInt8]) throws -> [UInt8] { try MessageDigest.value(of: octets.span, method) }
}

extension SigningKey {
    /// Of the content of the BIT STRING, which for a point of P-256 are the last 65 octets.
    func hash(_ hash: OCSPHash) throws -> [UInt8] {
        let point = Array(subjectPublicKeyInfo.suffix(65))
        try #require(point[0] == 4)
        return try hash.digest(point)
    }

    /// A `ResponderID`.
    func responder() throws -> [UInt8] { TLV.make(0xA2, TLV.octets(try hash(.sha1))) }
}

extension TestAuthority {
    /// A `ResponderID`.
    var responder: [UInt8] { TLV.make(0xA1, name) }

    /// A response of this authority itself; that the certificate number 7 is good unless `change` says otherwise.
    func response(
        signedBy other: SigningKey? = nil,
        _ change: (inout OCSPRecipe) throws -> Void = { _ in }
    ) throws -> OCSPResponse {
        var recipe = OCSPRecipe(responder: responder, answers: [try OCSPAnswer(of: self).der])
        try change(&recipe)
        return try OCSPResponse(der: recipe.signed(by: other ?? key))
    }
}
