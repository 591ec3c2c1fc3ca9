//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

package import CertificateValidation
public import Diagnostics

/// The certificate of a signer.
public struct SignerReport: Hashable, Sendable, Codable {
    public var subject: String
    public var issuer: String
    /// In hexadecimal.
    public var serial: String
    public var notBefore: Instant
    public var notAfter: Instant
    /// SHA-256 of the certificate, in hexadecimal.
    public var sha256: String
    /// The first organisation that the subject names.
    public var organization: String?
    /// Numbers and codes in the subject by which authorities know the signer.
    public var identifiers: [SubjectIdentifierReport]

    package init(
        subject: String, issuer: String, serial: String, notBefore: Instant, notAfter: Instant, sha256: String,
        organization: String?, identifiers: [SubjectIdentifierReport]
    ) {
        self.subject = subject
        self.issuer = issuer
        self.serial = serial
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.sha256 = sha256
        self.organization = organization
        self.identifiers = identifiers
    }
}

/// A number or code in a subject; see ``SubjectIdentifier``.
public struct SubjectIdentifierReport: Hashable, Sendable, Codable {
    /// The attribute that it stands in, such as `UID`.
    public var attribute: String
    /// The whole value, as the certificate has it.
    public var text: String
    /// Such as `MST` or `VAT`; `nil` where the text is in no form that is known, as are the members below.
    public var type: String?
    /// The country of the type, where the form says one.
    public var country: String?
    /// The identifier alone.
    public var value: String?
    /// The dependent unit of an organisation.
    public var branch: String?

    package init(_ identifier: SubjectIdentifier) {
        attribute = identifier.attribute
        text = identifier.text
        type = identifier.scheme?.description
        country = identifier.country
        value = identifier.value
        branch = identifier.branch
    }
}

/// A certificate of a path.
public struct PathCertificateReport: Hashable, Sendable, Codable {
    public var subject: String
    /// SHA-256 of the certificate, in hexadecimal; `nil` where the anchor is a name and a key only.
    public var sha256: String?
    /// `true` for the trust anchor; absent for the others.
    public var anchor: Bool?
    /// The name of the anchor in the trust list.
    public var anchorName: String?

    package init(subject: String, sha256: String?, anchor: Bool? = nil, anchorName: String? = nil) {
        self.subject = subject
        self.sha256 = sha256
        self.anchor = anchor
        self.anchorName = anchorName
    }
}

/// When the signature was made, by its own word and by proof.
public struct SigningTimeReport: Hashable, Sendable, Codable {
    /// What the signed properties say; the signer's word only.
    public var claimed: Instant?
    /// The earliest time at which it provably existed.
    public var proven: Instant?
    public var provenBy: String?

    package init(claimed: Instant?, proven: Instant? = nil, provenBy: String? = nil) {
        self.claimed = claimed
        self.proven = proven
        self.provenBy = provenBy
    }
}
