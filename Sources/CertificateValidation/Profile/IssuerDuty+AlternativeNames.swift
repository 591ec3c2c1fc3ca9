//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics

/// The forms of names in subjectAltName and issuerAltName (RFC 5280 §4.2.1.6, §4.2.1.7).
extension IssuerDuty {
    static let alternativeNames: [Self] = [
        name(.generalNameEmpty, "has an empty alternative name") { $0.isEmpty },
        name(.dnsNameMalformed, "has a dNSName that isn't in the preferred name syntax") {
            $0.tag == 0x82 && !NameSyntax.isHost($0.text)
        },
        name(.mailboxMalformed, "has an rfc822Name that is no mailbox") {
            $0.tag == 0x81 && !NameSyntax.isMailbox($0.text)
        },
        name(.uriMalformed, "has a uniformResourceIdentifier that is relative or names no host") {
            $0.tag == 0x86 && !NameSyntax.isAbsoluteURI($0.text)
        },
        name(.ipAddressMalformed, "has an iPAddress of neither 4 nor 16 octets") {
            $0.tag == 0x87 && $0.text.count != 4 && $0.text.count != 16
        },
    ]

    /// One `GeneralName`.
    fileprivate struct WrittenName {
        /// 0x81 is an rfc822Name, 0x82 a dNSName, 0xA4 a directoryName, 0x86 a URI, 0x87 an iPAddress.
        let tag: UInt8
        let text: ArraySlice<UInt8>

        /// §4.2.1.6 names the blank dNSName too; a `Name` without attributes has two octets.
        var isEmpty: Bool {
            switch tag {
            case 0x82: text.isEmpty || text.elementsEqual([0x20])
            case 0x81, 0x86, 0x87: text.isEmpty
            case 0xA4: text.count <= 2
            default: false
            }
        }
    }

    private static func name(
        _ code: FindingCode,
        _ message: String,
        _ isMalformed: @escaping @Sendable (WrittenName) -> Bool
    ) -> Self {
        Self(
            code, "4.2.1.6", message,
            .value(of: [.subjectAlternativeName, .issuerAlternativeName]) { (cursor, _) throws(CertificateError) in
                var names = try cursor.onlySequence()
                while !names.isAtEnd {
                    let element = try names.next()
                    let name = WrittenName(tag: element.tag, text: names.octets[element.content])
                    // One that is empty has a finding of its own.
                    guard code == .generalNameEmpty || !name.isEmpty else { continue }
                    if isMalformed(name) { return true }
                }
                return false
            }
        )
    }
}
