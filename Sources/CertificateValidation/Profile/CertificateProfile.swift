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

    /// RFC 5280 §6, which is what a relying party has to check. What an issuer did against §5 is a warning; §4 is not
    /// looked at.
    public static let relyingParty = Self(.relyingParty)
    /// Also §5: a revocation list that deviates is of no use. What §4 asks of certificates is not looked at yet, so a
    /// path that holds under this profile is not known to conform to it.
    public static let conforming = Self(.conforming)
}

extension CertificateProfile: CustomStringConvertible {
    /// Its name, such as `relying-party`.
    public var description: String { storage.rawValue }
}
