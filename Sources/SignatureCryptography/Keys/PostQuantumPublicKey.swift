//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
import CXMLDSig.Crypto

/// A key of ML-DSA or SLH-DSA. It verifies the signatures of its own parameter set and no others.
package struct PostQuantumPublicKey: Sendable {
    /// The parameter set.
    package let parameterSet: PostQuantumParameterSet
    /// The encoded key, as FIPS 204 §7.2 and FIPS 205 §9.1 have it.
    package let octets: [UInt8]

    let handle: PublicKeyHandle

    /// A key from its octets, as `DEREncodedKeyValue` and certificates give them (RFC 9881 §4, RFC 9909 §4).
    ///
    /// - Throws: `keyMalformed` where the count of octets isn't the parameter set's; `algorithmUnavailable` where this
    ///   OpenSSL doesn't offer it.
    package init(parameterSet: PostQuantumParameterSet, octets: [UInt8]) throws(CryptographyError) {
        guard octets.count == parameterSet.keyByteCount else {
            throw CryptographyError(
                .keyMalformed,
                "\(octets.count) octets are no key of \(parameterSet.name); it has \(parameterSet.keyByteCount)",
                clause: parameterSet.keyClause
            )
        }
        guard let key = unsafe CXMLDSig_public_key_new_raw(parameterSet.name, octets, octets.count) else {
            throw .refusedKey(
                ofKind: parameterSet.name, "OpenSSL doesn't take the \(parameterSet.name) key",
                clause: parameterSet.keyClause
            )
        }
        self.parameterSet = parameterSet
        self.octets = octets
        handle = unsafe PublicKeyHandle(owning: key)
    }
}

extension PostQuantumPublicKey: Hashable {
    package static func == (left: Self, right: Self) -> Bool {
        left.parameterSet == right.parameterSet && left.octets == right.octets
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(parameterSet)
        hasher.combine(octets)
    }
}
