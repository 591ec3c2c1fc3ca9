//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import SwiftASN1

/// A SubjectPublicKeyInfo (RFC 5280 §4.1.2.7), taken apart but not interpreted.
struct SubjectPublicKeyInfo {
    let algorithm: ASN1ObjectIdentifier
    let parameters: ASN1Node?
    /// The content of the BIT STRING.
    let key: ArraySlice<UInt8>

    /// An RSA key at the limit has some 2,100 octets, a DSA key 1,300; nothing needs more.
    static let maximumByteCount = 16_384

    /// - Throws: `keyTooLarge`, or `keyMalformed` where it isn't DER or has another structure.
    init(der: [UInt8]) throws(CryptographyError) {
        guard der.count <= Self.maximumByteCount else {
            throw CryptographyError(
                .keyTooLarge,
                "the key has \(der.count) octets; at most \(Self.maximumByteCount) are accepted"
            )
        }
        self = try Self.parsing("SubjectPublicKeyInfo", clause: "RFC 5280 §4.1.2.7") {
            try DER.sequence(DER.parse(der), identifier: .sequence) { fields in
                let (algorithm, parameters) = try Self.algorithmIdentifier(&fields)
                let bits = try ASN1BitString(derEncoded: &fields)
                guard bits.paddingBits == 0 else {
                    throw CryptographyError(.keyMalformed, "the key's bits are no whole octets")
                }
                return Self(algorithm: algorithm, parameters: parameters, key: bits.bytes)
            }
        }
    }

    private init(algorithm: ASN1ObjectIdentifier, parameters: ASN1Node?, key: ArraySlice<UInt8>) {
        self.algorithm = algorithm
        self.parameters = parameters
        self.key = key
    }

    /// An AlgorithmIdentifier (RFC 5280 §4.1.1.2).
    static func algorithmIdentifier(
        _ fields: inout ASN1NodeCollection.Iterator
    ) throws -> (algorithm: ASN1ObjectIdentifier, parameters: ASN1Node?) {
        guard let node = fields.next() else {
            throw CryptographyError(.keyMalformed, "an AlgorithmIdentifier is missing")
        }
        return try algorithmIdentifier(node)
    }

    static func algorithmIdentifier(
        _ node: ASN1Node
    ) throws -> (algorithm: ASN1ObjectIdentifier, parameters: ASN1Node?) {
        try DER.sequence(node, identifier: .sequence) { parts in
            (try ASN1ObjectIdentifier(derEncoded: &parts), parts.next())
        }
    }

    /// Runs a parser of SwiftASN1, whose errors are of any type, and answers with ours.
    static func parsing<Value>(
        _ structure: String,
        clause: String,
        _ parse: () throws -> Value
    ) throws(CryptographyError) -> Value {
        do {
            return try parse()
        } catch let error as CryptographyError {
            throw error
        } catch let error as ASN1Error {
            throw CryptographyError(.keyMalformed, "\(structure) is not as DER asks: \(error.code)", clause: clause)
        } catch {
            throw CryptographyError(.keyMalformed, "\(structure) is not as DER asks: \(error)", clause: clause)
        }
    }

    /// An INTEGER that is not negative: SwiftASN1 takes a slice of octets for unsigned and refuses others.
    static func unsignedNumber(_ fields: inout ASN1NodeCollection.Iterator) throws -> UnsignedNumber {
        UnsignedNumber(try ArraySlice<UInt8>(derEncoded: &fields))
    }
}
