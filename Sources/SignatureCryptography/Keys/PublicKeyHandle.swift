//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CXMLDSig.Crypto
import Synchronization

/// The one owner of an `EVP_PKEY`, and the verifications that were made ready with it.
///
/// Making a verification ready costs OpenSSL a fetch and several allocations, about as much as a quarter of an RSA
/// verification. So one that has done its work waits here for the next caller.
@safe final class PublicKeyHandle: @unchecked Sendable {
    // Why threads may share it: the `EVP_PKEY` isn't changed after it was made. OpenSSL counts its references atomically
    // and locks what it caches in it (the provider's copy, Montgomery constants); see openssl-threads(7). What is not
    // made for threads, the verification, is either in `spare`, behind the lock, or held by the one caller who took it.
    private let key: OpaquePointer
    private let spare = Mutex<[PreparedVerification]>([])

    /// More would only be needed by as many threads that check the same key at the same moment.
    private static let spareCapacity = 8

    /// - Parameter key: An `EVP_PKEY` of the shim; it is owned from now on.
    init(owning key: OpaquePointer) { unsafe self.key = key }

    deinit { unsafe CXMLDSig_public_key_free(key) }

    /// Lends the `EVP_PKEY`.
    func withKey<Value, Failure>(_ body: (OpaquePointer) throws(Failure) -> Value) throws(Failure) -> Value {
        try unsafe body(key)
    }

    /// Whether the value is the message's signature under this key.
    ///
    /// - Throws: `algorithmUnavailable` where this OpenSSL doesn't carry the algorithm out with this key,
    ///   `operationFailed` where it broke off.
    func check(
        _ signatureValue: Span<UInt8>,
        over message: Span<UInt8>,
        as algorithm: PreparedVerification.Algorithm
    ) throws(CryptographyError) -> Bool {
        let verification = try take(algorithm)
        let isSignature = try verification.check(signatureValue, over: message)
        // Only one that has just worked is trusted to work again.
        if isSignature { putBack(verification) }
        return isSignature
    }

    /// Whether the value is the message's signature under this key, whose algorithm signs messages themselves.
    ///
    /// Nothing is kept for the next caller: OpenSSL documents no second use of the context of a one-shot algorithm.
    func check(
        _ signatureValue: Span<UInt8>,
        over message: Span<UInt8>,
        as signature: MessageSignature
    ) throws(CryptographyError) -> Bool {
        let answer = unsafe signatureValue.withUnsafeBufferPointer { value in
            unsafe message.withUnsafeBufferPointer { message in
                unsafe CXMLDSig_message_signature_check(
                    key,
                    signature.instance,
                    signature.context,
                    signature.context.count,
                    value.baseAddress!,
                    value.count,
                    message.baseAddress,
                    message.count
                )
            }
        }
        guard answer >= 0 else {
            throw .carryingOpenSSLErrors(.operationFailed, "OpenSSL broke the verification off")
        }
        return answer == 1
    }

    private func take(
        _ algorithm: PreparedVerification.Algorithm
    ) throws(CryptographyError) -> PreparedVerification {
        let waiting: PreparedVerification? = spare.withLock { spare in
            guard let index = spare.lastIndex(where: { $0.algorithm == algorithm }) else { return nil }
            return spare.remove(at: index)
        }
        if let waiting { return waiting }
        return try unsafe PreparedVerification(algorithm, key)
    }

    private func putBack(_ verification: PreparedVerification) {
        spare.withLock { spare in
            if spare.count == Self.spareCapacity { spare.removeFirst() }
            spare.append(verification)
        }
    }
}
