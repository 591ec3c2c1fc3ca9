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

@Suite("Names")
struct DistinguishedNameTests {
    private static func name(_ value: [UInt8]) throws -> DistinguishedName {
        try DistinguishedName(der: TLV.name((3, value)))
    }

    /// The value in DER, and its text.
    static let strings: [([UInt8], String)] = [
        (TLV.utf8("Tổng cục Thuế"), "Tổng cục Thuế"),
        // Decomposed letters stay as they are.
        (TLV.utf8("To\u{302}\u{309}ng"), "To\u{302}\u{309}ng"),
        (TLV.printable("VNPT Certification Authority"), "VNPT Certification Authority"),
        // An issuer's error: PrintableString has no such letters.
        (TLV.make(0x13, Array("Cục".utf8)), "Cục"),
        // BMPString: UTF-16 without a mark, "Thuế".
        (TLV.make(0x1E, [0, 0x54, 0, 0x68, 0, 0x75, 0x1E, 0xBF]), "Thuế"),
        (TLV.make(0x1E, [0xD8, 0x3D, 0xDE, 0x00]), "\u{1F600}"),
        // UniversalString: UTF-32.
        (TLV.make(0x1C, [0, 0, 0x1E, 0xBF, 0, 1, 0xF6, 0]), "ế\u{1F600}"),
        // T61String: "Cộng hòa" can't be written there, "hòa" can, as ISO 8859-1.
        (TLV.make(0x14, [0x68, 0xF2, 0x61]), "hòa"),
        (TLV.make(0x16, Array("an@example.vn".utf8)), "an@example.vn"),
        // What its type doesn't allow, or what is no string, is shown in DER (RFC 4514 §2.4).
        (TLV.make(0x0C, [0xC3]), "#0c01c3"),
        (TLV.make(0x1E, [0, 0x54, 0]), "#1e03005400"),
        (TLV.make(0x1E, [0xD8, 0x3D]), "#1e02d83d"),
        (TLV.make(0x1C, [0, 0x11, 0, 0]), "#1c0400110000"),
        (TLV.integer(5), "#020105"),
    ]

    @Test("show the text of every string type", arguments: strings)
    func stringTypes(value: [UInt8], text: String) throws {
        let shown = try Self.name(value).rfc4514
        #expect(Array(shown.utf8) == Array("CN=\(text)".utf8))
    }

