//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import CanonicalXML
public import CertificateValidation
public import SignatureCryptography

/// What may be relied on when a document's signatures are judged.
///
/// A value: it doesn't change, and what allows more is a copy. Every leniency that is used becomes a finding.
public struct ValidationPolicy: Hashable, Sendable {
    /// A document has it handed on a dozen times: one reference, where copies of all its parts would cost more than their use.
    private let parts: Parts

    /// The name that reports give.
    public var name: String { parts.values.name }
    public var algorithms: AlgorithmPolicy { parts.values.algorithms }
    /// How large a document may be and how deep.
    public var reading: ReadingLimits { parts.values.reading }
    public var limits: SignatureLimits { parts.values.limits }
    /// The attributes whose values are IDs.
    public var idAttributes: [IDAttribute] { parts.values.idAttributes }
    /// Whether a document may have a DTD.
    public var documentTypes: DocumentTypePolicy { parts.values.documentTypes }
    public var references: ReferenceLeniencies { parts.values.references }
    /// What the entries of a signed `Manifest` count for.
    public var manifests: ManifestPolicy { parts.values.manifests }
    /// What has to be signed; each demand has to be met.
    public var coverage: [CoverageDemand] { parts.values.coverage }
    /// Fewer signatures than these in a document are an error, `signature-count`; copies of one are one.
    public var minimumSignatures: Int { parts.values.minimumSignatures }
    /// What XPath transforms may ask for.
    public var xPath: XPathPolicy { parts.values.xPath }
    /// What is asked of revocation data about the signer's path; ``RevocationMode/required`` in every preset.
    public var revocation: RevocationPolicy { parts.values.revocation }
    /// What else is asked of the signer's certificate and of its path; nothing in every preset.
    public var certificates: CertificateDemands { parts.values.certificates }

    public init(
        name: String,
        algorithms: AlgorithmPolicy,
        reading: ReadingLimits = ReadingLimits(),
        limits: SignatureLimits = SignatureLimits(),
        idAttributes: [IDAttribute] = IDAttribute.defaults,
        documentTypes: DocumentTypePolicy = .refused,
        references: ReferenceLeniencies = [],
        manifests: ManifestPolicy = .reported,
        coverage: [CoverageDemand] = [],
        minimumSignatures: Int = 0,
        xPath: XPathPolicy = XPathPolicy(),
        revocation: RevocationPolicy = RevocationPolicy(),
        certificates: CertificateDemands = CertificateDemands()
    ) {
        parts = Parts(
            Values(
                name: name,
                algorithms: algorithms,
                reading: reading,
                limits: limits,
                idAttributes: idAttributes,
                documentTypes: documentTypes,
                references: references,
                manifests: manifests,
                coverage: coverage,
                minimumSignatures: minimumSignatures,
                xPath: xPath,
                revocation: revocation,
                certificates: certificates
            )
        )
    }

    /// What is good for new signatures, and nothing else: no DTD, no old algorithm.
    public static let strict = Self(name: "strict", algorithms: .strict)

    /// ``strict``, and what old signatures were made with: SHA-1, DSA, RSA from 1,024 bits.
    public static let legacy = Self(name: "legacy", algorithms: .legacy)

    /// ``legacy``, and what the standards' own examples use: internal subsets, empty node sets, truncated HMAC, any XPath
    /// expression.
    public static let interop = Self(
        name: "interop",
        algorithms: .interop,
        documentTypes: .internalSubset(externalEntities: [:]),
        references: .emptyNodeSets,
        xPath: XPathPolicy(allowsGeneralExpressions: true)
    )
}

extension ValidationPolicy {
    /// This policy under another name: what changes a policy has to say so in its name.
    public func named(_ name: String) -> Self { copy(name: name) }

    public func with(algorithms: AlgorithmPolicy) -> Self { copy(algorithms: algorithms) }

    public func with(reading: ReadingLimits) -> Self { copy(reading: reading) }

    public func with(limits: SignatureLimits) -> Self { copy(limits: limits) }

    /// This policy with other ID attributes in place of the default ones.
    public func with(idAttributes: [IDAttribute]) -> Self { copy(idAttributes: idAttributes) }

    public func with(documentTypes: DocumentTypePolicy) -> Self { copy(documentTypes: documentTypes) }

    public func with(references: ReferenceLeniencies) -> Self { copy(references: references) }

    public func with(manifests: ManifestPolicy) -> Self { copy(manifests: manifests) }

    /// This policy with these demands in place of its own.
    public func with(coverage: [CoverageDemand]) -> Self { copy(coverage: coverage) }

    public func with(minimumSignatures: Int) -> Self { copy(minimumSignatures: minimumSignatures) }

    public func with(xPath: XPathPolicy) -> Self { copy(xPath: xPath) }

    public func with(revocation: RevocationPolicy) -> Self { copy(revocation: revocation) }

    public func with(certificates: CertificateDemands) -> Self { copy(certificates: certificates) }

    private func copy(
        name: String? = nil,
        algorithms: AlgorithmPolicy? = nil,
        reading: ReadingLimits? = nil,
        limits: SignatureLimits? = nil,
        idAttributes: [IDAttribute]? = nil,
        documentTypes: DocumentTypePolicy? = nil,
        references: ReferenceLeniencies? = nil,
        manifests: ManifestPolicy? = nil,
        coverage: [CoverageDemand]? = nil,
        minimumSignatures: Int? = nil,
        xPath: XPathPolicy? = nil,
        revocation: RevocationPolicy? = nil,
        certificates: CertificateDemands? = nil
    ) -> Self {
        Self(
            name: name ?? self.name,
            algorithms: algorithms ?? self.algorithms,
            reading: reading ?? self.reading,
            limits: limits ?? self.limits,
            idAttributes: idAttributes ?? self.idAttributes,
            documentTypes: documentTypes ?? self.documentTypes,
            references: references ?? self.references,
            manifests: manifests ?? self.manifests,
            coverage: coverage ?? self.coverage,
            minimumSignatures: minimumSignatures ?? self.minimumSignatures,
            xPath: xPath ?? self.xPath,
            revocation: revocation ?? self.revocation,
            certificates: certificates ?? self.certificates
        )
    }
}

extension ValidationPolicy {
    private struct Values: Hashable, Sendable {
        let name: String
        let algorithms: AlgorithmPolicy
        let reading: ReadingLimits
        let limits: SignatureLimits
        let idAttributes: [IDAttribute]
        let documentTypes: DocumentTypePolicy
        let references: ReferenceLeniencies
        let manifests: ManifestPolicy
        let coverage: [CoverageDemand]
        let minimumSignatures: Int
        let xPath: XPathPolicy
        let revocation: RevocationPolicy
        let certificates: CertificateDemands
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
