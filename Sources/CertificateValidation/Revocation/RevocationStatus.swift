//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import Diagnostics

/// Why a certificate was revoked (RFC 5280 §5.3.1); the raw value is its code.
public enum RevocationReason: Int, Hashable, Sendable, CaseIterable {
    case unspecified = 0
    case keyCompromise = 1
    case authorityCompromise = 2
    case affiliationChanged = 3
    case superseded = 4
    case cessationOfOperation = 5
    case certificateHold = 6
    case removeFromRevocationList = 8
    case privilegeWithdrawn = 9
    case attributeAuthorityCompromise = 10
}

/// What is known of one certificate's revocation at a time.
public enum RevocationStatus: Hashable, Sendable {
    /// Usable data says that it is not revoked.
    case good
    /// Usable data says that it was revoked, not later than at the time in question.
    case revoked(at: Instant, reason: RevocationReason?)
    /// No usable data says anything, for the reasons in the findings.
    case unknown
    /// Nobody looked.
    case unchecked
}

/// One piece of revocation data that a status rests upon.
public struct RevocationEvidence: Hashable, Sendable {
    /// What kind of data.
    public enum Kind: String, Hashable, Sendable {
        case revocationList = "crl"
        case deltaRevocationList = "delta-crl"
        case onlineStatusResponse = "ocsp"
    }

    public let kind: Kind
    /// The SHA-256 of its DER.
    public let fingerprint: [UInt8]
    /// Who signed it.
    public let signer: Certificate?
    /// When what it says was known to be right.
    public let thisUpdate: Instant
    /// When newer data is promised at the latest.
    public let nextUpdate: Instant?
    /// When an OCSP response was signed.
    public let producedAt: Instant?

    init(
        _ kind: Kind,
        fingerprint: [UInt8],
        signer: Certificate?,
        thisUpdate: Instant,
        nextUpdate: Instant?,
        producedAt: Instant? = nil
    ) {
        self.kind = kind
        self.fingerprint = fingerprint
        self.signer = signer
        self.thisUpdate = thisUpdate
        self.nextUpdate = nextUpdate
        self.producedAt = producedAt
    }
}

/// What was found about the revocation of one certificate of a path.
public struct CertificateRevocation: Hashable, Sendable {
    /// Whose.
    public let certificate: Certificate
    public let status: RevocationStatus
    /// What the status rests upon.
    public let evidence: [RevocationEvidence]
    /// Why other data couldn't be used, and what was tolerated in the data that was.
    public let findings: [Finding]

    init(
        _ certificate: Certificate,
        _ status: RevocationStatus,
        evidence: [RevocationEvidence] = [],
        findings: [Finding] = []
    ) {
        self.certificate = certificate
        self.status = status
        self.evidence = evidence
        self.findings = findings
    }
}
