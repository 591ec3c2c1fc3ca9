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
import Testing
import XMLSignature

/// The limits of signatures: what is at one is judged, what is one past it is refused and says which limit it was.
@Suite("Limits of signatures")
struct SignatureLimitTests {
    private func judge(
        _ text: String, external: ExternalData = [:], _ change: (inout SignatureLimits) -> Void
    ) throws -> ValidationReport {
        var limits = SignatureLimits()
        change(&limits)
        return try HandSigned.validator(.strict.with(limits: limits), external: external).validate(text).report
    }

    /// At the limit a signature passes; one past it the same signature is refused.
    private func expectLimit(
        _ text: String, at limit: Int, external: ExternalData = [:],
        _ path: WritableKeyPath<SignatureLimits, Int>
    ) throws {
        let within = try judge(text, external: external) { $0[keyPath: path] = limit }
        #expect(within.indication == .totalPassed, "\(within.signatures.flatMap(\.findings))")
        let past = try judge(text, external: external) { $0[keyPath: path] = limit - 1 }
        let signature = try #require(past.signatures.first)
        #expect(signature.coreValidation == .refused)
        #expect(signature.subIndication == .signatureConstraintsFailure)
        #expect(signature.findings.first?.code == .limitExceeded)
        #expect(signature.findings.first?.message.contains("\(limit - 1)") == true, "\(signature.findings)")
    }

    @Test("the defaults are those of the documentation")
    func defaults() {
        let limits = SignatureLimits()
        #expect(limits.signatures == 256)
        #expect(limits.references == 1_024)
        #expect(limits.transforms == 8)
        #expect(limits.prefixes == 16_384)
        #expect(limits.base64Octets == 16 << 20)
        #expect(limits.certificates == 64)
        #expect(limits.keys == 8)
        #expect(limits.publicKeyOperations == 2_048)
        #expect(limits.keyRetrievals == 8)
        #expect(limits.externalURIs == 1_024)
        #expect(limits.externalOctets == 256 << 20)
        #expect(limits.canonicalOutputFactor == 8)
        #expect(limits.canonicalOutputOctets == 1 << 20)
    }

    private static let reference = HandSigned.reference(" URI=\"#x\"", digested: "<a Id=\"x\">x</a>")

    private static func document(_ references: String, rest: String = "") -> String {
        "<doc><a Id=\"x\">x</a>\(HandSigned.signature(HandSigned.signedInfo(references), rest: rest))</doc>"
    }

    @Test("references, at the default limit too")
    func references() throws {
        try expectLimit(Self.document(String(repeating: Self.reference, count: 3)), at: 3, \.references)
        let many = try judge(Self.document(String(repeating: Self.reference, count: 1_024))) { _ in }
        #expect(many.indication == .totalPassed)
        let past = try judge(Self.document(String(repeating: Self.reference, count: 1_025))) { _ in }
        #expect(past.signatures[0].findings.first?.code == .limitExceeded)
    }

    /// A document that is at the default limit of each kind, and one that is past it by one.
    @Test("transforms, prefixes, certificates and canonical octets, at the default limit and one past it")
    func defaultLimits() throws {
        let leaf = "<a Id=\"x\">x</a>"
        func transforms(_ count: Int) -> String {
            let chain = [String](repeating: HandSigned.exclusive, count: count)
            return Self.document(HandSigned.reference(" URI=\"#x\"", transforms: chain, digested: leaf))
        }
        func prefixes(_ count: Int) -> String {
            let names = (0..<count).map { "p\($0)" }.joined(separator: " ")
            let list = "<InclusiveNamespaces xmlns=\"\(HandSigned.exclusive)\" PrefixList=\"\(names)\">"
            let reference = HandSigned.reference(" URI=\"#x\"", transforms: [HandSigned.exclusive], digested: leaf)
            return Self.document(reference.replacing("</Transform>", with: list + "</InclusiveNamespaces></Transform>"))
        }
        func certificates(_ count: Int) -> String {
            let certificate = "<X509Certificate>AAAA</X509Certificate>"
            let data = "<KeyInfo><X509Data>\(String(repeating: certificate, count: count))</X509Data></KeyInfo>"
            return Self.document(Self.reference, rest: data)
        }
        let rows: [(String, (Int) -> String, Int)] = [
            ("transforms", transforms, 8), ("prefixes", prefixes, 16_384), ("certificates", certificates, 64),
        ]
        for (name, document, limit) in rows {
            let within = try judge(document(limit)) { _ in }
            #expect(within.indication == .totalPassed, "\(name) \(within.signatures.flatMap(\.findings))")
            let past = try judge(document(limit + 1)) { _ in }.signatures[0]
            #expect(past.coreValidation == .refused, "\(name)")
            #expect(past.findings.first?.code == .limitExceeded, "\(name) \(past.findings)")
            #expect(past.findings.first?.message.contains("\(limit)") == true, "\(name) \(past.findings)")
        }
    }

