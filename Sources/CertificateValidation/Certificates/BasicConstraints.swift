//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import SwiftASN1

/// Whether a key is an authority's (RFC 5280 §4.2.1.9).
public struct BasicConstraints: Hashable, Sendable {
    /// Whether certificates that the key signed may be believed at all.
    public let isAuthority: Bool
    /// How many authorities may follow below this one on a path, self-issued ones not counted; `nil` for any count.
    public let pathLength: Int?

    init(_ node: ASN1Node) throws {
        (isAuthority, pathLength) = try DER.sequence(node, identifier: .sequence) { fields in
            let isAuthority = try StrictDER.boolean(&fields)
            guard let length = StrictDER.optional(&fields, .integer) else { return (isAuthority, nil) }
            return (isAuthority, try StrictDER.count(length, "pathLenConstraint", clause: "RFC 5280 §4.2.1.9"))
        }
    }
}

/// Which key of the issuer signed a certificate (RFC 5280 §4.2.1.1); a hint for building paths, proof of nothing.
public struct AuthorityKeyIdentifier: Hashable, Sendable {
    /// What the issuer's certificate has as its subject key identifier.
    public let keyIdentifier: [UInt8]?
    /// Whether the issuer's name is there and the serial number of its certificate isn't, or the other way round.
    let isIncomplete: Bool

    init(_ node: ASN1Node) throws {
        (keyIdentifier, isIncomplete) = try DER.sequence(node, identifier: .sequence) { fields in
            let identifier = StrictDER.optional(&fields, StrictDER.contextSpecific(0))
            // What they say isn't needed by anything here.
            let issuer = StrictDER.optional(&fields, StrictDER.contextSpecific(1))
            let serialNumber = StrictDER.optional(&fields, StrictDER.contextSpecific(2))
            while fields.next() != nil {}
            return (
                try identifier.map { Array(try StrictDER.octets($0, $0.identifier)) },
                (issuer == nil) != (serialNumber == nil)
            )
        }
    }
}
