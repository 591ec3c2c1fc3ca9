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
import SignatureCryptography
import Testing
import XMLSignature

/// The context string of an experimental algorithm in its `SignatureMethod`.
@Suite("Context strings")
struct ContextStringTests {
    private static let xmlsec = "http://www.aleksey.com/xmlsec/2025/12/xmldsig-more#"
    private static let more = "http://www.w3.org/2021/04/xmldsig-more#"
    /// The names of the elements by the methods' URIs, as xmlsec 1.3.12 reads them.
    private static let elements: [(uri: String, name: String)] =
        ["eddsa-ed25519ph", "eddsa-ed25519ctx", "eddsa-ed448ph"].map { (more + $0, "EdDSAContextString") }
        + ["ml-dsa-44", "ml-dsa-65", "ml-dsa-87"].map { (xmlsec + $0, "MLDSAContextString") }
        + ["128f", "128s", "192f", "192s", "256f", "256s"]
        .map { (xmlsec + "slh-dsa-sha2-" + $0, "SLHDSAContextString") }

    private static let allowing = ValidationPolicy.strict.named("experimental").with(
        algorithms: SignatureFamily.all.filter(\.isExperimental).reduce(.strict) { $0.allowing($1) }
    )

    private static func element(
        _ name: String, _ text: String = "Y29udGV4dA==", namespace: String = xmlsec, attributes: String = ""
    ) -> String {
        "<\(name) xmlns=\"\(namespace)\"\(attributes)>\(text)</\(name)>"
    }

