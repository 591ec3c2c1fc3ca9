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
import Foundation
import SignatureCryptography
import Testing
import XMLSignature

@Suite("Policy files")
struct PolicyFileTests {
    private func decode(_ text: String) throws -> ValidationPolicy {
        try JSONDecoder().decode(ValidationPolicy.self, from: Data(text.utf8))
    }

    /// One that differs from `strict` in everything.
    private static let lenient: ValidationPolicy = {
        var reading = ReadingLimits()
        reading.depth = 7
        var limits = SignatureLimits()
        limits.keys = 1
        var xPath = XPathPolicy(allowsGeneralExpressions: true)
        xPath.limits.seconds = 1
        return ValidationPolicy(
            name: "lenient \"é\"",
            algorithms: AlgorithmPolicy.interop.allowing(.md5).allowing(.ripemd160).allowing(.secp256k1)
                .allowingRSA(fromBitCount: 512).allowingDSA(fromBitCount: 512).allowingHMACTruncation(toBitCount: 40)
                .allowingDEREncodedECDSA().allowingPaddedECDSA().acceptingAliases(),
            reading: reading,
            limits: limits,
            idAttributes: [
                IDAttribute(ExpandedName("urn:n", "key")), IDAttribute(ExpandedName("Id")),
                IDAttribute(ExpandedName("http://www.w3.org/XML/1998/namespace", "id")),
            ],
            documentTypes: .internalSubset(externalEntities: [Array("a.ent".utf8): [0, 255], Array("é".utf8): []]),
            references: [.emptyNodeSets, .withoutURI, .relativeNamespaces, .relationshipTransform],
            manifests: .required,
            coverage: [
                .root, .element(id: "é", signatures: 2),
                .elements(at: [ExpandedName("urn:n", "a"), ExpandedName("b")], signatures: 3),
            ],
            minimumSignatures: 4,
            xPath: xPath,
            revocation: {
                var revocation = RevocationPolicy(.off, maximumAge: 86_400)
                revocation.clockSkew = 0
                let key = try? HandSigner(rsaOfBitCount: 2048)
                let responder = key.flatMap {
                    try? HandCertificate(subject: "R", issuer: "R", key: $0, issuerKey: $0).make()
                }
                revocation.trustedResponders = responder.map { [$0] } ?? []
                return revocation
            }(),
            certificates: {
                var demands = CertificateDemands()
                demands.extendedKeyUsages = Set(["1.3.6.1.5.5.7.3.4", "1.2.3"].compactMap { ObjectIdentifier($0) })
                demands.policies.initialPolicies = ["2.5.29.32.1", "2.5.29.32.2"].compactMap { ObjectIdentifier($0) }
                demands.policies.requiresExplicitPolicy = false
                demands.policies.inhibitsPolicyMapping = true
                demands.policies.inhibitsAnyPolicy = true
                demands.profile = .conforming
                return demands
            }()
        )
    }()