    /// RFC 4514 §2.4 and §4; what disturbs a terminal is escaped as well.
    static let escapes: [(String, String)] = [
        ("Công ty A, B", #"Công ty A\, B"#), (#"a+b"c\d<e>f;g"#, #"a\+b\"c\\d\<e\>f\;g"#), ("#1", ##"\#1"##),
        ("1#", "1#"),
        (" a ", #"\ a\ "#), (" ", #"\ "#), ("  ", #"\ \ "#), ("a  b", "a  b"), ("#  ", ##"\# \ "##),
        ("a\u{7F} ", #"a\7F\ "#), ("", ""), ("a=b", "a=b"),
        ("a\u{0}b", #"a\00b"#), ("a\nb\u{1B}[2J", #"a\0Ab\1B[2J"#), ("a\u{202E}b", #"a\E2\80\AEb"#),
        ("\u{85}", #"\C2\85"#),
    ]

    @Test("escape what RFC 4514 escapes, and what disturbs a terminal", arguments: escapes)
    func escaping(value: String, text: String) throws {
        #expect(try Self.name(TLV.utf8(value)).rfc4514 == "CN=" + text)
    }

    @Test("show the last relative name first, several attributes of one with `+`, unknown types by number")
    func order() throws {
        let userID = TLV.oid(0, 9, 2342, 19_200_300, 100, 1, 1)
        let der = TLV.sequence(
            TLV.set(TLV.sequence(TLV.oid(2, 5, 4, 6), TLV.printable("VN"))),
            TLV.set(
                TLV.sequence(TLV.oid(2, 5, 4, 3), TLV.utf8("An")),
                TLV.sequence(userID, TLV.utf8("CCCD:001"))
            ),
            TLV.set(TLV.sequence(TLV.oid(2, 999, 3), TLV.utf8("x")))
        )
        #expect(try DistinguishedName(der: der).rfc4514 == "2.999.3=#0c0178,CN=An+UID=CCCD:001,C=VN")
        #expect(try DistinguishedName(der: TLV.sequence()).rfc4514 == "")
        #expect(try DistinguishedName(der: TLV.sequence()).isEmpty)
    }

    /// RFC 5280 §7.1, as far as OpenSSL goes with it: two values and whether they match.
    static let pairs: [([UInt8], [UInt8], Bool)] = [
        (TLV.utf8("Root"), TLV.utf8("rOOT"), true), (TLV.utf8(" a  b\t"), TLV.utf8("A b"), true),
        (TLV.utf8("ab"), TLV.utf8("a b"), false), (TLV.utf8("Root"), TLV.printable("Root"), true),
        (TLV.make(0x1E, [0x1E, 0xBF]), TLV.utf8("ế"), true), (TLV.make(0x14, [0xF2]), TLV.utf8("ò"), true),
        // Only letters of ASCII lose their case, and é isn't e with an accent.
        (TLV.utf8("Ế"), TLV.utf8("ế"), false), (TLV.utf8("\u{E9}"), TLV.utf8("e\u{301}"), false),
        (TLV.make(0x12, Array("1".utf8)), TLV.utf8("1"), false), (TLV.integer(1), TLV.integer(1), true),
        (TLV.integer(1), TLV.integer(2), false), (TLV.utf8(""), TLV.utf8(" "), true),
    ]

    @Test("match as paths compare them", arguments: pairs)
    func matching(left: [UInt8], right: [UInt8], isMatch: Bool) throws {
        let names = (try Self.name(left), try Self.name(right))
        #expect(names.0.matches(names.1) == isMatch)
        #expect((names.0 == names.1) == (left == right))
    }

    @Test("match where the attributes of one relative name stand in another order, and only there")
    func sets() throws {
        let first = TLV.sequence(TLV.oid(2, 5, 4, 3), TLV.utf8("A"))
        let second = TLV.sequence(TLV.oid(2, 5, 4, 10), TLV.utf8("B"))
        let together = try DistinguishedName(der: TLV.sequence(TLV.set(first, second)))
        #expect(together.matches(try DistinguishedName(der: TLV.sequence(TLV.set(second, first)))))
        #expect(!together.matches(try DistinguishedName(der: TLV.sequence(TLV.set(first), TLV.set(second)))))
        let apart = try DistinguishedName(der: TLV.sequence(TLV.set(first), TLV.set(second)))
        #expect(!apart.matches(try DistinguishedName(der: TLV.sequence(TLV.set(second), TLV.set(first)))))
    }

    /// X.690 §8.19, and `2.25` as ITU-T X.667 makes it from a UUID; the last one by Python.
    static let identifiers = [
        "0.0", "0.39", "1.0", "1.39", "2.0", "2.5.29.15", "2.39", "2.40", "2.47", "2.48", "2.999.3",
        "1.2.840.113549.1.1.11",
        "2.999.1.9223372036854775727",
    ]

    @Test("have types of any size", arguments: identifiers)
    func objectIdentifiers(text: String) throws {
        let identifier = try #require(ObjectIdentifier(text))
        #expect(identifier.description == text)
        let components = text.split(separator: ".").compactMap { UInt64($0) }
        if components.count == 3 {
            #expect(TLV.oid(components[0], components[1], components[2]) == TLV.make(6, identifier.octets))
        }
        let uuid = ObjectIdentifier(octets: [0x69] + [UInt8](repeating: 0xFF, count: 18) + [0x7F])
        #expect(uuid.description == "2.25.10889035741470030830827987437816582766591")
    }

    @Test(
        "have types of numbers only",
        arguments: [
            "", "1", "3.1", "1.40", "0.40", "1.2.", ".1.2", "1..2", "1.02", "1.-2", "1.a", "1.2.99999999999999999999",
        ]
    )
    func noObjectIdentifiers(text: String) { #expect(ObjectIdentifier(text) == nil) }
}
