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

/// What was found of the revocation of one certificate.
public struct CertificateRevocationReport: Hashable, Sendable, Codable {
    /// Whose.
    public var subject: String
    /// SHA-256 of the certificate, in hexadecimal.
    public var sha256: String
    public var status: PathRevocation
    /// `nil` unless it is revoked, as is the reason where the data gives none.
    public var revokedAt: Instant?
    /// By the name in RFC 5280 §5.3.1, such as `keyCompromise`.
    public var reason: String?
    /// What the status rests upon.
    public var evidence: [RevocationEvidenceReport]

    package init(_ revocation: CertificateRevocation) {
        let texts = revocation.certificate.texts
        subject = texts.subject
        sha256 = texts.sha256
        status = PathRevocation([revocation])
        if case .revoked(let time, let reason) = revocation.status {
            revokedAt = time
            self.reason = reason?.name
        }
        evidence = revocation.evidence.map(RevocationEvidenceReport.init)
    }
}

/// One piece of revocation data that was used.
public struct RevocationEvidenceReport: Hashable, Sendable, Codable {
    /// `crl`, `delta-crl` or `ocsp`.
    public var kind: String
    /// SHA-256 of its DER, in hexadecimal.
    public var sha256: String
    /// The subject of who signed it.
    public var signer: String?
    public var thisUpdate: Instant
    public var nextUpdate: Instant?
    /// When an OCSP response was signed; `nil` for lists.
    public var producedAt: Instant?

    package init(_ evidence: RevocationEvidence) {
        kind = evidence.kind.rawValue
        sha256 = Hexadecimal.lowercase(evidence.fingerprint)
        signer = evidence.signer?.texts.subject
        thisUpdate = evidence.thisUpdate
        nextUpdate = evidence.nextUpdate
        producedAt = evidence.producedAt
    }
}

extension CertificateRevocationReport: JSONWritable {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("subject", subject)
            writer.member("sha256", sha256)
            writer.member("status", status.rawValue)
            writer.member("revokedAt", revokedAt?.rfc3339)
            writer.member("reason", reason)
            writer.member("evidence", evidence)
        }
    }
}

extension RevocationEvidenceReport: JSONWritable {
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("kind", kind)
            writer.member("sha256", sha256)
            writer.member("signer", signer)
            writer.member("thisUpdate", thisUpdate.rfc3339)
            writer.member("nextUpdate", nextUpdate?.rfc3339)
            writer.member("producedAt", producedAt?.rfc3339)
        }
    }
}
