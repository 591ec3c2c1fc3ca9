//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CXMLDSig.Crypto

/// One key made ready for one signature algorithm.
@safe final class PreparedVerification: @unchecked Sendable {
    // It may move between threads but isn't made for two at a time. `PublicKeyHandle` sees to that: it gives the only
    // reference away and takes it back after the work.
    private let verification: OpaquePointer
    let algorithm: Algorithm

    /// What a key can be made ready for.
    enum Algorithm: Hashable, Sendable {
        case rsaPKCS1(DigestMethod)
        case rsaPSS(RSASSAPSSParameters)
        /// DSA or ECDSA, as the key is; the value is in DER.
        case dsa(DigestMethod)
    }

    /// - Throws: `algorithmUnavailable` where OpenSSL doesn't offer the algorithm or its configuration forbids it.
    init(_ algorithm: Algorithm, _ key: OpaquePointer) throws(CryptographyError) {
        let verification: OpaquePointer?
        switch algorithm {
        case .rsaPKCS1(let digest):
            let digest = try FetchedDigest(digest)
            unsafe verification = CXMLDSig_verification_new_rsa_pkcs1(key, digest.pointer)
        case .rsaPSS(let parameters):
            let digest = try FetchedDigest(parameters.digest)
            let maskDigest = try FetchedDigest(parameters.maskGenerationDigest)
            unsafe verification = CXMLDSig_verification_new_rsa_pss(
                key,
                digest.pointer,
                maskDigest.pointer,
                Int32(clamping: parameters.saltByteCount)
            )
        case .dsa(let digest):
            let digest = try FetchedDigest(digest)
            unsafe verification = CXMLDSig_verification_new_dsa(key, digest.pointer)
        }
        guard let verification = unsafe verification else {
            throw .carryingOpenSSLErrors(
                .algorithmUnavailable,
                "this OpenSSL doesn't carry the signature algorithm out, or its configuration forbids it"
            )
        }
        unsafe self.verification = verification
        self.algorithm = algorithm
    }

    deinit { unsafe CXMLDSig_verification_free(verification) }

    /// Whether the value is the message's signature.
    func check(_ signatureValue: Span<UInt8>, over message: Span<UInt8>) throws(CryptographyError) -> Bool {
        let answer = unsafe signatureValue.withUnsafeBufferPointer { value in
            unsafe message.withUnsafeBufferPointer { message in
                unsafe CXMLDSig_verification_check(
                    verification,
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
}
