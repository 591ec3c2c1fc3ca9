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
    case edDSAVariant(EdDSAVariant, context: [UInt8])
    case postQuantum(PostQuantumParameterSet, context: [UInt8])
    case hmac(DigestMethod)

    /// What it computes, apart from its digest.
    package var family: SignatureFamily {
        switch self {
        case .rsaPKCS1: .rsaPKCS1
        case .rsaPSS: .rsaPSS
        case .ecdsa: .ecdsa
        case .dsa: .dsa
        case .edDSA: .edDSA
        case .edDSAVariant(let variant, _): variant.family
        case .postQuantum(let parameterSet, _): parameterSet.family
        case .hmac: .hmac
        }
    }
}

extension SignatureMethod {
    /// What the method computes.
    ///
    /// - Parameters:
    ///   - parameters: Those of the document, for `#rsa-pss` only; `nil` for every other method.
    ///   - context: The context string of the document, for the methods that have one only.
    /// - Throws: `signatureParametersRefused` where the method needs parameters and has none, or the other way round.
    package func scheme(
        parameters: RSASSAPSSParameters? = nil,
        context: [UInt8]? = nil
    ) throws(CryptographyError) -> SignatureScheme {
        if let scheme = try schemeWithContext(context ?? []) {
            try refuse(parameters)
            return scheme
        }
        guard context == nil else {
            throw CryptographyError(.signatureParametersRefused, "`\(uri)` has no context string", clause: clause)
        }
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
        try refuse(parameters)
        if let edwardsCurve { return .edDSA(edwardsCurve) }
        guard let digest, let scheme = scheme(with: digest) else {
            throw CryptographyError(.algorithmUnavailable, "`\(uri)` names no digest")
        }
        return scheme
    }

    private func refuse(_ parameters: RSASSAPSSParameters?) throws(CryptographyError) {
        guard parameters == nil else {
            throw CryptographyError(
                .signatureParametersRefused,
                "`\(uri)` has no parameters; `#rsa-pss` has",
                clause: "RFC 9231 §2.3.9"
            )
        }
    }

    /// What the method computes with a context string; `nil` where it has none.
    private func schemeWithContext(_ context: [UInt8]) throws(CryptographyError) -> SignatureScheme? {
        guard hasContext else { return nil }
        // RFC 8032 §5.1, FIPS 204 §5.2, FIPS 205 §10.2.
        guard context.count <= Self.maximumContextByteCount else {
            throw CryptographyError(
                .signatureParametersRefused,
                "a context string of \(context.count) octets; at most \(Self.maximumContextByteCount) are possible",
                clause: clause
            )
        }
        if let parameterSet { return .postQuantum(parameterSet, context: context) }
        guard let edDSAVariant else { return nil }
        guard edDSAVariant != .ed25519ctx || !context.isEmpty else {
            throw CryptographyError(
                .signatureParametersRefused,
                "Ed25519ctx without a context string, which should not be empty",
                clause: "RFC 8032 §5.1"
            )
        }
        return .edDSAVariant(edDSAVariant, context: context)
    }

    private func scheme(with digest: DigestMethod) -> SignatureScheme? {
        switch family.kind {
        case .rsaPKCS1: .rsaPKCS1(digest)
        case .rsaPSS: .rsaPSS(RSASSAPSSParameters(conventionalWith: digest))
        case .ecdsa: .ecdsa(digest)
        case .dsa: .dsa(digest)
        case .hmac: .hmac(digest)
        case .edDSA, .hashEdDSA, .ed25519ctx, .mlDSA, .slhDSA: nil
        }
    }
}
