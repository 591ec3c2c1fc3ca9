//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics

/// What holds for the values of many extensions alike.
extension IssuerDuty {
    static let values: [Self] = [
        notEmpty("certificatePolicies", "4.2.1.4", .certificatePolicies),
        notEmpty("policyMappings", "4.2.1.5", .policyMappings),
        notEmpty("subjectAltName", "4.2.1.6", .subjectAlternativeName),
        notEmpty("issuerAltName", "4.2.1.7", .issuerAlternativeName),
        notEmpty("subjectDirectoryAttributes", "4.2.1.8", .subjectDirectoryAttributes),
        notEmpty("policyConstraints", "4.2.1.11", .policyConstraints),
        notEmpty("extKeyUsage", "4.2.1.12", .extendedKeyUsage),
        notEmpty("cRLDistributionPoints", "4.2.1.13", .distributionPoints),
        notEmpty("freshestCRL", "4.2.1.15", .freshestRevocationList),
        notEmpty("authorityInfoAccess", "4.2.2.1", .authorityInformationAccess),
        notEmpty("subjectInfoAccess", "4.2.2.2", .subjectInformationAccess),
        unreadable,
    ]

    /// Stands for a value in which a duty could not be looked for.
    static let unreadable = Self(
        .extensionUnreadable, "4.2", "has an extension whose value isn't as its clause defines it", .everyValue
    )

    private static func notEmpty(_ name: String, _ clause: String, _ type: ObjectIdentifier) -> Self {
        Self(
            .extensionEmpty, clause, "has an empty \(name)",
            .value(of: [type]) { (cursor, _) throws(CertificateError) in try cursor.onlySequence().isAtEnd }
        )
    }
}

extension DERCursor {
    /// What is in the only element, which has to be a SEQUENCE.
    mutating func onlySequence() throws(CertificateError) -> DERCursor {
        let element = try next(0x30)
        try finish()
        return walk(element.content)
    }

    /// What is in the next element, which has to be a SEQUENCE.
    mutating func nextSequence() throws(CertificateError) -> DERCursor { walk(try next(0x30).content) }
}
