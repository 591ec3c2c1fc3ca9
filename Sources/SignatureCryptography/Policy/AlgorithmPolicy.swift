//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Which algorithms, key sizes and forms of a signature value may be relied on.
///
/// A policy is a value: it doesn't change, and what allows more is a copy that says so in its name.
public struct AlgorithmPolicy: Hashable, Sendable {
    /// One reference, since a policy is copied more often than it is asked.
    private let parts: Parts

    /// The digests that may be used, wherever they occur: references, signature methods, certificates.
    public var digestMethods: Set<DigestMethod> { parts.values.digestMethods }
    /// What a signature method may compute; its digest has to be among ``digestMethods`` too.
    public var signatureFamilies: Set<SignatureFamily> { parts.values.signatureFamilies }
    /// The least size of an RSA modulus in bits.
    public var minimumRSABitCount: Int { parts.values.minimumRSABitCount }
    /// The least size of a DSA prime modulus in bits.
    public var minimumDSABitCount: Int { parts.values.minimumDSABitCount }
    /// The curves of ECDSA.
    public var curves: Set<NamedCurve> { parts.values.curves }
    /// The curves of EdDSA.
    public var edwardsCurves: Set<EdwardsCurve> { parts.values.edwardsCurves }
    /// Whether the parameters of `#rsa-pss` have to be one digest for both and a salt as long as it.
    public var requiresConventionalPSSParameters: Bool { parts.values.requiresConventionalPSSParameters }
    /// The forms of a signature value beside the standard's.
    public var leniencies: SignatureValueLeniencies { parts.values.leniencies }
    /// Whether a URI of ``AlgorithmAlias/all`` is taken for the one that it is meant to be. No preset does.
    public var acceptsAliases: Bool { parts.values.acceptsAliases }
    /// Whether what ``strict`` allows is refused from the end date on that the one table has for it. Otherwise the end is
    /// a warning.
    public var enforcesEndDates: Bool { parts.values.enforcesEndDates }

    /// A policy of the caller's own; see the properties for what each part says.
    public init(
        digestMethods: Set<DigestMethod>,
        signatureFamilies: Set<SignatureFamily>,
        minimumRSABitCount: Int,
        minimumDSABitCount: Int,
        curves: Set<NamedCurve>,
        edwardsCurves: Set<EdwardsCurve>,
        requiresConventionalPSSParameters: Bool,
        leniencies: SignatureValueLeniencies,
        acceptsAliases: Bool = false,
        enforcesEndDates: Bool = true
    ) {
        parts = Parts(
            Values(
                digestMethods: digestMethods,
                signatureFamilies: signatureFamilies,
                minimumRSABitCount: minimumRSABitCount,
                minimumDSABitCount: minimumDSABitCount,
                curves: curves,
                edwardsCurves: edwardsCurves,
                requiresConventionalPSSParameters: requiresConventionalPSSParameters,
                leniencies: leniencies,
                acceptsAliases: acceptsAliases,
                enforcesEndDates: enforcesEndDates
            )
        )
    }

    /// What is good for new signatures: SHA-2 and SHA-3 from 256 bits on, RSA from 2,048 bits, P-256, P-384, P-521,
    /// Ed25519, Ed448, and HMAC of full length (whose key only the caller can give), each until its end date.
    public static let strict = Self(
        digestMethods: Set(DigestMethod.all.filter { $0.status == .default }),
        signatureFamilies: [.rsaPKCS1, .rsaPSS, .ecdsa, .edDSA, .hmac],
        minimumRSABitCount: 2048,
        minimumDSABitCount: 2048,
        curves: [.p256, .p384, .p521],
        edwardsCurves: [.ed25519, .ed448],
        requiresConventionalPSSParameters: true,
        leniencies: .none
    )

    /// ``strict``, and what old signatures were made with: SHA-1 and the 224-bit digests, DSA, RSA and DSA from 1,024
    /// bits, any parameters of `#rsa-pss`, and end dates as warnings.
    public static let legacy = Self(
        digestMethods: Set(DigestMethod.all.filter { $0.status != .refused }),
        signatureFamilies: Set(SignatureFamily.all.filter { !$0.isExperimental }),
        minimumRSABitCount: 1024,
        minimumDSABitCount: 1024,
        curves: strict.curves,
        edwardsCurves: strict.edwardsCurves,
        requiresConventionalPSSParameters: false,
        leniencies: .none,
        enforcesEndDates: false
    )

