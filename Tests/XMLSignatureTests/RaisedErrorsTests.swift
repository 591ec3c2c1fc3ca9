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

/// Every error of the catalogue is thrown for at least one input, but for what only an environment raises.
///
/// Those of keys, certificates and canonicalization are thrown to whoever calls these rooms, and in the report of a document
/// the message of a finding begins with them (`inDocuments`).
@Suite("Errors that inputs raise")
struct RaisedErrorsTests {
    /// What no input raises, only an environment: `algorithm-unavailable` and `digest-unavailable` an OpenSSL that lacks or
    /// forbids an algorithm, `cryptographic-operation-failed` one that breaks off, for want of memory
    /// (`UnavailableAlgorithmTests`, `BrokenOpenSSLTests`), `file-not-permitted` a user who may not read (`InputFileTests`).
    private static let environmental: Set<String> = [
        "CryptographyError algorithm-unavailable", "CryptographyError cryptographic-operation-failed",
        "CertificateError digest-unavailable", "InputFileError file-not-permitted",
    ]

    private static func expect(
        _ room: String, _ inputs: [(String, () throws -> Void)], _ location: SourceLocation = #_sourceLocation
    ) {
        for (code, body) in inputs {
            do {
                try body()
                Issue.record("\(code): nothing was thrown", sourceLocation: location)
            } catch let error as any XMLDSigError {
                #expect(error.codeName == code, sourceLocation: location)
            } catch {
                Issue.record("\(code): \(error)", sourceLocation: location)
            }
        }
        let listed = Catalogue.entries.filter { $0.room == room }.map(\.code)
        let raised = Set(inputs.map(\.0))
        let missing = listed.filter { !raised.contains($0) && !environmental.contains("\(room) \($0)") }
        #expect(missing == [], sourceLocation: location)
        #expect(raised.subtracting(listed) == [], sourceLocation: location)
    }

    /// One document for each code; more of each, with places and clauses, are in the tests of the reader.
    static let documents: [(String, String)] = [
        ("empty-document", ""), ("unsupported-encoding", "<?xml version='1.0' encoding='x'?><a/>"),
        ("encoding-mismatch", "<?xml version='1.0' encoding='UTF-16'?><a/>"), ("invalid-character", "<a>\u{1}</a>"),
        ("malformed-declaration", "<?xml encoding='UTF-8'?><a/>"), ("unsupported-version", "<?xml version='2.0'?><a/>"),
        ("document-type-declaration", "<!DOCTYPE a><a/>"), ("missing-root", "<!---->"), ("multiple-roots", "<a/><b/>"),
        ("content-outside-root", "<a/>x"), ("unexpected-end", "<a>"), ("malformed-markup", "<a><!x></a>"),
        ("malformed-start-tag", "<a / ></a>"), ("malformed-end-tag", "<a></a x>"), ("mismatched-end-tag", "<a></b>"),
        ("malformed-attribute", "<a b=c/>"), ("less-than-in-attribute-value", "<a b='<'/>"),
        ("duplicate-attribute", "<a b='' b=''/>"), ("malformed-name", "<1/>"), ("malformed-qualified-name", "<a:b:c/>"),
        ("undeclared-prefix", "<a:b/>"), ("prefix-undeclared", "<a xmlns:p=''/>"),
        ("reserved-prefix", "<a xmlns:xml='urn:x'/>"),
        ("reserved-namespace", "<a xmlns:p='http://www.w3.org/2000/xmlns/'/>"),
        ("malformed-reference", "<a>&</a>"), ("invalid-character-reference", "<a>&#0;</a>"),
        ("undeclared-entity", "<a>&e;</a>"), ("section-end-in-text", "<a>]]></a>"),
        ("malformed-comment", "<a><!-- -- --></a>"), ("malformed-instruction", "<?p+?><a/>"),
        ("reserved-target", "<a><?XML x?></a>"),
    ]

