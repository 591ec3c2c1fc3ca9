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

/// XML-DSig §4.5: whose key it is, is nothing that a document can say.
@Suite("Keys")
struct KeyTests {
    private static let signer = try? HandSigner(rsaOfBitCount: 2_048)
    private static let other = try? HandSigner(rsaOfBitCount: 2_048)

    private func judge(
        _ text: String, _ pinned: [PinnedKey] = [], trust: TrustStore? = nil, _ policy: ValidationPolicy = .strict
    ) throws -> SignatureReport {
        let validator = SignatureValidator(policy: policy.ifRevocationDataIsPresent, trust: trust, pinnedKeys: pinned)
        return try #require(validator.validate(text).report.signatures.first)
    }

    @Test("a key from the document verifies the value and makes nobody trusted (CVE-2024-32962)")
    func keyInfo() throws {
        let signer = try #require(Self.signer)
        for form in [signer.keyValue, signer.derKeyValue, signer.keyValue + signer.derKeyValue] {
            let report = try judge(signer.document(keyInfo: "<KeyInfo>\(form)</KeyInfo>"))
            #expect(report.coreValidation == .valid, "\(report.findings)")
            #expect(report.indication == .indeterminate)
            #expect(report.subIndication == .noSigningCertificateFound)
        }
        let trusting = try judge(
            signer.document(keyInfo: "<KeyInfo>\(signer.keyValue)</KeyInfo>"), trust: try TrustStore([TrustAnchor]())
        )
        #expect(trusting.subIndication == .noSigningCertificateFound)
    }

