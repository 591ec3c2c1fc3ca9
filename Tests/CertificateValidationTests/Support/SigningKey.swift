//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import COpenSSLSigner

/// A key pair that OpenSSL made, for certificates that a test signs.
@safe final class SigningKey: @unchecked Sendable {
    // Written once; OpenSSL counts references and locks its caches itself.
    private let key: OpaquePointer

    private init(_ key: OpaquePointer?) {
        guard let key = unsafe key else { preconditionFailure("OpenSSL could not make a key") }
        unsafe self.key = key
    }

    deinit { unsafe signer_free(key) }

    static func p256() -> SigningKey { unsafe SigningKey(signer_new_ec(0)) }

    /// P-256 with its parameters spelt out.
    static func explicitP256() -> SigningKey { unsafe SigningKey(signer_new_ec(1)) }

    static func ed25519() -> SigningKey { unsafe SigningKey(signer_new_ed25519()) }

    /// The same key each time, for one number; its signatures are the same too.
    static func ed25519(numbered number: UInt8) -> SigningKey {
        unsafe SigningKey(signer_new_ed25519_from([UInt8](repeating: number, count: 32)))
    }

    static func rsa(_ bitCount: Int) -> SigningKey { unsafe SigningKey(signer_new_rsa(bitCount)) }

    /// In DER.
    var subjectPublicKeyInfo: [UInt8] {
        var der = [UInt8](repeating: 0, count: 4_096)
        let count = unsafe signer_public_key(key, &der, der.count)
        precondition(count > 0, "OpenSSL could not write a key")
        return Array(der.prefix(count))
    }

    func sign(_ message: [UInt8], digest: String?) -> [UInt8] {
        var value = [UInt8](repeating: 0, count: 2_048)
        let count = unsafe signer_sign(key, digest, message, message.count, &value, value.count)
        precondition(count > 0, "OpenSSL could not sign")
        return Array(value.prefix(count))
    }

    /// Has OpenSSL sign an OCSP response with this key, which the certificate is of.
    func sign(_ responder: OpaquePointer, as certificate: [UInt8], isNamedByKey: Bool) -> [UInt8] {
        var der = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe responder_sign(
            responder, key, certificate, certificate.count, isNamedByKey ? 1 : 0, "SHA256", &der, der.count
        )
        precondition(count > 0, "OpenSSL could not sign a response")
        return Array(der.prefix(count))
    }

    /// Whether OpenSSL's errors of this thread were left lying about.
    static var hasPendingError: Bool { signer_has_pending_error() != 0 }
}
