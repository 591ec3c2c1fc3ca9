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

/// The oracle of most rows is OpenSSL's CRL code; where it says something else, the row says why.
@Suite("Revocation lists say of a certificate")
struct RevocationListCheckTests {
    typealias E = ListExtension
    typealias Row = RevocationRow

    static let complete: [Row] = [
        Row("nothing, where there is none", .unknown, RevocationLists { _ in [] }),
        Row("good, where it is absent", .good, .list(listed(6), listed(8))),
        Row("good, where nothing is listed", .good, .list()),
        Row("revoked, where it is listed", .revoked, .list(listed(6), listed(7), listed(8))),
        Row("revoked, by any reason, also one that isn't defined", .revoked, .list(listed(7, E.reason(11)))),
        Row("on hold, where that is the reason", .onHold, .list(listed(7, E.reason(6)))),
        // RFC 5280 §5.3.1: only deltas take something back. OpenSSL takes it for good.
        Row("nothing, where a complete list takes it back", .unknown, openSSL: .good, .list(listed(7, E.reason(8)))),
        Row(
            "good, where the list was issued later", .good, openSSL: .unknown,
            .list { $0.thisUpdate = TLV.utcTime("260102000000Z") }
        ),
        Row(
            "good, where it was revoked later", .good, openSSL: .unknown,
            .list(listed(7, since: "260101000001Z")) { $0.thisUpdate = TLV.utcTime("260102000000Z") }
        ),
        Row(
            "revoked, where it was revoked at the time by a later list", .revoked, openSSL: .unknown,
            .list(listed(7, since: "260101000000Z")) { $0.thisUpdate = TLV.utcTime("260102000000Z") }
        ),
        Row("nothing, where the list is old", .unknown, .list { $0.nextUpdate = TLV.utcTime("251231235800Z") }),
        // What is revoked stays revoked; OpenSSL reports the old list first.
        Row(
            "revoked, where the list is old", .revoked, openSSL: .unknown,
            .list(listed(7)) { $0.nextUpdate = TLV.utcTime("251231235800Z") }
        ),
        Row("nothing, where nobody says until when", .unknown, openSSL: .good, .list { $0.nextUpdate = [] }),
        // OpenSSL doesn't compare the two.
        Row(
            "nothing, where the list ends before it begins", .unknown, openSSL: .unknown,
            .list(listed(7)) { $0.nextUpdate = TLV.utcTime("251224000000Z") }
        ),
        Row("nothing, where it is another authority's", .unknown, .list(listed(7)) { $0.issuer = TLV.name("Other") }),
        Row(
            "nothing, where another key signed", .unknown,
            RevocationLists { [try $0.root.list(signedBy: .p256()) { $0.entries = [listed(7)] }] }
        ),
        Row(
            "nothing, where a critical extension isn't known", .unknown,
            .list(listed(7)) { $0.extensions.append(E.unknown(critical: true)) }
        ),
        Row(
            "nothing, where a critical extension of any entry isn't known", .unknown, openSSL: .unknown,
            .list(listed(6, E.unknown(critical: true)), listed(7))
        ),
        Row(
            "good, where other extensions aren't known", .good,
            .list(listed(6, E.unknown(critical: false))) { $0.extensions.append(E.unknown(critical: false)) }
        ),
        Row("good, whatever the number", .good, .list { $0.extensions = [E.authorityKey] }),
        Row(
            "good, in version 1", .good,
            .list {
                $0.version = []
                $0.extensions = []
            }
        ),
    ]

    @Test("by one list", arguments: complete)
    func byOne(row: Row) throws { try row.check() }

    private static let here = E.uri("http://a.example/1.crl")
    private static let there = E.uri("http://b.example/2.crl")

    private static func scoped(_ fields: [UInt8]..., entries: [[UInt8]] = []) -> RevocationLists {
        .list {
            $0.entries = entries
            $0.extensions.append(E.scope(fields.flatMap { $0 }))
        }
    }

