//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
// The algorithms whose signatures are over a message and a context string. Nothing is hashed here: they sign the
// message itself, or hash it as a part of the algorithm.

extension EdwardsPublicKey {
    /// Ed25519ph, Ed25519ctx and Ed448ph (RFC 8032 §5.1.7, §5.2.7; RFC 9231 §2.3.12).
    func verify(
        _ signatureValue: Span<UInt8>,
        over message: Span<UInt8>,
        _ variant: EdDSAVariant,
        context: [UInt8]
    ) throws(CryptographyError) -> SignatureVerdict {
        try variant.requireOpenSSL()
        return try handle.verify(
            signatureValue,
            ofByteCount: 2 * curve.keyByteCount,
            over: message,
            MessageSignature(instance: variant.name, context: context)
        )
    }
}

extension PostQuantumPublicKey {
    /// ML-DSA (FIPS 204 §5.3) and SLH-DSA (FIPS 205 §10.3), the pure variants.
    func verify(
        _ signatureValue: Span<UInt8>,
        over message: Span<UInt8>,
        context: [UInt8]
    ) throws(CryptographyError) -> SignatureVerdict {
        try parameterSet.requireOpenSSL()
        return try handle.verify(
            signatureValue,
            ofByteCount: parameterSet.signatureByteCount,
            over: message,
            MessageSignature(context: context)
        )
    }
}

extension PublicKeyHandle {
    /// A value has as many octets as the algorithm says, and is the message's signature or isn't.
    func verify(
        _ signatureValue: Span<UInt8>,
        ofByteCount expected: Int,
        over message: Span<UInt8>,
        _ signature: MessageSignature
    ) throws(CryptographyError) -> SignatureVerdict {
        guard signatureValue.count == expected else {
            return .notVerified(.wrongLength(found: signatureValue.count, expected: expected))
        }
        let isSignature = try check(signatureValue, over: message, as: signature)
        return isSignature ? .verified(leniencies: []) : .notVerified(.mismatch)
    }
}
