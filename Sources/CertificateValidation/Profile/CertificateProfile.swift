//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// How much of what RFC 5280 asks of those who issue certificates is asked for when a path is judged.
public struct CertificateProfile: Hashable, Sendable {
    // A struct over a private enumeration: a new profile breaks nobody's `switch`.
    private enum Storage: String, CaseIterable {
        case relyingParty = "relying-party"
        case conforming = "conforming"
    }

    private let storage: Storage

    private init(_ storage: Storage) { self.storage = storage }

    /// The profile of this name, where it is known.
    public init?(name: String) {
        guard let storage = Storage(rawValue: name) else { return nil }
        self.storage = storage
    }

    /// RFC 5280 §6, which is what a relying party has to check. What an issuer did against §4 and §5 is a warning.
    public static let relyingParty = Self(.relyingParty)
    /// Also §4 and §5, as far as they demand something (MUST): a path with a certificate that deviates doesn't hold, and
    /// a revocation list that deviates is of no use. Of the anchor's own certificate only the constraints are looked at:
    /// it is trusted already.
    public static let conforming = Self(.conforming)
}

extension CertificateProfile: CustomStringConvertible {
    /// Its name, such as `relying-party`.
    public var description: String { storage.rawValue }
}
