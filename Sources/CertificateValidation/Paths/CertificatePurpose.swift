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
        case timeStamping = "time-stamping"
        case onlineStatusSigning = "ocsp-signing"
        case serverAuthentication = "server-auth"
        case clientAuthentication = "client-auth"
        case any = "any"
    }

    private let storage: Storage
    /// The extended key usages of which the certificate has to name one; none are asked for where it is empty.
    public let demandedExtendedKeyUsages: Set<ObjectIdentifier>

    private init(_ storage: Storage, demanding usages: Set<ObjectIdentifier> = []) {
        self.storage = storage
        demandedExtendedKeyUsages = usages
    }

    /// The purpose of this name, where it is known.
    public init?(name: String) {
        guard let storage = Storage(rawValue: name) else { return nil }
        self.init(storage)
    }

    /// Every purpose, without demands of the caller's own.
    public static let all = Storage.allCases.map { Self($0) }

    /// Signing documents: where the certificate restricts its key's usage, digitalSignature or contentCommitment has to
    /// be among it (RFC 5280 §4.2.1.3). No extended key usage is demanded, and none forbids it: authorities of many
    /// countries issue signers' certificates with those of web clients or mail.
    public static let documentSigning = Self(.documentSigning)
    /// Signing time-stamps: the extended key usage has to be critical and id-kp-timeStamping alone (RFC 3161 §2.3).
    public static let timeStamping = Self(.timeStamping)
    /// Signing OCSP responses in an authority's place: id-kp-OCSPSigning has to be named, any other extended key usage
    /// doesn't stand for it (RFC 6960 §4.2.2.2).
    public static let onlineStatusSigning = Self(.onlineStatusSigning)
    /// Serving TLS, or issuing certificates for it: id-kp-serverAuth where extended key usages are restricted
    /// (RFC 5280 §4.2.1.12). The name of a host is another question, which isn't asked here.
    public static let serverAuthentication = Self(.serverAuthentication)
    /// As ``serverAuthentication``, for clients: id-kp-clientAuth.
    public static let clientAuthentication = Self(.clientAuthentication)
    /// Anything: neither key usage nor extended key usage is looked at.
    public static let any = Self(.any)

    /// This purpose for certificates that name at least one of these extended key usages. One that restricts nothing, or
    /// names anyExtendedKeyUsage instead, doesn't meet such a demand (RFC 5280 §4.2.1.12, last paragraph).
    public func demanding(extendedKeyUsages usages: Set<ObjectIdentifier>) -> Self { Self(storage, demanding: usages) }

    /// What it is for, whatever is demanded besides: demands only narrow a purpose.
    var withoutDemands: Self { Self(storage) }
}

extension CertificatePurpose: CustomStringConvertible {
    /// Its name, such as `document-signing`.
    public var description: String { storage.rawValue }
}

// MARK: What a certificate has to say

extension CertificatePurpose {
    struct Objection {
        let message: String
        let clause: String
    }

    /// Why the certificate isn't good for it; `nil` where it is.
    func objection(to certificate: Certificate) -> Objection? {
        if let message = keyUsageObjection(to: certificate) {
            return Objection(message: message, clause: "RFC 5280 §4.2.1.3")
        }
        return (extendedKeyUsageObjection(to: certificate) ?? demandObjection(to: certificate))
            .map { Objection(message: $0, clause: "RFC 5280 §4.2.1.12") }
    }

    private func keyUsageObjection(to certificate: Certificate) -> String? {
        guard let usage = certificate.keyUsage else { return nil }
        let wanted = keyUsages(of: certificate)
        guard !wanted.isEmpty, usage.isDisjoint(with: wanted) else { return nil }
        return "the key usage is \(usage.isEmpty ? "empty" : "\(usage)"); for \(self) it has one of \(wanted)"
    }

    /// Of which one has to be there where key usage is restricted; any where the set is empty.
    private func keyUsages(of certificate: Certificate) -> KeyUsage {
        switch storage {
        case .any: []
        case .documentSigning, .timeStamping, .onlineStatusSigning: [.digitalSignature, .contentCommitment]
        // What an authority of such certificates has to be able to is to issue them.
        case .serverAuthentication where certificate.basicConstraints?.isAuthority == true,
            .clientAuthentication where certificate.basicConstraints?.isAuthority == true:
            [.keyCertSign]
        case .serverAuthentication: [.digitalSignature, .keyEncipherment, .keyAgreement]
        case .clientAuthentication: [.digitalSignature, .keyAgreement]
        }
    }

    private func extendedKeyUsageObjection(to certificate: Certificate) -> String? {
        let usages = certificate.extendedKeyUsage
        switch storage {
        case .any, .documentSigning: return nil
        case .timeStamping:
            guard usages == [.timeStamping], certificate.hasCriticalExtendedKeyUsage else {
                return "RFC 3161 §2.3 asks for a critical extended key usage with id-kp-timeStamping alone"
            }
            return nil
        case .onlineStatusSigning:
            guard usages?.contains(.onlineStatusSigning) == true else {
                return "the extended key usage doesn't name id-kp-OCSPSigning (RFC 6960 §4.2.2.2)"
            }
            return nil
        case .serverAuthentication: return Self.objection(to: usages, insteadOf: .serverAuthentication, "serverAuth")
        case .clientAuthentication: return Self.objection(to: usages, insteadOf: .clientAuthentication, "clientAuth")
        }
    }

    private static func objection(
        to usages: [ObjectIdentifier]?,
        insteadOf wanted: ObjectIdentifier,
        _ name: String
    ) -> String? {
        guard let usages, !usages.contains(wanted), !usages.contains(.anyExtendedKeyUsage) else { return nil }
        return "the extended key usage names neither id-kp-\(name) nor anyExtendedKeyUsage"
    }

    private func demandObjection(to certificate: Certificate) -> String? {
        guard !demandedExtendedKeyUsages.isEmpty else { return nil }
        guard demandedExtendedKeyUsages.isDisjoint(with: certificate.extendedKeyUsage ?? []) else { return nil }
        let names = demandedExtendedKeyUsages.map(\.description).sorted().joined(separator: ", ")
        return "the extended key usage names none of \(names), of which one is demanded"
    }
}

extension Certificate {
    fileprivate var hasCriticalExtendedKeyUsage: Bool {
        content.extensions.all.contains { $0.type == .extendedKeyUsage && $0.isCritical }
    }
}

extension ObjectIdentifier {
    // 1.3.6.1.5.5.7.3.…
    private static let keyPurpose: [UInt8] = [0x2B, 6, 1, 5, 5, 7, 3]
    /// id-kp-serverAuth (RFC 5280 §4.2.1.12).
    package static let serverAuthentication = Self(octets: keyPurpose + [1])
    /// id-kp-clientAuth (RFC 5280 §4.2.1.12).
    package static let clientAuthentication = Self(octets: keyPurpose + [2])
    /// id-kp-timeStamping (RFC 5280 §4.2.1.12).
    package static let timeStamping = Self(octets: keyPurpose + [8])
    /// id-kp-OCSPSigning (RFC 5280 §4.2.1.12).
    package static let onlineStatusSigning = Self(octets: keyPurpose + [9])
    /// anyExtendedKeyUsage (RFC 5280 §4.2.1.12), 2.5.29.37.0.
    package static let anyExtendedKeyUsage = Self(octets: [0x55, 0x1D, 37, 0])
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
