//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import CertificateValidation
import SignatureCryptography

/// What is asked of a signer's certificate and of its path, besides RFC 5280 §6 and ``RevocationPolicy``; by default
/// nothing. A path that doesn't meet it has failed a constraint (``SubIndication/chainConstraintsFailure``).
///
/// A key that the caller vouches for needs no path where no trust anchors are given; nothing of this is asked of it then.
public struct CertificateDemands: Hashable, Sendable {
    /// The extended key usages of which the signer's certificate has to name one; none are asked for where it is empty.
    /// anyExtendedKeyUsage stands for none of them (RFC 5280 §4.2.1.12).
    public var extendedKeyUsages: Set<ObjectIdentifier> = []
    /// The certificate policies that are acceptable, and whether the path needs one (RFC 5280 §6.1.1).
    public var policies = CertificatePolicyInputs()
    /// How much of an issuer's duties is asked for.
    public var profile = CertificateProfile.relyingParty

    /// No demand.
    public init() {}
}

/// In JSON `{"extendedKeyUsages": [], "initialPolicies": "any", "requiresExplicitPolicy": false, "inhibitsPolicyMapping":
/// false, "inhibitsAnyPolicy": false, "profile": "relying-party"}`.
extension CertificateDemands: JSONWritable {
    private enum Member: String, CaseIterable, CodingKey {
        case extendedKeyUsages, initialPolicies, requiresExplicitPolicy, inhibitsPolicyMapping, inhibitsAnyPolicy,
            profile
    }

    private static let any = "any"

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("extendedKeyUsages", Self.names(extendedKeyUsages))
            if let initial = policies.initialPolicies {
                writer.member("initialPolicies", Self.names(initial))
            } else {
                writer.member("initialPolicies", Self.any)
            }
            writer.member("requiresExplicitPolicy", policies.requiresExplicitPolicy)
            writer.member("inhibitsPolicyMapping", policies.inhibitsPolicyMapping)
            writer.member("inhibitsAnyPolicy", policies.inhibitsAnyPolicy)
            writer.member("profile", profile.description)
        }
    }

    /// These demands with what a policy file says.
    ///
    /// Who lists policies wants one of them: an explicit policy is then required unless the file says that it isn't.
    func replaced(from decoder: any Decoder) throws -> Self {
        let members = try PolicyMembers(decoder, Member.self)
        var demands = self
        demands.extendedKeyUsages = try members.set(
            .extendedKeyUsages, or: extendedKeyUsages, of: "extended key usage", { ObjectIdentifier($0) }
        )
        if let stated = try members.value(Member.initialPolicies.rawValue, InitialPolicies.self) {
            demands.policies.initialPolicies = try Self.identifiers(stated, members)
            demands.policies.requiresExplicitPolicy = demands.policies.initialPolicies != nil
        }
        demands.policies.requiresExplicitPolicy = try members.value(
            .requiresExplicitPolicy, or: demands.policies.requiresExplicitPolicy
        )
        demands.policies.inhibitsPolicyMapping = try members.value(
            .inhibitsPolicyMapping, or: policies.inhibitsPolicyMapping
        )
        demands.policies.inhibitsAnyPolicy = try members.value(.inhibitsAnyPolicy, or: policies.inhibitsAnyPolicy)
        let name = try members.value(.profile, or: profile.description)
        guard let profile = CertificateProfile(name: name) else {
            throw members.failure(.profile, "`\(name)` is neither `relying-party` nor `conforming`")
        }
        demands.profile = profile
        return demands
    }

    /// Sorted, so that one list of policies is one demand in whatever order it is written; `nil` for any policy.
    private static func identifiers(
        _ stated: InitialPolicies, _ members: PolicyMembers<Member>
    ) throws -> [ObjectIdentifier]? {
        switch stated {
        case .word(any): return nil
        case .word(let word): throw members.failure(.initialPolicies, "`\(word)` is neither `\(any)` nor a list")
        case .list:
            let kind = "certificate policy"
            let identifiers = try members.set(.initialPolicies, or: [], of: kind, { ObjectIdentifier($0) })
            return identifiers.sorted { $0.description < $1.description }
        }
    }

    func encodeMembers(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Member.self)
        try container.encode(Self.names(extendedKeyUsages), forKey: .extendedKeyUsages)
        if let initial = policies.initialPolicies {
            try container.encode(Self.names(initial), forKey: .initialPolicies)
        } else {
            try container.encode(Self.any, forKey: .initialPolicies)
        }
        try container.encode(policies.requiresExplicitPolicy, forKey: .requiresExplicitPolicy)
        try container.encode(policies.inhibitsPolicyMapping, forKey: .inhibitsPolicyMapping)
        try container.encode(policies.inhibitsAnyPolicy, forKey: .inhibitsAnyPolicy)
        try container.encode(profile.description, forKey: .profile)
    }

    private static func names(_ identifiers: some Collection<ObjectIdentifier>) -> [String] {
        AlgorithmPolicy.sorted(identifiers.map(\.description))
    }
}

/// Only which of the two it is; the list is read by its names.
private enum InitialPolicies: Decodable {
    case word(String)
    case list

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let word = try? container.decode(String.self) {
            self = .word(word)
        } else {
            _ = try container.decode([String].self)
            self = .list
        }
    }
}
