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
    /// The name that reports give.
    public let name: String
    public let algorithms: AlgorithmPolicy
    /// How large a document may be and how deep.
    public let reading: ReadingLimits
    public let limits: SignatureLimits
    /// The attributes whose values are IDs.
    public let idAttributes: [IDAttribute]
    /// Whether a document may have a DTD.
    public let documentTypes: DocumentTypePolicy
    public let references: ReferenceLeniencies
    /// What the entries of a signed `Manifest` count for.
    public let manifests: ManifestPolicy
    /// What has to be signed; each demand has to be met.
    public let coverage: [CoverageDemand]
    /// Fewer signatures than these in a document are an error, `signature-count`; copies of one are one.
    public let minimumSignatures: Int
    /// What XPath transforms may ask for.
    public let xPath: XPathPolicy
    /// What is asked of revocation data about the signer's path; ``RevocationMode/required`` in every preset.
    public let revocation: RevocationPolicy
    /// What else is asked of the signer's certificate and of its path; nothing in every preset.
    public let certificates: CertificateDemands

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
        self.name = name
        self.algorithms = algorithms
        self.reading = reading
        self.limits = limits
        self.idAttributes = idAttributes
        self.documentTypes = documentTypes
        self.references = references
        self.manifests = manifests
        self.coverage = coverage
        self.minimumSignatures = minimumSignatures
        self.xPath = xPath
        self.revocation = revocation
        self.certificates = certificates
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
