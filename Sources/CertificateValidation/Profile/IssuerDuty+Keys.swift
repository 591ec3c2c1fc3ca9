//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics

/// Key identifiers, key usage and basicConstraints (RFC 5280 §4.2.1.1 to §4.2.1.3, §4.2.1.9).
extension IssuerDuty {
    static let keys = identifiers + usages

    private static let identifiers: [Self] = [
        Self(
            .authorityKeyIdentifierMissing, "4.2.1.1", "has no authorityKeyIdentifier with a key identifier",
            // A self-signed certificate may do without.
            .issuance { certificate, issuer in
                certificate.extensions.authorityKeyIdentifier?.keyIdentifier == nil
                    && !(certificate.subject.matches(certificate.issuer)
                        && certificate.subjectPublicKeyInfo == issuer.subjectPublicKeyInfo)
            }
        ),
        Self(
            .authorityKeyIdentifierIncomplete, "4.2.1.1, Appendix A.2",
            "has an authorityKeyIdentifier with only one of the issuer's name and serial number"
        ) { $0.extensions.authorityKeyIdentifier?.isIncomplete == true },
        Self(
            .keyIdentifierMismatch, "4.2.1.2",
            "has another authorityKeyIdentifier than its issuer's subjectKeyIdentifier",
            .issuance { certificate, issuer in
                guard let wanted = certificate.extensions.authorityKeyIdentifier?.keyIdentifier,
                    let found = issuer.extensions.subjectKeyIdentifier
                else { return false }
                return wanted != found
            }
        ),
        Self(.subjectKeyIdentifierMissing, "4.2.1.2", "is an authority's and has no subjectKeyIdentifier") {
            $0.isAuthority && $0.extensions.subjectKeyIdentifier == nil
        },
        Self(
            .subjectKeyIdentifierMissing, "4.2.1.2", "has no subjectKeyIdentifier", isRequired: false,
            .fields { !$0.isAuthority && $0.extensions.subjectKeyIdentifier == nil }
        ),
    ]

    private static let usages: [Self] = [
        Self(.keyUsageMissing, "4.2.1.3", "is an authority's and has no keyUsage") {
            $0.isAuthority && $0.extensions.keyUsage == nil
        },
        Self(.keyUsageEmpty, "4.2.1.3", "has a keyUsage without any bit") { $0.extensions.keyUsage?.isEmpty == true },
        Self(.keyUsageWithoutAuthority, "4.2.1.3, §4.2.1.9", "has keyCertSign and is no authority's") {
            $0.signsCertificates && !$0.isAuthority
        },
        Self(.pathLengthWithoutAuthority, "4.2.1.9", "has a pathLenConstraint and is no authority's") {
            $0.extensions.basicConstraints?.pathLength != nil && !$0.isAuthority
        },
        Self(.pathLengthWithoutAuthority, "4.2.1.9", "has a pathLenConstraint without keyCertSign") {
            $0.extensions.basicConstraints?.pathLength != nil && $0.isAuthority && !$0.signsCertificates
        },
        Self(
            .defaultValueEncoded, "X.690 §11.5", "has basicConstraints whose cA is FALSE and written out",
            .value(of: [.basicConstraints]) { (cursor, content) throws(CertificateError) in
                var fields = try cursor.onlySequence()
                return try fields.optional(0x01) != nil && !content.isAuthority
            }
        ),
    ]
}

extension CertificateContent {
    fileprivate var signsCertificates: Bool { extensions.keyUsage?.contains(.keyCertSign) == true }
}
