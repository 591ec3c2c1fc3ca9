//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// What a signature method computes, apart from its digest.
public struct SignatureFamily: Hashable, Sendable {
    /// What a family is told by.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case rsaPKCS1 = "RSA-PKCS1"
        case rsaPSS = "RSA-PSS"
        case ecdsa = "ECDSA"
        case dsa = "DSA"
        case edDSA = "EdDSA"
        case hashEdDSA = "HashEdDSA"
        case ed25519ctx = "Ed25519ctx"
        case mlDSA = "ML-DSA"
        case slhDSA = "SLH-DSA"
        case hmac = "HMAC"
    }

    /// Which family it is.
    package let kind: Kind

    /// The family of a kind.
    package init(_ kind: Kind) { self.kind = kind }

    /// RSASSA-PKCS1-v1_5 (RFC 8017 §8.2).
    public static let rsaPKCS1 = Self(.rsaPKCS1)
    /// RSASSA-PSS (RFC 8017 §8.1).
    public static let rsaPSS = Self(.rsaPSS)
    /// ECDSA (FIPS 186-5 §6).
    public static let ecdsa = Self(.ecdsa)
    /// DSA (FIPS 186-4 §4).
    public static let dsa = Self(.dsa)
    /// Pure EdDSA (RFC 8032).
    public static let edDSA = Self(.edDSA)
    /// Ed25519ph and Ed448ph (RFC 8032 §5.1, §5.2), which hash the message first; experimental.
    public static let hashEdDSA = Self(.hashEdDSA)
    /// Ed25519ctx (RFC 8032 §5.1), which has a context string; experimental.
    public static let ed25519ctx = Self(.ed25519ctx)
    /// ML-DSA (FIPS 204); experimental.
    public static let mlDSA = Self(.mlDSA)
    /// SLH-DSA (FIPS 205); experimental.
    public static let slhDSA = Self(.slhDSA)
    /// HMAC (RFC 2104); the only one with a symmetric key.
    public static let hmac = Self(.hmac)

    /// The family of this name, such as `RSA-PSS`.
    public init?(name: String) {
        guard let kind = Kind.allCases.first(where: { $0.rawValue.utf8.elementsEqual(name.utf8) }) else { return nil }
        self.init(kind)
    }

    /// Every family there is.
    public static let all: [Self] = Kind.allCases.map(Self.init)

    /// Whether no preset has it, since not every OpenSSL that is supported offers it, or no standard has settled its
    /// URIs.
    public var isExperimental: Bool {
        switch kind {
        case .hashEdDSA, .ed25519ctx, .mlDSA, .slhDSA: true
        case .rsaPKCS1, .rsaPSS, .ecdsa, .dsa, .edDSA, .hmac: false
        }
    }
}

extension SignatureFamily: CustomStringConvertible {
    public var description: String { kind.rawValue }
}

/// In JSON a family is its name, such as `RSA-PSS`.
extension SignatureFamily: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        guard let kind = Kind(rawValue: name) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no signature family is `\(name)`")
        }
        self.init(kind)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(kind.rawValue)
    }
}
