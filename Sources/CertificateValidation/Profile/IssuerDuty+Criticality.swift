//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics

/// Which extensions have to be critical, and which may not be (RFC 5280 §4.2).
extension IssuerDuty {
    static let criticality = never + always

    private static let never: [Self] = [
        critical(.never, .authorityKeyIdentifier, "authorityKeyIdentifier", "4.2.1.1"),
        critical(.never, .subjectKeyIdentifier, "subjectKeyIdentifier", "4.2.1.2"),
        critical(.never, .subjectAlternativeName, "subjectAltName beside a subject", "4.2.1.6", isRequired: false) {
            !$0.subject.isEmpty
        },
        critical(.never, .issuerAlternativeName, "issuerAltName", "4.2.1.7", isRequired: false),
        critical(.never, .subjectDirectoryAttributes, "subjectDirectoryAttributes", "4.2.1.8"),
        critical(.never, .extendedKeyUsage, "extKeyUsage with anyExtendedKeyUsage", "4.2.1.12", isRequired: false) {
            $0.extensions.extendedKeyUsage?.contains(.anyExtendedKeyUsage) == true
        },
        critical(.never, .distributionPoints, "cRLDistributionPoints", "4.2.1.13", isRequired: false),
        critical(.never, .freshestRevocationList, "freshestCRL", "4.2.1.15"),
        critical(.never, .authorityInformationAccess, "authorityInfoAccess", "4.2.2.1"),
        critical(.never, .subjectInformationAccess, "subjectInfoAccess", "4.2.2.2"),
        critical(.never, .noRevocationAvailable, "noRevAvail", "RFC 9608 §2"),
    ]

    private static let always: [Self] = [
        critical(.always, .keyUsage, "keyUsage", "4.2.1.3", isRequired: false),
        critical(.always, .policyMappings, "policyMappings", "4.2.1.5", isRequired: false),
        critical(.always, .subjectAlternativeName, "subjectAltName in the subject's place", "4.2.1.6") {
            $0.subject.isEmpty
        },
        critical(.always, .basicConstraints, "basicConstraints of an authority", "4.2.1.9") { $0.isAuthority },
        critical(.always, .nameConstraints, "nameConstraints", "4.2.1.10"),
        critical(.always, .policyConstraints, "policyConstraints", "4.2.1.11"),
        critical(.always, .inhibitAnyPolicy, "inhibitAnyPolicy", "4.2.1.14"),
    ]

    private enum Rule {
        case never, always
    }

    private static func critical(
        _ rule: Rule,
        _ type: ObjectIdentifier,
        _ name: String,
        _ clause: String,
        isRequired: Bool = true,
        where applies: @escaping @Sendable (CertificateContent) -> Bool = { _ in true }
    ) -> Self {
        Self(
            rule == .never ? .extensionCritical : .extensionNotCritical,
            clause,
            rule == .never ? "has a critical \(name)" : "has a \(name) that isn't critical",
            isRequired: isRequired,
            .fields { content in
                content.extensions[type].map { $0.isCritical == (rule == .never) } == true && applies(content)
            }
        )
    }
}

extension ObjectIdentifier {
    // 2.5.29.…
    /// subjectDirectoryAttributes (RFC 5280 §4.2.1.8).
    static let subjectDirectoryAttributes = Self(octets: [0x55, 0x1D, 9])
    /// issuerAltName (RFC 5280 §4.2.1.7).
    static let issuerAlternativeName = Self(octets: [0x55, 0x1D, 18])
    /// nameConstraints (RFC 5280 §4.2.1.10).
    static let nameConstraints = Self(octets: [0x55, 0x1D, 30])
    // 1.3.6.1.5.5.7.1.…
    /// authorityInfoAccess (RFC 5280 §4.2.2.1).
    static let authorityInformationAccess = Self(octets: [0x2B, 6, 1, 5, 5, 7, 1, 1])
    /// subjectInfoAccess (RFC 5280 §4.2.2.2).
    static let subjectInformationAccess = Self(octets: [0x2B, 6, 1, 5, 5, 7, 1, 11])
}
