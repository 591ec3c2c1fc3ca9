//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import Diagnostics

/// What the signatures of a document say of themselves; nothing of it was checked.
///
/// A type of its own, so that nobody takes it for a report of a validation: there is no indication in it.
public struct Inspection: Hashable, Sendable, Codable {
    /// The name under which the document was given.
    public var document: String?
    /// SHA-256 of the octets given, in hexadecimal.
    public var sha256: String?
    public var bytes: Int
    /// In document order.
    public var signatures: [InspectedSignature]
    /// What all signatures together would cover if each were valid; `nil` where the document could not be read.
    public var claimedCoverage: CoverageReport?
    /// Why the document could not be read.
    public var error: ErrorReport?

    package init(
        document: String?, sha256: String?, bytes: Int, signatures: [InspectedSignature],
        claimedCoverage: CoverageReport?, error: ErrorReport?
    ) {
        self.document = document
        self.sha256 = sha256
        self.bytes = bytes
        self.signatures = signatures
        self.claimedCoverage = claimedCoverage
        self.error = error
    }
}

/// What a signature says of itself.
public struct InspectedSignature: Hashable, Sendable, Codable {
    /// Its number in document order, from 1.
    public var number: Int
    public var id: String?
    public var path: String
    public var line: Int
    /// `nil`, and the next ones empty, where the structure is malformed.
    public var canonicalizationMethod: String?
    public var signatureMethod: String?
    /// As in a report, with the status ``ReferenceStatus/notChecked``; ``ReferenceReport/covers`` is what the digest
    /// would cover.
    public var references: [ReferenceReport]
    /// The Manifests in its Objects with their entries, whether anything references them or not.
    public var manifests: [ManifestReport]
    /// The names of `KeyInfo`'s children.
    public var keyInfo: [String]
    /// The certificates in `KeyInfo`.
    public var certificates: [SignerReport]
    /// The time that the signer claims.
    public var claimedSigningTime: Instant?
    /// What is wrong with the structure, or what `strict` refuses.
    public var findings: [Finding]

    package init(
        number: Int, id: String?, path: String, line: Int, canonicalizationMethod: String?, signatureMethod: String?,
        references: [ReferenceReport], manifests: [ManifestReport], keyInfo: [String], certificates: [SignerReport],
        claimedSigningTime: Instant?,
        findings: [Finding]
    ) {
        self.number = number
        self.id = id
        self.path = path
        self.line = line
        self.canonicalizationMethod = canonicalizationMethod
        self.signatureMethod = signatureMethod
        self.references = references
        self.manifests = manifests
        self.keyInfo = keyInfo
        self.certificates = certificates
        self.claimedSigningTime = claimedSigningTime
        self.findings = findings
    }
}
