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

// Keys that aren't accepted anywhere here made no signature: the sizes of others aren't bounded.
extension Certificate {
    /// Whether the issuer's key made the signature on this certificate.
    func isSigned(by issuer: Certificate) -> Bool {
        guard let key = try? issuer.publicKey, let certificate = openSSL else { return false }
        return certificate.isSigned(by: key)
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
