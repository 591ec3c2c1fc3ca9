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

@Suite("Revocation lists are read")
struct RevocationListTests {
    typealias E = ListExtension

    private static func recipe(_ change: (inout RevocationListRecipe) -> Void = { _ in }) -> RevocationListRecipe {
        var recipe = RevocationListRecipe(issuer: TLV.name("Root"))
        change(&recipe)
        return recipe
    }

    private static let key = SigningKey.p256()

    @Test("with what RFC 5280 §5.1 says of them")
    func fields() throws {
        let der = Self.recipe {
            $0.entries = [listed(1), listed(2, E.reason(1))]
            $0.extensions = [E.authorityKey, E.number(2), E.delta(base: 1)]
        }.signed(by: Self.key)
        let list = try RevocationList(der: der)
        #expect(list.der == der)
        #expect(list.issuer.description == "CN=Root")
        #expect(list.thisUpdate == Instant(rfc3339: "2025-12-25T00:00:00Z"))
        #expect(list.nextUpdate == Instant(rfc3339: "2026-01-25T00:00:00Z"))
        #expect(list.entryCount == 2)
        #expect(list.isDelta)
        #expect(try RevocationList(der: der) == list)
        let other = try RevocationList(der: Self.recipe { $0.nextUpdate = [] }.signed(by: Self.key))
        #expect(other != list)
        #expect(other.nextUpdate == nil)
        #expect(other.entryCount == 0)
        #expect(!other.isDelta)
    }

    /// The Gregorian calendar; RFC 5280 §4.1.2.5.
    @Test(
        "with times of UTCTime and GeneralizedTime",
        arguments: [
            (TLV.utcTime("500101000000Z"), "1950-01-01T00:00:00Z"),
            (TLV.utcTime("491231235959Z"), "2049-12-31T23:59:59Z"),
            (TLV.utcTime("240229120000Z"), "2024-02-29T12:00:00Z"),
            (TLV.generalizedTime("20000229000000Z"), "2000-02-29T00:00:00Z"),
            (TLV.generalizedTime("99991231235959Z"), "9999-12-31T23:59:59Z"),
            (TLV.generalizedTime("19000228000000Z"), "1900-02-28T00:00:00Z"),
        ] as [([UInt8], String)]
    )
    func times(time: [UInt8], text: String) throws {
        let list = try RevocationList(der: Self.recipe { $0.thisUpdate = time }.signed(by: Self.key))
        #expect(list.thisUpdate.description == text)
    }

    private static let wrongTimes: [[UInt8]] = [
        TLV.utcTime("230229000000Z"), TLV.utcTime("251301000000Z"), TLV.utcTime("250001000000Z"),
        TLV.utcTime("250100000000Z"), TLV.utcTime("250101240000Z"), TLV.utcTime("250101006000Z"),
        TLV.utcTime("250101000060Z"), TLV.utcTime("2501010000Z"), TLV.utcTime("250101000000"),
        TLV.utcTime("250101000000+0000"), TLV.utcTime("25010100000aZ"), TLV.utcTime(""),
        TLV.generalizedTime("19000229000000Z"), TLV.generalizedTime("20250101000000.5Z"),
        TLV.generalizedTime("250101000000Z"), TLV.printable("250101000000Z"),
    ]

