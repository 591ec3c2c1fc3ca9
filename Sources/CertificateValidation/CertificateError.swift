//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import Diagnostics

/// Why a certificate, or a file of certificates, was refused before anything in it was believed.
public struct CertificateError: XMLDSigError, Hashable {
    /// What kind of failure it is.
    public let code: Code
    /// Where in a text file it stands; `nil` for DER.
    public let position: SourcePosition?
    /// What was found and what would be accepted, for a person.
    public let hint: String
    /// The clause of the standard that decides it.
    public let clause: String?

    /// The ``code`` as text.
    public var codeName: String { code.description }

    /// An error, with its place where it is known.
    package init(_ code: Code, _ hint: String, clause: String? = nil, at position: SourcePosition? = nil) {
        self.code = code
        self.hint = hint
        self.clause = clause
        self.position = position
    }

    /// This error with the place where the certificate stands in its file; a place that is known already stays.
    package func located(at position: SourcePosition) -> Self {
        Self(code, hint, clause: clause, at: self.position ?? position)
    }

    /// A stable code; see the catalogue of findings in the documentation.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        // A struct over the catalogue's list: a new code breaks nobody's `switch`.
        private let storage: CertificateErrorName

        private init(_ storage: CertificateErrorName) { self.storage = storage }

        /// What the code means, by the catalogue.
        public var entry: CatalogueEntry { storage.entry }

        /// Every code there is.
        public static var all: [Self] { CertificateErrorName.allCases.map(Self.init) }

        /// The octets aren't a certificate in DER (RFC 5280 §4.1).
        public static let certificateMalformed = Self(.certificateMalformed)
        /// The certificate is larger than ``Certificate/maximumByteCount``, or a list in it than what is read.
        public static let certificateTooLarge = Self(.certificateTooLarge)
        /// An extension occurs twice (RFC 5280 §4.2).
        public static let extensionDuplicate = Self(.extensionDuplicate)
        /// An extension that is always looked at isn't what its clause says.
        public static let extensionMalformed = Self(.extensionMalformed)
        /// The algorithm beside the signature is another one than the signed one (RFC 5280 §4.1.1.2).
        public static let signatureAlgorithmMismatch = Self(.signatureAlgorithmMismatch)
        /// The text isn't PEM (RFC 7468).
        public static let pemMalformed = Self(.pemMalformed)
        /// The octets aren't a PKCS #7 bundle of certificates (RFC 5652 §5.1).
        public static let bundleMalformed = Self(.bundleMalformed)
        /// The file holds no certificate.
        public static let noCertificate = Self(.noCertificate)
        /// The file holds no revocation data of the kind that is asked for.
        public static let noRevocationData = Self(.noRevocationData)
        /// The octets aren't a revocation list in DER (RFC 5280 §5.1).
        public static let revocationListMalformed = Self(.revocationListMalformed)
        /// The revocation list is larger than is read, or about certificates of too many issuers.
        public static let revocationListTooLarge = Self(.revocationListTooLarge)
        /// The octets aren't an OCSP response in DER (RFC 6960 §4.2.1).
        public static let onlineStatusResponseMalformed = Self(.onlineStatusResponseMalformed)
        /// The OCSP response is larger than is read, or holds too many certificates.
        public static let onlineStatusResponseTooLarge = Self(.onlineStatusResponseTooLarge)
        /// The certificate can't be a trust anchor, since it is no authority's.
        public static let endEntityAnchor = Self(.endEntityAnchor)
        /// The terms under which an anchor would be trusted can't be applied, or leave nothing to trust.
        public static let anchorTermsInvalid = Self(.anchorTermsInvalid)
        /// A certificate is given twice as a trust anchor, under different terms.
        public static let anchorConflict = Self(.anchorConflict)
        /// This OpenSSL can't compute SHA-256, by which certificates are told apart.
        public static let digestUnavailable = Self(.digestUnavailable)

        public var description: String { storage.rawValue }
    }
}
