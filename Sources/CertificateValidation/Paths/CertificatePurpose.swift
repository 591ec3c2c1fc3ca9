//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// What the leaf of a path is to be good for.
public struct CertificatePurpose: Hashable, Sendable {
    // A struct over a private enumeration: a new purpose breaks nobody's `switch`.
    private enum Storage: String, CaseIterable {
        case documentSigning = "document-signing"
        case any = "any"
    }

    private let storage: Storage

    private init(_ storage: Storage) { self.storage = storage }

    /// The purpose of this name, where it is known.
    public init?(name: String) {
        guard let storage = Storage(rawValue: name) else { return nil }
        self.storage = storage
    }

    /// Signing documents: where the certificate restricts its key's usage, digitalSignature or contentCommitment has to
    /// be among it (RFC 5280 §4.2.1.3). No extended key usage is demanded, and none forbids it: authorities of many
    /// countries issue signers' certificates with those of web clients or mail.
    public static let documentSigning = Self(.documentSigning)
    /// Anything: the leaf's key usage isn't looked at.
    public static let any = Self(.any)

    /// Why the certificate isn't good for it; `nil` where it is.
    func objection(to certificate: Certificate) -> String? {
        guard storage == .documentSigning, let usage = certificate.keyUsage else { return nil }
        guard usage.isDisjoint(with: [.digitalSignature, .contentCommitment]) else { return nil }
        return "the key usage is \(usage.isEmpty ? "empty" : "\(usage)"); a signer's has digitalSignature or "
            + "contentCommitment"
    }
}

extension CertificatePurpose: CustomStringConvertible {
    /// Its name, such as `document-signing`.
    public var description: String { storage.rawValue }
}

/// The inputs of RFC 5280 §6.1.1 that concern certificate policies.
public struct CertificatePolicyInputs: Hashable, Sendable {
    /// The user-initial-policy-set; `nil` for any-policy. With an empty one no path holds where a policy is required.
    public var initialPolicies: [ObjectIdentifier]?
    /// Whether the path has to be valid for at least one of the policies.
    public var requiresExplicitPolicy = false
    /// Whether policies may not be mapped.
    public var inhibitsPolicyMapping = false
    /// Whether any-policy in a certificate counts for nothing.
    public var inhibitsAnyPolicy = false

    /// Any policy, also none.
    public init() {}
}
