//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import SwiftASN1

/// What a revocation list is about (RFC 5280 §5.2.5).
struct IssuingDistributionPoint: Hashable, Sendable {
    let name: DistributionPointName?
    let onlyContainsUserCertificates: Bool
    let onlyContainsAuthorityCertificates: Bool
    let onlyContainsAttributeCertificates: Bool
    /// All reasons where the list doesn't say.
    let onlySomeReasons: RevocationReasons?
    /// Whether the list may be about certificates of other issuers.
    let isIndirect: Bool
    /// Whether the extension says nothing at all.
    let isEmpty: Bool

    init(_ node: ASN1Node) throws {
        var fields: [UInt: ASN1Node] = [:]
        try DER.sequence(node, identifier: .sequence) { nodes in
            // In the order of their numbers, each once.
            for number: UInt in 0...5 { fields[number] = StrictDER.optional(&nodes, StrictDER.contextSpecific(number)) }
        }
        isEmpty = fields.isEmpty
        name = try fields[0].map { try DistributionPointName(explicitlyTagged: $0) }
        onlyContainsUserCertificates = try fields[1].map(Self.boolean) ?? false
        onlyContainsAuthorityCertificates = try fields[2].map(Self.boolean) ?? false
        onlySomeReasons = try fields[3].map { try RevocationReasons($0) }
        isIndirect = try fields[4].map(Self.boolean) ?? false
        onlyContainsAttributeCertificates = try fields[5].map(Self.boolean) ?? false
    }

    private static func boolean(_ node: ASN1Node) throws -> Bool {
        let octets = try StrictDER.octets(node, node.identifier)
        guard octets.count == 1, let octet = octets.first, octet == 0 || octet == 0xFF else {
            throw ASN1Error.invalidASN1Object(reason: "a BOOLEAN is not as DER asks")
        }
        return octet == 0xFF
    }
}
