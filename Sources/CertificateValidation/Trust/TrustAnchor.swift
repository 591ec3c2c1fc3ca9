//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// An authority whose certificates are believed, since the caller says so (RFC 5280 §6.1.1 (d)).
public struct TrustAnchor: Hashable, Sendable {
    /// The authority's certificate, self-signed or not. Its own signature is not looked at.
    public let certificate: Certificate
    /// What the caller calls it in reports.
    public let name: String?

    /// - Throws: `endEntityAnchor` where the certificate is no authority's: where its basicConstraints say no; where it
    ///   has none and its key usage is without keyCertSign; where it has neither and isn't self-issued of version 1.
    ///   A person's or an organisation's key is trusted by pinning it.
    public init(_ certificate: Certificate, name: String? = nil) throws(CertificateError) {
        guard Self.isAuthority(certificate) else {
            throw CertificateError(
                .endEntityAnchor,
                """
                \(certificate.subject) is no authority, so no path can end at it; to trust this one key itself, pin it \
                (`--key`)
                """,
                clause: "RFC 5280 §4.2.1.9"
            )
        }
        self.certificate = certificate
        self.name = name
    }

    // The roots of the time before basicConstraints are still in use, so what they have instead counts too. OpenSSL's
    // X509_check_ca draws the same line.
    private static func isAuthority(_ certificate: Certificate) -> Bool {
        if let constraints = certificate.basicConstraints { return constraints.isAuthority }
        if let usage = certificate.keyUsage { return usage.contains(.keyCertSign) }
        return certificate.version == 1 && certificate.isSelfIssued
    }
}
