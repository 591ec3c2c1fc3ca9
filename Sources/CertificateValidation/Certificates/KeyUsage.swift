//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import SwiftASN1

/// What a key may be used for (RFC 5280 §4.2.1.3).
public struct KeyUsage: OptionSet, Hashable, Sendable {
    /// Bit 0 of the standard is bit 0 here.
    public let rawValue: UInt16

    /// A set from its bits.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Signatures other than on certificates and revocation lists.
    public static let digitalSignature = Self(rawValue: 1 << 0)
    /// Also called nonRepudiation.
    public static let contentCommitment = Self(rawValue: 1 << 1)
    /// Wrapping keys.
    public static let keyEncipherment = Self(rawValue: 1 << 2)
    /// Encrypting data itself.
    public static let dataEncipherment = Self(rawValue: 1 << 3)
    /// Agreeing on keys.
    public static let keyAgreement = Self(rawValue: 1 << 4)
    /// Signatures on certificates.
    public static let keyCertSign = Self(rawValue: 1 << 5)
    /// Signatures on revocation lists.
    public static let cRLSign = Self(rawValue: 1 << 6)
    /// With keyAgreement: only for encrypting.
    public static let encipherOnly = Self(rawValue: 1 << 7)
    /// With keyAgreement: only for decrypting.
    public static let decipherOnly = Self(rawValue: 1 << 8)

    init(_ node: ASN1Node) throws {
        let bits = try ASN1BitString(derEncoded: node)
        var value: UInt16 = 0
        // The standard's bit 0 is the highest of the first octet; bits that it doesn't define mean nothing.
        for (index, octet) in bits.bytes.prefix(2).enumerated() {
            for bit in 0..<8 where octet & (0x80 >> bit) != 0 { value |= 1 << (index * 8 + bit) }
        }
        rawValue = value & 0x1FF
    }

    private static let names = [
        "digitalSignature", "contentCommitment", "keyEncipherment", "dataEncipherment", "keyAgreement", "keyCertSign",
        "cRLSign", "encipherOnly", "decipherOnly",
    ]
}

extension KeyUsage: CustomStringConvertible {
    /// The names of the standard, such as `digitalSignature, contentCommitment`.
    public var description: String {
        Self.names.enumerated().filter { rawValue & 1 << $0.offset != 0 }.map(\.element).joined(separator: ", ")
    }
}
