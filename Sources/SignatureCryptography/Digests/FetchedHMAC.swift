//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CXMLDSig.Crypto

/// HMAC as a provider of OpenSSL offers it; fetched once in a process, as ``FetchedDigest`` is.
@safe struct FetchedHMAC: @unchecked Sendable {
    // An EVP_MAC is immutable and its references are counted atomically (openssl-threads(7)); it is never freed.
    private let algorithm: OpaquePointer

    private init(_ algorithm: OpaquePointer) { unsafe self.algorithm = algorithm }

    static let shared: Result<FetchedHMAC, CryptographyError> = {
        guard let algorithm = unsafe CXMLDSig_hmac_fetch() else {
            return .failure(
                .carryingOpenSSLErrors(.algorithmUnavailable, "this OpenSSL doesn't offer HMAC, or forbids it")
            )
        }
        return .success(unsafe FetchedHMAC(algorithm))
    }()

    /// Lends the `EVP_MAC`, which lives as long as the process.
    var pointer: OpaquePointer { unsafe algorithm }
}