    /// The same where the policy allows a DTD.
    static let documentTypes: [(String, String)] = [
        ("malformed-document-type", "<!DOCTYPE a [<!ENTITY>]><a/>"),
        ("malformed-entity", "<!DOCTYPE a [<!ENTITY e '<b>'>]><a>&e;</a>"),
        ("recursive-entity", "<!DOCTYPE a [<!ENTITY e '&f;'><!ENTITY f '&e;'>]><a>&e;</a>"),
        ("unparsed-entity", "<!DOCTYPE a [<!NOTATION n SYSTEM 'n'><!ENTITY e SYSTEM 'x' NDATA n>]><a>&e;</a>"),
        ("external-entity", "<!DOCTYPE a [<!ENTITY e SYSTEM 'x'>]><a>&e;</a>"),
        ("unsupported-entity", "<!DOCTYPE a [<!ENTITY e '<!--&#13;-->'>]><a>&e;</a>"),
    ]

    @Test("of the reader")
    func reading() {
        var inputs = Self.documents.map { ($0.0, Array($0.1.utf8), ValidationPolicy.strict) }
        inputs += Self.documentTypes.map { ($0.0, Array($0.1.utf8), .interop) }
        inputs.append(("invalid-encoding", [0x3C, 0x61, 0x3E, 0xFF], .strict))
        inputs.append(("limit-exceeded", Array(String(repeating: "<a>", count: 2_049).utf8), .strict))
        for (code, octets, policy) in inputs {
            let report = SignatureValidator(policy: policy).validate(octets, at: HandSigned.time).report
            #expect(report.indication == .refused)
            #expect(report.error?.code == code)
        }
        #expect(Set(inputs.map(\.0)) == Set(Catalogue.entries.filter { $0.room == "XMLReadingError" }.map(\.code)))
    }

    private static func read(_ text: String) throws -> XMLTree {
        var reader = XMLReader(limits: ReadingLimits(), idAttributes: IDAttribute.defaults, documentTypes: .refused)
        return try reader.read(Array(text.utf8))
    }

    private struct FullSink: CanonicalSink {
        mutating func write(_ octets: Span<UInt8>) throws(CanonicalizationError) {
            throw CanonicalizationError(.sinkFailed, "full")
        }
    }

    @Test("of canonicalization")
    func canonicalization() throws {
        func canonicalize(_ text: String, _ method: CanonicalizationMethod = .canonical10, limit: Int = .max) throws {
            let tree = try Self.read(text)
            let set = NodeSet(subtreeOf: .document, in: tree)
            _ = try Canonicalizer(method, outputLimit: limit).octets(of: set, in: tree)
        }
        Self.expect(
            "CanonicalizationError",
            [
                ("relative-namespace-uri", { try canonicalize("<a xmlns='r'/>") }),
                ("canonical-output-limit", { try canonicalize("<a/>", limit: 3) }),
                ("base-fix-up-limit", { try Self.joinBases() }),
                (
                    "canonical-sink-failed",
                    {
                        let tree = try Self.read("<a/>")
                        var sink: any CanonicalSink = FullSink()
                        let set = NodeSet(subtreeOf: .document, in: tree)
                        _ = try Canonicalizer(.canonical10).canonicalize(set, of: tree, into: &sink)
                    }
                ),
            ]
        )
    }

    /// Every second element is absent from the set, so that each one there joins the bases of all above it.
    private static func joinBases() throws {
        let depth = 1_000
        let base = "xml:base='" + String(repeating: "a", count: 400) + "/'"
        let text =
            String(repeating: "<o \(base)>", count: depth) + String(repeating: "<i/>", count: depth)
            + String(repeating: "</o>", count: depth)
        let tree = try read(text)
        let leaves = (1..<tree.nodeCount).filter { $0 > depth }.map { $0..<$0 + 1 }
        _ = try Canonicalizer(.canonical11).octets(of: NodeSet(ranges: leaves), in: tree)
    }

