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

/// What reads octets of an attacker's choosing: nothing worse than an error comes of it, and nothing is read that
/// OpenSSL, the oracle, wouldn't.
@Suite("Revocation lists with octets changed")
struct MutatedRevocationListTests {
    typealias E = ListExtension

    private static func whole(_ root: TestAuthority) throws -> RevocationList {
        try root.list {
            $0.entries = [
                listed(6), listed(7, E.reason(6), Extension.make(24, TLV.generalizedTime("20251201000000Z"))),
                listed(300, E.issuer(TLV.name("Other"))), listed(70_000, E.unknown(critical: false)),
            ]
            $0.extensions += [
                E.scope(E.fullName(E.uri("http://a.example/")), E.onlyUser, E.onlySome([0, 0x7F]), E.indirect),
                E.expired("20200101000000Z"), E.unknown(critical: false),
            ]
        }
    }

    @Test("are read where OpenSSL reads them, and say nothing")
    func octets() throws {
        let scene = try RevocationScene(leafExtensions: [E.points(E.fullName(E.uri("http://a.example/")))])
        let list = try Self.whole(scene.root)
        #expect(try scene.verdict([list]) == .onHold)
        // The values of names are kept as they are, and compared by octets where they are no text.
        let name = try #require(list.der.firstRange(of: TLV.utf8("Root")))
        var readCount = 0
        for index in list.der.indices where !name.contains(index) {
            for change in [0x01, 0x80, 0xFF, 0x20] as [UInt8] {
                var der = list.der
                der[index] ^= change
                guard let changed = try? RevocationList(der: der) else { continue }
                readCount += 1
                #expect(RevocationScene.isReadByOpenSSL(der), "octet \(index) changed by \(change)")
                #expect(try scene.verdict([changed]) == .unknown, "octet \(index) changed by \(change)")
            }
        }
        #expect(readCount > 100, "hardly a change is read, so nothing was tested")
    }

    @Test("aren't read where octets are missing")
    func missing() throws {
        let list = try Self.whole(TestAuthority("Root"))
        for count in list.der.indices {
            #expect(throws: CertificateError.self) { _ = try RevocationList(der: Array(list.der.prefix(count))) }
        }
    }
}
