//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics

/// A certificate whose revocation is in question, with where it stands.
struct RevocationSubject: Hashable, Sendable {
    let certificate: Certificate
    /// The certificate after it on its path, whose key signed it.
    let issuer: Certificate
    /// Where its path ends: the signers of revocation data have to end there too (RFC 5280 §6.3.3 (f)).
    let anchor: TrustAnchor
}

/// What one kind of revocation data says of a certificate.
struct RevocationAnswer: Sendable {
    var status = RevocationStatus.unknown
    var evidence: [RevocationEvidence] = []
    /// Why data could not be used, and what was tolerated.
    var findings: [Finding] = []
    /// Whether any data of the certificate's issuer, or for the certificate, was at hand, usable or not.
    var hasData = false
    /// Whether data could not be used only since its signer's certificate is out of its validity.
    var isSignerOutOfValidity = false
}

/// At which time and by which rules revocation data is judged.
struct RevocationQuestion: Sendable {
    /// The time in question: whether the certificate was revoked then.
    let time: Instant
    let proofs: ProofsOfExistence
    let policy: RevocationPolicy
    let profile: CertificateProfile
}

/// What certificates a signature verifies with, judged by whoever builds paths: within its budget, with its caches.
protocol RevocationSigners {
    /// All certificates of a name that are at hand, by RFC 5280 §7.1; nothing in them is believed.
    func certificates(named name: DistinguishedName) -> [Certificate]

    /// Whether the key of `signer` made the signature, with an algorithm that the policy allows.
    ///
    /// - Returns: `nil` where it did, else why not.
    mutating func objection(to signature: SignedOctets, by signer: Certificate) -> Finding?

    /// Whether a path leads from the certificate of a signer to the anchor, which holds at the time, its own
    /// revocation included where `looksAtRevocation` asks for it.
    ///
    /// - Returns: `nil` where one does, else why not.
    mutating func objection(
        toPathFrom signer: Certificate,
        to anchor: TrustAnchor,
        at time: Instant,
        looksAtRevocation: Bool
    ) -> PathValidationFailure?
}

/// Octets with a signature on them, as certificates, revocation lists and OCSP responses have them.
struct SignedOctets: Sendable {
    /// What is signed, in DER.
    let content: [UInt8]
    /// The `AlgorithmIdentifier`, in DER.
    let algorithm: [UInt8]
    /// The value, without the BIT STRING around it.
    let signature: [UInt8]
    /// The SHA-256 of the whole: what names it in caches.
    let fingerprint: [UInt8]
}
