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
import Foundation
import Testing
import VectorFolders

/// RFC 9525, of which §6.3 says how names are compared and §6.4 how addresses are.
@Suite("Names of hosts")
struct HostNameTests {
    private static let authority = try? TestAuthority("Authority")

    /// A certificate with a common name and these as its subjectAltName.
    private static func certificate(_ names: [[UInt8]], commonName: String = "host.example.com") throws -> Certificate {
        try #require(authority).issue(commonName) {
            if !names.isEmpty { $0.extensions.append(Extension.make(17, TLV.make(0x30, names.flatMap { $0 }))) }
        }
    }

    private static func dns(_ name: String) -> [UInt8] { TLV.make(0x82, Array(name.utf8)) }

    private static func address(_ octets: UInt8...) -> [UInt8] { TLV.make(0x87, octets) }

    private static func isNamed(_ host: String, by names: [[UInt8]]) throws -> Bool {
        try #require(HostName(host), "\(host)").objection(to: certificate(names)) == nil
    }

    /// The dNSName of a certificate, the host that is asked for, and whether they are one (RFC 9525 §6.3).
    static let domains: [(String, String, Bool)] = [
        ("www.example.com", "www.example.com", true), ("WWW.Example.COM", "www.example.com", true),
        ("www.example.com", "www.example.com.", true), ("www.example.com", "example.com", false),
        ("example.com", "www.example.com", false), ("www.example.com", "www.example.org", false),
        ("xn--bcher-kva.example.com", "XN--bcher-kva.example.com", true), ("a_b.example.com", "a_b.example.com", true),
        // The wild card is the whole first label, and stands for one label.
        ("*.example.com", "foo.example.com", true), ("*.EXAMPLE.com", "foo.example.COM", true),
        ("*.example.com", "example.com", false), ("*.example.com", "bar.foo.example.com", false),
        ("*.example.com", "xn--bcher-kva.example.com", true),
        ("*.example.com", "foo.example.org", false), ("f*.example.com", "foo.example.com", false),
        ("*oo.example.com", "foo.example.com", false), ("*f.example.com", "foo.example.com", false),
        ("foo.*.com", "foo.example.com", false), ("*.*.com", "foo.example.com", false),
        ("**.example.com", "foo.example.com", false), ("*", "foo", false), ("*.com", "example.com", false),
        ("*.", "foo", false), ("*..com", "foo.com", false),
        // What isn't a name as RFC 5280 §4.2.1.6 has it.
        ("", "example.com", false), (" ", "example.com", false), (".example.com", "www.example.com", false),
        ("example.com.", "example.com", false), ("example.com\u{0}.evil.org", "example.com", false),
        ("bücher.example.com", "xn--bcher-kva.example.com", false), ("192.0.2.1", "192.0.2.1", false),
    ]

    @Test("are compared label by label, with a wild card for the first one alone", arguments: domains)
    func domain(presented: String, host: String, isSame: Bool) throws {
        #expect(try Self.isNamed(host, by: [Self.dns(presented)]) == isSame)
        // Whatever stands beside it.
        let others = [Self.dns("other.example.net"), TLV.make(0x81, Array("a@www.example.com".utf8))]
        #expect(try Self.isNamed(host, by: others + [Self.dns(presented)]) == isSame)
        #expect(try Self.isNamed(host, by: others) == false)
    }

    @Test("which are addresses are compared as octets, and with addresses only")
    func addresses() throws {
        let version4 = Self.address(192, 0, 2, 1)
        #expect(try Self.isNamed("192.0.2.1", by: [version4]))
        #expect(try !Self.isNamed("192.0.2.2", by: [version4]))
        #expect(try !Self.isNamed("192.0.2.1", by: [Self.dns("192.0.2.1"), Self.dns("*.0.2.1")]))
        // An address with a mask, as name constraints have it, is no address.
        #expect(try !Self.isNamed("192.0.2.1", by: [Self.address(192, 0, 2, 1, 255, 255, 255, 255)]))
        let version6 = Self.address(0x20, 1, 0xD, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)
        for host in ["2001:db8::1", "2001:DB8:0:0:0:0:0:1", "2001:db8:0::0.0.0.1"] {
            #expect(try Self.isNamed(host, by: [version6]))
        }
        #expect(try !Self.isNamed("2001:db8::2", by: [version6]))
        // An address of IPv4 within one of IPv6 is another one.
        #expect(try !Self.isNamed("::ffff:192.0.2.1", by: [version4]))
        #expect(try !Self.isNamed("www.example.com", by: [version4]))
    }

    /// RFC 9525 §2: a common name is no identity of a server.
    @Test("are never taken from the subject")
    func commonName() throws {
        let host = try #require(HostName("host.example.com"))
        #expect(host.objection(to: try Self.certificate([])) == "the certificate names no host in its subjectAltName")
        #expect(
            host.objection(to: try Self.certificate([Self.dns("a.example.com")]))?.contains("a.example.com") == true)
        #expect(host.objection(to: try Self.certificate([[0x82, 0x05, 0x61]])) == "the subjectAltName can't be read")
    }

    @Test(
        "are names of the DNS or addresses",
        arguments: [
            "", ".", "..", "a..b", ".a", "-a.b", "a-.b", "a b", "*.example.com", "bücher.example.com", "a.b/", "a:443",
            "[::1]", "1.2.3", "1.2.3.4.5", "256.1.1.1", "example.123", "::g", "a\u{0}b", "1.2.3.4\u{0}",
            String(repeating: "a", count: 64) + ".b", Array(repeating: "abcdefg", count: 32).joined(separator: "."),
        ]
    )
    func noHosts(text: String) { #expect(HostName(text) == nil) }

    @Test("keep to the limits of RFC 1034 §3.1", arguments: [(63, 253, true), (64, 253, false), (63, 254, false)])
    func limits(label: Int, name: Int, isAccepted: Bool) {
        let first = String(repeating: "a", count: label)
        var text = first
        while text.utf8.count + 2 <= name { text += name - text.utf8.count == 3 ? ".bb" : ".b" }
        #expect(text.utf8.count == name)
        #expect((HostName(text) != nil) == isAccepted)
    }

    /// x509-limbo's live sites, each with the name under which it was asked.
    @Test("of live sites are those of their certificates", .enabled(if: VectorFolder.others.exists))
    func sites() throws {
        let sites = try PathCase.limbo().filter { $0.id.hasPrefix("online::") }
        #expect(!sites.isEmpty)
        let stranger = try #require(HostName("host.example.net"))
        for site in sites {
            let name = try #require(site.expectedPeerName)
            let host = try #require(HostName(name.value))
            let certificate = try Certificate(pem: site.peerCertificate)
            #expect(host.objection(to: certificate) == nil, "\(site.id)")
            #expect(stranger.objection(to: certificate) != nil)
        }
    }
}