    @Test("a pinned key passes, and no other key is tried")
    func pinned() throws {
        let (signer, other) = (try #require(Self.signer), try #require(Self.other))
        let text = signer.document(keyInfo: "<KeyInfo>\(signer.keyValue)</KeyInfo>")
        let good = try judge(text, [PinnedKey(signer.publicKey)])
        #expect(good.indication == .totalPassed)
        #expect(good.has(.pinnedKey))
        let bad = try judge(text, [PinnedKey(other.publicKey)])
        #expect(bad.coreValidation == .invalid)
        #expect(bad.subIndication == .signatureCryptographyFailure)
        #expect(bad.references.map(\.status) == [.notChecked])
        #expect(try judge(text, [PinnedKey(other.publicKey), PinnedKey(signer.publicKey)]).indication == .totalPassed)
    }

    @Test("without any key the value can't be checked")
    func noKey() throws {
        let report = try judge(try #require(Self.signer).document())
        #expect(report.coreValidation == .refused)
        #expect(report.findings.first?.code == .noUsableKey)
        #expect(report.subIndication == .noSigningCertificateFound)
    }

    /// `RSAKeyValue` has numbers alone: it is as true of a key that is restricted to PSS (RFC 4055 §1.2).
    @Test("an RSAKeyValue contradicts no certificate that holds its numbers")
    func restrictedCertificate() throws {
        let (signer, other) = (try #require(Self.signer), try #require(Self.other))
        for (key, holds) in [(signer, true), (other, false)] {
            var recipe = HandCertificate(subject: "A", issuer: "A", key: key, issuerKey: key)
            recipe.isRestrictedToPSS = true
            let data = Certificate.x509Data([try recipe.make()])
            let report = try judge(signer.document(keyInfo: "<KeyInfo>\(signer.keyValue)\(data)</KeyInfo>"))
            #expect(report.has(.keyValueContradictsCertificate) == !holds, "\(report.findings)")
            #expect(report.indication != .totalPassed)
        }
    }

    @Test("key values that contradict one another are a format failure")
    func contradiction() throws {
        let (signer, other) = (try #require(Self.signer), try #require(Self.other))
        for keyInfo in [signer.keyValue + other.keyValue, other.derKeyValue + signer.keyValue] {
            let report = try judge(
                signer.document(keyInfo: "<KeyInfo>\(keyInfo)</KeyInfo>"), [PinnedKey(signer.publicKey)]
            )
            #expect(report.findings.first?.code == .keyValueContradictsCertificate)
            #expect(report.subIndication == .formatFailure)
            #expect(report.indication == .totalFailed)
        }
    }

    @Test("a key value that isn't the key that verified is a format failure, also where that key is the caller's")
    func contradictionOfPinned() throws {
        let (signer, other) = (try #require(Self.signer), try #require(Self.other))
        let reference = "<KeyInfoReference xmlns=\"http://www.w3.org/2009/xmldsig11#\" URI=\"#k\"/>"
        func documents(_ key: HandSigner) -> [String] {
            [
                "<KeyInfo>\(key.keyValue)</KeyInfo>", "<KeyInfo>\(key.derKeyValue)</KeyInfo>",
                "<KeyInfo><KeyName>n</KeyName>\(key.keyValue)\(key.derKeyValue)</KeyInfo>",
                "<KeyInfo>\(reference)</KeyInfo><Object><KeyInfo Id=\"k\">\(key.keyValue)</KeyInfo></Object>",
            ].map { signer.document(keyInfo: $0) }
        }
        for text in documents(signer) {
            let report = try judge(text, [PinnedKey(signer.publicKey)])
            #expect(report.indication == .totalPassed, "\(report.findings)")
        }
        for text in documents(other) {
            let report = try judge(text, [PinnedKey(signer.publicKey)])
            #expect(report.findings.first?.code == .keyValueContradictsCertificate, "\(report.findings)")
            #expect(report.subIndication == .formatFailure)
            #expect(report.indication == .totalFailed)
        }
    }

    @Test("a key value beside an HMAC is a format failure: no shared secret is a public key")
    func keyValueBesideSecret() throws {
        let signer = try #require(Self.signer)
        let content = HandSigned.signedInfo(
            HandSigned.reference(" URI=\"#x\"", digested: "<a Id=\"x\">text</a>")
        )
        for (keyInfo, indication) in [
            ("<KeyName>n</KeyName>", Indication.totalPassed), (signer.keyValue, .totalFailed),
            (signer.derKeyValue, .totalFailed),
        ] {
            let signature = HandSigned.signature(content, rest: "<KeyInfo>\(keyInfo)</KeyInfo>")
            let report = try judge("<doc><a Id=\"x\">text</a>\(signature)</doc>", HandSigned.pinned())
            #expect(report.indication == indication, "\(report.findings)")
            let isContradicting = report.findings.first?.code == .keyValueContradictsCertificate
            #expect(isContradicting == (indication == .totalFailed))
        }
    }

    @Test("what else is in KeyInfo is noted and ignored")
    func ignored() throws {
        let signer = try #require(Self.signer)
        let keyInfo =
            "<KeyInfo>text<KeyName>n</KeyName><MgmtData>m</MgmtData><PGPData><PGPKeyID>a</PGPKeyID></PGPData><SPKIData/><x xmlns=\"urn:x\"/>\(signer.keyValue)"
            + "<X509Data><X509SubjectName>CN=x</X509SubjectName></X509Data></KeyInfo>"
        let report = try judge(signer.document(keyInfo: keyInfo), [PinnedKey(signer.publicKey)])
        #expect(report.indication == .totalPassed, "\(report.findings)")
        #expect(report.findings.filter { $0.code == .keyInfoIgnored }.count == 4)
        for finding in report.findings where finding.code == .keyInfoIgnored {
            #expect(finding.severity == .information)
        }
    }

    @Test("a KeyName picks among named keys, and is no reason to refuse the others")
    func keyName() throws {
        let (signer, other) = (try #require(Self.signer), try #require(Self.other))
        let text = signer.document(keyInfo: "<KeyInfo><KeyName>me</KeyName></KeyInfo>")
        let both = [PinnedKey(other.publicKey, name: "you"), PinnedKey(signer.publicKey, name: "me")]
        #expect(try judge(text, both).indication == .totalPassed)
        #expect(try judge(text, [PinnedKey(signer.publicKey, name: "another")]).indication == .totalPassed)
        // The name calls one, and that is the wrong one.
        let wrong = [PinnedKey(other.publicKey, name: "me"), PinnedKey(signer.publicKey, name: "you")]
        #expect(try judge(text, wrong).subIndication == .signatureCryptographyFailure)
    }

    /// CVE-2025-48994 and its kin: the document's SignatureMethod may not choose the kind of key.
    @Test(
        "the octets of a public key are no shared secret",
        arguments: SignatureMethod.all.filter { $0.family == .hmac }
    )
    func confusion(method: SignatureMethod) throws {
        let signer = try #require(Self.signer)
        let content = HandSigned.signedInfo(
            HandSigned.reference(" URI=\"#x\"", digested: "<a Id=\"x\">text</a>"), method: method.uri
        )
        let canonical = "<SignedInfo xmlns=\"\(HandSigned.namespace)\">\(content)</SignedInfo>"
        let signature = HandSigned.signature(
            content, value: Base64.encode(HandSigned.code(canonical, under: signer.der)),
            rest: "<KeyInfo>\(signer.keyValue)</KeyInfo>"
        )
        let text = "<doc><a Id=\"x\">text</a>\(signature)</doc>"
        let everything = ValidationPolicy.interop.with(
            algorithms: .interop.allowing(.md5).allowing(.ripemd160)
        )
        for trust in [nil, try TrustStore([TrustAnchor]())] {
            for pins in [[], [PinnedKey(signer.publicKey)]] {
                let report = try judge(text, pins, trust: trust, everything)
                #expect(report.coreValidation == .refused)
                #expect(report.findings.contains { $0.code == .noUsableKey })
            }
        }
    }

    @Test("a shared secret verifies no signature of a public key, whatever KeyInfo holds")
    func secretAlone() throws {
        let signer = try #require(Self.signer)
        let text = signer.document(keyInfo: "<KeyInfo>\(signer.keyValue)</KeyInfo>")
        let report = try judge(text, [PinnedKey(try SymmetricKey(HandSigned.key))])
        #expect(report.coreValidation == .refused)
        #expect(report.findings.first?.code == .noUsableKey)
    }

    @Test("a key below the policy's size is refused and not tried; under legacy it is a finding")
    func weak() throws {
        let weak = try HandSigner(rsaOfBitCount: 1_024)
        let text = weak.document(keyInfo: "<KeyInfo>\(weak.keyValue)</KeyInfo>")
        let strict = try judge(text, [PinnedKey(weak.publicKey)])
        #expect(strict.coreValidation == .refused)
        #expect(strict.findings.first?.code == .keyTooWeak)
        #expect(strict.subIndication == .cryptographicConstraintsFailureNoProofOfExistence)
        let legacy = try judge(text, [PinnedKey(weak.publicKey)], .legacy)
        #expect(legacy.indication == .totalPassed)
        #expect(legacy.has(.keyTooWeak))
    }

    @Test("no more distinct keys are tried than the policy allows")
    func keyLimit() throws {
        let (signer, other) = (try #require(Self.signer), try #require(Self.other))
        var limits = SignatureLimits()
        limits.keys = 1
        let text = signer.document()
        let policy = ValidationPolicy.strict.with(limits: limits)
        #expect(
            try judge(text, [PinnedKey(signer.publicKey), PinnedKey(other.publicKey)], policy).indication
                == .totalPassed)
        // The same key twice is one key.
        let twice = [PinnedKey(signer.publicKey), PinnedKey(signer.publicKey)]
        #expect(try judge(text, twice, policy).indication == .totalPassed)
        let late = try judge(text, [PinnedKey(other.publicKey), PinnedKey(signer.publicKey)], policy)
        #expect(late.findings.first?.code == .limitExceeded)
        #expect(late.subIndication == .signatureConstraintsFailure)
    }
}

extension KeyTests {
    private func judge(_ text: String, _ pinned: [PinnedKey], _ policy: ValidationPolicy) throws -> SignatureReport {
        try judge(text, pinned, trust: nil, policy)
    }
}