    /// RFC 5280 §6.3.3 (b).
    static let scopes: [Row] = [
        Row("good, where it is about users", .good, scoped(E.onlyUser)),
        Row("nothing, where it is about authorities", .unknown, scoped(E.onlyAuthority, entries: [listed(7)])),
        Row("nothing, where it is about attributes", .unknown, scoped(E.onlyAttribute, entries: [listed(7)])),
        // OpenSSL refuses both kinds at once as invalid.
        Row("nothing, where it is about nobody", .unknown, scoped(E.onlyUser, E.onlyAuthority, entries: [listed(7)])),
        Row("nothing, where it is about some reasons", .unknown, scoped(E.onlySome(E.firstReasons))),
        Row(
            "revoked, where it is about some reasons", .revoked,
            scoped(E.onlySome(E.firstReasons), entries: [listed(7, E.reason(1))])
        ),
        Row(
            "good, where two are about all reasons together", .good,
            .all(scoped(E.onlySome(E.firstReasons)), scoped(E.onlySome(E.otherReasons)))
        ),
        Row(
            "revoked, where one of two says so", .revoked,
            .all(
                scoped(E.onlySome(E.firstReasons)),
                scoped(E.onlySome(E.otherReasons), entries: [listed(7, E.reason(9))])
            )
        ),
        Row(
            "nothing, where a list is for another place", .unknown, leaf: [E.points(E.fullName(here))],
            scoped(E.fullName(there), entries: [listed(7)])
        ),
        Row(
            "nothing, where a list is for a place and the certificate says none", .unknown,
            scoped(E.fullName(here), entries: [listed(7)])
        ),
        Row(
            "revoked, where the place is the same", .revoked, leaf: [E.points(E.fullName(here))],
            scoped(E.fullName(here), entries: [listed(7)])
        ),
        // GHSA-pwjx-qhcg-rvj4: a validator looked at the first name only.
        Row(
            "revoked, where any of several names of the place is the same (GHSA-pwjx-qhcg-rvj4)", .revoked,
            leaf: [E.points(E.fullName(E.uri("ldap://c.example/"), here))],
            scoped(E.fullName(there, here), entries: [listed(7)])
        ),
        Row(
            "revoked, where any of several places is the same (GHSA-pwjx-qhcg-rvj4)", .revoked,
            leaf: [E.points(E.fullName(there), E.fullName(here))], scoped(E.fullName(here), entries: [listed(7)])
        ),
        Row(
            "good, at places for all reasons together", .good,
            leaf: [
                E.points(
                    E.fullName(here) + TLV.make(0x81, E.firstReasons),
                    E.fullName(there) + TLV.make(0x81, E.otherReasons)
                )
            ],
            .all(scoped(E.fullName(here)), scoped(E.fullName(there)))
        ),
        Row(
            "nothing, at a place for some reasons", .unknown,
            leaf: [E.points(E.fullName(here) + TLV.make(0x81, E.firstReasons))], scoped(E.fullName(here))
        ),
        Row(
            "revoked, where both names are relative to the issuer's", .revoked,
            leaf: [E.points(E.relativeName("1"))], scoped(E.relativeName("1"), entries: [listed(7)])
        ),
        Row(
            "revoked, where one name is relative and the other full", .revoked, leaf: [E.points(E.relativeName("1"))],
            scoped(
                E.fullName(TLV.make(0xA4, TLV.name((3, TLV.utf8("Root")), (3, TLV.utf8("1"))))), entries: [listed(7)]
            )
        ),
        Row(
            "nothing, where relative names differ", .unknown, leaf: [E.points(E.relativeName("1"))],
            scoped(E.relativeName("2"), entries: [listed(7)])
        ),
        // A form that isn't read matches nothing, not even itself.
        Row(
            "nothing, by an x400Address (CVE-2023-0286)", .unknown, openSSL: .revoked,
            leaf: [E.points(E.fullName(TLV.make(0xA3, TLV.sequence())))],
            scoped(E.fullName(TLV.make(0xA3, TLV.sequence())), entries: [listed(7)])
        ),
        Row(
            "nothing, by names of different forms with the same octets (CVE-2023-0286)", .unknown,
            leaf: [E.points(E.fullName(TLV.make(0x82, [0x61])))],
            scoped(E.fullName(TLV.make(0x86, [0x61])), entries: [listed(7)])
        ),
    ]

    @Test("by what it is about", arguments: scopes)
    func byScope(row: Row) throws { try row.check() }

    private static func dated(_ thisUpdate: String, _ entries: [UInt8]..., number: Int = 2) -> RevocationLists {
        .list {
            $0.thisUpdate = TLV.utcTime(thisUpdate)
            $0.entries = entries
            $0.extensions = [E.authorityKey, E.number(number)]
        }
    }

    /// An attacker would give an old list that is still fresh.
    static let severals: [Row] = [
        Row(
            "revoked, where the newer says so", .revoked,
            .all(dated("251224000000Z"), dated("251225000000Z", listed(7)))
        ),
        // OpenSSL takes the newest alone, whatever else there is.
        Row(
            "revoked, where the older says so for good", .revoked, openSSL: .good,
            .all(dated("251224000000Z", listed(7, E.reason(1))), dated("251225000000Z"))
        ),
        Row(
            "good, where the newer doesn't hold it any more", .good,
            .all(dated("251224000000Z", listed(7, E.reason(6))), dated("251225000000Z"))
        ),
        Row(
            "on hold, where the newer says so", .onHold,
            .all(dated("251224000000Z"), dated("251225000000Z", listed(7, E.reason(6))))
        ),
        Row(
            "revoked, where a hold became final", .revoked,
            .all(dated("251224000000Z", listed(7, E.reason(6))), dated("251225000000Z", listed(7, E.reason(4))))
        ),
        // OpenSSL takes the first of them that it meets.
        Row(
            "by number, where both are of one moment", .onHold, openSSL: .good,
            .all(dated("251225000000Z", number: 3), dated("251225000000Z", listed(7, E.reason(6)), number: 4))
        ),
    ]

