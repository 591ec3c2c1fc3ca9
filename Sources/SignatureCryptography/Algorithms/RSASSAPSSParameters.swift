//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// The parameters of RSASSA-PSS (RFC 8017 §9.1), as `RSAPSSParams` of RFC 9231 §2.3.9 or a certificate gives them.
package struct RSASSAPSSParameters: Hashable, Sendable, Codable {
    /// The digest of the message.
    package var digest: DigestMethod
    /// The digest inside MGF1.
    package var maskGenerationDigest: DigestMethod
    /// The salt's length in octets.
    package var saltByteCount: Int
    /// The trailer field; 1, which stands for the octet `BC`, is the only one there is.
    package var trailerField: Int

    /// Parameters that are spelt out.
    package init(
        digest: DigestMethod,
        maskGenerationDigest: DigestMethod,
        saltByteCount: Int,
        trailerField: Int = 1
    ) {
        self.digest = digest
        self.maskGenerationDigest = maskGenerationDigest
        self.saltByteCount = saltByteCount
        self.trailerField = trailerField
    }

    /// One digest for both, and a salt as long as it: what the URIs without parameters mean (RFC 9231 §2.3.10) and
    /// what nearly everybody uses.
    package init(conventionalWith digest: DigestMethod) {
        self.init(digest: digest, maskGenerationDigest: digest, saltByteCount: digest.byteCount)
    }

    /// What an `RSAPSSParams` says that may leave things out: SHA-256, a salt as long as the digest, trailer field 1
    /// (RFC 9231 §2.3.9).
    ///
    /// Of a mask generation function without a digest the RFC says nothing but that all defaults together mean
    /// `sha256-rsa-MGF1`. The signers that leave it out, Santuario and the JDK, use the digest of the message.
    package init(
        statedDigest: DigestMethod?,
        statedMaskGenerationDigest: DigestMethod?,
        statedSaltByteCount: Int?,
        statedTrailerField: Int?
    ) {
        let digest = statedDigest ?? .sha256
        self.init(
            digest: digest,
            maskGenerationDigest: statedMaskGenerationDigest ?? digest,
            saltByteCount: statedSaltByteCount ?? digest.byteCount,
            trailerField: statedTrailerField ?? 1
        )
    }

    /// Whether they are those of ``init(conventionalWith:)``.
    package var areConventional: Bool { self == Self(conventionalWith: digest) }
}
