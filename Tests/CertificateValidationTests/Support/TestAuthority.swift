//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation

/// What a certificate is made of; each part can be replaced by octets of any kind.
struct CertificateRecipe {
    var version: [UInt8] = TLV.make(0xA0, TLV.integer(2))
    var serialNumber: [UInt8] = TLV.integer(1)
    var issuer: [UInt8]
    var subject: [UInt8]
    var notBefore: [UInt8] = TLV.utcTime("200101000000Z")
    var notAfter: [UInt8] = TLV.utcTime("301231235959Z")
    var subjectPublicKeyInfo: [UInt8]
    /// Between the key and the extensions.
    var uniqueIdentifiers: [UInt8] = []
    /// Each a whole `Extension`; no field at all where there is none.
    var extensions: [[UInt8]] = []
    var algorithm: Algorithm = .ecdsaWithSHA256
    /// Beside the signature, where it is to be another one than the signed one.
    var outerAlgorithm: [UInt8]?

    struct Algorithm {
        let der: [UInt8]
        /// `nil` where the algorithm has its own.
        let digest: String?

        static let ecdsaWithSHA256 = Self(der: TLV.sequence(TLV.oid(1, 2, 840, 10045, 4, 3, 2)), digest: "SHA256")
        static let ecdsaWithSHA1 = Self(der: TLV.sequence(TLV.oid(1, 2, 840, 10045, 4, 1)), digest: "SHA1")
        static let ed25519 = Self(der: TLV.sequence(TLV.oid(1, 3, 101, 112)), digest: nil)
        static let rsaWithSHA256 = Self(
            der: TLV.sequence(TLV.oid(1, 2, 840, 113_549, 1, 1, 11), TLV.null),
            digest: "SHA256"
        )
    }

    var tbsCertificate: [UInt8] {
        let extensions = extensions.isEmpty ? [] : TLV.make(0xA3, TLV.make(0x30, extensions.flatMap { $0 }))
        return TLV.sequence(
            version, serialNumber, algorithm.der, issuer, TLV.sequence(notBefore, notAfter), subject,
            subjectPublicKeyInfo, uniqueIdentifiers, extensions
        )
    }

    func signed(by key: SigningKey) -> [UInt8] {
        let signed = tbsCertificate
        let value = key.sign(signed, digest: algorithm.digest)
        return TLV.sequence(signed, outerAlgorithm ?? algorithm.der, TLV.bits(value))
    }
}

enum Extension {
    static func make(_ number: UInt64, critical: Bool = false, _ value: [UInt8]) -> [UInt8] {
        TLV.sequence(TLV.oid(2, 5, 29, number), critical ? TLV.yes : [], TLV.octets(value))
    }

    static func authority(pathLength: Int? = nil) -> [UInt8] {
        make(19, critical: true, TLV.sequence(TLV.yes, pathLength.map { TLV.integer($0) } ?? []))
    }

    static let endEntity = make(19, TLV.sequence())

    /// The first octet of the bits: digitalSignature is 0x80, contentCommitment 0x40, keyCertSign 0x04.
    static func keyUsage(_ octet: UInt8) -> [UInt8] {
        make(15, critical: true, TLV.bits([octet], unused: UInt8(octet == 0 ? 0 : octet.trailingZeroBitCount)))
    }

    static func subjectKey(_ identifier: [UInt8]) -> [UInt8] { make(14, TLV.octets(identifier)) }

    static func authorityKey(_ identifier: [UInt8]) -> [UInt8] { make(35, TLV.sequence(TLV.make(0x80, identifier))) }
}

/// An authority of a test: a name, a key and a certificate, which it signed itself or had signed.
struct TestAuthority {
    let name: [UInt8]
    let key: SigningKey
    let certificate: Certificate

    /// A root.
    init(_ name: String, key: SigningKey = .p256(), _ change: (inout CertificateRecipe) -> Void = { _ in }) throws {
        let name = TLV.name(name)
        var recipe = CertificateRecipe(issuer: name, subject: name, subjectPublicKeyInfo: key.subjectPublicKeyInfo)
        recipe.extensions = [Extension.authority()]
        change(&recipe)
        self.name = name
        self.key = key
        certificate = try Certificate(der: recipe.signed(by: key))
    }

    private init(name: [UInt8], key: SigningKey, certificate: Certificate) {
        self.name = name
        self.key = key
        self.certificate = certificate
    }

    /// An authority below this one.
    func authority(
        _ name: String,
        key: SigningKey = .p256(),
        _ change: (inout CertificateRecipe) -> Void = { _ in }
    ) throws -> TestAuthority {
        let certificate = try issue(name, key: key) {
            $0.extensions = [Extension.authority()]
            change(&$0)
        }
        return TestAuthority(name: TLV.name(name), key: key, certificate: certificate)
    }

    /// A certificate that this authority signs; of an end entity unless `change` says otherwise.
    func issue(
        _ name: String = "Nguyễn Văn An",
        key: SigningKey = .p256(),
        _ change: (inout CertificateRecipe) -> Void = { _ in }
    ) throws -> Certificate {
        var recipe = CertificateRecipe(
            issuer: self.name,
            subject: TLV.name(name),
            subjectPublicKeyInfo: key.subjectPublicKeyInfo
        )
        recipe.extensions = [Extension.endEntity, Extension.keyUsage(0xC0)]
        change(&recipe)
        return try Certificate(der: recipe.signed(by: self.key))
    }
}
