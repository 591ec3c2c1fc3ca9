//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// The XML declaration of a document (XML 1.0 production [23]).
struct XMLDeclaration {
    /// The name of the encoding as written.
    private(set) var encoding: Range<Int>?
    /// Whether it says `standalone='yes'` (XML 1.0 §2.9).
    private(set) var isStandalone = false
    /// The offset after its `?>`.
    private(set) var end = 0

    /// - Returns: `nil` where the document begins with something else.
    static func read(_ source: RawSpan) throws(ReadingFailure) -> XMLDeclaration? {
        guard source.has("<?xml", at: 0), source.octet(at: 5).isWhiteSpace else { return nil }
        var declaration = XMLDeclaration()
        var index = 5
        let version = try declaration.pseudoAttribute("version", in: source, &index)
        guard let version else {
            throw malformed(source, source.skipWhiteSpace(from: index), "`version` comes first")
        }
        try check(version: version, in: source)
        declaration.encoding = try declaration.pseudoAttribute("encoding", in: source, &index)
        if let encoding = declaration.encoding { try check(encoding: encoding, in: source) }
        if let standalone = try declaration.pseudoAttribute("standalone", in: source, &index) {
            guard isOne(of: "yes", "no", standalone, in: source) else {
                throw malformed(source, standalone.lowerBound, "`standalone` is `yes` or `no`", production: "[32]")
            }
            declaration.isStandalone = standalone.count == 3
        }
        index = source.skipWhiteSpace(from: index)
        guard source.has("?>", at: index) else {
            throw malformed(source, index, "`?>` ends it after version, encoding and standalone, in this order")
        }
        declaration.end = index + 2
        return declaration
    }

    /// Reads the text declaration of an external parsed entity (XML 1.0 production [77]).
    ///
    /// - Returns: `nil` where the entity begins with something else.
    static func readTextDeclaration(_ source: RawSpan) throws(ReadingFailure) -> XMLDeclaration? {
        guard source.has("<?xml", at: 0), source.octet(at: 5).isWhiteSpace else { return nil }
        var declaration = XMLDeclaration()
        var index = 5
        if let version = try declaration.pseudoAttribute("version", in: source, &index),
            version.count != 3 || !source.has("1.0", at: version.lowerBound)
        {
            // A document of version 1.0 has no entities of another (§4.3.4).
            throw ReadingFailure(
                .unsupportedVersion, at: version.lowerBound, "XML 1.0 §4.3.4",
                "version `\(source.excerpt(version))`; an entity of a document of version 1.0 is of that version"
            )
        }
        guard let encoding = try declaration.pseudoAttribute("encoding", in: source, &index) else {
            throw malformed(source, index, "a text declaration has `encoding`", production: "[77]")
        }
        try check(encoding: encoding, in: source)
        declaration.encoding = encoding
        index = source.skipWhiteSpace(from: index)
        guard source.has("?>", at: index) else {
            throw malformed(source, index, "`?>` ends a text declaration after the encoding", production: "[77]")
        }
        declaration.end = index + 2
        return declaration
    }

    /// White space, `name`, `=` and a value in quotation marks.
    ///
    /// - Returns: The value; `nil` where another name stands there.
    private func pseudoAttribute(
        _ name: StaticString, in source: RawSpan, _ index: inout Int
    ) throws(ReadingFailure) -> Range<Int>? {
        var cursor = source.skipWhiteSpace(from: index)
        guard cursor > index, source.has(name, at: cursor) else { return nil }
        cursor = source.skipWhiteSpace(from: cursor + name.utf8CodeUnitCount)
        guard source.octet(at: cursor) == UInt8(ascii: "=") else {
            throw Self.malformed(source, cursor, "`=` follows `\(name)`", production: "[25]")
        }
        cursor = source.skipWhiteSpace(from: cursor + 1)
        let quote = source.octet(at: cursor)
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            throw Self.malformed(source, cursor, "the value of `\(name)` stands in quotation marks")
        }
        let start = cursor + 1
        cursor = start
        // No value has any other character, so that a missing quotation mark doesn't swallow the document.
        while source.octet(at: cursor).isPartOfDeclaredValue { cursor += 1 }
        guard source.octet(at: cursor) == quote else {
            throw Self.malformed(source, cursor, "the value of `\(name)` ends with the quotation mark it began with")
        }
        index = cursor + 1
        return start..<cursor
    }

    /// XML 1.0 production [26]; whatever the minor number, the document is read as one of version 1.0 (§2.8).
    private static func check(version: Range<Int>, in source: RawSpan) throws(ReadingFailure) {
        var index = version.lowerBound
        while index < version.upperBound, source.octet(at: index).isDigit { index += 1 }
        let hasPoint = source.octet(at: index) == UInt8(ascii: ".")
        let minor = index + 1
        index = minor
        while index < version.upperBound, source.octet(at: index).isDigit { index += 1 }
        guard hasPoint, index == version.upperBound, index > minor, minor > version.lowerBound + 1 else {
            throw malformed(source, version.lowerBound, "a version is `1.` and digits", production: "[26]")
        }
        guard minor == version.lowerBound + 2, source.octet(at: version.lowerBound) == UInt8(ascii: "1") else {
            throw ReadingFailure(
                .unsupportedVersion, at: version.lowerBound, "XML 1.0 production [26]",
                "version `\(source.excerpt(version))`; this library reads `1.0` and other versions that begin with `1.`"
            )
        }
    }

    /// XML 1.0 production [81].
    private static func check(encoding: Range<Int>, in source: RawSpan) throws(ReadingFailure) {
        guard !encoding.isEmpty, source.octet(at: encoding.lowerBound).isLetter else {
            throw malformed(
                source, encoding.lowerBound, "the name of an encoding begins with a letter of ASCII", production: "[81]"
            )
        }
    }

    private static func isOne(
        of first: StaticString, _ second: StaticString, _ range: Range<Int>, in source: RawSpan
    ) -> Bool {
        (range.count == first.utf8CodeUnitCount && source.has(first, at: range.lowerBound))
            || (range.count == second.utf8CodeUnitCount && source.has(second, at: range.lowerBound))
    }

    private static func malformed(
        _ source: RawSpan, _ index: Int, _ rule: String, production: String = "[23]"
    ) -> ReadingFailure {
        guard index < source.byteCount else {
            return ReadingFailure(
                .unexpectedEnd, at: index, "XML 1.0 production \(production)",
                "the document ends within its XML declaration; \(rule)"
            )
        }
        return ReadingFailure(
            .malformedDeclaration, at: index, "XML 1.0 production \(production)",
            "\(source.describe(at: index)) in the XML declaration; \(rule)"
        )
    }
}

extension UInt8 {
    /// What the names of encodings, versions and answers are made of: letters, digits, `.`, `_`, `-`.
    fileprivate var isPartOfDeclaredValue: Bool {
        isLetter || isDigit || self == UInt8(ascii: ".") || self == UInt8(ascii: "_") || self == UInt8(ascii: "-")
    }
}
