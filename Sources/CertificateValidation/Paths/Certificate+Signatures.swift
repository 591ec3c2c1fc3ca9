//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

extension Certificate {
    /// Whether the issuer's key made the signature on this certificate. Keys that aren't accepted anywhere here made
    /// none: the sizes of others aren't bounded.
    func isSigned(by issuer: Certificate) -> Bool {
        guard
            (try? issuer.publicKey) != nil, let certificate = openSSL, let issuer = issuer.openSSL
        else { return false }
        return certificate.isSigned(by: issuer)
    }
}
