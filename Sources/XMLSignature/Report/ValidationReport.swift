//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import CertificateValidation
public import Diagnostics

/// What was found out about a document: pure data, as it is written in JSON.
///
/// What was verified is not in it: that is handed out by ``ValidatedDocument``, together with the nodes.
public struct ValidationReport: Hashable, Sendable, Codable {
    /// The name under which the document was given.
    public var document: String?
    /// SHA-256 of the octets given, in hexadecimal.
    public var sha256: String?
    public var bytes: Int
    public var indication: DocumentIndication
    /// In document order.
    public var signatures: [SignatureReport]
    /// What is to be said of the document and not of one signature.
    public var findings: [Finding]
    /// `nil` for a document that could not be judged.
    public var coverage: CoverageReport?
    /// What the process policy says; `nil` without one.
    public var process: ProcessReport?
    /// Why the document could not be judged.
    public var error: ErrorReport?
    public var environment: EnvironmentReport

    package init(
        document: String?, sha256: String?, bytes: Int, indication: DocumentIndication,
        signatures: [SignatureReport], findings: [Finding] = [], coverage: CoverageReport?,
        process: ProcessReport? = nil, error: ErrorReport?, environment: EnvironmentReport
    ) {
        self.document = document
        self.sha256 = sha256
        self.bytes = bytes
        self.indication = indication
        self.signatures = signatures
        self.findings = findings
        self.coverage = coverage
        self.process = process
        self.error = error
        self.environment = environment
    }
}

/// What a validation says of a document: the worst that it says of its signatures, or that there was nothing to judge.
public enum DocumentIndication: String, Hashable, Sendable, Codable, CaseIterable {
    case totalPassed = "TOTAL-PASSED"
    case indeterminate = "INDETERMINATE"
    case totalFailed = "TOTAL-FAILED"
    /// The document was refused before any signature could be judged.
    case refused = "REFUSED"
    case noSignature = "NO-SIGNATURE"

    /// The worst of the signatures' indications; no better than `INDETERMINATE` where a finding of the document is an
    /// error, such as a demand of the policy that isn't met.
    public init(worstOf indications: some Sequence<Indication>, findings: [Finding]) {
        self.init(worstOf: indications)
        if self == .totalPassed, findings.contains(where: { $0.severity == .error }) { self = .indeterminate }
    }

    /// The worst of the signatures' indications.
    package init(worstOf indications: some Sequence<Indication>) {
        switch indications.max() {
        case nil: self = .noSignature
        case .totalPassed: self = .totalPassed
        case .indeterminate: self = .indeterminate
        case .totalFailed: self = .totalFailed
        }
    }
}

/// Whether digests and signature value hold (XML-DSig §3.2).
public enum CoreValidation: String, Hashable, Sendable, Codable, CaseIterable {
    case valid
    case invalid
    /// Structure or policy forbade the check, or it could not be carried out.
    case refused
}

/// What became of a reference.
public enum ReferenceStatus: String, Hashable, Sendable, Codable, CaseIterable {
    /// The digest holds.
    case valid
    /// The digest is another one.
    case invalid
    /// It was not looked at, since something before it failed.
    case notChecked = "not-checked"
    /// The policy refuses it, or it could not be carried out.
    case refused
}

/// What was found out about a signature.
public struct SignatureReport: Hashable, Sendable, Codable {
    /// Its number in document order, from 1.
    public var number: Int
    /// The `Id` of the `Signature`.
    public var id: String?
    public var path: String
    public var line: Int
    public var indication: Indication
    public var subIndication: SubIndication?
    public var coreValidation: CoreValidation
    /// The identifier of the signature algorithm, as `SignedInfo` has it; `nil` where the structure is malformed.
    public var signatureMethod: String?
    public var findings: [Finding]
    public var references: [ReferenceReport]
    /// The Manifests that valid references cover, with what became of their entries (XML-DSig §5.1). An entry is no part
    /// of ``coreValidation``, and covers nothing unless the policy asks that entries hold.
    public var manifests: [ManifestReport]
    /// How it stands to other signatures, where it isn't parallel to them; empty unless valid.
    public var relations: [RelationReport]
    /// The signer's certificate as far as one is known; only a path or a pinned key makes it more than a claim.
    public var signer: SignerReport?
    /// From the signer's certificate to the anchor.
    public var certificatePath: [PathCertificateReport]
    public var revocation: PathRevocation
    /// What ``revocation`` rests upon, for each certificate of the path but the anchor; empty where nobody looked.
    public var certificateRevocation: [CertificateRevocationReport]
    public var signingTime: SigningTimeReport
    public var validationTime: Instant
    /// The signer's role under a process policy.
    public var role: String?

    package init(
        number: Int, id: String?, path: String, line: Int, indication: Indication, subIndication: SubIndication?,
        coreValidation: CoreValidation, signatureMethod: String?, findings: [Finding], references: [ReferenceReport],
        manifests: [ManifestReport] = [], relations: [RelationReport] = [], signer: SignerReport?,
        certificatePath: [PathCertificateReport], revocation: PathRevocation,
        certificateRevocation: [CertificateRevocationReport] = [], signingTime: SigningTimeReport,
        validationTime: Instant, role: String? = nil
    ) {
        self.number = number
        self.id = id
        self.path = path
        self.line = line
        self.indication = indication
        self.subIndication = subIndication
        self.coreValidation = coreValidation
        self.signatureMethod = signatureMethod
        self.findings = findings
        self.references = references
        self.manifests = manifests
        self.relations = relations
        self.signer = signer
        self.certificatePath = certificatePath
        self.revocation = revocation
        self.certificateRevocation = certificateRevocation
        self.signingTime = signingTime
        self.validationTime = validationTime
        self.role = role
    }
}

/// What was found out about the entries of a Manifest.
public struct ManifestReport: Hashable, Sendable, Codable {
    public var path: String
    /// In the order of the Manifest.
    public var references: [ReferenceReport]

    package init(path: String, references: [ReferenceReport]) {
        self.path = path
        self.references = references
    }
}

/// What was found out about a reference.
public struct ReferenceReport: Hashable, Sendable, Codable {
    public var uri: String?
    public var type: String?
    public var digestMethod: String
    public var transforms: [String]
    public var status: ReferenceStatus
    /// How many octets were digested; `nil` where none were.
    public var bytes: Int?
    /// The elements that the digest really covers, at most 100; `/` alone is the whole document. Of an element that goes
    /// through the base64 transform it is the text alone. Empty unless valid, and for external data.
    public var covers: [String]

    package init(
        uri: String?, type: String?, digestMethod: String, transforms: [String], status: ReferenceStatus,
        bytes: Int?, covers: [String]
    ) {
        self.uri = uri
        self.type = type
        self.digestMethod = digestMethod
        self.transforms = transforms
        self.status = status
        self.bytes = bytes
        self.covers = covers
    }
}
