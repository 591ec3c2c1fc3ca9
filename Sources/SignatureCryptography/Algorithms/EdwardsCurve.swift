//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// A curve of EdDSA (RFC 8032).
public struct EdwardsCurve: Hashable, Sendable {
    private enum Storage: String, CaseIterable {
        case ed25519 = "Ed25519"
        case ed448 = "Ed448"
    }

    private let storage: Storage

    private init(_ storage: Storage) { self.storage = storage }

    /// Ed25519 (RFC 8032 §5.1).
    public static let ed25519 = Self(.ed25519)
    /// Ed448 (RFC 8032 §5.2).
    public static let ed448 = Self(.ed448)

    /// Both curves.
    public static let all: [Self] = Storage.allCases.map(Self.init)

    /// The curve of this name, as RFC 8032 writes it.
    public init?(name: String) {
        guard let storage = Storage(rawValue: name) else { return nil }
        self.storage = storage
    }

    /// The name as RFC 8032 writes it.
    public var name: String { storage.rawValue }

    /// The octets of a public key; a signature value has twice as many.
    package var keyByteCount: Int {
        switch storage {
        case .ed25519: 32
        case .ed448: 57
        }
    }

    /// The size of the group in bits.
    package var bitCount: Int {
        switch storage {
        case .ed25519: 253
        case .ed448: 446
        }
    }

    /// As OpenSSL writes it.
    var openSSLName: String {
        switch storage {
        case .ed25519: "ED25519"
        case .ed448: "ED448"
        }
    }
}

extension EdwardsCurve: CustomStringConvertible {
    public var description: String { name }
}

/// In JSON a curve is its name.
extension EdwardsCurve: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        guard let curve = Self(name: name) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no Edwards curve is `\(name)`")
        }
        self = curve
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
