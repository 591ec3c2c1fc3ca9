//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CXMLDSig.Crypto

/// A digest algorithm as a provider of OpenSSL offers it.
///
/// Fetched once in a process: fetching takes longer than digesting a SignedInfo. Providers that the host loads after
/// the first use of this library aren't seen.
@safe struct FetchedDigest: @unchecked Sendable {
    // An EVP_MD is immutable and its references are counted atomically (openssl-threads(7)); it is never freed.
    private let algorithm: OpaquePointer

    private init(_ algorithm: OpaquePointer) { unsafe self.algorithm = algorithm }

    /// - Throws: `algorithmUnavailable` where this OpenSSL doesn't offer the method or its configuration forbids it.
    init(_ method: DigestMethod) throws(CryptographyError) {
        self = try Self.all[method.ordinal].get()
    }

    private static let all: [Result<FetchedDigest, CryptographyError>] = DigestMethod.all.map { method in
        guard let algorithm = unsafe CXMLDSig_digest_algorithm_fetch(method.openSSLName) else {
            return .failure(
                .carryingOpenSSLErrors(.algorithmUnavailable, "this OpenSSL doesn't offer \(method), or forbids it")
            )
        }
        return .success(unsafe FetchedDigest(algorithm))
    }

    /// Lends the `EVP_MD`, which lives as long as the process.
    var pointer: OpaquePointer { unsafe algorithm }
}

extension DigestMethod {
    /// Whether the OpenSSL at hand offers it; probed once in a process.
    public var isAvailable: Bool { (try? FetchedDigest(self)) != nil }

    var openSSLName: String { name }
}
