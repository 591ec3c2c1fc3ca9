//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Whether the revocation of certificates is looked at.
public enum RevocationMode: String, Hashable, Sendable, Codable, CaseIterable {
    /// Each certificate of the path but the anchor needs usable, fresh data, else the path doesn't hold for now
    /// (``SubIndication/tryLater``).
    case required
    /// As ``required`` for every certificate for whose issuer any data was given. With none at all the path holds, and
    /// a finding says that nothing was looked at.
    case ifPresent = "if-present"
    /// Nothing is looked at, and a finding says so.
    case off
}

/// What is asked of revocation data (ETSI EN 319 102-1 §5.2.5).
public struct RevocationPolicy: Hashable, Sendable {
    /// Whether revocation is looked at.
    public var mode: RevocationMode
    /// How many seconds before the time in question data may have been issued to count as fresh; `nil`: its nextUpdate
    /// decides, and data without one isn't fresh.
    public var maximumAge: Int64?
    /// By how many seconds clocks of issuers and of the caller may differ.
    public var clockSkew: Int64 = 60
    /// Whose OCSP responses are believed about certificates of every issuer, besides those of the issuer itself and of
    /// whom it charged with them (RFC 6960 §4.2.2.2 (1)). The caller vouches for them: they need no path, only validity.
    public var trustedResponders: Set<Certificate> = []

    public init(_ mode: RevocationMode = .required, maximumAge: Int64? = nil) {
        self.mode = mode
        self.maximumAge = maximumAge
    }
}
