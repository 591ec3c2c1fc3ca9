//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CXMLDSig.Crypto

/// The domain parameters of DSA (FIPS 186-4 §4.1).
package struct DSADomainParameters: Hashable, Sendable {
    let p: UnsignedNumber
    let q: UnsignedNumber
    let g: UnsignedNumber

    /// The most bits a prime modulus may have (FIPS 186-4 §4.2). OpenSSL takes 10,000, and a check 12 ms then.
    static let maximumBitCount = 3_072

    /// - Throws: `keyTooLarge` past 3,072 bits; `keyMalformed` where the size of q isn't one of FIPS 186-4 §4.2 or a
    ///   number is out of range. That p and q are prime and that g has order q isn't checked.
    package init(p: UnsignedNumber, q: UnsignedNumber, g: UnsignedNumber) throws(CryptographyError) {
        guard p.bitCount <= Self.maximumBitCount else {
            throw CryptographyError(
                .keyTooLarge,
                "the prime modulus has \(p.bitCount) bits; at most \(Self.maximumBitCount) are accepted"
            )
        }
        guard [160, 224, 256].contains(q.bitCount) else {
            throw CryptographyError(
                .keyMalformed,
                "q has \(q.bitCount) bits; 160, 224 or 256 are possible",
                clause: "FIPS 186-4 §4.2"
            )
        }
        // p − 1 has order 2: under it one value is the signature of half of all messages.
        guard p.isOdd, q.isOdd, q < p, g > 1, g < p.withoutLowestBit else {
            throw CryptographyError(
                .keyMalformed,
                "p and q have to be odd, q less than p, and g between 1 and p − 1",
                clause: "FIPS 186-4 §4.1"
            )
        }
        self.p = p
        self.q = q
        self.g = g
    }

    /// p, q and g, big-endian, without zero octets in front.
    package var numbers: [[UInt8]] { [p.octets, q.octets, g.octets] }
}

/// A DSA key (FIPS 186-4 §4).
package struct DSAPublicKey: Sendable {
    /// The domain parameters.
    package let domain: DSADomainParameters
    let y: UnsignedNumber
    let handle: PublicKeyHandle

    /// The public value y, big-endian, without zero octets in front.
    package var publicValue: [UInt8] { y.octets }
    /// The size of the prime modulus in bits.
    package var bitCount: Int { domain.p.bitCount }
    /// The size of q in bits.
    package var subgroupBitCount: Int { domain.q.bitCount }

    /// A key from its numbers, as `DSAKeyValue` gives them (XML-DSig 1.1 §4.5.2.1); big-endian, unsigned.
    ///
    /// - Throws: `keyTooLarge` past 3,072 bits; `keyMalformed` where a number is out of its range.
    package init(
        p: [UInt8],
        q: [UInt8],
        g: [UInt8],
        y: [UInt8]
    ) throws(CryptographyError) {
        let domain = try DSADomainParameters(p: UnsignedNumber(p), q: UnsignedNumber(q), g: UnsignedNumber(g))
        try self.init(domain: domain, y: UnsignedNumber(y))
    }

    /// A key in a domain that is known already.
    ///
    /// - Throws: `keyMalformed` where y is out of its range.
    package init(domain: DSADomainParameters, y: UnsignedNumber) throws(CryptographyError) {
        guard y > 1, y < domain.p.withoutLowestBit else {
            throw CryptographyError(
                .keyMalformed,
                "the public key has to lie between 1 and p − 1",
                clause: "FIPS 186-4 §4.1"
            )
        }
        let (p, q, g) = (domain.p.octets, domain.q.octets, domain.g.octets)
        guard
            let key = unsafe CXMLDSig_public_key_new_dsa(
                p,
                p.count,
                q,
                q.count,
                g,
                g.count,
                y.octets,
                y.octets.count
            )
        else {
            throw .refusedKey(ofKind: "DSA", "OpenSSL doesn't take the DSA key")
        }
        self.domain = domain
        self.y = y
        handle = unsafe PublicKeyHandle(owning: key)
    }
}

extension DSAPublicKey: Hashable {
    package static func == (left: Self, right: Self) -> Bool { left.domain == right.domain && left.y == right.y }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(domain)
        hasher.combine(y)
    }
}
