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

/// RFC 5280 §4.2.1.6 and §4.2.1.10, and the grammars that they name.
@Suite("Syntax of alternative names and name constraints")
struct NameSyntaxTests {
    private static func codes(_ name: [UInt8]) throws -> [FindingCode] {
        try DutyScene(leaf: { $0.extensions.append(DutyExtension.names(name)) }).findings(under: .relyingParty)
            .ofDuties.map(\.code)
    }

    private static func constraintCodes(_ base: [UInt8]) throws -> [FindingCode] {
        try DutyScene(authority: { $0.extensions.append(DutyExtension.permitted(base)) })
            .findings(under: .relyingParty).ofDuties.map(\.code)
    }

    private static let long = String(repeating: "a", count: 63)

    @Test(
        "takes hosts of letters, digits and hyphens",
        arguments: [
            "a", "3com.example", "a--b.example", "xn--nxasmq6b", "A.b", "\(long).\(long).\(long).\(long.dropLast(2))",
        ]
    )
    func hosts(name: String) throws { #expect(try Self.codes(DutyExtension.host(name)) == []) }

    @Test(
        "takes no others",
        arguments: [
            "a.", ".a", "a..b", "-a", "a-", "a_b", "*.a", "a b", "\(long)a", "bücher.example", "a\0b", "a/b",
            "\(long).\(long).\(long).\(long.dropLast())",
        ]
    )
    func otherHosts(name: String) throws { #expect(try Self.codes(DutyExtension.host(name)) == [.dnsNameMalformed]) }

    @Test(
        "takes mailboxes by RFC 2821 §4.1.2",
        arguments: [
            "a@b", "a.b@c.example", "*@c.example", "!#$%&'*+-/=?^_`{|}~@c", #""a b"@c"#, #""a\"b"@c"#, "a@[192.0.2.1]",
            "a@[IPv6:2001:db8::1]",
        ]
    )
    func mailboxes(name: String) throws { #expect(try Self.codes(DutyExtension.mailbox(name)) == []) }

    @Test(
        "takes nothing else for a mailbox",
        arguments: [
            "a", "@b", "a@", "a@b@c", ".a@b", "a.@b", "a..b@c", "a b@c", "<a@b>", "a@b_c", #""a@b"#, #""a"b"@c"#,
            #""a\"@c"#, "a@[", "a@[]", "an@é.example",
        ]
    )
    func otherMailboxes(name: String) throws {
        #expect(try Self.codes(DutyExtension.mailbox(name)) == [.mailboxMalformed])
    }

    @Test(
        "takes absolute URIs by RFC 3986 §3",
        arguments: [
            "http://a", "http://a/b?c#d", "https://u:p@a.example:443/", "http://[2001:db8::1]:80/", "urn:oid:1.2.3",
            "mailto:a@b", "ldap://a.example/cn=a,o=b?c", "http://192.0.2.1/", "a+b-c.1:x", "http://a:/",
        ]
    )
    func locations(name: String) throws { #expect(try Self.codes(DutyExtension.uri(name)) == []) }

    @Test(
        "takes no others, nor a host that is none",
        arguments: [
            "a", "/a", "//a", "http:", ":a", "1a:b", "http:///a", "http://", "http://u@/a", "http://[]/", "http://[a",
            "http://a:b/", "http://a_b/", "http://a b", "http://a/\u{E9}", "http://a/<b>", "ht tp:a",
        ]
    )
    func otherLocations(name: String) throws { #expect(try Self.codes(DutyExtension.uri(name)) == [.uriMalformed]) }

    private static let wellFormed: [[UInt8]] = [
        DutyExtension.host("host.example"), DutyExtension.host(""), DutyExtension.mailbox("a@host.example"),
        DutyExtension.mailbox("host.example"), DutyExtension.mailbox(".host.example"),
        DutyExtension.uri("host.example"),
        DutyExtension.uri(".host.example"), DutyExtension.address(0, 0, 0, 0, 0, 0, 0, 0),
        DutyExtension.address(192, 0, 2, 0, 255, 255, 255, 0), DutyExtension.address(192, 0, 2, 1, 255, 255, 255, 255),
        DutyExtension.address(10, 0, 0, 0, 254, 0, 0, 0), TLV.make(0xA4, TLV.name("Example")),
    ]

    @Test("takes subtrees by RFC 5280 §4.2.1.10", arguments: wellFormed)
    func subtrees(base: [UInt8]) throws { #expect(try Self.constraintCodes(base) == []) }

    private static let malformed: [[UInt8]] = [
        DutyExtension.host(".host.example"), DutyExtension.host("*.host.example"), DutyExtension.mailbox("a@.host"),
        DutyExtension.mailbox("..a"), DutyExtension.uri("http://host.example"), DutyExtension.uri("host.example/a"),
        DutyExtension.address(192, 0, 2, 0), DutyExtension.address(192, 0, 2, 0, 255, 0, 255, 0),
        DutyExtension.address(192, 0, 2, 0, 253, 0, 0, 0), DutyExtension.address(192, 0, 2, 0, 0, 0, 0, 1),
        DutyExtension.address(),
    ]

    @Test("takes no others", arguments: malformed)
    func otherSubtrees(base: [UInt8]) throws {
        #expect(try Self.constraintCodes(base) == [.nameConstraintMalformed])
    }
}
