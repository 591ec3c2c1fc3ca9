//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import SwiftASN1

/// A name as text (RFC 4514 §3, with what RFC 2253 §4 lets a reader accept of older forms), for finding the certificate
/// that it means: the meaning counts, not the spelling.
///
/// `CN=Trailing\20\20,C=US` and `cn="Trailing  "; c=us` are the same name.
package struct DistinguishedNameText: Hashable, Sendable {
    /// Equal to ``DistinguishedName/textMatchingKey`` of the names that it means.
    package let matchingKey: [UInt8]
    /// As ``matchingKey``, of a text that begins with the first relative name: many programs write names so.
    package let matchingKeyOfOtherOrder: [UInt8]
    /// The name in DER, with every value that is text as a UTF8String.
    let der: [UInt8]

    /// - Parameter text: UTF-8. XML's white space around it is left out by whoever has it from a document.
    /// - Returns: `nil` where it is no name, or has an attribute whose type nobody here knows.
    package init?(_ text: [UInt8]) {
        var reader = NameReader(text)
        var names: [[WrittenAttribute]] = []
        while let attributes = reader.nextRelativeName() { names.append(attributes) }
        guard reader.isAtEnd else { return nil }
        // The text begins with the last relative name (RFC 4514 §2.1).
        let keys = names.map { $0.map(\.matchingKey) }
        matchingKey = NameMatching.key(encoded: keys.reversed())
        matchingKeyOfOtherOrder = NameMatching.key(encoded: keys)
        der = DERWriter.value(
            0x30,
            names.reversed().flatMap { attributes in
                // DER sorts a SET OF (X.690 §11.6).
                let members = attributes.map(\.der).sorted { $0.lexicographicallyPrecedes($1) }
                return DERWriter.value(0x31, members.flatMap { $0 })
            }
        )
    }
}

/// An attribute as a text has it.
private struct WrittenAttribute {
    enum Value {
        case text(String)
        case der(AttributeValue)
    }

    let type: ObjectIdentifier
    let value: Value

    var matchingKey: [UInt8] {
        switch value {
        case .text(let text): NameMatching.encode(type, text: text)
        case .der(let value):
            value.text.map { NameMatching.encode(type, text: $0) } ?? NameMatching.encode(type, der: value.der)
        }
    }

    var der: [UInt8] {
        let octets =
            switch value {
            case .text(let text): DERWriter.value(0x0C, Array(text.utf8))
            case .der(let value): Array(value.der)
            }
        return DERWriter.value(0x30, DERWriter.value(0x06, type.octets) + octets)
    }
}

extension DistinguishedName {
    /// As ``matchingKey``, with every value that is text compared as text: a text doesn't say in which string type a
    /// certificate has its value.
    package var textMatchingKey: [UInt8] {
        // Of most names they are the same.
        guard relativeNames.joined().contains(where: { !$0.value.isMatchedAsText }) else { return matchingKey }
        return NameMatching.key(
            encoded: relativeNames.map { attributes in
                attributes.map { attribute in
                    attribute.value.text.map { NameMatching.encode(attribute.type, text: $0) }
                        ?? NameMatching.encode(attribute.type, der: attribute.value.der)
                }
            }
        )
    }
}

/// Goes through the text once.
private struct NameReader {
    private let text: [UInt8]
    private var position = 0
    private var isMalformed = false
    /// Whether a separator was read, after which something has to follow.
    private var isPending = true

    init(_ text: [UInt8]) {
        self.text = text
        skipSpaces()
        // The empty name.
        if position == text.count { isPending = false }
    }

    var isAtEnd: Bool { !isMalformed && !isPending && position == text.count }

    /// The attributes of a relative name; `nil` at the end, and where there is none.
    mutating func nextRelativeName() -> [WrittenAttribute]? {
        guard isPending, !isMalformed else { return nil }
        var attributes: [WrittenAttribute] = []
        repeat {
            guard let attribute = nextAttribute() else {
                isMalformed = true
                return nil
            }
            attributes.append(attribute)
        } while take("+")
        isPending = take(",") || take(";")
        return attributes
    }

    private mutating func nextAttribute() -> WrittenAttribute? {
        skipSpaces()
        let start = position
        while let octet = peek, octet != UInt8(ascii: "=") {
            guard octet != UInt8(ascii: ","), octet != UInt8(ascii: "+") else { return nil }
            position += 1
        }
        guard take("="), let type = AttributeName.type(named: text[start..<position - 1]) else { return nil }
        skipSpaces()
        switch peek {
        case UInt8(ascii: "#"):
            return hexadecimal().flatMap { try? AttributeValue(DER.parse($0)) }
                .map { WrittenAttribute(type: type, value: .der($0)) }
        case UInt8(ascii: "\""): return quoted().map { WrittenAttribute(type: type, value: .text($0)) }
        default: return plain().map { WrittenAttribute(type: type, value: .text($0)) }
        }
    }

    /// `#` and the DER of the value.
    private mutating func hexadecimal() -> [UInt8]? {
        position += 1
        var octets: [UInt8] = []
        while let octet = pair() { octets.append(octet) }
        skipSpaces()
        return octets.isEmpty || !isAtSeparator ? nil : octets
    }

    /// A value without quotation marks, which ends at the next separator that isn't escaped.
    private mutating func plain() -> String? {
        var value: [UInt8] = []
        // Spaces at the end belong to the text around, unless they are escaped.
        var end = 0
        while let octet = peek, !isAtSeparator {
            if octet == UInt8(ascii: "\\") {
                guard let escaped = escape() else { return nil }
                value.append(escaped)
                end = value.count
            } else {
                guard octet != UInt8(ascii: "\""), octet != 0 else { return nil }
                value.append(octet)
                if octet != UInt8(ascii: " ") { end = value.count }
                position += 1
            }
        }
        return String(validating: value.prefix(end), as: UTF8.self)
    }

    /// A value in quotation marks (RFC 2253 §4).
    private mutating func quoted() -> String? {
        position += 1
        var value: [UInt8] = []
        while let octet = peek, octet != UInt8(ascii: "\"") {
            if octet == UInt8(ascii: "\\") {
                guard let escaped = escape() else { return nil }
                value.append(escaped)
            } else {
                value.append(octet)
                position += 1
            }
        }
        guard take("\"") else { return nil }
        skipSpaces()
        return isAtSeparator ? String(validating: value, as: UTF8.self) : nil
    }

    /// A backslash and what it stands for: a pair of hexadecimal digits is an octet, anything special is itself.
    private mutating func escape() -> UInt8? {
        position += 1
        if let octet = pair() { return octet }
        guard let octet = peek, " \"#+,;<=>\\".utf8.contains(octet) else { return nil }
        position += 1
        return octet
    }

    private mutating func pair() -> UInt8? {
        guard position + 1 < text.count, let high = Self.digit(text[position]), let low = Self.digit(text[position + 1])
        else { return nil }
        position += 2
        return high << 4 | low
    }

    private static func digit(_ octet: UInt8) -> UInt8? {
        switch octet {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): octet - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): octet - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): octet - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    private var peek: UInt8? { position < text.count ? text[position] : nil }

    private var isAtSeparator: Bool {
        guard let octet = peek else { return true }
        return octet == UInt8(ascii: ",") || octet == UInt8(ascii: ";") || octet == UInt8(ascii: "+")
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func skipSpaces() {
        while let octet = peek, octet == 0x20 || (0x09...0x0D).contains(octet) { position += 1 }
    }
}
