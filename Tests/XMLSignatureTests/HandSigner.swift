//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import COpenSSLSigner
import SignatureCryptography
import XMLSignature

/// A key pair of OpenSSL's, which signs here without a line of this library.
@safe final class HandSigner: @unchecked Sendable {
    // Only read after it was made; OpenSSL signs with one key on any number of threads (openssl-threads(7)).
    private let signer: OpaquePointer
    let publicKey: PublicKey
    /// The public key as a SubjectPublicKeyInfo.
    let der: [UInt8]

    struct Failure: Error {}

    init(rsaOfBitCount bitCount: Int) throws {
        guard let signer = unsafe signer_new_rsa(bitCount) else { throw Failure() }
        unsafe self.signer = signer
        der = unsafe [UInt8](unsafeUninitializedCapacity: 4_096) { buffer, count in
            count = unsafe signer_public_key(signer, buffer.baseAddress!, buffer.count)
        }
        publicKey = try PublicKey(subjectPublicKeyInfo: der)
    }

    /// A key on P-256.
    init(ellipticCurve: Void) throws {
        guard let signer = unsafe signer_new_ec(0) else { throw Failure() }
        unsafe self.signer = signer
        der = unsafe [UInt8](unsafeUninitializedCapacity: 4_096) { buffer, count in
            count = unsafe signer_public_key(signer, buffer.baseAddress!, buffer.count)
        }
        publicKey = try PublicKey(subjectPublicKeyInfo: der)
    }

    /// A key of an algorithm by OpenSSL's name, such as `ML-DSA-44`.
    init(algorithm: String) throws {
        guard let signer = unsafe signer_new(algorithm) else { throw Failure() }
        unsafe self.signer = signer
        der = unsafe [UInt8](unsafeUninitializedCapacity: 4_096) { buffer, count in
            count = unsafe signer_public_key(signer, buffer.baseAddress!, buffer.count)
        }
        publicKey = try PublicKey(subjectPublicKeyInfo: der)
    }

    deinit { unsafe signer_free(signer) }

    /// By an algorithm that signs a message and a context string.
    func sign(_ message: [UInt8], instance: String?, context: [UInt8]) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
            count = unsafe signer_sign_with_context(
                signer, instance, context, context.count, message, message.count, buffer.baseAddress!, buffer.count
            )
        }
    }

    /// r‖s of an ECDSA value with SHA-256 (RFC 9231 §2.3.6), from OpenSSL's DER.
    func signECDSA(_ text: String) -> [UInt8] {
        let der = sign(Array(text.utf8))
        func number(at start: Int) -> (octets: [UInt8], end: Int) {
            let end = start + 2 + Int(der[start + 1])
            let significant = Array(der[start + 2..<end].drop { $0 == 0 })
            return ([UInt8](repeating: 0, count: 32 - significant.count) + significant, end)
        }
        let r = number(at: 2)
        return r.octets + number(at: r.end).octets
    }

    /// RSASSA-PKCS1-v1_5 with SHA-256.
    func sign(_ text: String) -> [UInt8] { sign(Array(text.utf8)) }

    func sign(_ message: [UInt8]) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: 4_096) { buffer, count in
            count = unsafe signer_sign(signer, "SHA256", message, message.count, buffer.baseAddress!, buffer.count)
        }
    }

    static let method = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"

    /// `<doc><a Id="x">text</a>…</doc>`, signed with this key.
    ///
    /// - Parameters:
    ///   - keyInfo: What follows `SignatureValue`.
    ///   - more: Further references.
    func document(keyInfo: String = "", more: String = "") -> String {
        let content = HandSigned.signedInfo(
            HandSigned.reference(" URI=\"#x\"", digested: "<a Id=\"x\">text</a>") + more,
            method: Self.method
        )
        let canonical = "<SignedInfo xmlns=\"\(HandSigned.namespace)\">\(content)</SignedInfo>"
        let signature = HandSigned.signature(content, value: Base64.encode(sign(canonical)), rest: keyInfo)
        return "<doc><a Id=\"x\">text</a>\(signature)</doc>"
    }

    /// `KeyValue` with this key.
    var keyValue: String {
        guard let rsa = publicKey.rsa else { return "" }
        return "<KeyValue><RSAKeyValue><Modulus>\(Base64.encode(rsa.modulus))</Modulus>"
            + "<Exponent>\(Base64.encode(rsa.exponent))</Exponent></RSAKeyValue></KeyValue>"
    }

    /// `DEREncodedKeyValue` with this key.
    var derKeyValue: String {
        "<DEREncodedKeyValue xmlns=\"http://www.w3.org/2009/xmldsig11#\">\(Base64.encode(der))</DEREncodedKeyValue>"
    }
}
