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

/// Files of revocation data: DER, or PEM with the labels of RFC 7468 §6 and of OpenSSL.
@Suite("Files of revocation data", .enabled(if: VectorFolder.own.exists))
struct RevocationFileTests {
    private static let names = ["root", "issuing-persons", "issuing-organisations"]

    private static func octets(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: VectorFolder.own.folder.appending(path: "pki/\(name).crl")))
    }

    @Test("hold one list in DER, or several in PEM")
    func lists() throws {
        let pems = try Self.names.map(Self.octets)
        let lists = try RevocationList.read(pems.flatMap { $0 })
        #expect(lists.count == 3)
        for (list, pem) in zip(lists, pems) {
            #expect(try RevocationList.read(pem) == [list])
            #expect(try RevocationList.read(list.der) == [list])
        }
    }

    @Test(
        "are refused where they hold none", arguments: ["", "a text", "-----BEGIN X509 CRL-----\nMA==", "certificate"])
    func refused(text: String) throws {
        var octets = Array(text.utf8)
        if text == "certificate" {
            octets = [UInt8](try Data(contentsOf: VectorFolder.own.folder.appending(path: "pki/root.pem")))
        }
        let isTruncated = text.hasPrefix("-----")
        let list = try #require(throws: CertificateError.self) { try RevocationList.read(octets) }
        #expect(list.code == (isTruncated ? .pemMalformed : .noRevocationData))
        #expect(list.position?.line == (isTruncated ? 1 : nil))
        let response = try #require(throws: CertificateError.self) { try OCSPResponse.read(octets) }
        #expect(response.code == (isTruncated ? .pemMalformed : .noRevocationData))
    }
}
