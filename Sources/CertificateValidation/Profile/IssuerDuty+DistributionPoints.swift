//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics

/// Where revocation lists are (RFC 5280 §4.2.1.13, §4.2.1.15).
extension IssuerDuty {
    static let distributionPoints: [Self] = [
        point("has a distribution point of reasons alone") { (point, _) throws(CertificateError) in
            point.name == nil && point.listIssuer == nil
        },
        point("has a distribution point that names its own issuer as that of the lists") {
            (point, content) throws(CertificateError) in
            guard let issuer = point.listIssuer else { return false }
            return try issuer.directoryNames().contains { $0.matches(content.issuer) }
        },
        point("has a distribution point whose name is relative to several issuers of lists") {
            (point, _) throws(CertificateError) in
            guard let issuer = point.listIssuer, let name = point.name, name.nextTag == 0xA1 else { return false }
            return try issuer.directoryNames().count > 1
        },
    ]

    /// The fields of a distribution point, each a walk over what is in it.
    fileprivate struct PointFields {
        var name: DERCursor?
        var listIssuer: DERCursor?
    }

    private static func point(
        _ message: String,
        _ isMalformed: @escaping @Sendable (PointFields, CertificateContent) throws(CertificateError) -> Bool
    ) -> Self {
        Self(
            .distributionPointMalformed, "4.2.1.13", message,
            .value(of: [.distributionPoints, .freshestRevocationList]) { (cursor, content) throws(CertificateError) in
                var points = try cursor.onlySequence()
                while !points.isAtEnd {
                    if try isMalformed(points.nextPoint(), content) { return true }
                }
                return false
            }
        )
    }
}

extension DERCursor {
    fileprivate mutating func nextPoint() throws(CertificateError) -> IssuerDuty.PointFields {
        var point = try nextSequence()
        var fields = IssuerDuty.PointFields()
        if let name = try point.optional(0xA0) { fields.name = walk(name.content) }
        _ = try point.optional(0x81)
        if let issuer = try point.optional(0xA2) { fields.listIssuer = walk(issuer.content) }
        return fields
    }

    /// The names of the directory among general names.
    fileprivate func directoryNames() throws(CertificateError) -> [DistinguishedName] {
        var names = self
        var found: [DistinguishedName] = []
        while !names.isAtEnd {
            let name = try names.next()
            if name.tag == 0xA4 { found.append(try DistinguishedName(der: Array(octets[name.content]))) }
        }
        return found
    }
}
