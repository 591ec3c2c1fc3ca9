//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import Diagnostics

/// A path of certificates as it was put together: each names the next one as its issuer, the last is a trust anchor's.
/// Nothing in it is believed.
struct UnverifiedCertificatePath: Hashable, Sendable {
    /// The leaf, then those between, then the anchor's; the leaf alone where it is an anchor's itself.
    let certificates: [Certificate]
    let anchor: TrustAnchor

    var leaf: Certificate { certificates[0] }

    /// Each certificate that somebody else on the path signed, with that somebody; the anchor's own signature is
    /// nobody's business (RFC 5280 §6.1).
    var edges: Zip2Sequence<[Certificate], ArraySlice<Certificate>> { zip(certificates, certificates.dropFirst()) }
}

/// A path of certificates that holds (RFC 5280 §6): its leaf is whom it says, as far as the anchor is believed.
///
/// Only ``PathValidator`` makes one.
public struct CertificatePath: Hashable, Sendable {
    /// The leaf, then those between, then the anchor's; the leaf alone where it is an anchor's itself.
    public let certificates: [Certificate]
    /// Where the path ends.
    public let anchor: TrustAnchor
    /// The time at which it holds.
    public let time: Instant
    /// What was tolerated, such as an old algorithm that the policy allows.
    public let findings: [Finding]
    /// What was found of each certificate's revocation but the anchor's, from the leaf on.
    public let revocation: [CertificateRevocation]
    /// Every check that was made, in order.
    public let checks: [PathCheckRecord]
    /// Paths that were tried before, and why each doesn't hold.
    public let otherPaths: [TriedPath]

    init(
        _ path: UnverifiedCertificatePath,
        _ check: PathCheck,
        at time: Instant,
        otherPaths: [TriedPath]
    ) {
        certificates = path.certificates
        anchor = path.anchor
        self.time = time
        findings = check.findings
        revocation = check.revocation
        checks = check.records
        self.otherPaths = otherPaths
    }

    /// The same path as found at another time, at which nothing of it is otherwise.
    func found(at time: Instant) -> Self { Self(self, at: time) }

    private init(_ path: Self, at time: Instant) {
        certificates = path.certificates
        anchor = path.anchor
        self.time = time
        findings = path.findings
        revocation = path.revocation
        checks = path.checks
        otherPaths = path.otherPaths
    }

    /// The certificate that the path is about.
    public var leaf: Certificate { certificates[0] }
}
