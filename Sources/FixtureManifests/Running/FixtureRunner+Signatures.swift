//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import CertificateValidation
import Diagnostics
import SignatureCryptography
import XMLSignature

extension FixtureRunner {
    /// `xmldsig`, `attack`, `xades` and `asic`: one signature of a document.
    func judge(_ fixture: Fixture, _ octets: [UInt8]) throws(InputFileError) -> FixtureOutcome {
        let validated: ValidatedDocument
        do {
            validated = try validate(octets, fixture, at: fixture.validationTime())
        } catch let error as InputFileError {
            throw error
        } catch let error as UnknownFixtureValue {
            return .skipped(error.description)
        } catch let error as CryptographyError where error.isMissingAlgorithm && fixture.requiresNewerOpenSSL {
            return FixtureOutcome(.refused, detail: FixtureAgreement.algorithmUnavailable)
        } catch {
            // A key or an anchor that can't be used is no usable key (the contract's `refused`).
            return FixtureOutcome(.refused, detail: "\(error)")
        }
        guard validated.report.signatures.indices.contains(fixture.signatureIndex) else {
            let reason = validated.report.error?.message ?? "the document has no such signature"
            return FixtureOutcome(.refused, detail: reason)
        }
        var outcome = FixtureOutcome(validated.report.signatures[fixture.signatureIndex], fixture)
        if outcome.core == .valid {
            outcome.contradiction = try contradiction(fixture, validated, outcome.covers ?? [])
        }
        return outcome
    }

    /// Revocation data that can't be used counts as none, unless the line asks for more.
    private func validate(_ octets: [UInt8], _ fixture: Fixture, at time: Instant) throws -> ValidatedDocument {
        let mode = fixture.revocationMode(hasData: !fixture.crls.isEmpty)
        let validated = try makeValidator(fixture, mode).validate(octets, named: fixture.file, at: time)
        guard mode != .off, fixture.ignoresUnusableRevocationData,
            validated.report.signatures.contains(where: { $0.subIndication == .tryLater && $0.revocation == .unknown })
        else { return validated }
        return try makeValidator(fixture, .off).validate(octets, named: fixture.file, at: time)
    }

    // MARK: Keys and trust

    private func makeValidator(_ fixture: Fixture, _ mode: RevocationMode) throws -> SignatureValidator {
        var certificates = try fixture.untrusted.flatMap { try Certificate.read(files.octets($0)) }
        var external = ExternalData()
        for (uri, path) in fixture.detached { external.add(try files.octets(path), for: uri) }
        var pinned: [PinnedKey] = []
        var documentKey: DocumentKey?
        switch fixture.key {
        case _ where !fixture.lookupPool.isEmpty:
            // What KeyInfo says has to find the certificate; no other key counts.
            certificates += try fixture.lookupPool.flatMap { try Certificate.read(files.octets($0)) }
            documentKey = DocumentKey(.description, countsAsPinned: !fixture.asksForPath)
        case .keyValue: documentKey = DocumentKey(.keyValue, countsAsPinned: true)
        case .certificateInDocument:
            // With a path the document's key needs no word of the runner's; it is judged as any user's would be.
            if !fixture.asksForPath { documentKey = DocumentKey(.certificate, countsAsPinned: true) }
        case .certificate(let path) where fixture.policy.contains(.verifyConfiguredKeyCertificate):
            certificates += try Certificate.read(files.octets(path))
        case .certificate(let path), .publicKey(let path):
            // Of a certificate the public key alone, whatever its dates.
            pinned.append(PinnedKey(try KeyFile(files.octets(path)).publicKey, name: fixture.keyName))
        case .symmetricKey(let path):
            pinned.append(PinnedKey(try SymmetricKey(files.octets(path)), name: fixture.keyName))
        case .symmetricKeyText(let text):
            pinned.append(PinnedKey(try SymmetricKey(Array(text.utf8)), name: fixture.keyName))
        case nil: break
        }
        return SignatureValidator(
            policy: try policy(of: fixture).with(revocation: RevocationPolicy(mode)),
            trust: try trustStore(fixture),
            certificates: certificates,
            pinnedKeys: pinned,
            revocationData: RevocationData(
                lists: try fixture.crls.flatMap { try RevocationList.read(files.octets($0)) }
            ),
            externalData: external,
            caches: caches,
            documentKey: documentKey,
            ignoresValidityPeriods: fixture.policy.contains(.skipCertificateTime)
        )
    }

    private func policy(of fixture: Fixture) throws -> ValidationPolicy {
        try policy
            ?? ValidationPolicy(
                fixture, documentTypes: documentTypes(of: fixture), idAttributes: fixture.readIDAttributes()
            )
    }

