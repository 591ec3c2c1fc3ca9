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
import Foundation
import SignatureCryptography
import Testing
import XMLSignature

/// The report is written octet by octet and read by Foundation's decoder; the two can't drift apart.
@Suite("Reports")
struct ReportTests {
    @Test("the decoder gets an equal value back, for every vector", arguments: ["archive", "cases"])
    func roundTrip(folder: String) throws {
        let documents = try SampleArchive.documents(in: folder)
        #expect(documents.count >= 40)
        let time = try SampleArchive.time()
        for policy in [ValidationPolicy.strict, .interop] {
            let validator = try SampleArchive.validator(policy)
            let inspector = SignatureInspector(policy: policy)
            for (name, octets) in documents {
                let report = validator.validate(octets, named: "\(folder)/\(name)", at: time).report
                #expect(try JSONDecoder().decode(ValidationReport.self, from: Data(report.json)) == report, "\(name)")
                #expect(!report.json.contains(0x0A), "\(name)")
                let inspection = inspector.inspect(octets, named: name)
                #expect(try JSONDecoder().decode(Inspection.self, from: Data(inspection.json)) == inspection, "\(name)")
            }
        }
    }

    @Test("members stand in the order of the documentation")
    func order() throws {
        let report = try HandSigned.validator().validate(HandSigned.simple()).report
        let text = String(decoding: report.json, as: UTF8.self)
        let names = try text.matches(of: Regex<(Substring, Substring)>("\"([a-zA-Z0-9]+)\":")).map { String($0.1) }
        var seen: Set<String> = []
        #expect(
            names.filter { seen.insert($0).inserted } == [
                "document", "sha256", "bytes", "indication", "signatures", "number", "id", "path", "line",
                "subIndication", "coreValidation", "signatureMethod", "findings", "code", "severity", "message",
                "clause", "column",
                "references", "uri", "type", "digestMethod", "transforms", "status", "covers", "manifests", "relations",
                "signer",
                "certificatePath", "revocation", "certificateRevocation", "signingTime", "claimed", "proven",
                "provenBy", "validationTime",
                "role", "coverage", "signedNodes", "unsignedNodes", "envelopeNodes", "unsigned", "process", "error",
                "environment", "version", "openssl", "opensslAdvisories", "policy", "policySHA256", "trustSHA256",
            ]
        )
    }

    private static let added =
        ["manifests", "relations", "certificateRevocation"]
        + (OpenSSL.advisories.isEmpty ? ["opensslAdvisories"] : [])

    @Test("a report from before a member was added has nothing to say in it", arguments: added)
    func absentMembers(name: String) throws {
        let report = try HandSigned.validator().validate(HandSigned.simple()).report
        let inspection = SignatureInspector().inspect(Array(HandSigned.simple().utf8))
        let member = "\"\(name)\":[],"
        let earlier = String(decoding: report.json, as: UTF8.self).replacing(member, with: "")
        #expect(earlier.utf8.count < report.json.count)
        #expect(try JSONDecoder().decode(ValidationReport.self, from: Data(earlier.utf8)) == report)
        let inspected = String(decoding: inspection.json, as: UTF8.self).replacing(member, with: "")
        #expect(try JSONDecoder().decode(Inspection.self, from: Data(inspected.utf8)) == inspection)
    }

    /// RFC 8259 §7; and nothing of a document reaches a terminal as a control character.
    @Test("text of every kind comes back as it was")
    func escaping() throws {
        var controls = ""
        for scalar in (0..<0xA1).compactMap(Unicode.Scalar.init) { controls.unicodeScalars.append(scalar) }
        for text in ["", "\"\\/", controls, "é e\u{301} \u{1F511} \u{2028}"] {
            var writer = JSONWriter()
            writer.array([text]) { $0.string($1) }
            let scalars = String(decoding: writer.octets, as: UTF8.self).unicodeScalars
            #expect(!scalars.contains { $0.properties.generalCategory == .control })
            let decoded = try JSONDecoder().decode([String].self, from: Data(writer.octets))
            #expect(decoded.map { Array($0.utf8) } == [Array(text.utf8)])
        }
    }

    @Test(
        "the digest of whom is trusted tells any two public keys apart, and of secrets only how many there are",
        arguments: ["ED25519", "ED448", "ML-DSA-44", "SLH-DSA-SHA2-128f"])
    func trustDigest(algorithm: String) throws {
        func digest(_ keys: [PinnedKey]) -> String? {
            SignatureValidator(pinnedKeys: keys).validate("<a/>").report.environment.trustSHA256
        }
        let secrets = try ["a", "b"].map { PinnedKey(try SymmetricKey(Array($0.utf8))) }
        #expect(digest([secrets[0]]) == digest([secrets[1]]))
        #expect(digest(secrets) != digest([secrets[0]]))
        // An older OpenSSL has no keys of this kind.
        guard let first = try? HandSigner(algorithm: algorithm), let second = try? HandSigner(algorithm: algorithm)
        else { return }
        let keys = [first, second].map { PinnedKey($0.publicKey) } + [PinnedKey(first.publicKey, name: "name")]
        let digests = [[keys[0]], [keys[1]], [keys[2]], [keys[0], keys[1]], [keys[1], keys[0]]].map(digest)
        #expect(Set(digests).count == digests.count)
    }

    @Test("the environment says with what was judged")
    func environment() throws {
        let report = try HandSigned.validator().validate(HandSigned.simple()).report
        #expect(report.environment.policy == "strict")
        #expect(report.environment.policySHA256.utf8.count == 64)
        #expect(report.environment.version == LibraryVersion.current)
        #expect(report.environment.trustSHA256 != nil)
        #expect(SignatureValidator().validate("<a/>").report.environment.trustSHA256 == nil)
        // SHA-256 of `abc` (FIPS 180-4).
        #expect(
            SignatureValidator().validate("abc").report.sha256
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
    }

    @Test("policies that differ in anything have different digests, equal ones the same")
    func policyDigests() {
        var limits = SignatureLimits()
        limits.keys += 1
        let strict = ValidationPolicy.strict
        let policies = [
            strict, .legacy, .interop, strict.named("other"), strict.with(limits: limits),
            strict.with(references: .withoutURI), strict.with(idAttributes: []),
            strict.with(algorithms: strict.algorithms.allowing(.sha1)),
            strict.with(documentTypes: .internalSubset(externalEntities: [:])),
            strict.with(documentTypes: .internalSubset(externalEntities: [[1]: [2]])),
            strict.with(documentTypes: .internalSubset(externalEntities: [[1]: [3]])),
            strict.with(minimumSignatures: 1), strict.with(coverage: [.root]),
            strict.with(coverage: [CoverageDemand(.root, signatures: 2)]),
            strict.with(coverage: [.element(id: "a")]), strict.with(coverage: [.elements(at: [ExpandedName("a")])]),
            strict.with(coverage: [.elements(at: [ExpandedName("a"), ExpandedName("b")])]),
            strict.with(coverage: [.elements(at: [ExpandedName("a", "b")])]),
        ]
        #expect(Set(policies.map(\.sha256)).count == policies.count)
        #expect(ValidationPolicy.strict.named("strict").sha256 == strict.sha256)
    }
}
