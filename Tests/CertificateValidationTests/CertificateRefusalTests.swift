//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation
import Testing

@Suite("What isn't a certificate in DER is refused")
struct CertificateRefusalTests {
    private static func recipe(_ change: (inout CertificateRecipe) -> Void) -> [UInt8] {
        let key = SigningKey.p256()
        var recipe = CertificateRecipe(
            issuer: TLV.name("Root"),
            subject: TLV.name("Leaf"),
            subjectPublicKeyInfo: key.subjectPublicKeyInfo
        )
        change(&recipe)
        return recipe.signed(by: key)
    }

    private static func extended(_ extensions: [UInt8]...) -> [UInt8] { recipe { $0.extensions = extensions } }

    private static func timed(_ time: [UInt8]) -> [UInt8] { recipe { $0.notAfter = time } }

    private static let unknown = TLV.sequence(TLV.oid(2, 999, 1), TLV.octets(TLV.null))

    /// What is wrong, the octets, the code.
    static let cases: [(String, [UInt8], CertificateError.Code)] = [
        ("nothing", [], .certificateMalformed),
        ("another structure", TLV.sequence(TLV.integer(1)), .certificateMalformed),
        ("an octet after it", recipe { _ in } + [0], .certificateMalformed),
        (
            "a field after the signature", TLV.sequence(Array(recipe { _ in }.dropFirst(4)), TLV.null),
            .certificateMalformed
        ),
        ("an indefinite length", [0x30, 0x80] + recipe { _ in }.dropFirst(4) + [0, 0], .certificateMalformed),
        ("a length of more octets than it needs", overlong(recipe { _ in }), .certificateMalformed),
        ("version 1 written out", recipe { $0.version = TLV.make(0xA0, TLV.integer(0)) }, .certificateMalformed),
        ("version 4", recipe { $0.version = TLV.make(0xA0, TLV.integer(3)) }, .certificateMalformed),
        (
            "version 1 with extensions",
            recipe {
                $0.version = []; $0.extensions = [unknown]
            }, .certificateMalformed
        ),
        (
            "version 1 with a unique identifier",
            recipe {
                $0.version = []; $0.uniqueIdentifiers = TLV.make(0x81, [0, 1])
            }, .certificateMalformed
        ),
        ("no serial number", recipe { $0.serialNumber = [] }, .certificateMalformed),
        ("an empty serial number", recipe { $0.serialNumber = [2, 0] }, .certificateMalformed),
        ("a padded serial number", recipe { $0.serialNumber = [2, 2, 0, 1] }, .certificateMalformed),
        (
            "a serial number of 65 octets",
            recipe { $0.serialNumber = TLV.make(2, [UInt8](repeating: 1, count: 65)) }, .certificateMalformed
        ),
        (
            "two signature algorithms",
            recipe { $0.outerAlgorithm = CertificateRecipe.Algorithm.ecdsaWithSHA1.der }, .signatureAlgorithmMismatch
        ),
        ("an empty relative name", recipe { $0.subject = TLV.sequence(TLV.set()) }, .certificateMalformed),
        ("a time without seconds", timed(TLV.utcTime("3012312359Z")), .certificateMalformed),
        ("a time with an offset", timed(TLV.utcTime("301231235959+0700")), .certificateMalformed),
        ("a time with a fraction", timed(TLV.generalizedTime("20301231235959.5Z")), .certificateMalformed),
        ("a time without Z", timed(TLV.generalizedTime("20301231235959")), .certificateMalformed),
        ("the 30th of February", timed(TLV.utcTime("300230000000Z")), .certificateMalformed),
        ("the 29th of February 2027", timed(TLV.utcTime("270229000000Z")), .certificateMalformed),
        ("a 13th month", timed(TLV.utcTime("301301000000Z")), .certificateMalformed),
        ("an hour 24", timed(TLV.utcTime("301231240000Z")), .certificateMalformed),
        ("a leap second", timed(TLV.utcTime("301231235960Z")), .certificateMalformed),
        ("a time of letters", timed(TLV.utcTime("30123123595xZ")), .certificateMalformed),
        ("a time of another type", timed(TLV.utf8("301231235959Z")), .certificateMalformed),
        ("an extension twice", extended(unknown, Extension.endEntity, unknown), .extensionDuplicate),
        ("a known extension twice", extended(Extension.endEntity, Extension.authority()), .extensionDuplicate),
        (
            "an octet after an extension", extended(Extension.make(15, TLV.bits([0x80], unused: 7) + [0])),
            .extensionMalformed
        ),
        ("key usage of another type", extended(Extension.make(15, TLV.null)), .extensionMalformed),
        ("a purpose that is no identifier", extended(Extension.make(37, TLV.sequence(TLV.null))), .extensionMalformed),
        (
            "a negative path length", extended(Extension.make(19, TLV.sequence(TLV.yes, TLV.integer(-1)))),
            .extensionMalformed
        ),
        ("a truth that isn't all ones", extended(Extension.make(19, TLV.sequence([1, 1, 1]))), .extensionMalformed),
        ("policy mappings of another type", extended(Extension.make(33, TLV.sequence(TLV.null))), .extensionMalformed),
        ("an inhibitAnyPolicy of another type", extended(Extension.make(54, TLV.null)), .extensionMalformed),
        ("a negative inhibitAnyPolicy", extended(Extension.make(54, TLV.integer(-1))), .extensionMalformed),
        ("a key identifier of another type", extended(Extension.make(14, TLV.null)), .extensionMalformed),
        (
            "an object identifier of 129 octets",
            extended(TLV.sequence(TLV.make(6, [UInt8](repeating: 1, count: 129)), TLV.octets([]))),
            .certificateMalformed
        ),
        ("a padded object identifier", extended(TLV.sequence([6, 2, 0x80, 1], TLV.octets([]))), .certificateMalformed),
        ("51 levels", (0..<51).reduce(TLV.null) { inner, _ in TLV.sequence(inner) }, .certificateMalformed),
    ]

