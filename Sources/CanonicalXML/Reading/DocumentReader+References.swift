//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// A reference to a character or to one of the five entities that need no declaration.
struct CharacterReference {
    /// The offset after its `;`.
    let end: Int
    /// Whether the canonical form of text writes the character with the same octets.
    var isCanonicalInText = false
    /// Whether the canonical form of an attribute's value does.
    var isCanonicalInValue = false
}

extension DocumentReader {
    /// A reference (XML 1.0 productions [66] to [68]).
    @inline(never)
    @_lifetime(self: copy self)
    mutating func readReference(at start: Int) throws(ReadingFailure) -> CharacterReference {
        if source.octet(at: start + 1) == UInt8(ascii: "#") { return try readNumber(at: start) }
        if let reference = source.predefinedReference(at: start) { return reference }
        return try readOtherReference(at: start)
    }

    /// What is no reference to an entity that needs no declaration.
    @inline(never)
    @_lifetime(self: copy self)
    private mutating func readOtherReference(at start: Int) throws(ReadingFailure) -> CharacterReference {
        let next = source.octet(at: start + 1)
        guard next.isNameOctet || next >= 0x80 else {
            if let failure = illFormedCharacter(at: start + 1) { throw failure }
            throw malformedReference(
                start..<start + 1, "`&` begins a reference; on its own it is written `&amp;`", production: "[68]"
            )
        }
        let name = try readUncolonizedName(at: start + 1, of: "the name of an entity")
        guard source.octet(at: name.end) == UInt8(ascii: ";") else {
            throw malformedReference(start..<name.end, "`;` ends a reference", production: "[68]")
        }
        throw ReadingFailure(
            .undeclaredEntity, at: start, "XML 1.0 §4.1",
            "`&\(text(ofName: name.id));`; without a document type declaration there are "
                + "`&amp;`, `&lt;`, `&gt;`, `&quot;` and `&apos;`"
        )
    }

    /// A reference to a character by its number (XML 1.0 production [66]).
    @_lifetime(self: copy self)
    private mutating func readNumber(at start: Int) throws(ReadingFailure) -> CharacterReference {
        let (number, digits) = source.number(ofReferenceAt: start)
        let index = digits.upperBound
        guard !digits.isEmpty, source.octet(at: index) == UInt8(ascii: ";") else {
            if let failure = illFormedCharacter(at: index) { throw failure }
            let kind = source.octet(at: start + 2) == UInt8(ascii: "x") ? "hexadecimal" : "decimal"
            throw malformedReference(start..<index, "\(kind) digits and `;` follow", production: "[66]")
        }
        guard let scalar = Unicode.Scalar(number), scalar.isCharacter else {
            throw ReadingFailure(
                .invalidCharacterReference, at: start, "XML 1.0 §4.1",
                "`\(source.excerpt(start..<index + 1))` is no character of XML (production [2])"
            )
        }
        // `&#x9;`, `&#xA;` and `&#xD;`.
        let isShort = digits.lowerBound == start + 3 && digits.count == 1
        let digit = source.octet(at: digits.lowerBound)
        let isCarriageReturn = isShort && digit == UInt8(ascii: "D")
        return CharacterReference(
            end: index + 1,
            isCanonicalInText: isCarriageReturn,
            isCanonicalInValue: isCarriageReturn
                || isShort && (digit == UInt8(ascii: "9") || digit == UInt8(ascii: "A"))
        )
    }

    private func malformedReference(_ range: Range<Int>, _ rule: String, production: String) -> ReadingFailure {
        if range.upperBound >= source.byteCount { return unexpectedEnd("a reference", from: range.lowerBound) }
        return ReadingFailure(
            .malformedReference, at: range.lowerBound, "XML 1.0 production \(production)",
            "\(source.describe(at: range.upperBound)) after `\(source.excerpt(range))`; \(rule)"
        )
    }
}

extension RawSpan {
    /// A reference to one of the five entities that need no declaration (XML 1.0 §4.6).
    @inline(__always)
    fileprivate func predefinedReference(at start: Int) -> CharacterReference? {
        switch octet(at: start + 1) {
        case UInt8(ascii: "a"):
            if has("&amp;", at: start) {
                return CharacterReference(end: start + 5, isCanonicalInText: true, isCanonicalInValue: true)
            }
            return has("&apos;", at: start) ? CharacterReference(end: start + 6) : nil
        case UInt8(ascii: "l"):
            guard has("&lt;", at: start) else { return nil }
            return CharacterReference(end: start + 4, isCanonicalInText: true, isCanonicalInValue: true)
        case UInt8(ascii: "g"):
            return has("&gt;", at: start) ? CharacterReference(end: start + 4, isCanonicalInText: true) : nil
        case UInt8(ascii: "q"):
            return has("&quot;", at: start) ? CharacterReference(end: start + 6, isCanonicalInValue: true) : nil
        default: return nil
        }
    }

    /// The number of the character that the reference `&#…` or `&#x…` at `start` names, and where its digits stand.
    ///
    /// What is past the last code point is 0x110000, however many digits there are.
    func number(ofReferenceAt start: Int) -> (number: UInt32, digits: Range<Int>) {
        octet(at: start &+ 2) == UInt8(ascii: "x") ? hexadecimal(from: start &+ 3) : decimal(from: start &+ 2)
    }

    @inline(__always)
    private func decimal(from start: Int) -> (number: UInt32, digits: Range<Int>) {
        var index = start
        var number: UInt32 = 0
        while octet(at: index).isDigit {
            number = Swift.min(number &* 10 &+ UInt32(octet(at: index) &- UInt8(ascii: "0")), 0x11_0000)
            index &+= 1
        }
        return (number, start..<index)
    }

    @inline(__always)
    private func hexadecimal(from start: Int) -> (number: UInt32, digits: Range<Int>) {
        var index = start
        var number: UInt32 = 0
        while true {
            let octet = octet(at: index)
            // Letters of both cases.
            let letter = (octet | 0x20) &- UInt8(ascii: "a")
            guard octet.isDigit || letter < 6 else { return (number, start..<index) }
            let digit = octet.isDigit ? octet &- UInt8(ascii: "0") : letter &+ 10
            number = Swift.min(number &* 16 &+ UInt32(digit), 0x11_0000)
            index &+= 1
        }
    }
}
