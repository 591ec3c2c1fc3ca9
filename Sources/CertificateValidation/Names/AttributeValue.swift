//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import SwiftASN1

/// The value of an attribute of a name: almost always text in one of ASN.1's string types.
package struct AttributeValue: Hashable, Sendable {
    /// The whole value in DER.
    package let der: ArraySlice<UInt8>
    private let identifier: ASN1Identifier
    private let content: ArraySlice<UInt8>?

    init(_ node: ASN1Node) {
        der = node.encodedBytes
        identifier = node.identifier
        content = if case .primitive(let octets) = node.content { octets } else { nil }
    }

    /// The text; `nil` where the value is of no string type, or isn't what its type says.
    package var text: String? {
        guard let content else { return nil }
        return switch identifier {
        case .utf8String: Self.utf8(content)
        // These are ASCII. Issuers that put other letters there mean UTF-8.
        case .printableString, .ia5String, .visibleString, .numericString: Self.utf8(content)
        // T.61 as it is used: ISO 8859-1, which is also how OpenSSL reads it.
        case .teletexString: Self.latin1(content)
        case .bmpString: Self.utf16(content)
        case .universalString: Self.utf32(content)
        default: nil
        }
    }

    /// Whether RFC 5280 §7.1 compares the value as text; others are compared octet by octet.
    var isMatchedAsText: Bool {
        switch identifier {
        case .utf8String, .printableString, .ia5String, .visibleString, .teletexString, .bmpString, .universalString:
            true
        default:
            false
        }
    }

    private static func utf8(_ octets: ArraySlice<UInt8>) -> String? { String(validating: octets, as: UTF8.self) }

    private static func latin1(_ octets: ArraySlice<UInt8>) -> String {
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: octets.lazy.map { Unicode.Scalar($0) })
        return String(scalars)
    }

    /// UCS-2, and the surrogate pairs that some issuers write there.
    private static func utf16(_ octets: ArraySlice<UInt8>) -> String? {
        guard octets.count % 2 == 0 else { return nil }
        let units = stride(from: octets.startIndex, to: octets.endIndex, by: 2).map {
            UInt16(octets[$0]) << 8 | UInt16(octets[$0 + 1])
        }
        return String(validating: units, as: UTF16.self)
    }

    private static func utf32(_ octets: ArraySlice<UInt8>) -> String? {
        guard octets.count % 4 == 0 else { return nil }
        var scalars = String.UnicodeScalarView()
        for start in stride(from: octets.startIndex, to: octets.endIndex, by: 4) {
            let value = octets[start..<start + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            guard let scalar = Unicode.Scalar(value) else { return nil }
            scalars.append(scalar)
        }
        return String(scalars)
    }
}