    /// ``legacy``, and HMAC truncated to the standard's floor.
    public static let interop = legacy.with { $0.truncation = .toTheStandardsFloor }
}

extension AlgorithmPolicy {
    /// This policy, and the digest wherever it occurs.
    public func allowing(_ digest: DigestMethod) -> Self { copy(digestMethods: digestMethods.union([digest])) }

    /// This policy, and signature methods of the family.
    public func allowing(_ family: SignatureFamily) -> Self {
        copy(signatureFamilies: signatureFamilies.union([family]))
    }

    /// This policy without the signature methods of the family.
    public func refusing(_ family: SignatureFamily) -> Self {
        copy(signatureFamilies: signatureFamilies.subtracting([family]))
    }

    /// This policy, and ECDSA on the curve.
    public func allowing(_ curve: NamedCurve) -> Self { copy(curves: curves.union([curve])) }

    /// This policy, and RSA keys from this many bits on.
    public func allowingRSA(fromBitCount bitCount: Int) -> Self {
        copy(minimumRSABitCount: min(minimumRSABitCount, bitCount))
    }

    /// This policy, and DSA with keys from this many bits on.
    public func allowingDSA(fromBitCount bitCount: Int) -> Self {
        copy(signatureFamilies: signatureFamilies.union([.dsa]), minimumDSABitCount: min(minimumDSABitCount, bitCount))
    }

    /// This policy, and any parameters of `#rsa-pss` whose digests are allowed.
    public func allowingAnyPSSParameters() -> Self { copy(requiresConventionalPSSParameters: false) }

    /// This policy, and an HMACOutputLength from this many bits on, also below the standard's floor.
    public func allowingHMACTruncation(toBitCount bitCount: Int) -> Self {
        with { $0.truncation = .toBits(bitCount) }
    }

    /// This policy, and ECDSA values in DER.
    public func allowingDEREncodedECDSA() -> Self { with { $0.allowsDEREncodedECDSA = true } }

    /// This policy, and ECDSA values whose halves are padded otherwise than the standard says.
    public func allowingPaddedECDSA() -> Self { with { $0.allowsPaddedECDSA = true } }

    /// This policy, and URIs of ``AlgorithmAlias/all`` for what they are meant to be.
    public func acceptingAliases() -> Self { copy(acceptsAliases: true) }

    private func with(_ change: (inout SignatureValueLeniencies) -> Void) -> Self {
        var leniencies = leniencies
        change(&leniencies)
        return copy(leniencies: leniencies)
    }

    private func copy(
        digestMethods: Set<DigestMethod>? = nil,
        signatureFamilies: Set<SignatureFamily>? = nil,
        minimumRSABitCount: Int? = nil,
        minimumDSABitCount: Int? = nil,
        curves: Set<NamedCurve>? = nil,
        requiresConventionalPSSParameters: Bool? = nil,
        leniencies: SignatureValueLeniencies? = nil,
        acceptsAliases: Bool? = nil
    ) -> Self {
        Self(
            digestMethods: digestMethods ?? self.digestMethods,
            signatureFamilies: signatureFamilies ?? self.signatureFamilies,
            minimumRSABitCount: minimumRSABitCount ?? self.minimumRSABitCount,
            minimumDSABitCount: minimumDSABitCount ?? self.minimumDSABitCount,
            curves: curves ?? self.curves,
            edwardsCurves: edwardsCurves,
            requiresConventionalPSSParameters: requiresConventionalPSSParameters
                ?? self.requiresConventionalPSSParameters,
            leniencies: leniencies ?? self.leniencies,
            acceptsAliases: acceptsAliases ?? self.acceptsAliases,
            enforcesEndDates: enforcesEndDates
        )
    }
}

extension AlgorithmPolicy {
    private struct Values: Hashable, Sendable {
        let digestMethods: Set<DigestMethod>
        let signatureFamilies: Set<SignatureFamily>
        let minimumRSABitCount: Int
        let minimumDSABitCount: Int
        let curves: Set<NamedCurve>
        let edwardsCurves: Set<EdwardsCurve>
        let requiresConventionalPSSParameters: Bool
        let leniencies: SignatureValueLeniencies
        let acceptsAliases: Bool
        let enforcesEndDates: Bool
    }

    private final class Parts: Sendable {
        let values: Values

        init(_ values: Values) { self.values = values }
    }

    public static func == (left: Self, right: Self) -> Bool {
        left.parts === right.parts || left.parts.values == right.parts.values
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(parts.values) }
}
