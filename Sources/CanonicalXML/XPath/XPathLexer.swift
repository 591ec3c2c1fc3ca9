//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// A lexical unit of an expression (XPath 1.0 §3.7).
enum XPathToken: Hashable {
    case literal([UInt8])
    case number([UInt8])
    /// `prefix:local`; `*` for a part is `nil` of `local`.
    case name(prefix: [UInt8]?, local: [UInt8]?)
    /// An operator, also one that is written as a name.
    case binary(XPathSyntax.Operator)
    /// `( ) [ ] . .. @ , :: / // $`.
    case mark(String)
}

/// Cuts an expression into tokens.
struct XPathLexer {
    private let text: [UInt8]
    private let limit: Int
    private var position = 0
    private var tokens: [XPathToken] = []

    private static let marks = ["::", "..", "//", "(", ")", "[", "]", ".", "@", ",", "/", "$"]
    private static let operators: [XPathSyntax.Operator] = [
        .unequal, .lessOrEqual, .greaterOrEqual, .equal, .less, .greater, .plus, .minus, .union,
    ]

    private init(_ text: [UInt8], limit: Int) {
        self.text = text
        self.limit = limit
    }

    static func tokens(of text: [UInt8], limit: Int) throws(XPathError) -> [XPathToken] {
        var lexer = XPathLexer(text, limit: limit)
        while let token = try lexer.next() {
            guard lexer.tokens.count < limit else {
                throw XPathError(.expressionLimit, "the expression has more than \(limit) tokens")
            }
            lexer.tokens.append(token)
        }
        return lexer.tokens
    }

    private mutating func next() throws(XPathError) -> XPathToken? {
        while position < text.count, Self.isWhiteSpace(text[position]) { position += 1 }
        guard position < text.count else { return nil }
        let octet = text[position]
        if octet == UInt8(ascii: "'") || octet == UInt8(ascii: "\"") { return try literal(octet) }
        if Self.isDigit(octet) || (octet == UInt8(ascii: ".") && Self.isDigit(peek(1))) { return .number(number()) }
        if octet == UInt8(ascii: "*") {
            position += 1
            return followsOperand ? .binary(.multiply) : .name(prefix: nil, local: nil)
        }
        if Self.isNameStart(octet) { return try name() }
        for candidate in Self.operators where take(candidate.rawValue) { return .binary(candidate) }
        for mark in Self.marks where take(mark) { return .mark(mark) }
        throw syntax("an octet that begins nothing")
    }

    /// Whether an operator has to come next (§3.7): there is a token before, and it isn't one that an operand follows.
    private var followsOperand: Bool {
        switch tokens.last {
        case .none, .binary: false
        case .mark(let mark): [")", "]", ".", ".."].contains(mark)
        case .literal, .number, .name: true
        }
    }

    private mutating func literal(_ quote: UInt8) throws(XPathError) -> XPathToken {
        let start = position + 1
        guard let end = text[start...].firstIndex(of: quote) else { throw syntax("a literal without its end") }
        position = end + 1
        return .literal(Array(text[start..<end]))
    }

    private mutating func number() -> [UInt8] {
        let start = position
        while Self.isDigit(peek()) { position += 1 }
        if peek() == UInt8(ascii: ".") {
            position += 1
            while Self.isDigit(peek()) { position += 1 }
        }
        return Array(text[start..<position])
    }

    private mutating func name() throws(XPathError) -> XPathToken {
        let first = part()
        if followsOperand, peek() != UInt8(ascii: ":") || peek(1) == UInt8(ascii: ":") {
            guard let named = XPathSyntax.Operator(rawValue: String(decoding: first, as: UTF8.self)) else {
                throw syntax("a name where an operator has to stand")
            }
            return .binary(named)
        }
        guard peek() == UInt8(ascii: ":"), peek(1) != UInt8(ascii: ":") else { return .name(prefix: nil, local: first) }
        position += 1
        if peek() == UInt8(ascii: "*") {
            position += 1
            return .name(prefix: first, local: nil)
        }
        guard Self.isNameStart(peek()) else { throw syntax("a prefix without a name") }
        return .name(prefix: first, local: part())
    }

    private mutating func part() -> [UInt8] {
        let start = position
        while Self.isNamePart(peek()) { position += 1 }
        return Array(text[start..<position])
    }

    private mutating func take(_ mark: String) -> Bool {
        guard text[position...].starts(with: mark.utf8) else { return false }
        position += mark.utf8.count
        return true
    }

    /// 0 behind the end; no XML has that octet.
    private func peek(_ distance: Int = 0) -> UInt8 {
        position + distance < text.count ? text[position + distance] : 0
    }

    private func syntax(_ found: String) -> XPathError {
        XPathError(.syntax, clause: "XPath 1.0 §3.7", "\(found), at octet \(position) of the expression")
    }

    private static func isWhiteSpace(_ octet: UInt8) -> Bool {
        octet == 0x20 || octet == 0x09 || octet == 0x0A || octet == 0x0D
    }

    private static func isDigit(_ octet: UInt8) -> Bool { UInt8(ascii: "0") <= octet && octet <= UInt8(ascii: "9") }

    // Which characters beyond US-ASCII a name may have is for libxml2 to say, which reads the same text.
    private static func isNameStart(_ octet: UInt8) -> Bool {
        let letter = octet | 0x20
        return (UInt8(ascii: "a") <= letter && letter <= UInt8(ascii: "z")) || octet == UInt8(ascii: "_")
            || octet >= 0x80
    }

    private static func isNamePart(_ octet: UInt8) -> Bool {
        isNameStart(octet) || isDigit(octet) || octet == UInt8(ascii: ".") || octet == UInt8(ascii: "-")
    }
}
