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
    /// Whoever is told of a path copies it: one reference.
    private let parts: Parts

    /// The leaf, then those between, then the anchor's; the leaf alone where it is an anchor's itself.
    public var certificates: [Certificate] { parts.values.certificates }
    /// Where the path ends.
    public var anchor: TrustAnchor { parts.values.anchor }
    /// The time at which it holds.
    public let time: Instant
    /// What was tolerated, such as an old algorithm that the policy allows.
    public var findings: [Finding] { parts.values.findings }
    /// What was found of each certificate's revocation but the anchor's, from the leaf on.
    public var revocation: [CertificateRevocation] { parts.values.revocation }
    /// Every check that was made, in order.
    public var checks: [PathCheckRecord] { parts.values.checks }
    /// Paths that were tried before, and why each doesn't hold.
    public var otherPaths: [TriedPath] { parts.values.otherPaths }

    init(
        _ path: UnverifiedCertificatePath,
        _ check: PathCheck,
        at time: Instant,
        otherPaths: [TriedPath]
    ) {
        parts = Parts(
            Values(
                certificates: path.certificates,
                anchor: path.anchor,
                findings: check.findings,
                revocation: check.revocation,
                checks: check.records,
                otherPaths: otherPaths
            )
        )
        self.time = time
    }

    private init(_ parts: Parts, at time: Instant) {
        self.parts = parts
        self.time = time
    }

    /// The same path as found at another time, at which nothing of it is otherwise.
    func found(at time: Instant) -> Self { Self(parts, at: time) }

    /// The certificate that the path is about.
    public var leaf: Certificate { certificates[0] }
}

extension CertificatePath {
    private struct Values: Hashable, Sendable {
        let certificates: [Certificate]
        let anchor: TrustAnchor
        let findings: [Finding]
        let revocation: [CertificateRevocation]
        let checks: [PathCheckRecord]
        let otherPaths: [TriedPath]
    }

    private final class Parts: Sendable {
        let values: Values

        init(_ values: Values) { self.values = values }
    }

    public static func == (left: Self, right: Self) -> Bool {
        left.time == right.time && (left.parts === right.parts || left.parts.values == right.parts.values)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(parts.values)
        hasher.combine(time)
    }
}
