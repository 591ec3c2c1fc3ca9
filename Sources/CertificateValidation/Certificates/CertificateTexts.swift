//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// What reports say of a certificate, and what descriptions of it are compared with, put together once.
package final class CertificateTexts: Sendable {
    /// The subject as RFC 4514 writes it.
    package let subject: String
    /// The issuer as RFC 4514 writes it.
    package let issuer: String
    /// The serial number in hexadecimal.
    package let serialNumber: String
    /// The SHA-256 of the certificate in hexadecimal.
    package let sha256: String
    /// ``DistinguishedName/textMatchingKey`` of the subject.
    package let subjectMatchingKey: [UInt8]
    /// ``DistinguishedName/textMatchingKey`` of the issuer.
    package let issuerMatchingKey: [UInt8]
    /// The serial number in decimal digits.
    package let decimalSerialNumber: String
    /// The subject's organisation, the first where there are several.
    package let organization: String?
    /// Numbers and codes in the subject that authorities gave.
    package let identifiers: [SubjectIdentifier]

    fileprivate init(_ certificate: Certificate) {
        subject = certificate.subject.description
        issuer = certificate.issuer.description
        serialNumber = certificate.serialNumber.hexadecimal
        sha256 = certificate.sha256
        subjectMatchingKey = certificate.subject.textMatchingKey
        issuerMatchingKey = certificate.issuer.textMatchingKey
        decimalSerialNumber = certificate.serialNumber.decimal
        let identity = certificate.subjectIdentity
        organization = identity.organizations.first
        identifiers = identity.identifiers
    }
}

extension Certificate {
    /// Its texts, made when somebody first asks.
    package var texts: CertificateTexts { lazyTexts.value { CertificateTexts(self) } }
}
