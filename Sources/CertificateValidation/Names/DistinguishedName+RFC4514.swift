//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

extension DistinguishedName: CustomStringConvertible {
    /// The name as RFC 4514 writes it: the last relative name first, such as `CN=Nguyễn Văn An,O=…,C=VN`.
    public var description: String { rfc4514 }

    /// The name as RFC 4514 writes it: the last relative name first.
    ///
    /// Control characters and those that change the direction of writing are escaped, so that a name can't disturb
    /// the terminal or the report that shows it.
    public var rfc4514: String {
        var text = ""
        for attributes in relativeNames.reversed() {
            for (index, attribute) in attributes.enumerated() {
                if !text.isEmpty { text += index == 0 ? "," : "+" }
                text += Self.text(attribute, limit: Int.max)
            }
        }
        return text
    }

    /// The beginning of ``rfc4514`` for messages: names are as long as their makers like, messages aren't.
    ///
    /// The rest is not written at all, since a search for a path may name a certificate many times.
    var shortened: String {
        let limit = 200
        var text = ""
        for attributes in relativeNames.reversed() {
            for (index, attribute) in attributes.enumerated() {
                if !text.isEmpty { text += index == 0 ? "," : "+" }
                text += Self.text(attribute, limit: limit)
                guard text.unicodeScalars.count <= limit else { return String(text.unicodeScalars.prefix(limit)) + "…" }
            }
        }
        return text
    }

    /// - Parameter limit: How many characters of the value are needed at most.
    private static func text(_ attribute: Attribute, limit: Int) -> String {
        guard let name = AttributeName.byType[attribute.type] else {
            // RFC 4514 §2.4: a type without a name has its value in DER.
            return attribute.type.description + "=" + hexadecimal(attribute.value, limit)
        }
        guard let text = attribute.value.text else { return name + "=" + hexadecimal(attribute.value, limit) }
        // What follows the cut keeps a space before it from standing at the end; the caller cuts once more.
        let isCut = text.utf8.count > limit && text.unicodeScalars.dropFirst(limit).first != nil
        return name + "=" + escaped(isCut ? String(text.unicodeScalars.prefix(limit)) + "…" : text)
    }

    private static func hexadecimal(_ value: AttributeValue, _ limit: Int) -> String {
        "#" + Hexadecimal.lowercase(value.der.prefix(limit))
    }

    /// RFC 4514 §2.4.
    private static func escaped(_ value: String) -> String {
        guard hasSpecial(value) else { return value }
        let scalars = value.unicodeScalars
        var octets: [UInt8] = []
        octets.reserveCapacity(value.utf8.count + 8)
        var isFirst = true
        for scalar in scalars {
            switch scalar {
            case "\"", "+", ",", ";", "<", ">", "\\": octets.append(backslash)
            case "#" where isFirst, " " where isFirst: octets.append(backslash)
            case _ where isDisturbing(scalar):
                for octet in scalar.utf8 { octets += [backslash] + Hexadecimal.uppercase([octet]).utf8 }
                isFirst = false
                continue
            default: break
            }
            octets.append(contentsOf: scalar.utf8)
            isFirst = false
        }
        // The last space, unless it is the first one too.
        if scalars.count > 1, octets.last == UInt8(ascii: " ") { octets.insert(backslash, at: octets.count - 1) }
        return String(decoding: octets, as: UTF8.self)
    }

    /// Whether there is something to escape, or may be; most names have nothing.
    private static func hasSpecial(_ value: String) -> Bool {
        let octets = value.utf8
        if octets.first == UInt8(ascii: "#") || octets.first == UInt8(ascii: " ") { return true }
        return octets.last == UInt8(ascii: " ")
            || value.unicodeScalars.contains { scalar in
                switch scalar {
                case "\"", "+", ",", ";", "<", ">", "\\": true
                default: isDisturbing(scalar)
                }
            }
    }

    private static let backslash = UInt8(ascii: "\\")

    private static func isDisturbing(_ scalar: Unicode.Scalar) -> Bool {
        // To look a scalar up in Unicode's table takes longer than all the rest.
        if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
        // Letters of Latin scripts, those of Vietnamese among them.
        if (0xC0...0x24F).contains(scalar.value) || (0x1E00...0x1EFF).contains(scalar.value) { return false }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
        default: false
        }
    }
}
