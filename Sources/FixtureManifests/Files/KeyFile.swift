//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

package import CertificateValidation
import Diagnostics
package import SignatureCryptography

/// What a file with one public key holds: the key itself (SubjectPublicKeyInfo), or a certificate of it; each in DER or
/// PEM.
package enum KeyFile: Sendable {
    case publicKey(PublicKey)
    case certificate(Certificate)

    /// - Throws: `CertificateError` or `CryptographyError`: what about the content is wrong.
    package init(_ octets: [UInt8]) throws {
        if octets.first == 0x30 {
            // Both are a SEQUENCE; of the two, only a key is followed by an AlgorithmIdentifier right away.
            if let key = try? PublicKey(subjectPublicKeyInfo: octets) {
                self = .publicKey(key)
                return
            }
        } else {
            let text = String(decoding: octets, as: UTF8.self)
            if text.contains("-----BEGIN PUBLIC KEY-----") {
                self = .publicKey(try PublicKey(pem: text))
                return
            }
        }
        let certificates = try Certificate.read(octets)
        guard certificates.count == 1 else { throw SeveralKeys(count: certificates.count) }
        self = .certificate(certificates[0])
    }

    /// The key, whoever says whose it is.
    package var publicKey: PublicKey {
        get throws(CryptographyError) {
            switch self {
            case .publicKey(let key): key
            case .certificate(let certificate): try certificate.publicKey
            }
        }
    }

    /// A bundle, of which nobody said which one is meant.
    package struct SeveralKeys: Error, CustomStringConvertible {
        let count: Int

        package var description: String { "the file holds \(count) certificates; a single key is asked for" }
    }
}
