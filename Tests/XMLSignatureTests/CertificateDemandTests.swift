//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation
import Diagnostics
import Foundation
import SignatureCryptography
import Testing
import XMLSignature

/// What a policy asks of a signer's certificate besides RFC 5280 §6.
@Suite("Demands on certificates")
struct CertificateDemandTests {
    private let scene: RevocationScene
    /// id-kp-emailProtection and id-kp-documentSigning (RFC 5280 §4.2.1.12, RFC 9336).
    private let email = "1.3.6.1.5.5.7.3.4"
    private let document = "1.3.6.1.5.5.7.3.36"

    init() throws { scene = try RevocationScene() }

    private func policy(_ members: String) throws -> ValidationPolicy {
        let text = #"{"name": "own", "certificates": {\#(members)}}"#
        return try JSONDecoder().decode(ValidationPolicy.self, from: Data(text.utf8))
    }

    /// What is said of a signer with such a certificate; no revocation.
    private func judge(
        under members: String, trusting anchor: TrustAnchor? = nil, _ change: (inout HandCertificate) -> Void = { _ in }
    ) throws -> SignatureReport {
        try scene.judge([scene.leaf(change)], .off, policy: policy(members), trusting: anchor)
    }

    @Test("one of the extended key usages has to be named, and anyExtendedKeyUsage is none of them")
    func extendedKeyUsages() throws {
        let demand = #""extendedKeyUsages": ["\#(email)", "\#(document)"]"#
        #expect(try judge(under: "") { $0.extendedKeyUsages = [1] }.indication == .totalPassed)
        #expect(try judge(under: demand) { $0.extendedKeyUsages = [1, 36] }.indication == .totalPassed)
        for usages in [[], [1]] as [[UInt8]] {
            let report = try judge(under: demand) { $0.extendedKeyUsages = usages }
            #expect(report.subIndication == .chainConstraintsFailure)
            let finding = try #require(report.findings.first { $0.severity == .error })
            #expect(finding.code == .certificatePathInvalid)
            #expect(finding.clause == "RFC 5280 §4.2.1.12")
            #expect(finding.message.contains(document))
            #expect(report.coreValidation == .valid)
        }
    }