    /// 16 MB is what a leaf may hold: a certificate of so many octets is none, but that isn't said of its base64.
    @Test("octets in base64, at the default limit and one past it")
    func defaultBase64() throws {
        for (count, isRefused) in [(16 << 20, false), ((16 << 20) + 1, true)] {
            let text = Base64.encode([UInt8](repeating: 0, count: count))
            let rest = "<KeyInfo><X509Data><X509Certificate>\(text)</X509Certificate></X509Data></KeyInfo>"
            let report = try judge(Self.document(Self.reference, rest: rest)) { _ in }.signatures[0]
            #expect((report.findings.first?.code == .limitExceeded) == isRefused, "\(report.findings)")
            if isRefused {
                #expect(report.coreValidation == .refused)
                #expect(report.findings.first?.message.contains("\(16 << 20)") == true)
            }
        }
    }

    @Test("signatures: the document is refused")
    func signatures() throws {
        let signature = HandSigned.signature(HandSigned.signedInfo(Self.reference))
        for (count, isRefused) in [(256, false), (257, true)] {
            let text = "<doc><a Id=\"x\">x</a>\(String(repeating: signature, count: count))</doc>"
            let report = try judge(text) { _ in }
            #expect(report.indication == (isRefused ? .refused : .totalPassed))
            #expect(report.error?.code == (isRefused ? "limit-exceeded" : nil))
            #expect(report.signatures.count == (isRefused ? 0 : 256))
        }
    }

    @Test("transforms")
    func transforms() throws {
        let chain = [String](repeating: HandSigned.exclusive, count: 8)
        let text = Self.document(
            HandSigned.reference(" URI=\"#x\"", transforms: chain, digested: "<a Id=\"x\">x</a>")
        )
        try expectLimit(text, at: 8, \.transforms)
    }

    @Test("prefixes in a PrefixList")
    func prefixes() throws {
        let list = "<InclusiveNamespaces xmlns=\"\(HandSigned.exclusive)\" PrefixList=\"a b c\"></InclusiveNamespaces>"
        let reference = HandSigned.reference(
            " URI=\"#x\"", transforms: [HandSigned.exclusive], digested: "<a Id=\"x\">x</a>"
        ).replacing("</Transform>", with: list + "</Transform>")
        try expectLimit(Self.document(reference), at: 3, \.prefixes)
    }

    @Test("octets in base64")
    func base64() throws {
        // 32 octets each: the digest and the value.
        try expectLimit(Self.document(Self.reference), at: 32, \.base64Octets)
    }

    @Test("certificates in a signature")
    func certificates() throws {
        let certificate = "<X509Certificate>AAAA</X509Certificate>"
        let keyInfo = "<KeyInfo><X509Data>\(certificate)\(certificate)</X509Data></KeyInfo>"
        try expectLimit(Self.document(Self.reference, rest: keyInfo), at: 2, \.certificates)
    }

