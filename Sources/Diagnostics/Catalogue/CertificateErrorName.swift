//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Why a certificate, or a file of them, is refused.
package enum CertificateErrorName: String, CatalogueCode {
    case certificateMalformed = "certificate-malformed"
    case certificateTooLarge = "certificate-too-large"
    case extensionDuplicate = "extension-duplicate"
    case extensionMalformed = "extension-malformed"
    case signatureAlgorithmMismatch = "signature-algorithm-mismatch"
    case pemMalformed = "pem-malformed"
    case bundleMalformed = "bundle-malformed"
    case noCertificate = "no-certificate"
    case noRevocationData = "no-revocation-data"
    case revocationListMalformed = "revocation-list-malformed"
    case revocationListTooLarge = "revocation-list-too-large"
    case onlineStatusResponseMalformed = "online-status-response-malformed"
    case onlineStatusResponseTooLarge = "online-status-response-too-large"
    case endEntityAnchor = "end-entity-anchor"
    case anchorTermsInvalid = "anchor-terms-invalid"
    case anchorConflict = "anchor-conflict"
    case digestUnavailable = "digest-unavailable"

    package static let room = "CertificateError"

    package var entry: CatalogueEntry {
        switch self {
        case .certificateMalformed:
            entry(
                [.error], "RFC 5280 §4.1",
                "The octets aren't a certificate in DER.",
                "Export the certificate anew."
            )
        case .certificateTooLarge:
            entry(
                [.error], nil,
                "The certificate, or a list in it, is larger than what is read.",
                "Refuse it: no certificate needs that."
            )
        case .extensionDuplicate:
            entry(
                [.error], "RFC 5280 §4.2",
                "An extension occurs twice.",
                "Refuse it: the authority broke the standard."
            )
        case .extensionMalformed:
            entry(
                [.error], "RFC 5280 §4.2",
                "An extension that is always looked at isn't what its clause says.",
                "Refuse it: the authority broke the standard."
            )
        case .signatureAlgorithmMismatch:
            entry(
                [.error], "RFC 5280 §4.1.1.2",
                "The algorithm beside the signature is another one than the signed one.",
                "Refuse it: what was signed is another algorithm."
            )
        case .pemMalformed:
            entry(
                [.error], "RFC 7468",
                "The text isn't PEM.",
                "Export the file anew; one block is `-----BEGIN CERTIFICATE-----` to `-----END CERTIFICATE-----`."
            )
        case .bundleMalformed:
            entry(
                [.error], "RFC 5652 §5.1",
                "The octets aren't a PKCS #7 bundle of certificates.",
                "Export the bundle anew."
            )
        case .noCertificate:
            entry(
                [.error], nil,
                "The file holds no certificate.",
                "Give a file that holds a certificate."
            )
        case .noRevocationData:
            entry(
                [.error], nil,
                "The file holds no revocation list, or no OCSP response, in DER or PEM.",
                "Give lists to `--crl` and OCSP responses to `--ocsp`."
            )
        case .revocationListMalformed:
            entry(
                [.error], "RFC 5280 §5.1",
                "The octets aren't a certificate revocation list in DER.",
                "Export the list anew; nothing that follows it may stand in its file."
            )
        case .revocationListTooLarge:
            entry(
                [.error], nil,
                "The revocation list is larger than is read, or about certificates of too many issuers.",
                "Refuse it: no list needs that."
            )
        case .onlineStatusResponseMalformed:
            entry(
                [.error], "RFC 6960 §4.2.1",
                "The octets aren't an OCSP response in DER.",
                "Ask the responder anew, and keep what it sends as it is; nothing that follows it may stand in its file."
            )
        case .onlineStatusResponseTooLarge:
            entry(
                [.error], nil,
                "The OCSP response is larger than is read, or holds too many certificates.",
                "Refuse it: no response needs that."
            )
        case .endEntityAnchor:
            entry(
                [.error], "RFC 5280 §4.2.1.9",
                "The certificate can't be a trust anchor, since it is no authority's.",
                "Pin it by `--key`, or give the authority that issued it."
            )
        case .anchorTermsInvalid:
            entry(
                [.error], "RFC 5937 §3",
                "The terms under which an anchor would be trusted can't be applied, or leave nothing to trust.",
                "Correct the dates, purposes or constraints of the trust list."
            )
        case .anchorConflict:
            entry(
                [.error], nil,
                "A certificate is given twice as a trust anchor, under different terms.",
                "Give it once, or twice under the same dates, purposes and constraints."
            )
        case .digestUnavailable:
            entry(
                [.error], nil,
                "This OpenSSL can't compute SHA-256, by which certificates are told apart.",
                "Change the configuration of OpenSSL: without SHA-256 nothing can be judged."
            )
        }
    }
}
