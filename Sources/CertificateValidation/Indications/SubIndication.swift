//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Why a signature isn't ``Indication/totalPassed`` (ETSI EN 319 102-1 §5.1.3, table 6).
public enum SubIndication: String, Hashable, Sendable, Codable, CaseIterable {
    // MARK: With TOTAL-FAILED

    /// The signature doesn't have the form of its format and can't be processed.
    case formatFailure = "FORMAT_FAILURE"
    /// The digest of at least one signed object is another one than the signature says.
    case hashFailure = "HASH_FAILURE"
    /// The signature value doesn't verify with the signer's key.
    case signatureCryptographyFailure = "SIG_CRYPTO_FAILURE"
    /// The signer's certificate was revoked, and the signature is proven to be younger.
    case revoked = "REVOKED"
    /// The signature is proven to have been made after the signer's certificate had expired.
    case expired = "EXPIRED"
    /// The signature is proven to have been made before the signer's certificate was valid.
    case notYetValid = "NOT_YET_VALID"

    // MARK: With INDETERMINATE

    /// Attributes or parts of the signature aren't what the policy asks for.
    case signatureConstraintsFailure = "SIG_CONSTRAINTS_FAILURE"
    /// The certificates of the path don't meet the constraints on certificates.
    case chainConstraintsFailure = "CHAIN_CONSTRAINTS_FAILURE"
    /// The path could not be validated for another reason.
    case certificateChainGeneralFailure = "CERTIFICATE_CHAIN_GENERAL_FAILURE"
    /// An algorithm or a key is too weak, and what it protects is known to be younger than the end of its use.
    case cryptographicConstraintsFailure = "CRYPTO_CONSTRAINTS_FAILURE"
    /// An algorithm or a key is too weak, and nothing proves that what it protects is older than the end of its use.
    case cryptographicConstraintsFailureNoProofOfExistence = "CRYPTO_CONSTRAINTS_FAILURE_NO_POE"
    /// The signature policy can't be processed.
    case policyProcessingError = "POLICY_PROCESSING_ERROR"
    /// The document of the signature policy isn't at hand.
    case signaturePolicyNotAvailable = "SIGNATURE_POLICY_NOT_AVAILABLE"
    /// Time-stamps contradict the order in which they have to have been made.
    case timestampOrderFailure = "TIMESTAMP_ORDER_FAILURE"
    /// Nothing says reliably which certificate is the signer's.
    case noSigningCertificateFound = "NO_SIGNING_CERTIFICATE_FOUND"
    /// No path leads from the signer's certificate to a trust anchor.
    case noCertificateChainFound = "NO_CERTIFICATE_CHAIN_FOUND"
    /// Paths lead only to trust anchors that aren't trusted any more at the validation time, and nothing proves that
    /// the signature is older.
    case noCertificateChainFoundNoProofOfExistence = "NO_CERTIFICATE_CHAIN_FOUND_NO_POE"
    /// The signer's certificate is revoked, and nothing proves on which side of that the signature was made.
    case revokedNoProofOfExistence = "REVOKED_NO_POE"
    /// The certificate of an authority on the path is revoked, and nothing proves on which side of that the signature
    /// was made.
    case revokedAuthorityNoProofOfExistence = "REVOKED_CA_NO_POE"
    /// The signer's certificate is expired or not valid yet and known not to be revoked; nothing proves when the
    /// signature was made.
    case outOfBoundsNotRevoked = "OUT_OF_BOUNDS_NOT_REVOKED"
    /// The signer's certificate is expired or not valid yet; nothing proves when the signature was made.
    case outOfBoundsNoProofOfExistence = "OUT_OF_BOUNDS_NO_POE"
    /// The signer of the revocation data is expired or not valid yet; nothing proves when the data was made.
    case revocationOutOfBoundsNoProofOfExistence = "REVOCATION_OUT_OF_BOUNDS_NO_POE"
    /// Something lacks a proof that it existed before an event that compromises it.
    case noProofOfExistence = "NO_POE"
    /// Revocation data is missing, on hold or not fresh; it may be at hand later.
    case tryLater = "TRY_LATER"
    /// Signed data isn't at hand.
    case signedDataNotFound = "SIGNED_DATA_NOT_FOUND"
}

extension SubIndication {
    /// The indication that it stands with.
    public var indication: Indication {
        switch self {
        case .formatFailure, .hashFailure, .signatureCryptographyFailure, .revoked, .expired, .notYetValid:
            .totalFailed
        default:
            .indeterminate
        }
    }

    /// The identifier in validation reports (ETSI TS 119 102-2).
    public var uri: String { "urn:etsi:019102:subindication:" + rawValue }
}