    /// Anchors where a path is asked for; a pinned key asks for none.
    private func trustStore(_ fixture: Fixture) throws -> TrustStore? {
        guard fixture.asksForPath, !fixture.trust.isEmpty else { return nil }
        return try TrustStore(try fixture.trust.flatMap { try Certificate.read(files.octets($0)) })
    }

    // MARK: What else a line states

    /// What of `signed_paths` and `reference_outputs` doesn't hold.
    private func contradiction(
        _ fixture: Fixture, _ validated: ValidatedDocument, _ covers: [[String]]
    ) throws(InputFileError) -> String? {
        if let expected = fixture.signedPaths {
            // The field names elements; of one whose text alone is digested (base64), the element.
            let covered = Set(
                covers.joined().map { $0.hasSuffix("/text()") ? String($0.dropLast("/text()".count)) : $0 })
            if covered != Set(expected) {
                return
                    "covers \(covered.sorted().joined(separator: ", ")) instead of \(expected.joined(separator: ", "))"
            }
        }
        guard !fixture.referenceOutputs.isEmpty, let tree = validated.tree else { return nil }
        let outputs = validated.referenceOutputs(ofSignature: fixture.signatureIndex + 1)
        let references = tree.references
        for (key, path) in fixture.referenceOutputs {
            // In a Manifest or not, the count runs over all of them.
            guard let number = Int(key.replacing(/^manifest:/, with: "")), references.indices.contains(number),
                let output = outputs[references[number]]
            else { return "reference \(key) is none of those that were digested" }
            if output != (try files.octets(path)) { return "reference \(key) digests other octets than \(path)" }
        }
        return nil
    }
}

extension FixtureOutcome {
    /// The contract's order: refused, invalid, valid, else indeterminate.
    fileprivate init(_ signature: SignatureReport, _ fixture: Fixture) {
        let covers = signature.references.map(\.covers)
        let errors = signature.findings.filter { $0.severity == .error }
        let reason = errors.isEmpty ? nil : errors.map { "\($0.code): \($0.message)" }.joined(separator: "; ")
        switch signature.coreValidation {
        case .refused:
            let isMissing = errors.contains { $0.code == .algorithmUnavailable } && fixture.requiresNewerOpenSSL
            self.init(.refused, covers: covers, detail: isMissing ? FixtureAgreement.algorithmUnavailable : reason)
        case .invalid:
            self.init(.invalid, core: .invalid, covers: covers, detail: reason)
        case .valid:
            // A line of XML-DSig says nothing about the properties of XAdES.
            let isXAdESAlone =
                (fixture.kind == .xmldsig || fixture.kind == .attack) && !errors.isEmpty
                && errors.allSatisfy { $0.code == .signingCertificateMismatch }
            let got: Got =
                switch signature.indication {
                case .totalFailed: .invalid
                case .totalPassed: .valid
                case .indeterminate: isXAdESAlone ? .valid : .indeterminate
                }
            let subIndication = signature.subIndication.map(\.rawValue)
            self.init(got, core: .valid, covers: covers, detail: reason ?? subIndication)
        }
    }
}

/// A value of a line that is not what its field may hold; the line is skipped.
struct UnknownFixtureValue: Error, CustomStringConvertible {
    let description: String
}

extension CryptographyError {
    fileprivate var isMissingAlgorithm: Bool { code == .keyUnsupported || code == .algorithmUnavailable }
}

extension Fixture {
    /// Whether the line is about an algorithm that the OpenSSL at hand is too old for.
    fileprivate var requiresNewerOpenSSL: Bool { !requires.allSatisfy { $0.isMet(by: OpenSSL.version) } }

    /// Whether the line wants a path of certificates rather than the bare key.
    fileprivate var asksForPath: Bool {
        if policy.contains(.verifyConfiguredKeyCertificate) { return true }
        return key?.isPinned == false && !policy.contains(.noChainValidation)
    }

    func validationTime() throws -> Instant {
        // No time matters where a line has none.
        guard let time else { return Instant(seconds: 1_767_225_600) }
        guard let instant = Instant(rfc3339: time) else {
            throw UnknownFixtureValue(description: "time `\(time)` is none of RFC 3339")
        }
        return instant
    }

    fileprivate func readIDAttributes() throws -> [IDAttribute] {
        guard let idAttributes else { return IDAttribute.defaults }
        return try idAttributes.map { notation in
            guard let attribute = IDAttribute(notation: notation) else {
                throw UnknownFixtureValue(description: "id_attrs `\(notation)` is no attribute's name")
            }
            return attribute
        }
    }
}

extension XMLTree {
    /// All `Reference` elements of the document, in its order.
    fileprivate var references: [XMLNode] {
        (0..<nodeCount).lazy.map { XMLNode($0) }
            .filter { isElement($0, "http://www.w3.org/2000/09/xmldsig#", "Reference") }
    }
}
