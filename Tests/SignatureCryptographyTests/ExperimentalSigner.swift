//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
import COpenSSLSigner
import FixtureManifests
import SignatureCryptography

/// A key pair that the OpenSSL at hand made.
@safe final class ExperimentalSigner {
    private let signer: OpaquePointer
    /// The public key as a SubjectPublicKeyInfo.
    let der: [UInt8]

    struct Failure: Error {}

    /// - Parameter algorithm: As OpenSSL calls it, such as `ML-DSA-44`.
    init(_ algorithm: String) throws {
        guard let signer = unsafe signer_new(algorithm) else { throw Failure() }
        unsafe self.signer = signer
        der = unsafe [UInt8](unsafeUninitializedCapacity: 4_096) { buffer, count in
            count = unsafe signer_public_key(signer, buffer.baseAddress!, buffer.count)
        }
    }

    deinit { unsafe signer_free(signer) }

    func sign(_ message: [UInt8], instance: String? = nil, context: [UInt8] = []) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
            count = unsafe signer_sign_with_context(
                signer, instance, context, context.count, message, message.count, buffer.baseAddress!, buffer.count
            )
        }
    }
}

/// What the OpenSSL at hand has by its version, apart from what the library asks it.
enum OpenSSLHere {
    static let hasEdDSAVariants = isAtLeast("openssl>=3.2")
    static let hasPostQuantum = isAtLeast("openssl>=3.5")

    private static func isAtLeast(_ requirement: String) -> Bool {
        OpenSSLRequirement(requirement)?.isMet(by: OpenSSL.version) == true
    }
}
