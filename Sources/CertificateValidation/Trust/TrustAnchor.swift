//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import Diagnostics

/// An authority whose certificates are believed, since the caller says so, and how far (RFC 5280 §6.1.1 (d), RFC 5937).
///
/// Besides its certificate it has terms: from when to when it is trusted, for which purposes, and under which
/// constraints. All of them apply together, and so do those of the certificate itself: its notAfter is a sunset date
/// too; its path length and name constraints apply, and so do its certificate policies, policyConstraints and
/// inhibitAnyPolicy. What of these can't be applied is an error when the anchor is made.
public struct TrustAnchor: Hashable, Sendable {
    /// The authority's certificate, self-signed or not. Its own signature is not looked at.
    public let certificate: Certificate
    /// What the caller calls it in reports.
    public let name: String?
    /// The names of the sets that it belongs to, such as `government`; see ``TrustStore/anchors(inSet:)``.
    public let sets: Set<String>
    /// The first moment at which the caller trusts it; `nil` where only its certificate says.
    public let trustedFrom: Instant?
    /// The last moment at which the caller trusts it, its sunset date; `nil` where only its certificate says.
    public let trustedUntil: Instant?
    /// What it is trusted for; `nil` for anything. A validation for ``CertificatePurpose/any`` asks for an anchor that
    /// is trusted for anything.
    public let purposes: Set<CertificatePurpose>?
    /// What the caller's trust is restricted to, besides the constraints in its certificate.
    public let constraints: TrustAnchorConstraints

    /// What its certificate says about policies, which path validation of RFC 5280 leaves out.
    let certificateConstraints: AnchorCertificateConstraints

    /// - Parameters:
    ///   - name: What reports call it.
    ///   - sets: The names of the sets that it belongs to.
    ///   - trustedFrom: The first moment at which it is trusted, besides what its certificate says.
    ///   - trustedUntil: The last one.
    ///   - purposes: What it is trusted for; `nil`, or one of them ``CertificatePurpose/any``, for anything. They demand no
    ///     extended key usages.
    ///   - constraints: What its paths have to meet besides the constraints in the certificate.
    /// - Throws: `endEntityAnchor` where the certificate is no authority's: where its basicConstraints say no; where it
    ///   has none and its key usage is without keyCertSign; where it has neither and isn't self-issued of version 1.
    ///   A person's or an organisation's key is trusted by pinning it. `anchorTermsInvalid` where the terms leave
    ///   nothing to trust, `extensionMalformed` where a constraint of the certificate can't be read.
    public init(
        _ certificate: Certificate,
        name: String? = nil,
        sets: Set<String> = [],
        trustedFrom: Instant? = nil,
        trustedUntil: Instant? = nil,
        purposes: Set<CertificatePurpose>? = nil,
        constraints: TrustAnchorConstraints = TrustAnchorConstraints()
    ) throws(CertificateError) {
        guard Self.isAuthority(certificate) else {
            throw CertificateError(
                .endEntityAnchor,
                """
                \(certificate.subject) is no authority, so no path can end at it; to trust this one key itself, pin it \
                (`--key`)
                """,
                clause: "RFC 5280 §4.2.1.9"
            )
        }
        if trustedFrom != nil || trustedUntil != nil {
            let first = max(trustedFrom ?? certificate.notBefore, certificate.notBefore)
            let last = min(trustedUntil ?? certificate.notAfter, certificate.notAfter)
            guard first <= last else {
                throw CertificateError(.anchorTermsInvalid, "it would be trusted from \(first) to \(last)")
            }
        }
        if let purposes, purposes.isEmpty {
            throw CertificateError(.anchorTermsInvalid, "it would be trusted for no purpose at all")
        }
        // What is demanded of a leaf is the validator's to say; an anchor's terms have no words for it.
        if purposes?.contains(where: { $0 != $0.withoutDemands }) == true {
            throw CertificateError(.anchorTermsInvalid, "its purposes demand extended key usages")
        }
        self.certificate = certificate
        self.name = name
        self.sets = sets
        self.trustedFrom = trustedFrom
        self.trustedUntil = trustedUntil
        self.purposes = purposes?.contains(.any) == true ? nil : purposes
        self.constraints = constraints
        certificateConstraints = try AnchorCertificateConstraints(certificate)
    }

    // The roots of the time before basicConstraints are still in use, so what they have instead counts too. OpenSSL's
    // X509_check_ca draws the same line.
    private static func isAuthority(_ certificate: Certificate) -> Bool {
        if let constraints = certificate.basicConstraints { return constraints.isAuthority }
        if let usage = certificate.keyUsage { return usage.contains(.keyCertSign) }
        return certificate.version == 1 && certificate.isSelfIssued
    }

    /// This anchor in more sets; its terms stay.
    func joining(_ sets: Set<String>) -> Self {
        Self(self, sets: self.sets.union(sets))
    }

    private init(_ anchor: Self, sets: Set<String>) {
        certificate = anchor.certificate
        name = anchor.name
        self.sets = sets
        trustedFrom = anchor.trustedFrom
        trustedUntil = anchor.trustedUntil
        purposes = anchor.purposes
        constraints = anchor.constraints
        certificateConstraints = anchor.certificateConstraints
    }

    /// Whether the other anchor is trusted as far as this one, whatever the two are called.
    func hasTerms(of other: Self) -> Bool {
        trustedFrom == other.trustedFrom && trustedUntil == other.trustedUntil && purposes == other.purposes
            && constraints == other.constraints
    }
}
