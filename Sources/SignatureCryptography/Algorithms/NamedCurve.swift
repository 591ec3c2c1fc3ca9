//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// A named elliptic curve over a prime field, for ECDSA.
///
/// Every curve that a policy may allow is known here; the presets allow P-256, P-384 and P-521.
public struct NamedCurve: Hashable, Sendable {
    // The raw value is the name under which OpenSSL knows the curve.
    private enum Storage: String, CaseIterable {
        case p192 = "prime192v1"
        case p224 = "secp224r1"
        case p256 = "prime256v1"
        case p384 = "secp384r1"
        case p521 = "secp521r1"
        case secp160k1, secp160r1, secp160r2, secp192k1, secp224k1, secp256k1
        case brainpoolP160r1, brainpoolP160t1, brainpoolP192r1, brainpoolP192t1, brainpoolP224r1, brainpoolP224t1
        case brainpoolP256r1, brainpoolP256t1, brainpoolP320r1, brainpoolP320t1, brainpoolP384r1, brainpoolP384t1
        case brainpoolP512r1, brainpoolP512t1
    }

    private let storage: Storage

    private init(_ storage: Storage) { self.storage = storage }

    /// P-192 of FIPS 186-4, secp192r1.
    public static let p192 = Self(.p192)
    /// P-224 of FIPS 186-4, secp224r1.
    public static let p224 = Self(.p224)
    /// P-256 of SP 800-186, secp256r1.
    public static let p256 = Self(.p256)
    /// P-384 of SP 800-186, secp384r1.
    public static let p384 = Self(.p384)
    /// P-521 of SP 800-186, secp521r1.
    public static let p521 = Self(.p521)
    /// secp256k1 of SEC 2.
    public static let secp256k1 = Self(.secp256k1)
    /// brainpoolP256r1 of RFC 5639.
    public static let brainpoolP256r1 = Self(.brainpoolP256r1)
    /// brainpoolP384r1 of RFC 5639.
    public static let brainpoolP384r1 = Self(.brainpoolP384r1)
    /// brainpoolP512r1 of RFC 5639.
    public static let brainpoolP512r1 = Self(.brainpoolP512r1)

    /// Every curve that is known here.
    public static let all: [Self] = Storage.allCases.map(Self.init)

    /// The curve of this name: as NIST (`P-256`), SEC 2 (`secp256r1`), X9.62 (`prime256v1`) or RFC 5639 writes it.
    public init?(name: String) {
        guard let curve = Self.all.first(where: { $0.names.contains { $0.utf8.elementsEqual(name.utf8) } })
        else { return nil }
        self = curve
    }

    private static let byObjectIdentifier = URITable(all) { $0.objectIdentifier }

    /// The curve of this object identifier, written with dots.
    public init?(objectIdentifier: String) {
        guard let curve = Self.byObjectIdentifier[Array(objectIdentifier.utf8)] else { return nil }
        self = curve
    }

    /// The curve that `NamedCurve/@URI` names: `urn:oid:` and an object identifier (XML-DSig 1.1 §4.5.2.3).
    public init?(uri: [UInt8]) {
        let scheme = "urn:oid:".utf8
        guard uri.starts(with: scheme), let curve = Self.byObjectIdentifier[Array(uri.dropFirst(scheme.count))]
        else { return nil }
        self = curve
    }

    /// The name as the curve's own standard writes it.
    public var name: String { names[0] }

    /// All its names, the preferred one first.
    private var names: [String] {
        switch storage {
        case .p192: ["P-192", "secp192r1", "prime192v1"]
        case .p224: ["P-224", "secp224r1"]
        case .p256: ["P-256", "secp256r1", "prime256v1"]
        case .p384: ["P-384", "secp384r1"]
        case .p521: ["P-521", "secp521r1"]
        default: [storage.rawValue]
        }
    }

    /// The object identifier, written with dots.
    public var objectIdentifier: String {
        switch storage {
        case .p192: "1.2.840.10045.3.1.1"
        case .p256: "1.2.840.10045.3.1.7"
        case .secp160r1: "1.3.132.0.8"
        case .secp160k1: "1.3.132.0.9"
        case .secp256k1: "1.3.132.0.10"
        case .secp160r2: "1.3.132.0.30"
        case .secp192k1: "1.3.132.0.31"
        case .secp224k1: "1.3.132.0.32"
        case .p224: "1.3.132.0.33"
        case .p384: "1.3.132.0.34"
        case .p521: "1.3.132.0.35"
        case .brainpoolP160r1: "1.3.36.3.3.2.8.1.1.1"
        case .brainpoolP160t1: "1.3.36.3.3.2.8.1.1.2"
        case .brainpoolP192r1: "1.3.36.3.3.2.8.1.1.3"
        case .brainpoolP192t1: "1.3.36.3.3.2.8.1.1.4"
        case .brainpoolP224r1: "1.3.36.3.3.2.8.1.1.5"
        case .brainpoolP224t1: "1.3.36.3.3.2.8.1.1.6"
        case .brainpoolP256r1: "1.3.36.3.3.2.8.1.1.7"
        case .brainpoolP256t1: "1.3.36.3.3.2.8.1.1.8"
        case .brainpoolP320r1: "1.3.36.3.3.2.8.1.1.9"
        case .brainpoolP320t1: "1.3.36.3.3.2.8.1.1.10"
        case .brainpoolP384r1: "1.3.36.3.3.2.8.1.1.11"
        case .brainpoolP384t1: "1.3.36.3.3.2.8.1.1.12"
        case .brainpoolP512r1: "1.3.36.3.3.2.8.1.1.13"
        case .brainpoolP512t1: "1.3.36.3.3.2.8.1.1.14"
        }
    }

    /// The octets of a coordinate.
    package var coordinateByteCount: Int { (bitCount + 7) / 8 }

    /// The size of the field in bits.
    public var bitCount: Int {
        switch storage {
        case .secp160k1, .secp160r1, .secp160r2, .brainpoolP160r1, .brainpoolP160t1: 160
        case .p192, .secp192k1, .brainpoolP192r1, .brainpoolP192t1: 192
        case .p224, .secp224k1, .brainpoolP224r1, .brainpoolP224t1: 224
        case .p256, .secp256k1, .brainpoolP256r1, .brainpoolP256t1: 256
        case .brainpoolP320r1, .brainpoolP320t1: 320
        case .p384, .brainpoolP384r1, .brainpoolP384t1: 384
        case .brainpoolP512r1, .brainpoolP512t1: 512
        case .p521: 521
        }
    }

    /// As OpenSSL writes it.
    var openSSLName: String { storage.rawValue }
}

extension NamedCurve: CustomStringConvertible {
    public var description: String { name }
}

/// In JSON a curve is its name, such as `P-256`.
extension NamedCurve: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let name = try container.decode(String.self)
        guard let curve = Self(name: name) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no named curve is `\(name)`")
        }
        self = curve
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
