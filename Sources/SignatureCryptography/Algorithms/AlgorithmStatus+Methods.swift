//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

extension DigestMethod {
    /// What is thought of the digest, wherever it occurs: in a reference, a signature method or a certificate.
    public var status: AlgorithmStatus {
        switch self {
        case .md5, .ripemd160: .refused
        case .sha1, .sha224, .sha3_224: .legacy
        default: .default
        }
    }

    /// Where its URI is specified.
    public var clause: String {
        switch self {
        case .md5: "RFC 9231 §2.1.1"
        case .sha1: "XML-DSig 1.1 §6.2.1"
        case .ripemd160: "XML Encryption 1.1 §5.8"
        case .sha224: "XML-DSig 1.1 §6.2.2"
        case .sha256: "XML-DSig 1.1 §6.2.3"
        case .sha384: "XML-DSig 1.1 §6.2.4"
        case .sha512: "XML-DSig 1.1 §6.2.5"
        default: "RFC 9231 §2.1.5"
        }
    }
}

extension SignatureMethod {
    /// What is thought of the method: the worse of its digest and its family.
    package var status: AlgorithmStatus {
        if family.isExperimental { return .experimental }
        if let digest, digest.status != .default { return digest.status }
        return family == .dsa ? .legacy : .default
    }

    /// For a person.
    package var name: String {
        let base =
            switch family.kind {
            case .rsaPKCS1: "RSA PKCS#1 v1.5"
            case .rsaPSS: "RSASSA-PSS"
            case .ecdsa: "ECDSA"
            case .dsa: "DSA"
            case .edDSA: edwardsCurve?.name ?? "EdDSA"
            case .hashEdDSA, .ed25519ctx: edDSAVariant?.name ?? family.description
            case .mlDSA, .slhDSA: parameterSet?.name ?? family.description
            case .hmac: "HMAC"
            }
        return digest.map { "\(base) with \($0)" } ?? base
    }

    /// Where its URI is specified.
    package var clause: String {
        switch (family.kind, digest) {
        case (.rsaPSS, nil): "RFC 9231 §2.3.9"
        case (.rsaPSS, _): "RFC 9231 §2.3.10"
        case (.edDSA, _), (.hashEdDSA, _), (.ed25519ctx, _): "RFC 9231 §2.3.12"
        case (.mlDSA, _): "FIPS 204"
        case (.slhDSA, _): "FIPS 205"
        case (.dsa, _): "XML-DSig 1.1 §6.4.1"
        case (.rsaPKCS1, .md5?): "RFC 9231 §2.3.1"
        case (.rsaPKCS1, .ripemd160?): "RFC 9231 §2.3.5"
        case (.rsaPKCS1, _): "XML-DSig 1.1 §6.4.2"
        case (.ecdsa, .sha1?), (.ecdsa, .sha224?), (.ecdsa, .sha256?), (.ecdsa, .sha384?), (.ecdsa, .sha512?):
            "XML-DSig 1.1 §6.4.3"
        case (.ecdsa, _): "RFC 9231 §2.3.6"
        case (.hmac, .md5?): "RFC 9231 §2.2.1"
        case (.hmac, .ripemd160?): "RFC 9231 §2.2.3"
        case (.hmac, _): "XML-DSig 1.1 §6.3.1"
        }
    }
}
