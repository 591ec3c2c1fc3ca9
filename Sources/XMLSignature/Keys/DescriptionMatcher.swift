//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation
import SignatureCryptography

/// Compares descriptions with certificates. What they are compared with is computed of each certificate once: the document
/// chooses how many there are of either.
struct DescriptionMatcher {
    private var digests: [DigestMethod: [Certificate: [UInt8]]] = [:]

    mutating func matches(_ description: CertificateDescription, _ certificate: Certificate) -> Bool {
        switch description {
        case .subject(let name): return name.matchingKey == certificate.texts.subjectMatchingKey
        case .issuerSerial(let name, let serial):
            let texts = certificate.texts
            return serial == texts.decimalSerialNumber && name.matchingKey == texts.issuerMatchingKey
        case .subjectKeyIdentifier(let octets): return octets == certificate.subjectKeyIdentifier
        case .digest(let method, let value):
            guard let digest = digests[method]?[certificate] ?? certificate.digest(method) else { return false }
            digests[method, default: [:]][certificate] = digest
            return digest == value
        }
    }

    /// Whether any of them is the one that is described.
    mutating func matches(_ description: CertificateDescription, anyOf certificates: [Certificate]) -> Bool {
        for certificate in certificates where matches(description, certificate) { return true }
        return false
    }

    /// Whether the certificate is certainly another one.
    ///
    /// Programs write names in many ways, in the other order too, and older certificates have no key identifier: that
    /// such a thing doesn't match is a warning. Numbers and digests can't be misread.
    mutating func excludes(_ description: CertificateDescription, _ certificate: Certificate) -> Bool {
        switch description {
        case .subject: false
        case .issuerSerial(_, let serial): serial != certificate.texts.decimalSerialNumber
        case .subjectKeyIdentifier(let octets):
            // Some write the extension's DER, which §4.5.4 forbids; it is the right certificate all the same.
            certificate.subjectKeyIdentifier.map { $0 != octets && [4, UInt8(clamping: $0.count)] + $0 != octets }
                ?? false
        case .digest: !matches(description, certificate)
        }
    }

    /// Whether each of them is certainly another one.
    mutating func excludes(_ description: CertificateDescription, allOf certificates: [Certificate]) -> Bool {
        for certificate in certificates where !excludes(description, certificate) { return false }
        return true
    }
}

extension Certificate {
    /// `nil` where OpenSSL could not compute it, which then matches nothing.
    func digest(_ method: DigestMethod) -> [UInt8]? {
        let octets = der
        return try? MessageDigest.value(of: octets.span, method)
    }
}
