//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
public import CertificateValidation
public import Diagnostics
import SignatureCryptography

/// Judges every signature of a document under a policy.
///
/// A value that any number of tasks may use at once. Nothing is trusted by default: without trust anchors and without
/// pinned keys no signature is `TOTAL-PASSED`.
public struct SignatureValidator: Sendable {
    private let storage: Storage

    /// One reference to all of it: each document's judgement holds the validator several times.
    private final class Storage: Sendable {
        let policy: ValidationPolicy
        let trust: TrustStore?
        let certificates: [Certificate]
        let pinnedKeys: [PinnedKey]
        let revocationData: RevocationData
        let externalData: any ExternalDataResolver
        let caches: ValidationCaches
        let digestsDocuments: Bool
        let documentKey: DocumentKey?
        let paths: PathValidator?
        let pool: CertificateIndex
        let pinnedCertificates: CertificateIndex
        let environment: EnvironmentReport

        init(
            policy: ValidationPolicy,
            trust: TrustStore?,
            certificates: [Certificate],
            pinnedKeys: [PinnedKey],
            revocationData: RevocationData,
            externalData: any ExternalDataResolver,
            caches: ValidationCaches,
            digestsDocuments: Bool,
            documentKey: DocumentKey?,
            ignoresValidityPeriods: Bool
        ) {
            self.policy = policy
            self.trust = trust
            self.certificates = certificates
            self.pinnedKeys = pinnedKeys
            self.revocationData = revocationData
            self.externalData = externalData
            self.caches = caches
            self.digestsDocuments = digestsDocuments
            self.documentKey = documentKey
            pool = CertificateIndex(certificates)
            pinnedCertificates = CertificateIndex(pinnedKeys.compactMap(\.certificate))
            paths = trust.map {
                PathValidator(
                    trust: $0,
                    intermediates: certificates,
                    algorithms: policy.algorithms,
                    purpose: .documentSigning.demanding(extendedKeyUsages: policy.certificates.extendedKeyUsages),
                    policies: policy.certificates.policies,
                    profile: policy.certificates.profile,
                    revocation: policy.revocation,
                    revocationData: revocationData,
                    caches: caches,
                    ignoresValidity: ignoresValidityPeriods
                )
            }
            environment = EnvironmentReport(policy, trusting: trust, pinnedKeys: pinnedKeys)
        }
    }

    /// - Parameters:
    ///   - trust: Where paths of certificates may end.
    ///   - certificates: Certificates that may help to build paths; nothing in them is believed.
    ///   - pinnedKeys: Keys that the caller vouches for; where there are any, no other key is tried.
    ///   - externalData: Gives the data behind URIs outside of the document.
    ///   - caches: Which may be shared with other validators, also of other threads. No verdict depends on them.
    ///   - digestsDocuments: Whether reports have the SHA-256 of the document.
    public init(
        policy: ValidationPolicy = .strict,
        trust: TrustStore? = nil,
        certificates: [Certificate] = [],
        pinnedKeys: [PinnedKey] = [],
        revocationData: RevocationData = RevocationData(),
        externalData: any ExternalDataResolver = ExternalData(),
        caches: ValidationCaches = ValidationCaches(),
        digestsDocuments: Bool = true
    ) {
        self.init(
            policy: policy,
            trust: trust,
            certificates: certificates,
            pinnedKeys: pinnedKeys,
            revocationData: revocationData,
            externalData: externalData,
            caches: caches,
            digestsDocuments: digestsDocuments,
            documentKey: nil,
            ignoresValidityPeriods: false
        )
    }

    /// For fixtures: a key may be taken from the document, and validity periods may be left out.
    package init(
        policy: ValidationPolicy,
        trust: TrustStore? = nil,
        certificates: [Certificate] = [],
        pinnedKeys: [PinnedKey] = [],
        revocationData: RevocationData = RevocationData(),
        externalData: any ExternalDataResolver = ExternalData(),
        caches: ValidationCaches = ValidationCaches(),
        digestsDocuments: Bool = true,
        documentKey: DocumentKey?,
        ignoresValidityPeriods: Bool = false
    ) {
        storage = Storage(
            policy: policy,
            trust: trust,
            certificates: certificates,
            pinnedKeys: pinnedKeys,
            revocationData: revocationData,
            externalData: externalData,
            caches: caches,
            digestsDocuments: digestsDocuments,
            documentKey: documentKey,
            ignoresValidityPeriods: ignoresValidityPeriods
        )
    }

    /// Judges a document.
    ///
    /// - Parameters:
    ///   - document: Its octets.
    ///   - name: What the report calls it.
    ///   - time: The current time of the validation.
    /// - Returns: The report and the verified content. A document that can't be judged is one whose report says
    ///   ``DocumentIndication/refused`` and why.
    public func validate(_ document: [UInt8], named name: String? = nil, at time: Instant) -> ValidatedDocument {
        var worker = worker()
        return worker.validate(document, named: name, at: time)
    }

    /// Why a document with so many signatures is not looked at.
    func tooManySignatures(_ count: Int) -> SignatureError? {
        let limit = policy.limits.signatures
        guard count > limit else { return nil }
        return SignatureError(.limitExceeded, "the document has \(count) signatures; the policy allows \(limit)")
    }
}

extension SignatureValidator {
    public var policy: ValidationPolicy { storage.policy }
    /// Where paths of certificates may end.
    public var trust: TrustStore? { storage.trust }
    /// Certificates that may help to build paths; nothing in them is believed.
    public var certificates: [Certificate] { storage.certificates }
    /// Keys that the caller vouches for. Where there are any, no other key is tried.
    public var pinnedKeys: [PinnedKey] { storage.pinnedKeys }
    /// Revocation data for every document. That in a signature's own `X509Data` is looked at, too; nothing in either is
    /// believed before its signer's path is.
    public var revocationData: RevocationData { storage.revocationData }
    /// Gives the data behind URIs outside of the document.
    public var externalData: any ExternalDataResolver { storage.externalData }
    /// What was found out of certificates and paths, for all documents; other validators may share it.
    public var caches: ValidationCaches { storage.caches }
    /// Whether reports say the SHA-256 of the document, so that it is known which octets were judged. Without it a large
    /// document that is signed as a whole takes little more than half the time.
    public var digestsDocuments: Bool { storage.digestsDocuments }

    var documentKey: DocumentKey? { storage.documentKey }
    var paths: PathValidator? { storage.paths }
    var pool: CertificateIndex { storage.pool }
    var pinnedCertificates: CertificateIndex { storage.pinnedCertificates }
    /// The same for every document.
    package var environment: EnvironmentReport { storage.environment }
}