    private static func judge(
        _ method: String, _ parameters: String, key: PublicKey? = nil,
        under policy: ValidationPolicy = allowing, signing: (String) -> [UInt8] = { _ in [1] }
    ) throws -> SignatureReport {
        let content = HandSigned.signedInfo(
            HandSigned.reference(" URI=\"#x\"", digested: "<a Id=\"x\">t</a>"), method: method, parameters: parameters
        )
        let canonical = "<SignedInfo xmlns=\"\(HandSigned.namespace)\">\(content)</SignedInfo>"
        let signature = HandSigned.signature(content, value: Base64.encode(signing(canonical)))
        let validator = SignatureValidator(policy: policy, pinnedKeys: key.map { [PinnedKey($0)] } ?? [])
        return try #require(
            validator.validate("<doc><a Id=\"x\">t</a>\(signature)</doc>").report.signatures.first
        )
    }

    @Test("are read where the method has one, and no preset allows the method", arguments: elements)
    func isRead(uri: String, name: String) throws {
        for parameters in ["", Self.element(name), Self.element(name, ""), Self.element(name, " Y29u\n dGV4dA== ")] {
            let report = try Self.judge(uri, parameters)
            #expect(report.coreValidation == .refused)
            #expect(report.subIndication != .formatFailure)
            // The warning says that the policy alone allows it, whether OpenSSL has it or not.
            #expect(report.has(.algorithmExperimental))
            for preset in ValidationPolicy.presets {
                let refused = try Self.judge(uri, parameters, under: preset)
                #expect(refused.has(.algorithmRefused))
                #expect(refused.subIndication == .cryptographicConstraintsFailureNoProofOfExistence)
            }
        }
    }

    @Test("are the only content that the method may have, and in base64", arguments: elements)
    func isStrict(uri: String, name: String) throws {
        let long = Base64.encode([UInt8](repeating: 1, count: 256))
        let others = Set(Self.elements.map(\.name)).subtracting([name]).map { Self.element($0) }
        let malformed = [
            Self.element(name) + Self.element(name), Self.element(name, "Y29udGV4dA"), Self.element(name, "Y29 #"),
            Self.element(name, long), Self.element(name, "<b></b>"),
            Self.element(name, namespace: HandSigned.namespace),
            Self.element(name, namespace: Self.more), Self.element(name, attributes: " Encoding=\"x\""), "text",
        ]
        for parameters in malformed + others {
            let report = try Self.judge(uri, parameters)
            #expect(report.subIndication == .formatFailure, "\(parameters)")
        }
    }

    @Test(
        "stand in no other method",
        arguments: SignatureMethod.all.filter { method in !elements.contains { $0.uri == method.uri } }.map(\.uri)
    )
    func isOfNoOtherMethod(uri: String) throws {
        for name in Set(Self.elements.map(\.name)) {
            #expect(try Self.judge(uri, Self.element(name)).subIndication == .formatFailure)
        }
    }

    @Test("of 255 octets are the longest (FIPS 204 §5.2)")
    func longest() throws {
        let text = Base64.encode([UInt8](repeating: 1, count: 255))
        let report = try Self.judge(Self.xmlsec + "ml-dsa-44", Self.element("MLDSAContextString", text))
        #expect(report.subIndication != .formatFailure)
    }

    @Test("a method that this OpenSSL hasn't is unavailable", arguments: elements)
    func unavailable(uri: String, name: String) throws {
        let method = try #require(SignatureMethod(uri: uri))
        let report = try Self.judge(uri, Self.element(name))
        #expect(report.has(.algorithmUnavailable) == !method.isAvailable)
        #expect(report.has(.noUsableKey) == method.isAvailable)
    }

    @Test("Ed25519ctx without one is refused (RFC 8032 §5.1)")
    func contextIsNeeded() throws {
        let key = PublicKey(try EdwardsPublicKey(curve: .ed25519, octets: [UInt8](repeating: 2, count: 32)))
        let method = try #require(SignatureMethod(uri: Self.more + "eddsa-ed25519ctx"))
        for parameters in ["", Self.element("EdDSAContextString", "")] {
            let report = try Self.judge(method.uri, parameters, key: key)
            #expect(report.coreValidation == .refused)
            #expect(report.has(method.isAvailable ? .algorithmRefused : .algorithmUnavailable))
        }
    }

    // MARK: Signatures

    private struct Scene: Sendable {
        let uri: String
        let element: String
        let algorithm: String
        var instance: String?
        /// Another kind of key of the same family.
        let stranger: String
    }

    private static let scenes = [
        Scene(
            uri: more + "eddsa-ed25519ph", element: "EdDSAContextString", algorithm: "ED25519", instance: "Ed25519ph",
            stranger: "ED448"
        ),
        Scene(
            uri: more + "eddsa-ed25519ctx", element: "EdDSAContextString", algorithm: "ED25519", instance: "Ed25519ctx",
            stranger: "ED448"
        ),
        Scene(
            uri: more + "eddsa-ed448ph", element: "EdDSAContextString", algorithm: "ED448", instance: "Ed448ph",
            stranger: "ED25519"
        ),
        Scene(uri: xmlsec + "ml-dsa-44", element: "MLDSAContextString", algorithm: "ML-DSA-44", stranger: "ML-DSA-65"),
        Scene(
            uri: xmlsec + "slh-dsa-sha2-128f", element: "SLHDSAContextString", algorithm: "SLH-DSA-SHA2-128f",
            stranger: "SLH-DSA-SHA2-128s"
        ),
    ]

    @Test(
        "are a part of what is signed", .enabled(if: SignatureMethod.all.allSatisfy(\.isAvailable)), arguments: scenes
    )
    private func signed(scene: Scene) throws {
        let signer = try HandSigner(algorithm: scene.algorithm)
        let written = Self.element(scene.element)
        func judge(_ parameters: String, _ key: PublicKey, context: String) throws -> SignatureReport {
            try Self.judge(scene.uri, parameters, key: key) { text in
                signer.sign(Array(text.utf8), instance: scene.instance, context: Array(context.utf8))
            }
        }
        let good = try judge(written, signer.publicKey, context: "context")
        #expect(good.indication == .totalPassed)
        #expect(good.has(.algorithmExperimental))
        #expect(try judge(written, signer.publicKey, context: "Context").coreValidation == .invalid)
        let other = try HandSigner(algorithm: scene.algorithm).publicKey
        #expect(try judge(written, other, context: "context").coreValidation == .invalid)
        let mistaken = try judge(written, try HandSigner(algorithm: scene.stranger).publicKey, context: "context")
        #expect(mistaken.coreValidation == .refused)
        #expect(mistaken.has(.noUsableKey))
    }
}
