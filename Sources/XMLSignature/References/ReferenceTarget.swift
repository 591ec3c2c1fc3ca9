//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML

/// What a reference names (XML-DSig §4.4.3.2).
enum ReferenceTarget: Hashable {
    /// A node of the document; the document itself for the whole. Bare `""` and `#id` leave comments out.
    case node(XMLNode, withComments: Bool)
    /// Data outside of the document, by the octets of the URI.
    case external([UInt8])
}

/// The forms of a URI that names something in the same document.
enum SameDocumentReference: Equatable {
    case document(withComments: Bool)
    /// An ID; more than one where it isn't clear whether its percent signs are escapes.
    case id([[UInt8]], withComments: Bool)
    /// A fragment of a form that isn't known here.
    case unsupported

    /// - Returns: `nil` where the URI names something else than the document.
    init?(_ uri: [UInt8]) {
        guard let first = uri.first else {
            self = .document(withComments: false)
            return
        }
        guard first == UInt8(ascii: "#") else { return nil }
        let fragment = Array(uri[1...])
        // What nearly all references have: neither an escape nor a scheme.
        let isPlain = !fragment.contains { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "(") }
        if isPlain, !fragment.isEmpty {
            self = .id([fragment], withComments: false)
            return
        }
        self = Self.pointer(PercentEncoding.decode(fragment)) ?? Self.barename(fragment)
    }

    /// `xpointer(/)` and `xpointer(id('…'))`, which keep comments (§4.4.3.3).
    private static func pointer(_ fragment: [UInt8]?) -> Self? {
        guard let fragment else { return nil }
        if fragment == Array("xpointer(/)".utf8) { return .document(withComments: true) }
        for quote in [UInt8(ascii: "'"), UInt8(ascii: "\"")] {
            let start = Array("xpointer(id(".utf8) + [quote]
            let end = [quote] + Array("))".utf8)
            guard fragment.count > start.count + end.count, fragment.starts(with: start),
                fragment.suffix(end.count).elementsEqual(end)
            else { continue }
            let id = Array(fragment[start.count..<fragment.count - end.count])
            // A quotation mark inside would end the literal: what follows would be another expression. White space would
            // part several IDs (XPath 1.0 §4.1), of which none names one element.
            guard !id.contains(where: { $0 == quote || $0.isXMLWhiteSpace }) else { return .unsupported }
            return .id([id], withComments: true)
        }
        return nil
    }

    private static func barename(_ fragment: [UInt8]) -> Self {
        // A parenthesis belongs to an XPointer scheme; an ID has none.
        guard !fragment.isEmpty, !fragment.contains(UInt8(ascii: "(")) else { return .unsupported }
        guard fragment.contains(UInt8(ascii: "%")), let decoded = PercentEncoding.decode(fragment), decoded != fragment
        else { return .id([fragment], withComments: false) }
        return .id([fragment, decoded], withComments: false)
    }
}

/// Percent-encoding of URIs (RFC 3986 §2.1).
enum PercentEncoding {
    /// - Returns: `nil` where a percent sign isn't followed by two hexadecimal digits.
    static func decode(_ octets: [UInt8]) -> [UInt8]? {
        var result: [UInt8] = []
        result.reserveCapacity(octets.count)
        var index = 0
        while index < octets.count {
            guard octets[index] == UInt8(ascii: "%") else {
                result.append(octets[index])
                index += 1
                continue
            }
            guard index + 2 < octets.count, let high = digit(octets[index + 1]), let low = digit(octets[index + 2])
            else { return nil }
            result.append(high << 4 | low)
            index += 3
        }
        return result
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
