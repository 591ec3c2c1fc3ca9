//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

extension Certificate {
    /// Whether the issuer's key made the signature on this certificate.
    func isSigned(by issuer: Certificate) -> Bool {
        guard let issuer = issuer.verifier, let certificate = openSSL else { return false }
        return certificate.isSigned(by: issuer)
    }

    /// Whether the key of this certificate made the signature.
    package func verifies(_ signature: SignedOctets) -> Bool { verifier?.verifies(signature) ?? false }

    /// What verifies with its key. Keys that aren't accepted anywhere here made no signature: the sizes of others
    /// aren't bounded.
    private var verifier: OpenSSLCertificate? { (try? publicKey) == nil ? nil : openSSL }
}
