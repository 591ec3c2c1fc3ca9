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

/// Documents that are signed here, by hand: every canonical octet is written out in the test, so that no canonicalizer
/// of anybody stands between the standard and the expectation. The digest is the library's (it has tests against
/// FIPS 180-4), the HMAC is put together from it by RFC 2104.
enum HandSigned {
    static let key = Array("a key that only the caller has".utf8)

    static let namespace = "http://www.w3.org/2000/09/xmldsig#"
    static let c14n = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
    static let exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#"
    static let enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature"
    static let sha256 = "http://www.w3.org/2001/04/xmlenc#sha256"
    static let hmac = "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256"

    static let time = Instant(seconds: 1_780_000_000)

    /// A validator that has the key.
    static func validator(
        _ policy: ValidationPolicy = .strict, external: ExternalData = [:], expecting count: Int = 0
    ) throws -> SignatureValidator {
        SignatureValidator(
            policy: policy.with(minimumSignatures: count),
            pinnedKeys: [PinnedKey(try SymmetricKey(key))],
            externalData: external
        )
    }

    /// The key, for a validator of another make.
    static func pinned() -> [PinnedKey] { (try? SymmetricKey(key)).map { [PinnedKey($0)] } ?? [] }

    static func digest(_ text: String) -> [UInt8] {
        guard let value = try? MessageDigest.value(of: Array(text.utf8).span, .sha256) else { return [] }
        return value
    }

    static func digest(_ octets: [UInt8]) -> [UInt8] { (try? MessageDigest.value(of: octets.span, .sha256)) ?? [] }

    /// RFC 2104 §2, with SHA-256.
    static func code(_ text: String, under key: [UInt8] = key) -> [UInt8] {
        var padded = key.count > 64 ? digest(key) : key
        padded += [UInt8](repeating: 0, count: 64 - padded.count)
        let inner = digest(padded.map { $0 ^ 0x36 } + Array(text.utf8))
        return digest(padded.map { $0 ^ 0x5C } + inner)
    }

    /// A `Reference` in canonical form.
    ///
    /// - Parameters:
    ///   - attributes: As written, with a space in front.
    ///   - digested: The canonical octets that the reference has to digest.
    static func reference(
        _ attributes: String, transforms: [String] = [], digested: String
    ) -> String {
        let list = transforms.map { "<Transform Algorithm=\"\($0)\"></Transform>" }.joined()
        return "<Reference\(attributes)>" + (list.isEmpty ? "" : "<Transforms>\(list)</Transforms>")
            + "<DigestMethod Algorithm=\"\(sha256)\"></DigestMethod>"
            + "<DigestValue>\(Base64.encode(digest(digested)))</DigestValue></Reference>"
    }

    /// The content of a `SignedInfo` in canonical form.
    static func signedInfo(
        _ references: String, canonicalization: String = exclusive, method: String = hmac, parameters: String = ""
    ) -> String {
        "<CanonicalizationMethod Algorithm=\"\(canonicalization)\"></CanonicalizationMethod>"
            + "<SignatureMethod Algorithm=\"\(method)\">\(parameters)</SignatureMethod>\(references)"
    }

    /// A `Signature` element.
    ///
    /// - Parameters:
    ///   - content: The content of `SignedInfo` in its exclusive canonical form.
    ///   - written: The same as it stands in the document, where that differs.
    ///   - rest: What follows `SignatureValue`.
    static func signature(
        _ content: String, written: String? = nil, value: String? = nil, rest: String = "", attributes: String = ""
    ) -> String {
        let canonical = "<SignedInfo xmlns=\"\(namespace)\">\(content)</SignedInfo>"
        return "<Signature xmlns=\"\(namespace)\"\(attributes)><SignedInfo>\(written ?? content)</SignedInfo>"
            + "<SignatureValue>\(value ?? Base64.encode(code(canonical)))</SignatureValue>\(rest)</Signature>"
    }

    /// `<doc><a Id="x">text</a>…</doc>` with a signature of `#x`.
    static func simple(_ text: String = "text", rest: String = "") -> String {
        "<doc><a Id=\"x\">\(text)</a>\(signatureOfX(text))\(rest)</doc>"
    }

    static func signatureOfX(_ text: String = "text") -> String {
        signature(signedInfo(reference(" URI=\"#x\"", digested: "<a Id=\"x\">\(text)</a>")))
    }
}

extension ValidationPolicy {
    /// As `xmldsig verify` has it by default: revocation is looked at where data is at hand.
    var ifRevocationDataIsPresent: Self { with(revocation: RevocationPolicy(.ifPresent)) }
}

extension SignatureValidator {
    func validate(_ text: String) -> ValidatedDocument { validate(Array(text.utf8), at: HandSigned.time) }
}

extension SignatureReport {
    /// Whether a finding with this code was made.
    func has(_ code: FindingCode) -> Bool { findings.contains { $0.code == code } }
}
