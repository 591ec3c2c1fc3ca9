//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import SwiftASN1

/// A name of X.501, as certificates carry it for their subject and issuer (RFC 5280 §4.1.2.4).
///
/// Two of these are equal when their DER is; ``matches(_:)`` compares as certification paths do.
public struct DistinguishedName: Hashable, Sendable {
    /// The `Name` in DER.
    public let der: [UInt8]
    /// The relative names in the order of the encoding; each a set of attributes.
    package let relativeNames: [[Attribute]]
    /// Equal for names that match by RFC 5280 §7.1.
    package let matchingKey: [UInt8]

    /// An attribute of a relative name.
    package struct Attribute: Hashable, Sendable {
        /// Which attribute it is.
        package let type: ObjectIdentifier
        /// What it says.
        package let value: AttributeValue
    }

    /// - Parameter der: A whole `Name`.
    package init(der: [UInt8]) throws(CertificateError) {
        self = try StrictDER.parsing("Name", clause: "RFC 5280 §4.1.2.4") {
            try Self(DER.parse(der))
        }
    }

    init(_ node: ASN1Node) throws {
        der = Array(node.encodedBytes)
        relativeNames = try DER.sequence(node, identifier: .sequence) { sets in
            var names: [[Attribute]] = []
            while let set = sets.next() {
                guard set.identifier == .set else { throw ASN1Error.unexpectedFieldType(set.identifier) }
                names.append(try Self.attributes(set))
            }
            return names
        }
        matchingKey = NameMatching.key(relativeNames)
    }

    // The order within a set is not looked at: names that break DER's order of a SET OF are in use, and matching
    // sorts by itself.

    /// - Parameter set: A relative name, under whatever tag.
    static func attributes(_ set: ASN1Node) throws -> [Attribute] {
        guard case .constructed(let members) = set.content else {
            throw ASN1Error.unexpectedFieldType(set.identifier)
        }
        var attributes: [Attribute] = []
        for member in members {
            attributes.append(
                try DER.sequence(member, identifier: .sequence) { fields in
                    let type = try ObjectIdentifier(StrictDER.next(&fields, "the type of an attribute"))
                    return Attribute(type: type, value: AttributeValue(try StrictDER.next(&fields, "its value")))
                }
            )
        }
        guard !attributes.isEmpty else {
            throw CertificateError(.certificateMalformed, "a relative name is empty", clause: "X.501 §9.3")
        }
        return attributes
    }

    /// Whether the name has no attribute at all.
    public var isEmpty: Bool { relativeNames.isEmpty }

    /// Whether the names are the same to a certification path (RFC 5280 §7.1): letters of ASCII without regard to
    /// case, white space folded, string types converted.
    public func matches(_ other: Self) -> Bool { matchingKey == other.matchingKey }

    public static func == (left: Self, right: Self) -> Bool { left.der == right.der }

    public func hash(into hasher: inout Hasher) { hasher.combine(octets: der) }
}
