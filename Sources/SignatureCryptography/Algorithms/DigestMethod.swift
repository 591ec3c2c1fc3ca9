//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// A digest method of XML-DSig 1.1 §6.2 or RFC 9231 §2.1 that can be computed here.
///
/// Whether a signature may use it is for the ``AlgorithmPolicy`` to say.
public struct DigestMethod: Hashable, Sendable {
    // The raw value is the URI, compared as octets.
    private enum Storage: String, CaseIterable {
        case md5 = "http://www.w3.org/2001/04/xmldsig-more#md5"
        case sha1 = "http://www.w3.org/2000/09/xmldsig#sha1"
        case ripemd160 = "http://www.w3.org/2001/04/xmlenc#ripemd160"
        case sha224 = "http://www.w3.org/2001/04/xmldsig-more#sha224"
        case sha256 = "http://www.w3.org/2001/04/xmlenc#sha256"
        case sha384 = "http://www.w3.org/2001/04/xmldsig-more#sha384"
        case sha512 = "http://www.w3.org/2001/04/xmlenc#sha512"
        case sha3_224 = "http://www.w3.org/2007/05/xmldsig-more#sha3-224"
        case sha3_256 = "http://www.w3.org/2007/05/xmldsig-more#sha3-256"
        case sha3_384 = "http://www.w3.org/2007/05/xmldsig-more#sha3-384"
        case sha3_512 = "http://www.w3.org/2007/05/xmldsig-more#sha3-512"
    }

    private let storage: Storage

    private init(_ storage: Storage) { self.storage = storage }

    /// MD5 (RFC 1321); broken, in no preset.
    public static let md5 = Self(.md5)
    /// SHA-1 (FIPS 180-4); for old signatures.
    public static let sha1 = Self(.sha1)
    /// RIPEMD-160 (ISO/IEC 10118-3); in no preset.
    public static let ripemd160 = Self(.ripemd160)
    /// SHA-224 (FIPS 180-4).
    public static let sha224 = Self(.sha224)
    /// SHA-256 (FIPS 180-4).
    public static let sha256 = Self(.sha256)
    /// SHA-384 (FIPS 180-4).
    public static let sha384 = Self(.sha384)
    /// SHA-512 (FIPS 180-4).
    public static let sha512 = Self(.sha512)
    /// SHA3-224 (FIPS 202).
    public static let sha3_224 = Self(.sha3_224)
    /// SHA3-256 (FIPS 202).
    public static let sha3_256 = Self(.sha3_256)
    /// SHA3-384 (FIPS 202).
    public static let sha3_384 = Self(.sha3_384)
    /// SHA3-512 (FIPS 202).
    public static let sha3_512 = Self(.sha3_512)

    /// Every digest method that can be computed here.
    public static let all: [Self] = Storage.allCases.map(Self.init)

    private static let byURI = URITable(all) { $0.uri }

    /// The method of this URI; `nil` where it isn't one that can be computed here.
    public init?(uri: [UInt8]) {
        guard let method = Self.byURI[uri] else { return nil }
        self = method
    }

    /// The method of this URI; `nil` where it isn't one that can be computed here.
    public init?(uri: String) { self.init(uri: Array(uri.utf8)) }

    /// The `Algorithm` attribute that names it.
    public var uri: String { storage.rawValue }

    /// How many octets a digest has.
    public var byteCount: Int {
        switch storage {
        case .md5: 16
        case .sha1, .ripemd160: 20
        case .sha224, .sha3_224: 28
        case .sha256, .sha3_256: 32
        case .sha384, .sha3_384: 48
        case .sha512, .sha3_512: 64
        }
    }

    /// The name as its own standard writes it, such as `SHA-256`; also the one under which OpenSSL knows it.
    public var name: String {
        switch storage {
        case .md5: "MD5"
        case .sha1: "SHA-1"
        case .ripemd160: "RIPEMD-160"
        case .sha224: "SHA-224"
        case .sha256: "SHA-256"
        case .sha384: "SHA-384"
        case .sha512: "SHA-512"
        case .sha3_224: "SHA3-224"
        case .sha3_256: "SHA3-256"
        case .sha3_384: "SHA3-384"
        case .sha3_512: "SHA3-512"
        }
    }

    /// The method of this name, as ``name`` writes it.
    public init?(name: String) {
        guard let method = Self.all.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) else { return nil }
        self = method
    }

    /// Where it stands in ``all``.
    var ordinal: Int {
        switch storage {
        case .md5: 0
        case .sha1: 1
        case .ripemd160: 2
        case .sha224: 3
        case .sha256: 4
        case .sha384: 5
        case .sha512: 6
        case .sha3_224: 7
        case .sha3_256: 8
        case .sha3_384: 9
        case .sha3_512: 10
        }
    }
}

extension DigestMethod: CustomStringConvertible {
    public var description: String { name }
}

/// In JSON a digest method is its URI.
extension DigestMethod: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let uri = try container.decode(String.self)
        guard let method = Self(uri: uri) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no digest method is `\(uri)`")
        }
        self = method
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(uri)
    }
}
