//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// How names are compared along a path (RFC 5280 §7.1).
///
/// As OpenSSL compares: only letters of ASCII lose their case, and text isn't normalized. This is the one place where a
/// path's names are compared: OpenSSL is told which certificate issued which (x509_path.c), and doesn't ask again.
enum NameMatching {
    /// Octets that are equal exactly for names that match.
    static func key(_ relativeNames: [[DistinguishedName.Attribute]]) -> [UInt8] {
        key(encoded: relativeNames.map { $0.map(encode) })
    }

    /// The same of attributes that are encoded already.
    static func key(encoded relativeNames: [[[UInt8]]]) -> [UInt8] {
        var key: [UInt8] = []
        for encoded in relativeNames {
            append(encoded.count, to: &key)
            // A relative name is a set: its order means nothing.
            for attribute in encoded.count > 1 ? encoded.sorted(by: { $0.lexicographicallyPrecedes($1) }) : encoded {
                append(attribute.count, to: &key)
                key += attribute
            }
        }
        return key
    }

    private static func encode(_ attribute: DistinguishedName.Attribute) -> [UInt8] {
        guard attribute.value.isMatchedAsText, let text = attribute.value.text else {
            return encode(attribute.type, der: attribute.value.der)
        }
        return encode(attribute.type, text: text)
    }

    /// A value that is compared octet by octet.
    static func encode(_ type: ObjectIdentifier, der: ArraySlice<UInt8>) -> [UInt8] { encode(type) + [0] + der }

    /// A value that is compared as text.
    static func encode(_ type: ObjectIdentifier, text: String) -> [UInt8] {
        var octets = encode(type) + [1]
        appendFolded(Array(text.utf8), to: &octets)
        return octets
    }

    private static func encode(_ type: ObjectIdentifier) -> [UInt8] {
        var octets: [UInt8] = []
        append(type.octets.count, to: &octets)
        return octets + type.octets
    }

    private static func append(_ count: Int, to octets: inout [UInt8]) {
        for shift in [24, 16, 8, 0] { octets.append(UInt8(truncatingIfNeeded: count >> shift)) }
    }

    /// Without white space at the ends, with one space for each run of it, in lower case.
    private static func appendFolded(_ text: [UInt8], to octets: inout [UInt8]) {
        let start = octets.count
        var isAfterSpace = false
        for octet in text {
            guard !isSpace(octet) else {
                isAfterSpace = true
                continue
            }
            if isAfterSpace && octets.count > start { octets.append(UInt8(ascii: " ")) }
            isAfterSpace = false
            octets.append((0x41...0x5A).contains(octet) ? octet + 0x20 : octet)
        }
    }

    private static func isSpace(_ octet: UInt8) -> Bool { octet == 0x20 || (0x09...0x0D).contains(octet) }
}