    /// The outer length in four octets where two suffice.
    private static func overlong(_ der: [UInt8]) -> [UInt8] { [0x30, 0x84, 0, 0] + der[2...3] + der[4...] }

    @Test("with the code for what is wrong", arguments: cases)
    func refused(what: String, der: [UInt8], code: CertificateError.Code) throws {
        let error = try #require(throws: CertificateError.self) { try Certificate(der: der) }
        #expect(error.code == code)
        #expect(!error.hint.isEmpty)
    }

    @Test("at every length but its own")
    func truncated() throws {
        let der = try TestAuthority("Root").certificate.der
        for count in 0..<der.count {
            #expect(throws: CertificateError.self) { try Certificate(der: Array(der.prefix(count))) }
        }
    }

    @Test("or is another certificate, whichever bit is changed")
    func changed() throws {
        let certificate = try TestAuthority("Root").issue()
        for index in certificate.der.indices {
            for bit in 0..<8 {
                var der = certificate.der
                der[index] ^= 1 << UInt8(bit)
                guard let changed = try? Certificate(der: der) else { continue }
                #expect(changed != certificate)
                _ = (changed.subject.rfc4514, changed.serialNumber.decimal, changed.extensionTypes.description)
            }
        }
    }

    @Test("where it is too large, unread")
    func size() throws {
        let empty = Self.extended(TLV.sequence(TLV.oid(2, 999), TLV.octets([UInt8](repeating: 0, count: 1_000_000))))
        let filler = 1_000_000 + Certificate.maximumByteCount - empty.count
        let key = SigningKey.rsa(1_024)
        // With RSA, whose signatures are all of one length, the size is exact.
        func make(_ count: Int) -> [UInt8] {
            var recipe = CertificateRecipe(
                issuer: TLV.name("Root"),
                subject: TLV.name("Leaf"),
                subjectPublicKeyInfo: key.subjectPublicKeyInfo
            )
            recipe.algorithm = .rsaWithSHA256
            recipe.extensions = [TLV.sequence(TLV.oid(2, 999), TLV.octets([UInt8](repeating: 0, count: count)))]
            return recipe.signed(by: key)
        }
        let exact = filler + Certificate.maximumByteCount - make(filler).count
        #expect(try Certificate(der: make(exact)).der.count == Certificate.maximumByteCount)
        let error = try #require(throws: CertificateError.self) { try Certificate(der: make(exact + 1)) }
        #expect(error.code == .certificateTooLarge)
    }
}
