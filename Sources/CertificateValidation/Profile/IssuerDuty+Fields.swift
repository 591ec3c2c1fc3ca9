//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics

/// The fields of a certificate (RFC 5280 §4.1).
extension IssuerDuty {
    static let fields: [Self] = [
        Self(.serialNumberNotPositive, "4.1.2.2", "has a serial number that isn't positive") {
            $0.serialNumber.octets[0] >= 0x80 || $0.serialNumber.octets == [0]
        },
        Self(.serialNumberTooLong, "4.1.2.2", "has a serial number of more than 20 octets") {
            $0.serialNumber.octets.count > 20
        },
        Self(.issuerNameEmpty, "4.1.2.4", "names no issuer") { $0.issuer.isEmpty },
        Self(.validityEncoding, "4.1.2.5", "has a time before 2050 as GeneralizedTime") {
            $0.deviations.contains(.timeEncoding)
        },
        Self(.subjectNameEmpty, "4.1.2.6", "is an authority's and names nobody") {
            $0.subject.isEmpty && ($0.isAuthority || $0.extensions.keyUsage?.contains(.cRLSign) == true)
        },
        Self(.subjectNameEmpty, "4.1.2.6", "has neither a subject nor a subjectAltName") {
            $0.subject.isEmpty && $0.extensions[.subjectAlternativeName] == nil
        },
        Self(
            .issuerNameEncoding, "4.1.2.6 (a)", "has the issuer's name encoded otherwise than the issuer's certificate",
            .issuance { $0.issuer != $1.subject }
        ),
        Self(.uniqueIdentifier, "4.1.2.8", "has a unique identifier") { $0.deviations.contains(.uniqueIdentifier) },
        Self(.defaultValueEncoded, "X.690 §11.5", "has an extension whose `critical` is FALSE and written out") {
            $0.extensions.writesDefaultCriticality
        },
    ]
}

extension CertificateContent {
    /// Whether basicConstraints say that the key signs certificates.
    var isAuthority: Bool { extensions.basicConstraints?.isAuthority == true }
}

extension CertificateExtensions {
    /// The extension of a type, where there is one.
    subscript(type: ObjectIdentifier) -> Element? { all.first { $0.type == type } }
}
