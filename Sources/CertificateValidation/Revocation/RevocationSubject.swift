//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

package import Diagnostics

/// A certificate whose revocation is in question, with where it stands.
package struct RevocationSubject: Hashable, Sendable {
    package let certificate: Certificate
    /// The certificate after it on its path, whose key signed it.
    package let issuer: Certificate
    /// Where its path ends: the signers of revocation data have to end there too (RFC 5280 §6.3.3 (f)).
    package let anchor: TrustAnchor

    package init(certificate: Certificate, issuer: Certificate, anchor: TrustAnchor) {
        self.certificate = certificate
        self.issuer = issuer
        self.anchor = anchor
    }
}

/// What one kind of revocation data says of a certificate.
package struct RevocationAnswer: Sendable {
    package var status: RevocationStatus
    package var evidence: [RevocationEvidence]
    /// Why data could not be used, as errors, and what was tolerated in the data that was, as warnings.
    package var findings: [Finding]
    /// Whether any data of the certificate's issuer, or for the certificate, was at hand, usable or not.
    package var hasData: Bool
    /// Whether data could not be used only since its signer's certificate is out of its validity.
    package var isSignerOutOfValidity: Bool

    package init(
        status: RevocationStatus = .unknown,
        evidence: [RevocationEvidence] = [],
        findings: [Finding] = [],
        hasData: Bool = false,
        isSignerOutOfValidity: Bool = false
    ) {
        self.status = status
        self.evidence = evidence
        self.findings = findings
        self.hasData = hasData
        self.isSignerOutOfValidity = isSignerOutOfValidity
    }
}

/// At which time and by which rules revocation data is judged.
package struct RevocationQuestion: Sendable {
    /// The time in question: whether the certificate was revoked then.
    package let time: Instant
    package let proofs: ProofsOfExistence
    package let policy: RevocationPolicy
    package let profile: CertificateProfile

    package init(time: Instant, proofs: ProofsOfExistence, policy: RevocationPolicy, profile: CertificateProfile) {
        self.time = time
        self.proofs = proofs
        self.policy = policy
        self.profile = profile
    }
}

/// What certificates a signature verifies with, judged by whoever builds paths: within its budget, with its caches.
package protocol RevocationSigners {
    /// All certificates of a name that are at hand, by RFC 5280 §7.1; nothing in them is believed.
    func certificates(named name: DistinguishedName) -> [Certificate]

    /// All certificates that are at hand whose issuer has a name; nothing in them is believed.
    func certificates(issuedBy name: DistinguishedName) -> [Certificate]

    /// Whether the key of `issuer` made the signature on the certificate, whatever the algorithm.
    mutating func isSigned(_ certificate: Certificate, by issuer: Certificate) -> Bool

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
