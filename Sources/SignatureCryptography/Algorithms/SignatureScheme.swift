//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// A signature algorithm with everything that it needs to know, whatever names it: a URI of XML-DSig, or the
/// AlgorithmIdentifier of a certificate (which also knows RSA PKCS#1 v1.5 with SHA-3, for which no URI exists).
package enum SignatureScheme: Hashable, Sendable {
    case rsaPKCS1(DigestMethod)
    case rsaPSS(RSASSAPSSParameters)
    case ecdsa(DigestMethod)
    case dsa(DigestMethod)
    case edDSA(EdwardsCurve)
    case hmac(DigestMethod)

    /// What it computes, apart from its digest.
    package var family: SignatureFamily {
        switch self {
        case .rsaPKCS1: .rsaPKCS1
        case .rsaPSS: .rsaPSS
        case .ecdsa: .ecdsa
        case .dsa: .dsa
        case .edDSA: .edDSA
        case .hmac: .hmac
        }
    }
}

extension SignatureMethod {
    /// What the method computes.
    ///
    /// - Parameter parameters: Those of the document, for `#rsa-pss` only; `nil` for every other method.
    /// - Throws: `signatureParametersRefused` where the method needs parameters and has none, or the other way round.
    package func scheme(parameters: RSASSAPSSParameters? = nil) throws(CryptographyError) -> SignatureScheme {
        if self == .rsaPSS {
            guard let parameters else {
                throw CryptographyError(
                    .signatureParametersRefused,
                    "`#rsa-pss` was used without its parameters",
                    clause: "RFC 9231 §2.3.9"
                )
            }
            return .rsaPSS(parameters)
        }
        guard parameters == nil else {
            throw CryptographyError(
                .signatureParametersRefused,
                "`\(uri)` has no parameters; `#rsa-pss` has",
                clause: "RFC 9231 §2.3.9"
            )
        }
        if let edwardsCurve { return .edDSA(edwardsCurve) }
        guard let digest else {
            throw CryptographyError(.algorithmUnavailable, "`\(uri)` names no digest")
        }
        return switch family.kind {
        case .rsaPKCS1: .rsaPKCS1(digest)
        case .rsaPSS: .rsaPSS(RSASSAPSSParameters(conventionalWith: digest))
        case .ecdsa: .ecdsa(digest)
        case .dsa: .dsa(digest)
        case .hmac: .hmac(digest)
        case .edDSA: throw CryptographyError(.algorithmUnavailable, "`\(uri)` names no curve")
        }
    }
}