    private static let dsa: [UInt8] = [0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x38, 0x04, 0x01]
    private static let ec: [UInt8] = [0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01]
    private static let x25519: [UInt8] = [0x06, 0x03, 0x2B, 0x65, 0x6E]

    /// SubjectPublicKeyInfo (RFC 5280 §4.1.2.7) of an algorithm with parameters, and a key.
    private static func info(_ algorithm: [UInt8], _ key: [UInt8]) -> [UInt8] {
        let bits: [UInt8] = [0x03, UInt8(key.count + 1), 0] + key
        let content = [0x30, UInt8(algorithm.count)] + algorithm + bits
        return [0x30, UInt8(content.count)] + content
    }

    @Test("of keys and values")
    func cryptography() throws {
        let small = PublicKey(try RSAPublicKey(modulus: [0x80] + [UInt8](repeating: 1, count: 127), exponent: [3]))
        let secret = try SymmetricKey([1])
        let none: [UInt8] = []
        let octet: [UInt8] = [0]
        let modulus = [UInt8](repeating: 0, count: 128)
        let large = RSASSAPSSParameters(
            statedDigest: .sha512, statedMaskGenerationDigest: .sha512, statedSaltByteCount: 200, statedTrailerField: 1
        )
        Self.expect(
            "CryptographyError",
            [
                (
                    "algorithm-key-mismatch",
                    { _ = try secret.verify(signatureValue: none.span, over: none.span, method: .rsaSHA256) }
                ), ("key-malformed", { _ = try SymmetricKey([]) }),
                (
                    "key-unsupported",
                    {
                        _ = try PublicKey(
                            subjectPublicKeyInfo: Self.info(Self.x25519, [UInt8](repeating: 9, count: 32)))
                    }
                ),
                (
                    "key-too-large",
                    { _ = try RSAPublicKey(modulus: [1] + [UInt8](repeating: 1, count: 2_048), exponent: [3]) }
                ),
                (
                    "key-parameters-missing",
                    { _ = try PublicKey(subjectPublicKeyInfo: Self.info(Self.dsa, [0x02, 0x01, 0x05])) }
                ),
                (
                    "curve-parameters-explicit",
                    { _ = try PublicKey(subjectPublicKeyInfo: Self.info(Self.ec + [0x30, 0x00], [4, 1, 1])) }
                ),
                (
                    "curve-unsupported",
                    {
                        _ = try PublicKey(
                            subjectPublicKeyInfo: Self.info(Self.ec + [0x06, 0x03, 0x2A, 0x03, 0x04], [4, 1, 1]))
                    }
                ),
                (
                    "signature-parameters-refused",
                    {
                        _ = try small.verify(
                            signatureValue: modulus.span, over: none.span, method: .rsaPSS,
                            parameters: large
                        )
                    }
                ),
                (
                    "hmac-output-length-refused",
                    {
                        _ = try secret.verify(
                            signatureValue: octet.span, over: none.span, method: .hmacSHA256, outputBitCount: 8
                        )
                    }
                ),
            ]
        )
    }

