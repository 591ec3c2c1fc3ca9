//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CXMLDSig.Crypto
import SignatureCryptography
import SwiftASN1

// Keys that aren't accepted anywhere here made no signature: the sizes of others aren't bounded.
extension Certificate {
    /// Whether the issuer's key made the signature on this certificate.
    func isSigned(by issuer: Certificate) -> Bool {
        guard let key = try? issuer.publicKey else { return false }
        // Who signed what OpenSSL can't read can still be told; no path over it holds.
        return openSSL?.isSigned(by: key) ?? signedOctets.map(key.verifies) ?? false
    }

    /// What is signed of it, with the signature; `nil` where that has bits that are no octets.
    private var signedOctets: SignedOctets? {
        try? DER.sequence(DER.parse(der), identifier: .sequence) { fields in
            let signed = try StrictDER.next(&fields, "tbsCertificate")
            let algorithm = try StrictDER.next(&fields, "signatureAlgorithm")
            let value = try ASN1BitString(derEncoded: StrictDER.next(&fields, "the signature"))
            guard value.paddingBits == 0 else { return nil }
            return SignedOctets(
                content: signed.encodedBytes,
                algorithm: Array(algorithm.encodedBytes),
                signature: Array(value.bytes),
                fingerprint: fingerprint
            )
        }
    }

    /// Whether the key of this certificate made the signature.
    package func verifies(_ signature: SignedOctets) -> Bool { (try? publicKey)?.verifies(signature) ?? false }
}

extension PublicKey {
    fileprivate func verifies(_ signature: SignedOctets) -> Bool {
        unsafe signature.content.withUnsafeBufferPointer { content in
            unsafe signature.algorithm.withUnsafeBufferPointer { algorithm in
                unsafe signature.signature.withUnsafeBufferPointer { value in
                    guard
                        let contentStart = content.baseAddress,
                        let algorithmStart = algorithm.baseAddress,
                        let valueStart = value.baseAddress
                    else { return false }
                    var octets = unsafe CXMLDSig_signed_octets(
                        content: contentStart,
                        content_count: content.count,
                        algorithm: algorithmStart,
                        algorithm_count: algorithm.count,
                        value: valueStart,
                        value_count: value.count
                    )
                    return unsafe withHandle { unsafe CXMLDSig_key_verifies($0, &octets) == 1 }
                }
            }
        }
    }
}
