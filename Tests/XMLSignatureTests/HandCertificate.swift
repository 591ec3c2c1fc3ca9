//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation
import XMLSignature

/// Certificates that are put together here, field by field (RFC 5280 §4.1), and signed by a key of OpenSSL's.
struct HandCertificate {
    var subject: String
    var issuer: String
    var key: HandSigner
    var issuerKey: HandSigner
    var isAuthority = false
    var serialNumber = 1
    var notBefore = "200101000000Z"
    var notAfter = "491231235959Z"
    /// Of the subject's key, where the certificate has one.
    var keyIdentifier: [UInt8]?
    /// The last component of a policy under 2.5.29.32.
    var policy: UInt8?
    /// The last components of extended key usages under id-kp, where there are any.
    var extendedKeyUsages: [UInt8] = []
    /// The value of that extension, where there is one.
    var authorityInformationAccess: [UInt8]?

    /// What stands for BasicConstraints, where it isn't what RFC 5280 §4.2.1.9 has there.
    var basicConstraints: [UInt8]?
    /// Whether BasicConstraints stand there twice.
    var repeatsBasicConstraints = false
    /// Whether the subject's key is one of X25519, which signs nothing (RFC 8410 §3).
    var hasAgreementKey = false
    /// Whether the key is restricted to RSASSA-PSS (RFC 4055 §1.2), under the same numbers.
    var isRestrictedToPSS = false
    /// The last component of the algorithm beside the signature, under 1.2.840.113549.1.1.
    var outerAlgorithm: UInt8 = 0x0B

    func make() throws -> Certificate { try Certificate(der: der()) }

    func der() -> [UInt8] {
        let constraints = sequence(
            oid(0x55, 0x1D, 0x13), tlv(0x04, basicConstraints ?? sequence(isAuthority ? tlv(0x01, [0xFF]) : []))
        )
        var extensions = constraints + (repeatsBasicConstraints ? constraints : [])
        if let keyIdentifier {
            extensions += sequence(oid(0x55, 0x1D, 0x0E), tlv(0x04, tlv(0x04, keyIdentifier)))
        }
        if let policy {
            extensions += sequence(oid(0x55, 0x1D, 0x20), tlv(0x04, sequence(sequence(oid(0x55, 0x1D, 0x20, policy)))))
        }
        if !extendedKeyUsages.isEmpty {
            let usages = extendedKeyUsages.flatMap { oid(0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, $0) }
            extensions += sequence(oid(0x55, 0x1D, 0x25), tlv(0x04, sequence(usages)))
        }
        if let authorityInformationAccess {
            let type = oid(0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x01, 0x01)
            extensions += sequence(type, tlv(0x04, authorityInformationAccess))
        }
        let signed = sequence(
            tlv(0xA0, tlv(0x02, [2])), tlv(0x02, [UInt8(serialNumber)]), algorithm(0x0B), name(issuer),
            sequence(tlv(0x17, Array(notBefore.utf8)), tlv(0x17, Array(notAfter.utf8))), name(subject),
            hasAgreementKey ? agreementKey : isRestrictedToPSS ? restrictedKey : key.der,
            tlv(0xA3, sequence(extensions))
        )
        let value = tlv(0x03, [0] + issuerKey.sign(signed))
        return sequence(signed, algorithm(outerAlgorithm), value)
    }

    /// The key's bits under id-RSASSA-PSS; before them stand two lengths and rsaEncryption with NULL.
    private var restrictedKey: [UInt8] {
        let identifier = oid(0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0A)
        return sequence(sequence(identifier), Array(key.der.dropFirst(4 + 15)))
    }

    private var agreementKey: [UInt8] {
        sequence(sequence(oid(0x2B, 0x65, 0x6E)), tlv(0x03, [0] + [UInt8](repeating: 9, count: 32)))
    }

    /// Of PKCS #1; 11 is sha256WithRSAEncryption.
    private func algorithm(_ last: UInt8) -> [UInt8] {
        sequence(oid(0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, last), tlv(0x05, []))
    }

    /// A name of one common name.
    private func name(_ text: String) -> [UInt8] {
        sequence(tlv(0x31, sequence(oid(0x55, 0x04, 0x03), tlv(0x0C, Array(text.utf8)))))
    }
}

private func tlv(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    let count = content.count
    if count < 0x80 { return [tag, UInt8(count)] + content }
    if count < 0x100 { return [tag, 0x81, UInt8(count)] + content }
    return [tag, 0x82, UInt8(count >> 8), UInt8(count & 0xFF)] + content
}

private func sequence(_ parts: [UInt8]...) -> [UInt8] { tlv(0x30, parts.flatMap { $0 }) }

private func oid(_ octets: UInt8...) -> [UInt8] { tlv(0x06, octets) }

extension Certificate {
    /// `X509Data` with these.
    static func x509Data(_ certificates: [Certificate]) -> String {
        let list = certificates.map { "<X509Certificate>\(Base64.encode($0.der))</X509Certificate>" }.joined()
        return "<X509Data>\(list)</X509Data>"
    }
}
