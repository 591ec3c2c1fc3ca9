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

/// RFC 5280 §6.3.3 (b)(1), (f), (g); the oracle of the rows is OpenSSL.
@Suite("Revocation lists are signed by who may")
struct RevocationListSignerTests {
    typealias E = ListExtension
    typealias Row = RevocationRow

    private static let here = E.uri("http://a.example/1.crl")
    private static let there = E.uri("http://b.example/2.crl")

    /// A list that another key signed, with a certificate of the root's, which `change` describes; and a list of the
    /// root that is about that certificate alone.
    private static func separate(
        _ name: String = "Root",
        entries: [[UInt8]] = [],
        extensions: [[UInt8]] = [],
        signerIsRevoked: Bool = false,
        change: @escaping @Sendable (inout CertificateRecipe) -> Void = { _ in }
    ) -> RevocationLists {
        RevocationLists { scene in
            let key = SigningKey.p256()
            let signer = try scene.root.issue(name, key: key) {
                $0.serialNumber = TLV.integer(8)
                $0.extensions = [Extension.endEntity, Extension.keyUsage(0x02), E.points(E.fullName(there))]
                change(&$0)
                // Without them OpenSSL takes a certificate of the root's name for self-signed.
                $0.extensions += [Extension.subjectKey([8]), Extension.authorityKey([1, 2, 3])]
            }
            scene.others.append(signer)
            return [
                try scene.root.list(signedBy: key) {
                    $0.issuer = TLV.name(name)
                    $0.entries = entries
                    $0.extensions = [Extension.authorityKey([8]), E.number(1)] + extensions
                },
                try scene.root.list {
                    $0.entries = signerIsRevoked ? [listed(8)] : []
                    $0.extensions = [E.authorityKey, E.number(5), E.scope(E.fullName(there))]
                },
            ]
        }
    }

    static let separates: [Row] = [
        Row("good, by another key of the issuer", .good, separate()),
        Row("revoked, by another key of the issuer", .revoked, separate(entries: [listed(7)])),
        Row(
            "good, by another key whose usage isn't restricted", .good,
            separate { $0.extensions = [Extension.endEntity, E.points(E.fullName(there))] }
        ),
        Row(
            "nothing, by a key that may not sign lists", .unknown,
            separate(entries: [listed(7)]) {
                $0.extensions = [Extension.endEntity, Extension.keyUsage(0x80), E.points(E.fullName(there))]
            }
        ),
        Row(
            "nothing, by a key whose certificate was revoked", .unknown, openSSL: .good, separate(signerIsRevoked: true)
        ),
        Row(
            "nothing, by a key whose certificate had expired", .unknown,
            separate(entries: [listed(7)]) { $0.notAfter = TLV.utcTime("251231235959Z") }
        ),
        // cfssl#1068 used lists without looking at signatures.
        Row(
            "nothing, by a key that the anchor doesn't know (cfssl#1068)", .unknown,
            RevocationLists { scene in
                let other = try TestAuthority("Root")
                scene.others.append(other.certificate)
                return [try other.list { $0.entries = [listed(7)] }]
            }
        ),
    ]

    @Test("by another key of the issuer", arguments: separates)
    func bySeparateKey(row: Row) throws { try row.check() }

    @Test("the certificate of who signed is named where it alone is out of validity")
    func outOfValidity() throws {
        var scene = try RevocationScene()
        let lists = try Self.separate { $0.notAfter = TLV.utcTime("251231235959Z") }.make(&scene)
        let answer = try scene.answer(lists)
        #expect(answer.isSignerOutOfValidity)
        #expect(answer.findings.map(\.code).contains(.revocationSignerRefused))
        // A list of the issuer itself after its certificate ended: the root's ends in 2030.
        let late = try scene.root.list {
            $0.thisUpdate = TLV.utcTime("310101000000Z")
            $0.nextUpdate = TLV.utcTime("310201000000Z")
        }
        #expect(try scene.answer([late]).isSignerOutOfValidity)
        #expect(try scene.verdict([late]) == .unknown)
        #expect(try !scene.answer([late, scene.root.list()]).isSignerOutOfValidity)
    }