    @Test("of certificates")
    func certificates() throws {
        let signer = try HandSigner(rsaOfBitCount: 2048)
        let recipe = HandCertificate(subject: "Leaf", issuer: "Leaf", key: signer, issuerKey: signer)
        let leaf = try recipe.make()
        func changed(_ change: (inout HandCertificate) -> Void) throws {
            var recipe = recipe
            change(&recipe)
            _ = try recipe.make()
        }
        func read(_ text: String) throws { _ = try Certificate.read(Array(text.utf8)) }
        var authority = recipe
        authority.basicConstraints = [0x30, 3, 1, 1, 0xFF]
        let root = try authority.make()
        Self.expect(
            "CertificateError",
            [
                ("certificate-malformed", { _ = try Certificate(der: [0x30, 0x00]) }),
                (
                    "certificate-too-large",
                    { _ = try Certificate(der: [UInt8](repeating: 0, count: Certificate.maximumByteCount + 1)) }
                ), ("extension-duplicate", { try changed { $0.repeatsBasicConstraints = true } }),
                ("extension-malformed", { try changed { $0.basicConstraints = [0x01] } }),
                ("signature-algorithm-mismatch", { try changed { $0.outerAlgorithm = 0x0C } }),
                ("pem-malformed", { try read("-----BEGIN CERTIFICATE-----\nAAAA\n") }),
                ("bundle-malformed", { try read("-----BEGIN PKCS7-----\nAAAA\n-----END PKCS7-----") }),
                ("no-certificate", { try read("") }), ("no-revocation-data", { _ = try RevocationList.read([]) }),
                ("revocation-list-malformed", { _ = try RevocationList(der: [0x30, 0x00]) }),
                (
                    "revocation-list-too-large",
                    { _ = try RevocationList(der: [UInt8](repeating: 0, count: RevocationList.maximumByteCount + 1)) }
                ),
                ("online-status-response-malformed", { _ = try OCSPResponse(der: [0x30, 0x00]) }),
                (
                    "online-status-response-too-large",
                    { _ = try OCSPResponse(der: [UInt8](repeating: 0, count: OCSPResponse.maximumByteCount + 1)) }
                ), ("end-entity-anchor", { _ = try TrustAnchor(leaf) }),
                ("anchor-terms-invalid", { _ = try TrustAnchor(root, purposes: []) }),
                (
                    "anchor-conflict",
                    {
                        let dated = try TrustAnchor(root, trustedUntil: root.notBefore)
                        _ = try TrustStore([TrustAnchor(root), dated])
                    }
                ),
            ]
        )
    }

    /// What a signature brings along, in its `KeyInfo` or on the way to a digest, under a policy that allows all of it.
    @Test("of keys, certificates, lists and canonicalization, in documents")
    func inDocuments() throws {
        let signer = try HandSigner(rsaOfBitCount: 2048)
        let recipe = HandCertificate(subject: "Leaf", issuer: "Leaf", key: signer, issuerKey: signer)
        func der(_ change: (inout HandCertificate) -> Void) -> [UInt8] {
            var recipe = recipe
            change(&recipe)
            return recipe.der()
        }
        func x509(_ name: String, _ octets: [UInt8]) -> String {
            "<X509Data><\(name)>\(Base64.encode(octets))</\(name)></X509Data>"
        }
        func encoded(_ octets: [UInt8]) -> String {
            let namespace = "http://www.w3.org/2009/xmldsig11#"
            return "<DEREncodedKeyValue xmlns='\(namespace)'>\(Base64.encode(octets))</DEREncodedKeyValue>"
        }
        let large = Base64.encode([1] + [UInt8](repeating: 1, count: 2_048))
        let inputs: [(String, String)] = [
            ("certificate-malformed", x509("X509Certificate", [0x30, 0])),
            (
                "certificate-too-large",
                x509("X509Certificate", [UInt8](repeating: 0, count: Certificate.maximumByteCount + 1))
            ), ("extension-duplicate", x509("X509Certificate", der { $0.repeatsBasicConstraints = true })),
            ("extension-malformed", x509("X509Certificate", der { $0.basicConstraints = [0x01] })),
            ("signature-algorithm-mismatch", x509("X509Certificate", der { $0.outerAlgorithm = 0x0C })),
            ("revocation-list-malformed", x509("X509CRL", [0x30, 0])),
            (
                "key-malformed",
                "<KeyValue><RSAKeyValue><Modulus>AA==</Modulus><Exponent>Aw==</Exponent></RSAKeyValue></KeyValue>"
            ),
            (
                "key-too-large",
                "<KeyValue><RSAKeyValue><Modulus>\(large)</Modulus><Exponent>Aw==</Exponent></RSAKeyValue></KeyValue>"
            ), ("key-unsupported", encoded(Self.info(Self.x25519, [UInt8](repeating: 9, count: 32)))),
            ("key-parameters-missing", encoded(Self.info(Self.dsa, [0x02, 0x01, 0x05]))),
            ("curve-parameters-explicit", encoded(Self.info(Self.ec + [0x30, 0x00], [4, 1, 1]))),
            ("curve-unsupported", encoded(Self.info(Self.ec + [0x06, 0x03, 0x2A, 0x03, 0x04], [4, 1, 1]))),
        ]
        for (code, content) in inputs {
            let document = signer.document(keyInfo: "<KeyInfo>\(content)</KeyInfo>")
            let report = SignatureValidator(policy: .interop).validate(document).report.signatures[0]
            let messages = report.findings.filter { $0.code == .keyInfoUnusable }.map(\.message)
            #expect(messages.contains { $0.hasPrefix("\(code): ") }, "\(code): \(report.findings)")
        }
        let reference = HandSigned.reference(" URI=\"#x\"", transforms: [HandSigned.c14n], digested: "")
        let signature = HandSigned.signature(HandSigned.signedInfo(reference))
        let relative = "<doc><a Id='x' xmlns:q='r'/>\(signature)</doc>"
        let report = try HandSigned.validator().validate(relative).report.signatures[0]
        #expect(report.findings.contains { $0.message.hasPrefix("relative-namespace-uri: ") }, "\(report.findings)")
    }