    @Test("an anchor for signers of documents is one for those who name a usage, too")
    func anchorOfPurpose() throws {
        let demand = #""extendedKeyUsages": ["\#(document)"]"#
        for (purpose, holds) in [(CertificatePurpose.documentSigning, true), (.serverAuthentication, false)] {
            let anchor = try TrustAnchor(scene.anchor, purposes: [purpose])
            let report = try judge(under: demand, trusting: anchor) { $0.extendedKeyUsages = [36] }
            #expect((report.indication == .totalPassed) == holds)
        }
        let usage = try #require(ObjectIdentifier(document))
        let error = #expect(throws: CertificateError.self) {
            try TrustAnchor(scene.anchor, purposes: [.documentSigning.demanding(extendedKeyUsages: [usage])])
        }
        #expect(error?.code == .anchorTermsInvalid)
    }

    @Test("who lists certificate policies wants one of them, unless the file says that none is needed")
    func policies() throws {
        let (first, second) = ("2.5.29.32.1", "2.5.29.32.2")
        let demand = #""initialPolicies": ["\#(second)", "\#(first)"]"#
        #expect(try judge(under: demand) { $0.policy = 1 }.indication == .totalPassed)
        for policy in [nil, 3] as [UInt8?] {
            let report = try judge(under: demand) { $0.policy = policy }
            #expect(report.subIndication == .chainConstraintsFailure, "\(report.findings)")
            #expect(
                try judge(under: demand + #", "requiresExplicitPolicy": false"#) { $0.policy = policy }.indication
                    == .totalPassed
            )
        }
        // anyPolicy stands for all, as long as nothing inhibits it (RFC 5280 §6.1.3 (d)).
        #expect(try judge(under: demand) { $0.policy = 0 }.indication == .totalPassed)
        let inhibited = try judge(under: demand + #", "inhibitsAnyPolicy": true"#) { $0.policy = 0 }
        #expect(inhibited.subIndication == .chainConstraintsFailure)
        let any = #""initialPolicies": "any", "requiresExplicitPolicy": true"#
        #expect(try judge(under: any) { $0.policy = 3 }.indication == .totalPassed)
        #expect(try judge(under: any).subIndication == .chainConstraintsFailure)
    }

    /// The root of the scene has no subjectKeyIdentifier, and the leaf no authorityKeyIdentifier.
    @Test("under `conforming` an issuer's neglected duty stands against the path")
    func profile() throws {
        let tolerant = try judge(under: #""profile": "relying-party""#)
        #expect(tolerant.indication == .totalPassed)
        let duties = tolerant.findings.filter { $0.severity == .warning }.map(\.code)
        let strict = try judge(under: #""profile": "conforming""#)
        #expect(strict.subIndication == .chainConstraintsFailure)
        let code = try #require(strict.findings.first { $0.severity == .error }?.code)
        #expect(duties.contains(code))
    }

    @Test("validators of different demands may share their caches")
    func sharedCaches() throws {
        let caches = ValidationCaches()
        let leaf = try scene.leaf { $0.extendedKeyUsages = [4] }
        let keyInfo = "<KeyInfo>\(Certificate.x509Data([leaf]))</KeyInfo>"
        let text = scene.signer.document(keyInfo: keyInfo)
        for _ in 0..<2 {
            for (usage, holds) in [(email, true), (document, false)] {
                let validator = SignatureValidator(
                    policy: try policy(#""extendedKeyUsages": ["\#(usage)"]"#).with(revocation: RevocationPolicy(.off)),
                    trust: try TrustStore([scene.anchor]),
                    caches: caches
                )
                let report = validator.validate(text).report.signatures[0]
                #expect((report.indication == .totalPassed) == holds)
            }
        }
    }

    /// RFC 6960 §4.2.2.2 (1).
    @Test("responders are configured by the policy file")
    func trustedResponder() throws {
        let policy = try JSONDecoder().decode(
            ValidationPolicy.self,
            from: Data(
                #"""
                {"name": "own", "revocation": {"trustedResponders": ["\#(Base64.encode(scene.anchor.der))"]}}
                """#.utf8)
        )
        #expect(policy.revocation.trustedResponders == [scene.anchor])
        #expect(policy.revocation.mode == .required)
        #expect(policy.sha256 != ValidationPolicy.strict.named("own").sha256)
    }

    @Test(
        "what isn't understood is an error with its place",
        arguments: [
            (#""certificates": {"extendedKeyUsages": ["1"]}"#, "certificates.extendedKeyUsages"),
            (#""certificates": {"extendedKeyUsages": ["1.2.3", "1.2.3"]}"#, "certificates.extendedKeyUsages"),
            (#""certificates": {"initialPolicies": "none"}"#, "certificates.initialPolicies"),
            (#""certificates": {"initialPolicies": ["x"]}"#, "certificates.initialPolicies"),
            (#""certificates": {"profile": "lax"}"#, "certificates.profile"),
            (#""certificates": {"explicitPolicy": true}"#, "certificates.explicitPolicy"),
            (#""certificates": null"#, "certificates"),
            (#""revocation": {"trustedResponders": ["AAAA"]}"#, "revocation.trustedResponders"),
            (#""revocation": {"trustedResponders": "AAAA"}"#, "revocation.trustedResponders"),
        ]
    )
    func errors(members: String, place: String) throws {
        let text = #"{"name": "own", \#(members)}"#
        let error = #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(ValidationPolicy.self, from: Data(text.utf8))
        }
        let context: DecodingError.Context? =
            switch error {
            case .dataCorrupted(let context), .typeMismatch(_, let context), .valueNotFound(_, let context): context
            default: nil
            }
        #expect(context?.codingPath.map(\.stringValue).joined(separator: ".") == place)
    }
}