    @Test("not by a certificate whose usage lacks cRLSign, be it the issuer")
    func issuerWithoutUsage() throws {
        let root = try TestAuthority("Root") { $0.extensions.append(Extension.keyUsage(0x04)) }
        let scene = try RevocationScene(root: root)
        let list = try root.list { $0.entries = [listed(7)] }
        #expect(try scene.verdict([list]) == .unknown)
        #expect(scene.oracle([list]) == .unknown)
        let signing = try RevocationScene(
            root: TestAuthority("Root") { $0.extensions.append(Extension.keyUsage(0x06)) })
        #expect(try signing.verdict([signing.root.list()]) == .good)
    }

    private static let indirectPoint = E.points(E.fullName(here) + E.listIssuer(TLV.name("Lists")))

    private static func indirect(_ fields: [UInt8]..., entries: [[UInt8]] = []) -> RevocationLists {
        separate("Lists", entries: entries, extensions: [E.scope(fields.flatMap { $0 })])
    }

    private static let ofRoot = E.issuer(TLV.name("Root"))
    private static let ofOther = E.issuer(TLV.name("Other"))

    static let indirects: [Row] = [
        Row(
            "good, by a list that is about others", .good, leaf: [indirectPoint], indirect(E.fullName(here), E.indirect)
        ),
        Row(
            "revoked, where an entry is the issuer's", .revoked, leaf: [indirectPoint],
            indirect(E.fullName(here), E.indirect, entries: [listed(7, ofRoot)])
        ),
        Row(
            "revoked, where an entry before says whose it is", .revoked, leaf: [indirectPoint],
            indirect(E.indirect, entries: [listed(3), listed(2, ofOther), listed(1, ofRoot), listed(7)])
        ),
        Row(
            "good, where entries are of the list's own issuer or of another", .good, leaf: [indirectPoint],
            indirect(E.indirect, entries: [listed(7), listed(7, ofOther), listed(7), listed(1, ofRoot)])
        ),
        Row(
            "revoked, where one of several entries of the number is the issuer's", .revoked, leaf: [indirectPoint],
            indirect(E.indirect, entries: [listed(7), listed(7, ofOther), listed(7, ofRoot), listed(7, ofOther)])
        ),
        Row(
            "nothing, by a list that isn't about others", .unknown, leaf: [indirectPoint],
            indirect(E.fullName(here), entries: [listed(7)])
        ),
        Row(
            "nothing, by a list for another place", .unknown, leaf: [indirectPoint],
            indirect(E.fullName(there), E.indirect, entries: [listed(7, ofRoot)])
        ),
        Row(
            "nothing, by an issuer of lists that the certificate doesn't name", .unknown,
            indirect(E.indirect, entries: [listed(7, ofRoot)])
        ),
        Row(
            "revoked, where the place is the list's issuer", .revoked,
            leaf: [E.points(E.listIssuer(TLV.name("Lists")))],
            indirect(E.fullName(TLV.make(0xA4, TLV.name("Lists"))), E.indirect, entries: [listed(7, ofRoot)])
        ),
        Row(
            "revoked, where the issuer names itself as the list's", .revoked,
            leaf: [E.points(E.fullName(here) + E.listIssuer(TLV.name("Root")))],
            .list(listed(7)) { $0.extensions.append(E.scope(E.fullName(here))) }
        ),
        // OpenSSL compares the place with none where the certificate names an issuer alone, and takes the list.
        Row(
            "nothing, where the place isn't the list's issuer", .unknown, openSSL: .revoked,
            leaf: [E.points(E.listIssuer(TLV.name("Lists")))],
            indirect(E.fullName(here), E.indirect, entries: [listed(7, ofRoot)])
        ),
        // RFC 5280 §5.3.3: only an indirect list has such entries. OpenSSL reads them anywhere.
        Row(
            "nothing, where a list that isn't indirect has entries of others", .unknown, openSSL: .good,
            .list(listed(7, ofOther))
        ),
    ]

    @Test("by an indirect list", arguments: indirects)
    func byIndirect(row: Row) throws { try row.check() }
}
