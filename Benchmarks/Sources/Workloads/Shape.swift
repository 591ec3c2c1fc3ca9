//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Documents of one shape each, so that every cost of reading and of canonicalization has its place.
public enum Shape: String, CaseIterable, Sendable {
    /// Short elements, the markup of tables.
    case markup
    /// Many prefixes in scope, and declarations in each record.
    case namespaces
    /// Almost nothing but text outside of ASCII.
    case text
    /// A dozen attributes an element, in no order.
    case attributes
    /// Nested, with a declaration at each level.
    case deep
    /// References, CDATA sections, carriage returns: what has to be written another way.
    case escapes

    /// A document of about so many octets.
    public func document(octets count: Int) -> [UInt8] {
        var text = "<T xmlns='urn:example:t' \(declarations)>"
        var number = 0
        while text.utf8.count < count {
            text += record(number)
            number += 1
        }
        return Array((text + "</T>").utf8)
    }

    private var declarations: String {
        self == .namespaces ? (0..<24).map { "xmlns:p\($0)='urn:example:part:\($0)'" }.joined(separator: " ") : ""
    }

    private func record(_ number: Int) -> String {
        switch self {
        case .markup:
            "<R id=\"\(number)\"><N>\(number)</N><D>2026-05-\(10 + number % 19)</D><C k=\"\(number % 7)\"/></R>\n"
        case .namespaces:
            "<p\(number % 24):R xmlns:o='urn:example:own:\(number % 50)'><o:N p\(number % 5):k='1'>\(number)</o:N>"
                + "<p\(number % 11):A/></p\(number % 24):R>\n"
        case .text:
            "<P>" + String(repeating: "đơn hàng số liệu báo cáo ", count: 60) + "</P>\n"
        case .attributes:
            "<E " + (0..<12).map { "a\((number * 7 + $0 * 3) % 40)=\"\(number % 1000)\"" }.joined(separator: " ")
                + "/>\n"
        case .deep:
            (0..<40).map { "<n\($0):e xmlns:n\($0)='urn:example:\($0)'>" }.joined() + "\(number)"
                + (0..<40).reversed().map { "</n\($0):e>" }.joined() + "\n"
        case .escapes:
            "<E b='\"\(number)\"' a=\"&lt;&#9;\(number)&#10;\">&#65;&amp;<![CDATA[<&>]]>&#13; &gt;<!-- \(number) --></E>\r\n"
        }
    }
}
