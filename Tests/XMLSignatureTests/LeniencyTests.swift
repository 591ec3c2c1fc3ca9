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
import Testing
import XMLSignature

/// The design's rule: every leniency used is a finding, and without it the document doesn't pass.
@Suite("Leniencies")
struct LeniencyTests {
    struct Use: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let policy: ValidationPolicy
        let code: FindingCode
        let judge: @Sendable (ValidationPolicy) throws -> ValidationReport

        init(
            _ name: String, _ policy: ValidationPolicy, _ code: FindingCode,
            _ judge: @escaping @Sendable (ValidationPolicy) throws -> ValidationReport
        ) {
            testDescription = name
            self.policy = policy.named("lenient")
            self.code = code
            self.judge = judge
        }
    }

    private static func algorithms(_ change: (AlgorithmPolicy) -> AlgorithmPolicy) -> ValidationPolicy {
        ValidationPolicy.strict.with(algorithms: change(.strict))
    }

    /// A document signed with the symmetric key.
    private static func signed(
        _ reference: String, method: String = HandSigned.hmac, parameters: String = "", octets: Int = 32,
        around: @escaping @Sendable (String) -> String = { "<doc><a Id=\"x\">t</a>\($0)</doc>" },
        external: ExternalData = [:]
    ) -> @Sendable (ValidationPolicy) throws -> ValidationReport {
        { policy in
            let content = HandSigned.signedInfo(reference, method: method, parameters: parameters)
            let canonical = "<SignedInfo xmlns=\"\(HandSigned.namespace)\">\(content)</SignedInfo>"
            let value = Base64.encode(Array(HandSigned.code(canonical).prefix(octets)))
            let document = around(HandSigned.signature(content, value: value))
            return try HandSigned.validator(policy, external: external).validate(document).report
        }
    }

    private static func rsa(
        _ bitCount: Int, method: String = HandSigner.method, at time: Instant = HandSigned.time
    ) -> @Sendable (ValidationPolicy) throws -> ValidationReport {
        { policy in
            let signer = try HandSigner(rsaOfBitCount: bitCount)
            let content = HandSigned.signedInfo(
                HandSigned.reference(" URI=\"#x\"", digested: "<a Id=\"x\">text</a>"), method: method
            )
            let canonical = "<SignedInfo xmlns=\"\(HandSigned.namespace)\">\(content)</SignedInfo>"
            let signature = HandSigned.signature(content, value: Base64.encode(signer.sign(canonical)))
            let document = Array("<doc><a Id=\"x\">text</a>\(signature)</doc>".utf8)
            return SignatureValidator(policy: policy, pinnedKeys: [PinnedKey(signer.publicKey)])
                .validate(document, at: time).report
        }
    }

    /// A document of the test vectors, with a key of theirs or with a path to their root.
    private static func vector(
        _ name: String, key: String? = nil
    ) -> @Sendable (ValidationPolicy) throws -> ValidationReport {
        { policy in
            let document = try SampleArchive.octets("cases/\(name).xml")
            guard let key else {
                return try SampleArchive.validator(policy).validate(document, at: SampleArchive.time()).report
            }
            let octets = try SampleArchive.octets("keys/\(key)")
            let pinned =
                key.hasSuffix(".pem")
                ? PinnedKey(try PublicKey(pem: String(decoding: octets, as: UTF8.self)))
                : PinnedKey(try SymmetricKey(octets))
            return SignatureValidator(policy: policy, pinnedKeys: [pinned])
                .validate(document, at: try SampleArchive.time()).report
        }
    }

    private static func digest(_ method: DigestMethod, named uri: String? = nil) -> String {
        let value = (try? MessageDigest.value(of: Array("<a Id=\"x\">t</a>".utf8).span, method)) ?? []
        return "<Reference URI=\"#x\"><DigestMethod Algorithm=\"\(uri ?? method.uri)\"></DigestMethod>"
            + "<DigestValue>\(Base64.encode(value))</DigestValue></Reference>"
    }

    private static let simple = HandSigned.reference(" URI=\"#x\"", digested: "<a Id=\"x\">t</a>")
    private static let m01 = "http://www.w3.org/2001/04/xmldsig-more#"
    private static let d = "http://www.w3.org/2000/09/xmldsig#"

    private static let relationships = "http://schemas.openxmlformats.org/package/2006/relationships"
    private static let part =
        "<Relationships xmlns=\"\(relationships)\"><Relationship Id=\"r\" Type=\"t\" Target=\"b\"/></Relationships>"
    /// A relationship by its Id (ECMA-376 part 2 §13.2.4.24).
    private static let selection = HandSigned.reference(
        " URI=\"/_rels/.rels\"",
        transforms: ["http://schemas.openxmlformats.org/package/2006/RelationshipTransform", HandSigned.c14n],
        digested: "<Relationships xmlns=\"\(relationships)\">"
            + "<Relationship Id=\"r\" Target=\"b\" TargetMode=\"Internal\" Type=\"t\"></Relationship></Relationships>"
    ).replacing(
        "RelationshipTransform\"></Transform>",
        with: "RelationshipTransform\"><m:RelationshipReference "
            + "xmlns:m=\"http://schemas.openxmlformats.org/package/2006/digital-signature\" SourceId=\"r\">"
            + "</m:RelationshipReference></Transform>"
    )

    static let digests: [Use] = DigestMethod.all.filter { $0.status != .default }.map { method in
        Use("the digest \(method)", algorithms { $0.allowing(method) }, .weakAlgorithm, signed(digest(method)))
    }

    static let keys: [Use] = [
        Use("RSA with SHA-1", algorithms { $0.allowing(.sha1) }, .weakAlgorithm, vector("legacy-rsa-sha1")),
        Use(
            "HMAC with SHA-1", algorithms { $0.allowing(.sha1) }, .weakAlgorithm,
            vector("legacy-hmac-sha1", key: "hmac.bin")
        ),
        Use(
            "DSA", algorithms { $0.allowingDSA(fromBitCount: 2048) }, .weakAlgorithm,
            vector("legacy-dsa-sha256", key: "dsa-2048.pub.pem")
        ),
        Use(
            "DSA with 1,024 bits", algorithms { $0.allowing(.sha1).allowingDSA(fromBitCount: 1024) }, .keyTooWeak,
            vector("legacy-dsa-sha1", key: "dsa-1024.pub.pem")
        ),
        Use("RSA with 1,024 bits", algorithms { $0.allowingRSA(fromBitCount: 1024) }, .keyTooWeak, rsa(1024)),
        Use(
            "the end date of RSA with 2,048 bits", .legacy, .algorithmEnded,
            rsa(2048, at: Instant(rfc3339: "2029-01-01T00:00:00Z") ?? HandSigned.time)
        ),
    ]

    static let values: [Use] = [
        Use(
            "a truncated HMAC", algorithms { $0.allowingHMACTruncation(toBitCount: 128) }, .signatureValueForm,
            signed(simple, parameters: "<HMACOutputLength>128</HMACOutputLength>", octets: 16)
        ),
        Use("ECDSA in DER", algorithms { $0.allowingDEREncodedECDSA() }, .signatureValueForm, vector("ecdsa-der")),
        Use("padded ECDSA", algorithms { $0.allowingPaddedECDSA() }, .signatureValueForm, vector("ecdsa-padded")),
    ]

    static let aliases: [Use] = [
        Use(
            "an alias of a digest", algorithms { $0.acceptingAliases() }, .algorithmAlias,
            signed(digest(.sha256, named: d + "sha256"))
        ),
        Use(
            "another alias of a digest", algorithms { $0.acceptingAliases() }, .algorithmAlias,
            signed(digest(.sha384, named: "http://www.w3.org/2001/04/xmlenc#sha384"))
        ),
        Use(
            "an alias of a signature method", algorithms { $0.acceptingAliases() }, .algorithmAlias,
            rsa(2048, method: d + "rsa-sha256")
        ),
        Use(
            "an alias of a transform", algorithms { $0.acceptingAliases() }, .algorithmAlias,
            signed(
                HandSigned.reference(
                    " URI=\"#x\"", transforms: ["http://www.w3.org/TR/xml-exc-c14n#"], digested: "<a Id=\"x\">t</a>"
                )
            )
        ),
    ]

    static let documents: [Use] = [
        Use(
            "an internal subset", .strict.with(documentTypes: .internalSubset(externalEntities: [:])),
            .documentTypeAllowed, vector("document-type")
        ),
        Use(
            "an empty node set", .strict.with(references: .emptyNodeSets), .emptyNodeSet,
            signed(
                HandSigned.reference(" URI=\"\"", transforms: [HandSigned.enveloped, HandSigned.c14n], digested: ""),
                around: { $0 }
            )
        ),
        Use(
            "no URI", .strict.with(references: .withoutURI), .referenceWithoutURI,
            signed(
                HandSigned.reference(
                    "", transforms: [HandSigned.enveloped, HandSigned.c14n], digested: "<doc><a Id=\"x\">t</a></doc>"
                )
            )
        ),
        Use(
            "a relative namespace name", .strict.with(references: .relativeNamespaces), .relativeNamespace,
            signed(
                HandSigned.reference(" URI=\"#x\"", digested: "<a xmlns:n=\"r\" Id=\"x\">t</a>"),
                around: { "<doc><a xmlns:n=\"r\" Id=\"x\">t</a>\($0)</doc>" }
            )
        ),
        Use(
            "an internal subset of external data", .strict.with(documentTypes: .internalSubset(externalEntities: [:])),
            .documentTypeAllowed,
            signed(
                HandSigned.reference(" URI=\"cid:x\"", transforms: [HandSigned.c14n], digested: "<r>t</r>"),
                external: ["cid:x": Array("<!DOCTYPE r [<!ENTITY e 't'>]><r>&e;</r>".utf8)]
            )
        ),
        Use(
            "a relative namespace name in external data", .strict.with(references: .relativeNamespaces),
            .relativeNamespace,
            signed(
                HandSigned.reference(
                    " URI=\"cid:x\"", transforms: [HandSigned.c14n], digested: "<r xmlns:n=\"r\">t</r>"
                ),
                external: ["cid:x": Array("<r xmlns:n=\"r\">t</r>".utf8)]
            )
        ),
        Use(
            "the relationships transform", .strict.with(references: .relationshipTransform),
            .relationshipTransformAllowed,
            signed(selection, external: ["/_rels/.rels": Array(part.utf8)])
        ),
    ]

    @Test("are findings where they are used", arguments: digests + keys + values + aliases + documents)
    func isReported(use: Use) throws {
        let report = try use.judge(use.policy)
        let signature = try #require(report.signatures.first)
        #expect(signature.coreValidation == .valid, "\(signature.findings)")
        let findings = report.findings + signature.findings
        #expect(findings.contains { $0.code == use.code && $0.severity == .warning }, "\(findings)")
        #expect(try use.judge(.strict).indication != .totalPassed)
        // A policy that allows it says nothing where it isn't used.
        let plain = try HandSigned.validator(use.policy).validate(HandSigned.simple()).report
        #expect(plain.indication == .totalPassed)
        #expect(!(plain.findings + plain.signatures[0].findings).contains { $0.severity == .warning })
    }

    @Test("ask back under strict where a URI is misspelt", arguments: aliases)
    func asksBack(use: Use) throws {
        let signature = try #require(try use.judge(.strict).signatures.first)
        #expect(signature.coreValidation == .refused)
        #expect(signature.findings.contains { $0.message.contains("did you mean `http") })
    }

    @Test("an alias is no wider than what it means")
    func aliasIsNoWider() throws {
        let accepting = Self.algorithms { $0.acceptingAliases() }
        // The meaning of this one is refused.
        let ripemd = Self.rsa(2048, method: "http://www.w3.org/2001/04/xmldsig-more/rsa-ripemd160")
        #expect(try ripemd(accepting).signatures[0].has(.algorithmRefused))
        // What the element may hold is as for the algorithm that is meant (XML-DSig §4.4.2).
        let stuffed = Self.signed(
            Self.simple, method: Self.d + "rsa-sha256", parameters: "<HMACOutputLength>8</HMACOutputLength>"
        )
        for policy in [accepting, .strict] {
            #expect(try stuffed(policy).signatures[0].has(.structureMalformed))
        }
    }

    @Test("the end of an algorithm leaves the core as it is, and is said a year before")
    func endDates() throws {
        let ended = try Self.rsa(2048, at: try #require(Instant(rfc3339: "2029-01-01T00:00:00Z")))(.strict)
        #expect(ended.signatures[0].coreValidation == .valid)
        #expect(ended.signatures[0].subIndication == .cryptographicConstraintsFailureNoProofOfExistence)
        #expect(ended.signatures[0].findings.contains { $0.code == .algorithmEnded && $0.severity == .error })
        let near = try Self.rsa(2048, at: try #require(Instant(rfc3339: "2028-06-01T00:00:00Z")))(.strict)
        #expect(near.indication == .totalPassed)
        #expect(near.signatures[0].findings.contains { $0.code == .algorithmEndsSoon && $0.severity == .warning })
        #expect(try Self.rsa(2048)(.strict).signatures[0].findings.allSatisfy { $0.severity == .information })
    }
}