    @Test("a SignedInfo whose canonical form the reader refuses is refused: what it says can't be told")
    func reread() throws {
        // Canonical XML 1.0 takes along every namespace in scope: on no element of the document are there three.
        let reference = HandSigned.reference(" URI=\"#x\"", digested: "<a xmlns:a=\"urn:a\" Id=\"x\">x</a>")
        let content = HandSigned.signedInfo(reference, canonicalization: HandSigned.c14n)
        let declarations = "xmlns=\"\(HandSigned.namespace)\" xmlns:a=\"urn:a\" xmlns:b=\"urn:b\""
        let value = Base64.encode(HandSigned.code("<SignedInfo \(declarations)>\(content)</SignedInfo>"))
        let signature = HandSigned.signature(content, value: value)
        let text = "<doc xmlns:a=\"urn:a\"><d xmlns:b=\"urn:b\">\(signature)</d><a Id=\"x\">x</a></doc>"
        for (limit, isRefused) in [(3, false), (2, true)] {
            var reading = ReadingLimits()
            reading.namespaceDeclarations = limit
            let report = try HandSigned.validator(.strict.with(reading: reading)).validate(text).report.signatures[0]
            #expect((report.indication == .totalPassed) == !isRefused, "\(report.findings)")
            if isRefused { #expect(report.findings.first?.code == .signedInfoDiffers) }
        }
    }

    @Test("octets of external data that are read, also where a transform leaves nothing of them")
    func externalReading() throws {
        let octets = Array(
            "<Signature xmlns=\"\(HandSigned.namespace)\">\(String(repeating: "x", count: 100_000))</Signature>".utf8
        )
        let transform = XPathSigned.xPath("not(ancestor-or-self::ds:Signature)")
        // Equal computations would be done once.
        let canonicalizations = [HandSigned.exclusive, HandSigned.c14n, HandSigned.exclusive + "WithComments"]
        let references = canonicalizations.map { algorithm in
            (transforms: [transform, XPathSigned.Transform(algorithm)], digested: "")
        }
        // Elements, so that no limit of nodes is met.
        let elements = String(repeating: "<e/>", count: 500)
        let text = "<doc>\(elements)\(XPathSigned.signature(references, uri: "cid:x"))</doc>"
        for (factor, isRefused) in [(4, false), (2, true)] {
            var limits = SignatureLimits()
            (limits.canonicalOutputFactor, limits.canonicalOutputOctets) = (factor, 0)
            let policy = ValidationPolicy.strict.with(references: .emptyNodeSets).with(limits: limits)
            let report = try HandSigned.validator(policy, external: ["cid:x": octets]).validate(text).report.signatures[
                0]
            #expect(report.coreValidation == (isRefused ? .refused : .valid), "\(report.findings)")
            #expect(report.findings.contains { $0.message.contains("canonical octets") } == isRefused)
        }
    }

    @Test("public-key operations of all signatures together: values and paths")
    func publicKeyOperations() throws {
        let (root, leaf) = (try HandSigner(rsaOfBitCount: 2_048), try HandSigner(rsaOfBitCount: 2_048))
        let anchor = try HandCertificate(
            subject: "root", issuer: "root", key: root, issuerKey: root, isAuthority: true
        ).make()
        // Each signer is another one, so that each needs a path of its own.
        let signatures = try (1...3).map { number in
            let certificate = try HandCertificate(
                subject: "leaf \(number)", issuer: "root", key: leaf, issuerKey: root, serialNumber: number
            ).make()
            return leaf.document(keyInfo: "<KeyInfo>\(Certificate.x509Data([certificate]))</KeyInfo>")
                .replacing("<doc><a Id=\"x\">text</a>", with: "").replacing("</doc>", with: "")
        }
        let text = "<doc><a Id=\"x\">text</a>\(signatures.joined())</doc>"
        // A value and an edge of a path each.
        for (limit, expected) in [(7, [true, true, true]), (4, [true, true, false]), (3, [true, false, false])] {
            var limits = SignatureLimits()
            limits.publicKeyOperations = limit
            let validator = SignatureValidator(
                policy: .strict.with(limits: limits).ifRevocationDataIsPresent, trust: try TrustStore([anchor])
            )
            let reports = validator.validate(text).report.signatures
            #expect(reports.map { $0.indication == .totalPassed } == expected, "\(reports.map(\.findings))")
            for report in reports where report.indication != .totalPassed {
                #expect(report.findings.first?.code == .limitExceeded)
                #expect(report.findings.first?.message.contains("\(limit)") == true)
                #expect(report.subIndication == .signatureConstraintsFailure)
            }
        }
    }

    /// Ten elements within one another, each with a reference: each digests the whole text anew.
    private static func nested(textCount: Int) -> (text: String, canonicalOctets: Int) {
        var element = String(repeating: "x", count: textCount)
        var references = ""
        var octets = 0
        for number in 0..<10 {
            element = "<a Id=\"a\(number)\">\(element)</a>"
            octets += element.utf8.count
            references += HandSigned.reference(
                " URI=\"#a\(number)\"", transforms: [HandSigned.exclusive], digested: element
            )
        }
        let content = HandSigned.signedInfo(references)
        octets += "<SignedInfo xmlns=\"\(HandSigned.namespace)\">\(content)</SignedInfo>".utf8.count
        return ("<doc>\(element)\(HandSigned.signature(content))</doc>", octets)
    }

    @Test("canonical octets, at the default limit and one past it: 8 for each octet of the document, and 1 MB")
    func defaultOutput() throws {
        func excess(_ count: Int) -> Int {
            let (text, octets) = Self.nested(textCount: count)
            return octets - 8 * text.utf8.count - (1 << 20)
        }
        // Each octet of text is digested ten times and allows eight.
        let count = -excess(0) / 2
        #expect((excess(count), excess(count + 1)) == (0, 2) || (excess(count), excess(count + 1)) == (-1, 1))
        let within = try judge(Self.nested(textCount: count).text) { _ in }.signatures[0]
        #expect(within.indication == .totalPassed, "\(within.findings)")
        let past = try judge(Self.nested(textCount: count + 1).text) { _ in }.signatures[0]
        #expect(past.coreValidation == .refused)
        #expect(past.findings.first?.code == .limitExceeded, "\(past.findings)")
    }

    @Test("canonical octets of all references together, each distinct computation counted once")
    func output() throws {
        let digested = "<a Id=\"x\">x</a>"
        let text = Self.document(String(repeating: Self.reference, count: 10))
        let signedInfo = text.firstMatch(of: /<SignedInfo>(.*)<\/SignedInfo>/).map { $0.1.utf8.count } ?? 0
        // SignedInfo in its canonical form has the declaration.
        let canonical = signedInfo + "<SignedInfo xmlns=\"\(HandSigned.namespace)\"></SignedInfo>".utf8.count
        let limit = canonical + digested.utf8.count
        for (allowed, isRefused) in [(limit, false), (limit - 1, true)] {
            let report = try judge(text) {
                $0.canonicalOutputFactor = 0
                // Nodes are allowed as many as octets; there are fewer of them.
                $0.canonicalOutputOctets = allowed
            }
            #expect((report.indication == .totalPassed) == !isRefused, "\(report.signatures[0].findings)")
            if isRefused { #expect(report.signatures[0].findings.first?.code == .limitExceeded) }
        }
    }

    /// 32 references to elements that 1,000 namespaces are in scope at: those matter where a PrefixList may name them.
    @Test("what all references look at, with the namespaces and attributes above them", arguments: [true, false])
    func context(hasPrefixList: Bool) throws {
        let above = (0..<1_000).map { " xmlns:p\($0)=\"urn:p\"" }.joined()
        let items = (0..<32).map { "<a Id=\"x\($0)\"/>" }.joined()
        let list = "<InclusiveNamespaces xmlns=\"\(HandSigned.exclusive)\" PrefixList=\"z\"></InclusiveNamespaces>"
        let references = (0..<32).map { number in
            HandSigned.reference(
                " URI=\"#x\(number)\"", transforms: [HandSigned.exclusive], digested: "<a Id=\"x\(number)\"></a>"
            ).replacing("</Transform>", with: (hasPrefixList ? list : "") + "</Transform>")
        }.joined()
        let signature = HandSigned.signature(HandSigned.signedInfo(references))
        // Some 13,000 octets are written, and fewer nodes looked at in all; 32,000 above them.
        let report = try judge("<doc><b\(above)>\(items)</b>\(signature)</doc>") {
            $0.canonicalOutputFactor = 0
            $0.canonicalOutputOctets = 20_000
        }
        let judged = report.signatures[0]
        if hasPrefixList {
            #expect(Set(judged.references.map(\.status)) == [.valid, .refused])
            #expect(judged.subIndication == .signatureConstraintsFailure)
            #expect(judged.findings.first?.message.contains("look at more than 20000 nodes") == true)
        } else {
            #expect(report.indication == .totalPassed, "\(judged.findings)")
        }
    }
}
