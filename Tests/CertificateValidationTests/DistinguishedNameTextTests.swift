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

/// Names as text are compared by what they mean (RFC 4514 §3 and §4, RFC 2253 §4).
@Suite("Names as text")
struct DistinguishedNameTextTests {
    private static func matches(_ text: String, _ name: [UInt8]) throws -> Bool {
        DistinguishedNameText(Array(text.utf8))?.matchingKey == (try DistinguishedName(der: name)).textMatchingKey
    }

    private static func common(_ text: String) -> [UInt8] { TLV.name((3, TLV.utf8(text))) }

    /// Country VN, organisation, common name, in the order of the encoding.
    private static let person = TLV.name(
        (6, TLV.printable("VN")), (10, TLV.utf8("Bộ A, B")), (3, TLV.utf8("Nguyễn Văn An"))
    )

    /// `OU=Sales + CN=J. Smith, DC=example`, as in RFC 4514 §4.
    private static let pair = TLV.make(
        0x30,
        TLV.set(TLV.sequence(TLV.oid(0, 9, 2342, 19_200_300, 100, 1, 25), TLV.make(0x16, Array("example".utf8)))),
        TLV.set(
            TLV.sequence(TLV.oid(2, 5, 4, 3), TLV.utf8("J. Smith")),
            TLV.sequence(TLV.oid(2, 5, 4, 11), TLV.utf8("Sales"))
        )
    )

    @Test("of the other order are another name, which can be told to be the same")
    func otherOrder() throws {
        let name = try DistinguishedName(der: Self.person).textMatchingKey
        let text = try #require(DistinguishedNameText(Array(#"C=VN,O=Bộ A\, B,CN=Nguyễn Văn An"#.utf8)))
        #expect(text.matchingKey != name)
        #expect(text.matchingKeyOfOtherOrder == name)
    }

    static let same: [(String, [UInt8])] = [
        (#"CN=Nguyễn Văn An,O=Bộ A\, B,C=VN"#, person),
        // Spaces between, letters of any case, other separators and quotation marks (RFC 2253 §4).
        (#" cn = Nguyễn Văn An ; o="Bộ A, B" , C=vn "#, person),
        (#"2.5.4.3=Nguyễn Văn An,OID.2.5.4.10=Bộ A\2C B,countryName=VN"#, person),
        // Octets of UTF-8 one by one.
        (#"CN=Nguy\E1\BB\85n V\C4\83n An,O=B\E1\BB\99 A\, B,C=VN"#, person),
        // A value in DER says the same as its text.
        ("CN=#0C024869", common("Hi")), ("CN=#13024869", common("Hi")), ("2.5.4.3=Hi", common("Hi")),
        ("OU=Sales+CN=J. Smith,DC=example", pair), ("CN=J.  Smith + ou=sales,dc=EXAMPLE", pair),
        (##"CN=\ \#a\ "##, common(" #a ")), (#"CN=Trailing \ "#, common("Trailing  ")),
        (#"CN=Trailing\20\20"#, common("Trailing  ")), (#"CN=Con\09trol"#, common("Con\ttrol")),
        (#"CN=E\+s\,c\;aped"#, common("E+s,c;aped")), ("CN=Num#ber", common("Num#ber")),
        ("CN=Eq=uals", common("Eq=uals")),
        (#"CN=\00"#, common("\0")), ("CN=", common("")), (#"CN="""#, common("")), ("", TLV.name()), ("  ", TLV.name()),
        (#"CN=a\\b\"c\<\>"#, common(#"a\b"c<>"#)), (#"CN="a\"b+c""#, common(#"a"b+c"#)),
        (
            "E=a@b,CN=c",
            TLV.make(
                0x30, TLV.set(TLV.sequence(TLV.oid(2, 5, 4, 3), TLV.utf8("c"))),
                TLV.set(TLV.sequence(TLV.oid(1, 2, 840, 113_549, 1, 9, 1), TLV.make(0x16, Array("a@b".utf8)))))
        ),
        // A NumericString is text here too.
        ("serialNumber=12 3", TLV.name((5, TLV.make(0x12, Array("12 3".utf8))))),
    ]

    @Test("mean the name that they spell", arguments: same)
    func meaning(text: String, name: [UInt8]) throws {
        #expect(try Self.matches(text, name))
    }

    static let different: [(String, [UInt8])] = [
        // The order of the encoding instead of its reverse; one too many, one too few.
        (#"C=VN,O=Bộ A\, B,CN=Nguyễn Văn An"#, person), ("CN=Nguyễn Văn An,C=VN", person), ("", person),
        // Letters beyond ASCII keep their case and their form.
        (#"CN=NGUYỄN Văn An,O=Bộ A\, B,C=VN"#, person), ("CN=e\u{301}", common("\u{E9}")),
        ("OU=Sales,CN=J. Smith,DC=example", pair), ("CN=a", common("b")), ("OU=a", common("a")),
        ("CN=a+CN=a", common("a")),
    ]

    @Test("mean no other name", arguments: different)
    func difference(text: String, name: [UInt8]) throws {
        #expect(try !Self.matches(text, name))
    }

    @Test(
        "are no names where RFC 4514 has no such text",
        arguments: [
            "CN", "=a", "CN=a,", "CN=a,,O=b", ",CN=a", "CN=a+", "CN=\"a", "CN=\"a\"b", #"CN=a\"#, #"CN=a\z"#,
            #"CN=a\4"#,
            "CN=#", "CN=#0", "CN=#0C0248", "CN=#0C024869xx", "noSuchType=a", "1.2.3.=a", "CN=a\"b", #"CN=\C3"#,
            "CN=a\u{0}b",
        ]
    )
    func malformed(text: String) {
        #expect(DistinguishedNameText(Array(text.utf8)) == nil)
    }

    @Test("are read in one pass, however long")
    func length() throws {
        let long = String(repeating: "a\\,", count: 200_000)
        #expect(try Self.matches("CN=\(long)", Self.common(String(repeating: "a,", count: 200_000))))
        let many = [String](repeating: "CN=a", count: 50_000).joined(separator: ",")
        #expect(DistinguishedNameText(Array(many.utf8)) != nil)
        #expect(DistinguishedNameText(Array((many + ",").utf8)) == nil)
    }
}
