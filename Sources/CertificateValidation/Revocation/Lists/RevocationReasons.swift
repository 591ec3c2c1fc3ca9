//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import SwiftASN1

/// Reasons of revocation as a distribution point or a list covers them (RFC 5280 §4.2.1.13, ReasonFlags).
struct RevocationReasons: OptionSet, Hashable, Sendable {
    /// Bit 0 of the standard, which means nothing, is bit 0 here.
    let rawValue: UInt16

    /// Every reason that there is.
    static let all = Self(rawValue: 0x1FE)

    init(rawValue: UInt16) { self.rawValue = rawValue & 0x1FE }

    /// - Parameter node: A BIT STRING under whatever tag.
    init(_ node: ASN1Node) throws {
        let octets = try StrictDER.octets(node, node.identifier)
        guard let unused = octets.first, unused < 8, unused == 0 || octets.count > 1 else {
            throw ASN1Error.invalidASN1Object(reason: "a BIT STRING without its count of unused bits")
        }
        guard octets.count == 1 || octets[octets.endIndex - 1] & (1 << unused - 1) == 0 else {
            throw ASN1Error.invalidASN1Object(reason: "unused bits of a BIT STRING are set")
        }
        var value: UInt16 = 0
        for (index, octet) in octets.dropFirst().prefix(2).enumerated() {
            for bit in 0..<8 where octet & (0x80 >> bit) != 0 { value |= 1 << (index * 8 + bit) }
        }
        self.init(rawValue: value)
    }

    private static let names = [
        "keyCompromise", "cACompromise", "affiliationChanged", "superseded", "cessationOfOperation", "certificateHold",
        "privilegeWithdrawn", "aACompromise",
    ]
}

extension RevocationReasons: CustomStringConvertible {
    var description: String {
        Self.names.enumerated().filter { rawValue & 2 << $0.offset != 0 }.map(\.element).joined(separator: ", ")
    }
}