    @Test("by several lists", arguments: severals)
    func bySeveral(row: Row) throws { try row.check() }

    private static func delta(
        base: Int = 1, number: Int? = 2, _ entries: [UInt8]..., scope: [[UInt8]] = [],
        change: @escaping @Sendable (inout RevocationListRecipe) -> Void = { _ in }
    ) -> RevocationLists {
        .list {
            $0.thisUpdate = TLV.utcTime("251226000000Z")
            $0.entries = entries
            $0.extensions = [E.authorityKey, E.delta(base: base)] + scope + (number.map { [E.number($0)] } ?? [])
            change(&$0)
        }
    }

    /// OpenSSL looks for deltas only where a freshestCRL speaks of them.
    private static func base(
        _ entries: [UInt8]...,
        change: @escaping @Sendable (inout RevocationListRecipe) -> Void = { _ in }
    ) -> RevocationLists {
        .list {
            $0.entries = entries
            $0.extensions.append(Extension.make(46, TLV.sequence(TLV.sequence(E.fullName(here)))))
            change(&$0)
        }
    }

    /// RFC 5280 §5.2.4, §6.3.3 (c), (h) to (k).
    static let deltas: [Row] = [
        Row("good, where neither lists it", .good, .all(base(), delta())),
        Row("revoked, where the delta does", .revoked, .all(base(), delta(listed(7, since: "251225120000Z")))),
        Row("revoked, where the base does", .revoked, .all(base(listed(7)), delta(listed(8)))),
        Row(
            "good, where the delta takes back a hold", .good,
            .all(base(listed(7, E.reason(6))), delta(listed(7, E.reason(8))))
        ),
        Row(
            "revoked, where the delta takes back what can't be", .revoked, openSSL: .good,
            .all(base(listed(7, E.reason(1))), delta(listed(7, E.reason(8))))
        ),
        Row(
            "on hold, where the delta says so", .onHold,
            .all(base(), delta(listed(7, since: "251225120000Z", E.reason(6))))
        ),
        Row(
            "good, by the base alone, where the delta begins after it", .good,
            .all(base(), delta(base: 2, number: 3))
        ),
        Row(
            "on hold, where the delta begins after the base", .onHold,
            .all(base(listed(7, E.reason(6))), delta(base: 2, number: 3, listed(7, E.reason(8))))
        ),
        Row(
            "on hold, where the delta is no newer than the base", .onHold,
            .all(base(listed(7, E.reason(6))), delta(base: 1, number: 1, listed(7, E.reason(8))))
        ),
        // CVE-2026-28388: OpenSSL before 3.0.20 read through a null pointer.
        Row(
            "on hold, where the delta has no number (CVE-2026-28388)", .onHold,
            .all(base(listed(7, E.reason(6))), delta(number: nil, listed(7, E.reason(8))))
        ),
        Row(
            "on hold, where the delta names another key", .onHold,
            .all(
                base(listed(7, E.reason(6))),
                delta(listed(7, E.reason(8))) { $0.extensions[0] = Extension.authorityKey([9]) }
            )
        ),
        Row(
            "on hold, where the delta has another scope", .onHold,
            .all(base(listed(7, E.reason(6))), delta(listed(7, E.reason(8)), scope: [E.scope(E.onlyUser)]))
        ),
        Row(
            "on hold, where a delta takes it back and puts it on hold", .onHold, openSSL: .good,
            .all(base(), delta(listed(7, E.reason(8)), listed(7, E.reason(6))))
        ),
        Row("nothing, by a delta alone", .unknown, delta()),
        // It was said, and by whom it has to be.
        Row("revoked, by a delta alone", .revoked, openSSL: .unknown, delta(listed(7))),
        Row(
            "good, where the base is old and the delta isn't", .good,
            .all(base { $0.nextUpdate = TLV.utcTime("251226000000Z") }, delta())
        ),
        Row(
            "good, where the delta is old and the base isn't", .good,
            .all(base(), delta { $0.nextUpdate = TLV.utcTime("251227000000Z") })
        ),
        Row(
            "on hold, where only an old delta says so", .onHold,
            .all(
                base(),
                delta(listed(7, since: "251225120000Z", E.reason(6))) { $0.nextUpdate = TLV.utcTime("251227000000Z") }
            )
        ),
    ]

    @Test("by a delta", arguments: deltas)
    func byDelta(row: Row) throws { try row.check() }
}