    @Test("not with times that there are not", arguments: wrongTimes)
    func noTimes(time: [UInt8]) throws {
        let lists = [
            Self.recipe { $0.thisUpdate = time }, Self.recipe { $0.entries = [TLV.sequence(TLV.integer(1), time)] },
        ]
        for list in lists {
            let error = #expect(throws: CertificateError.self) {
                _ = try RevocationList(der: list.signed(by: Self.key))
            }
            #expect(error?.code == .revocationListMalformed)
        }
    }

    private static func entry(_ fields: [UInt8]...) -> [UInt8] {
        TLV.sequence(TLV.integer(1), TLV.utcTime("250101000000Z"), fields.flatMap { $0 })
    }

    private static func extended(_ extensions: [UInt8]...) -> [UInt8] {
        entry(TLV.make(0x30, extensions.flatMap { $0 }))
    }

    private static let wrongEntries: [[UInt8]] = [
        TLV.null, TLV.sequence(), TLV.sequence(TLV.integer(1)), TLV.sequence(TLV.null, TLV.utcTime("250101000000Z")),
        TLV.sequence(TLV.make(2, []), TLV.utcTime("250101000000Z")),
        // Not minimal, too long, a length that isn't minimal, indefinite or beyond the end.
        TLV.sequence(TLV.make(2, [0, 1]), TLV.utcTime("250101000000Z")),
        TLV.sequence(TLV.make(2, [0xFF, 0x80]), TLV.utcTime("250101000000Z")),
        TLV.sequence(TLV.make(2, [UInt8](repeating: 1, count: 65)), TLV.utcTime("250101000000Z")),
        TLV.sequence([2, 0x81, 1, 1], TLV.utcTime("250101000000Z")),
        TLV.sequence([2, 0x80, 1, 0, 0], TLV.utcTime("250101000000Z")),
        TLV.sequence([2, 0x7F, 1], TLV.utcTime("250101000000Z")),
        TLV.sequence([2, 0x85, 0, 0, 0, 0, 1, 1], TLV.utcTime("250101000000Z")),
        TLV.sequence([0x1F, 0x81, 0x01, 0], TLV.utcTime("250101000000Z")),
        entry(TLV.null), entry(TLV.sequence()), extended(TLV.null), extended(TLV.sequence()),
        extended(TLV.sequence(TLV.oid(2, 5, 29, 21))), extended(TLV.sequence(TLV.make(6, []), TLV.octets([]))),
        extended(TLV.sequence(TLV.make(6, [0x55, 0x9D]), TLV.octets([]))),
        extended(TLV.sequence(TLV.make(6, [0x55, 0x80, 1]), TLV.octets([]))),
        extended(TLV.sequence(TLV.oid(2, 5, 29, 21), [1, 1, 1], TLV.octets(TLV.make(0x0A, [1])))),
        extended(TLV.sequence(TLV.oid(2, 5, 29, 21), TLV.octets(TLV.make(0x0A, [1])), TLV.null)),
        extended(Extension.make(21, TLV.integer(1))), extended(Extension.make(21, TLV.make(0x0A, []))),
        extended(Extension.make(21, TLV.make(0x0A, [0, 1]))), extended(Extension.make(21, TLV.make(0x0A, [1]) + [0])),
        extended(Extension.make(24, TLV.utcTime("250101000000Z"))), extended(Extension.make(24, TLV.null)),
        extended(Extension.make(29, TLV.null)), extended(Extension.make(29, TLV.sequence(TLV.null))),
        extended(E.reason(1), E.reason(1)), extended(E.unknown(critical: false), E.unknown(critical: false)),
    ]

    @Test("not with entries that are not DER, or not as RFC 5280 §5.3 says", arguments: wrongEntries)
    func noEntries(entry: [UInt8]) throws {
        let der = Self.recipe { $0.entries = [listed(5), entry, listed(6)] }.signed(by: Self.key)
        let error = #expect(throws: CertificateError.self) { _ = try RevocationList(der: der) }
        #expect(error?.code == .revocationListMalformed)
    }

    private static let wrongExtensions: [[[UInt8]]] = [
        [TLV.null], [TLV.sequence()], [E.number(1), E.number(1)],
        [E.unknown(critical: false), E.unknown(critical: true)],
        [Extension.make(20, TLV.null)], [E.number(-1)], [Extension.make(20, TLV.make(2, [0, 1]))],
        [Extension.make(20, TLV.make(2, [UInt8](repeating: 1, count: 65)))], [E.delta(base: -1)],
        [Extension.make(20, TLV.integer(1) + [0])], [Extension.make(35, TLV.null)], [Extension.make(28, TLV.null)],
        [E.scope(TLV.null)], [E.scope(TLV.make(0x81, []))], [E.scope(TLV.make(0x81, [1]))],
        [E.scope(E.onlyAuthority, E.onlyUser)], [E.scope(E.onlyUser, E.onlyUser)], [E.scope(TLV.make(0x86, [0xFF]))],
        [E.scope(TLV.make(0x83, []))], [E.scope(TLV.make(0x83, [8, 0]))], [E.scope(TLV.make(0x83, [1, 1]))],
        [E.scope(TLV.make(0x83, [1]))], [E.scope(TLV.make(0xA0, []))], [E.scope(TLV.make(0xA0, TLV.null))],
        [E.scope(TLV.make(0xA0, TLV.make(0xA0, TLV.null)))], [E.scope(TLV.make(0xA0, TLV.make(0xA1, [])))],
        [E.scope(TLV.make(0xA0, TLV.make(0xA0, E.uri("a")) + TLV.make(0xA0, E.uri("a"))))],
        [Extension.make(46, TLV.sequence())], [Extension.make(46, TLV.null)],
        [Extension.make(60, TLV.utcTime("250101000000Z"))], [Extension.make(60, TLV.generalizedTime("2025Z"))],
        [Extension.make(60, TLV.generalizedTime("20250101000000Z") + [0])],
    ]

    @Test("not with extensions that are not as RFC 5280 §5.2 says", arguments: wrongExtensions)
    func noExtensions(extensions: [[UInt8]]) throws {
        let der = Self.recipe { $0.extensions = extensions }.signed(by: Self.key)
        let error = #expect(throws: CertificateError.self) { _ = try RevocationList(der: der) }
        #expect(error?.code == .revocationListMalformed)
    }

    @Test("not as a whole with other parts than RFC 5280 §5.1 names")
    func noList() throws {
        let whole = Self.recipe().signed(by: Self.key)
        let signed = Self.recipe().tbsCertList
        let algorithm = CertificateRecipe.Algorithm.ecdsaWithSHA256.der
        let wrong: [[UInt8]] = [
            [], [0x30], TLV.null, TLV.sequence(), whole + [0], Array(whole.dropLast()),
            TLV.sequence(signed, algorithm), TLV.sequence(signed, algorithm, TLV.octets([1])),
            TLV.sequence(signed, algorithm, TLV.make(3, [])), TLV.sequence(signed, algorithm, TLV.make(3, [8, 1])),
            TLV.sequence(signed, algorithm, TLV.make(3, [1])), TLV.sequence(signed, algorithm, TLV.bits([1]), TLV.null),
            Self.recipe { $0.version = TLV.integer(0) }.signed(by: Self.key),
            Self.recipe { $0.version = TLV.integer(2) }.signed(by: Self.key),
            Self.recipe { $0.version = TLV.make(2, [0, 1]) }.signed(by: Self.key),
            // Version 1 has neither extensions nor extensions of entries.
            Self.recipe { $0.version = [] }.signed(by: Self.key),
            Self.recipe {
                $0.version = []
                $0.extensions = []
                $0.entries = [listed(1, E.reason(1))]
            }.signed(by: Self.key),
            Self.recipe { $0.issuer = TLV.null }.signed(by: Self.key),
            Self.recipe { $0.issuer = TLV.sequence(TLV.sequence()) }.signed(by: Self.key),
            Self.recipe { $0.nextUpdate += TLV.utcTime("260125000000Z") }.signed(by: Self.key),
            Self.recipe { $0.extensions = [TLV.make(0xA0, [])] }.signed(by: Self.key),
            try TestAuthority("Root").certificate.der,
        ]
        for der in wrong {
            let error = #expect(throws: CertificateError.self) { _ = try RevocationList(der: der) }
            #expect(error?.code == .revocationListMalformed, "\(der)")
        }
    }

    @Test("not where the signed algorithm is another one than that beside the signature")
    func otherAlgorithm() {
        let der = Self.recipe { $0.outerAlgorithm = CertificateRecipe.Algorithm.ecdsaWithSHA1.der }.signed(by: Self.key)
        let error = #expect(throws: CertificateError.self) { _ = try RevocationList(der: der) }
        #expect(error?.code == .signatureAlgorithmMismatch)
    }

    @Test("within their limits, and not one octet or issuer past them")
    func limits() throws {
        let tooLarge = [UInt8](repeating: 0, count: RevocationList.maximumByteCount + 1)
        #expect(throws: CertificateError.self) { _ = try RevocationList(der: tooLarge) }
        func issuers(_ count: Int) throws -> RevocationList {
            let entries = (0..<count).map { listed($0, E.issuer(TLV.name("\($0)"))) }
            return try RevocationList(der: Self.recipe { $0.entries = entries }.signed(by: Self.key))
        }
        #expect(try issuers(4_096).entryCount == 4_096)
        let error = #expect(throws: CertificateError.self) { _ = try issuers(4_097) }
        #expect(error?.code == .revocationListTooLarge)
        let long = TLV.utf8(String(repeating: "a", count: 1_100_000))
        let wrong = [
            Self.recipe { $0.issuer = TLV.name((3, long)) },
            Self.recipe { $0.extensions = [TLV.sequence(TLV.oid(2, 999, 1), TLV.octets(long))] },
        ]
        for recipe in wrong {
            let error = #expect(throws: CertificateError.self) {
                _ = try RevocationList(der: recipe.signed(by: Self.key))
            }
            #expect(error?.code == .revocationListTooLarge)
        }
    }

    @Test("from files in DER, and in PEM with several and anything between them")
    func files() throws {
        let lists = try (1...2).map { number in
            try RevocationList(der: Self.recipe { $0.extensions = [E.number(number)] }.signed(by: Self.key))
        }
        let blocks = lists.map { PEM.block("X509 CRL", $0.der) }
        let certificate = PEM.block("CERTIFICATE", try TestAuthority("Root").certificate.der)
        #expect(try RevocationList.read(lists[0].der) == [lists[0]])
        #expect(try RevocationList.read(Array("text\n\(blocks[0])\(certificate)\(blocks[1])".utf8)) == lists)
        for text in ["", "text", certificate] {
            let error = #expect(throws: CertificateError.self) { _ = try RevocationList.read(Array(text.utf8)) }
            #expect(error?.code == .noRevocationData)
        }
        let wrong = "\(blocks[0])\(PEM.block("X509 CRL", lists[0].der + [0]))"
        let error = #expect(throws: CertificateError.self) { _ = try RevocationList.read(Array(wrong.utf8)) }
        #expect(error?.code == .revocationListMalformed)
        #expect(error?.position?.line == blocks[0].split(separator: "\n").count + 1)
    }
}
