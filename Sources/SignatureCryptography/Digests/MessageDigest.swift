//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CXMLDSig.Crypto

/// A digest being computed.
///
/// Canonical octets are pushed into it in chunks, so that no canonical form is ever held in memory as a whole.
@safe package struct MessageDigest: ~Copyable {
    private let context: OpaquePointer
    /// The digest method that is computed.
    package let method: DigestMethod

    /// - Parameter method: The digest method of the reference.
    /// - Throws: `algorithmUnavailable` where this OpenSSL doesn't offer it; never a digest of nothing.
    package init(_ method: DigestMethod) throws(CryptographyError) {
        let algorithm = try FetchedDigest(method)
        guard let context = unsafe CXMLDSig_digest_new(algorithm.pointer) else {
            throw .carryingOpenSSLErrors(.algorithmUnavailable, "this OpenSSL can't compute \(method)")
        }
        unsafe self.context = context
        self.method = method
    }

    deinit { unsafe CXMLDSig_digest_free(context) }

    /// Takes the octets that follow.
    ///
    /// - Throws: `operationFailed`; nothing may be concluded from the digest then.
    package mutating func update(_ octets: Span<UInt8>) throws(CryptographyError) {
        let done = unsafe octets.withUnsafeBufferPointer { buffer in
            unsafe CXMLDSig_digest_update(context, buffer.baseAddress, buffer.count)
        }
        guard done == 1 else { throw .carryingOpenSSLErrors(.operationFailed, "\(method) could not go on") }
    }

    /// Ends the computation.
    ///
    /// - Returns: As many octets as the method has.
    package consuming func finish() throws(CryptographyError) -> [UInt8] {
        try value()
    }

    /// Ends the computation and begins another with the same method, in the same memory.
    ///
    /// - Returns: As many octets as the method has.
    package mutating func finishAndRestart() throws(CryptographyError) -> [UInt8] {
        let value = try value()
        try restart()
        return value
    }

    /// Forgets what was digested and begins anew.
    package mutating func restart() throws(CryptographyError) {
        guard unsafe CXMLDSig_digest_reset(context) == 1 else {
            throw .carryingOpenSSLErrors(.operationFailed, "\(method) could not begin anew")
        }
    }

    private borrowing func value() throws(CryptographyError) -> [UInt8] {
        let value = unsafe [UInt8](unsafeUninitializedCapacity: 64) { buffer, count in
            count = unsafe CXMLDSig_digest_finish(context, buffer.baseAddress!)
        }
        guard value.count == method.byteCount else {
            throw .carryingOpenSSLErrors(.operationFailed, "\(method) could not be finished")
        }
        return value
    }
}

extension MessageDigest {
    /// The digest of octets that are in memory already.
    package static func value(
        of octets: Span<UInt8>,
        _ method: DigestMethod
    ) throws(CryptographyError) -> [UInt8] {
        var digest = try Self(method)
        try digest.update(octets)
        return try digest.finish()
    }
}