    @Test("say all that a policy says, written by either writer", arguments: ValidationPolicy.presets + [lenient])
    func roundTrip(policy: ValidationPolicy) throws {
        let ours = Data(policy.json)
        let theirs = try JSONEncoder().encode(policy)
        for data in [ours, theirs] {
            let decoded = try JSONDecoder().decode(ValidationPolicy.self, from: data)
            #expect(decoded == policy)
            #expect(decoded.sha256 == policy.sha256)
        }
        #expect(
            try JSONSerialization.jsonObject(with: ours) as? NSDictionary
                == JSONSerialization.jsonObject(with: theirs) as? NSDictionary
        )
    }

    /// By hand: the form is a contract with whoever keeps policies.
    @Test("have a form that stays")
    func form() {
        let text = """
            {"name":"strict","algorithms":{"digestMethods":["SHA-256","SHA-384","SHA-512","SHA3-256","SHA3-384",\
            "SHA3-512"],"signatureFamilies":["ECDSA","EdDSA","HMAC","RSA-PKCS1","RSA-PSS"],"minimumRSABitCount":2048,\
            "minimumDSABitCount":2048,"curves":["P-256","P-384","P-521"],"edwardsCurves":["Ed25519","Ed448"],\
            "requiresConventionalPSSParameters":true,"allowsDEREncodedECDSA":false,"allowsPaddedECDSA":false,\
            "hmacTruncation":"none","acceptsAliases":false,"enforcesEndDates":true},
            """
        let json = String(decoding: ValidationPolicy.strict.json, as: UTF8.self)
        #expect(json.hasPrefix(text.dropLast()))
        #expect(json.hasSuffix(#","revocation":{"mode":"required","maximumAge":"none","clockSkew":60}}"#))
    }

    @Test("say what they change; the rest is as in the preset that they extend, or as in `strict`")
    func partial() throws {
        #expect(try decode("{\"name\":\"mine\"}") == ValidationPolicy.strict.named("mine"))
        #expect(try decode("{\"name\":\"mine\",\"extends\":\"interop\"}") == ValidationPolicy.interop.named("mine"))
        let policy = try decode(
            """
            {"extends": "legacy", "name": "archive of 2012",
             "algorithms": {"digestMethods": ["SHA-1", "MD5"], "hmacTruncation": 96, "acceptsAliases": true},
             "limits": {"references": 5000}, "reading": {"depth": 64},
             "revocation": {"mode": "if-present", "maximumAge": 604800},
             "idAttributes": ["Id", "{urn:n}key"], "references": ["without-uri"], "documentTypes": "internal-subset"}
            """
        )
        #expect(policy.algorithms.digestMethods == [.sha1, .md5])
        #expect(policy.algorithms.leniencies.truncation == .toBits(96))
        #expect(policy.algorithms.acceptsAliases)
        #expect(policy.algorithms.minimumRSABitCount == AlgorithmPolicy.legacy.minimumRSABitCount)
        #expect(policy.limits.references == 5000)
        #expect(policy.limits.transforms == SignatureLimits().transforms)
        #expect(policy.reading.depth == 64)
        #expect(policy.reading.nodes == ReadingLimits().nodes)
        #expect(policy.idAttributes == [IDAttribute(ExpandedName("Id")), IDAttribute(ExpandedName("urn:n", "key"))])
        #expect(policy.references == .withoutURI)
        #expect(policy.documentTypes == .internalSubset(externalEntities: [:]))
        #expect(policy.revocation == RevocationPolicy(.ifPresent, maximumAge: 604_800))
        let nextUpdate = try decode("{\"name\":\"a\",\"revocation\":{\"maximumAge\":\"none\",\"clockSkew\":0}}")
        #expect(nextUpdate.revocation.mode == .required)
        #expect(nextUpdate.revocation.maximumAge == nil)
        #expect(nextUpdate.revocation.clockSkew == 0)
    }

    /// What is wrong, and the path at which it is said to be.
    static let refusals: [(String, String)] = [
        ("{}", "name"), ("{\"name\":\"\"}", "name"), ("{\"name\":\"strict\",\"extends\":\"legacy\"}", "name"),
        ("{\"name\":\"legacy\"}", "name"), ("{\"name\":\"a\",\"extends\":\"lax\"}", "extends"),
        ("{\"name\":\"a\",\"algorithm\":{}}", "algorithm"), ("{\"name\":\"a\",\"Name\":\"b\"}", "Name"),
        ("{\"name\":\"a\",\"algorithms\":{\"digests\":[]}}", "algorithms.digests"),
        ("{\"name\":\"a\",\"algorithms\":{\"digestMethods\":[\"sha1\"]}}", "algorithms.digestMethods"),
        ("{\"name\":\"a\",\"algorithms\":{\"digestMethods\":[\"SHA-1\",\"SHA-1\"]}}", "algorithms.digestMethods"),
        ("{\"name\":\"a\",\"algorithms\":{\"digestMethods\":[1]}}", "algorithms.digestMethods.0"),
        ("{\"name\":\"a\",\"algorithms\":{\"digestMethods\":null}}", "algorithms.digestMethods"),
        ("{\"name\":\"a\",\"algorithms\":{\"curves\":[\"P-255\"]}}", "algorithms.curves"),
        ("{\"name\":\"a\",\"algorithms\":{\"minimumRSABitCount\":-1}}", "algorithms.minimumRSABitCount"),
        ("{\"name\":\"a\",\"algorithms\":{\"minimumRSABitCount\":1.5}}", "algorithms.minimumRSABitCount"),
        ("{\"name\":\"a\",\"algorithms\":{\"hmacTruncation\":\"all\"}}", "algorithms.hmacTruncation"),
        ("{\"name\":\"a\",\"algorithms\":{\"hmacTruncation\":-8}}", "algorithms.hmacTruncation"),
        ("{\"name\":\"a\",\"algorithms\":{\"acceptsAliases\":\"yes\"}}", "algorithms.acceptsAliases"),
        ("{\"name\":\"a\",\"limits\":{\"reference\":1}}", "limits.reference"),
        ("{\"name\":\"a\",\"limits\":{\"references\":-1}}", "limits.references"),
        ("{\"name\":\"a\",\"reading\":{\"references\":1}}", "reading.references"),
        ("{\"name\":\"a\",\"idAttributes\":[\"a b\"]}", "idAttributes"),
        ("{\"name\":\"a\",\"references\":[\"empty\"]}", "references"),
        ("{\"name\":\"a\",\"references\":3}", "references"),
        ("{\"name\":\"a\",\"documentTypes\":\"all\"}", "documentTypes"),
        ("{\"name\":\"a\",\"documentTypes\":{\"entities\":{}}}", "documentTypes.entities"),
        ("{\"name\":\"a\",\"documentTypes\":{\"externalEntities\":{\"a\":\"*\"}}}", "documentTypes.externalEntities"),
        ("{\"name\":\"a\",\"manifests\":\"checked\"}", "manifests"),
        ("{\"name\":\"a\",\"minimumSignatures\":-1}", "minimumSignatures"),
        ("{\"name\":\"a\",\"coverage\":[{}]}", "coverage.0"),
        ("{\"name\":\"a\",\"coverage\":[{\"part\":\"roots\"}]}", "coverage.0"),
        ("{\"name\":\"a\",\"coverage\":[{\"part\":\"root\",\"id\":\"x\"}]}", "coverage.0"),
        ("{\"name\":\"a\",\"coverage\":[{\"path\":[]}]}", "coverage.0.path"),
        ("{\"name\":\"a\",\"coverage\":[{\"path\":[\"{urn:n}\"]}]}", "coverage.0.path"),
        ("{\"name\":\"a\",\"coverage\":[{\"part\":\"root\",\"signatures\":0}]}", "coverage.0.signatures"),
        ("{\"name\":\"a\",\"coverage\":[{\"part\":\"root\",\"count\":1}]}", "coverage.0.count"),
        ("{\"name\":\"a\",\"revocation\":{\"mode\":\"sometimes\"}}", "revocation.mode"),
        ("{\"name\":\"a\",\"revocation\":{\"mode\":null}}", "revocation.mode"),
        ("{\"name\":\"a\",\"revocation\":{\"maximumAge\":-1}}", "revocation.maximumAge"),
        ("{\"name\":\"a\",\"revocation\":{\"maximumAge\":\"a day\"}}", "revocation.maximumAge"),
        ("{\"name\":\"a\",\"revocation\":{\"clockSkew\":-1}}", "revocation.clockSkew"),
        ("{\"name\":\"a\",\"revocation\":{\"grace\":1}}", "revocation.grace"),
        ("[]", ""), ("{", ""),
    ]

    @Test("are refused with the path of what isn't understood", arguments: refusals)
    func refuses(text: String, path: String) throws {
        let error = #expect(throws: DecodingError.self) { try decode(text) }
        let context: DecodingError.Context? =
            switch error {
            case .dataCorrupted(let context), .keyNotFound(_, let context), .typeMismatch(_, let context),
                .valueNotFound(_, let context):
                context
            default: nil
            }
        let found = try #require(context).codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }
        #expect(found.joined(separator: ".").hasPrefix(path))
    }

    @Test("set every limit there is")
    func limits() throws {
        for (limits, name) in [
            (Mirror(reflecting: ReadingLimits()), "reading"), (Mirror(reflecting: SignatureLimits()), "limits"),
        ] {
            for child in limits.children {
                let label = try #require(child.label)
                let policy = try decode("{\"name\":\"a\",\"\(name)\":{\"\(label)\":3}}")
                let changed = Mirror(reflecting: name == "reading" ? policy.reading as Any : policy.limits as Any)
                #expect(changed.children.first { $0.label == label }?.value as? Int == 3)
            }
        }
        for child in Mirror(reflecting: XPathLimits()).children {
            let label = try #require(child.label)
            let policy = try decode("{\"name\":\"a\",\"xPath\":{\"limits\":{\"\(label)\":3}}}")
            #expect(!policy.xPath.allowsGeneralExpressions)
            let changed = Mirror(reflecting: policy.xPath.limits)
            #expect(changed.children.first { $0.label == label }?.value as? Int == 3)
        }
    }
}