    @Test("of documents as a whole")
    func signatures() throws {
        var limits = SignatureLimits()
        limits.signatures = 1
        let validator = SignatureValidator(policy: .strict.with(limits: limits))
        let report = validator.validate(HandSigned.simple(rest: HandSigned.signatureOfX())).report
        #expect(report.error?.code == SignatureError.Code.limitExceeded.description)
        let one = try HandSigned.validator().validate(HandSigned.simple()).report
        #expect {
            try one.only(.number(2))
        } throws: {
            ($0 as? SignatureError)?.code == .signatureNotFound
        }
        #expect(SignatureError.Code.all == [.limitExceeded, .signatureNotFound])
    }

    @Test("of files")
    func files() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func path(_ name: String) -> String { folder.appending(path: name).path(percentEncoded: false) }
        try Data([1, 2]).write(to: folder.appending(path: "two"))
        try #require(unsafe mkfifo(path("fifo"), 0o600) == 0)
        let socket = try LocalSocket(path("socket"))
        Self.expect(
            "InputFileError",
            [
                ("file-missing", { _ = try InputFile(path: path("missing")) }),
                ("file-is-directory", { _ = try InputFile(path: path("")) }),
                ("file-is-fifo", { _ = try InputFile(path: path("fifo")) }),
                ("file-is-socket", { _ = try InputFile(path: socket.path) }),
                ("file-is-device", { _ = try InputFile(path: "/dev/null") }),
                // Too long a name for any system.
                ("file-unreadable", { _ = try InputFile(path: path(String(repeating: "a", count: 10_000))) }),
                ("limit-exceeded", { _ = try InputFile(path: path("two"), limit: 1) }),
            ]
        )
    }
}

/// A socket in the file system, gone with its owner.
private final class LocalSocket {
    let path: String
    private let descriptor: CInt

    init(_ path: String) throws {
        self.path = path
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let octets = path.utf8.map { CChar(bitPattern: $0) } + [0]
        try #require(octets.count <= MemoryLayout.size(ofValue: address.sun_path))
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { place in
            for (index, octet) in octets.enumerated() { unsafe place[index] = UInt8(bitPattern: octet) }
        }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let descriptor = descriptor
        let bound = unsafe withUnsafePointer(to: &address) {
            unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe bind(descriptor, $0, size) }
        }
        try #require(bound == 0)
    }

    deinit { close(descriptor) }
}
