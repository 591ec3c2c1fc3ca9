//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

extension DocumentReader {
    /// An attribute or a namespace declaration (XML 1.0 production [41], Namespaces in XML 1.0 production [1]).
    ///
    /// - Parameter isVerbatim: Set to `false` where the octets are not the attribute's canonical form.
    /// - Returns: The offset after it.
    @inline(__always)
    @_lifetime(self: copy self)
    mutating func readAttribute(
        at start: Int, _ isVerbatim: inout Bool
    ) throws(ReadingFailure) -> Int {
        let name = try readQualifiedName(at: start)
        var index = name.end
        if source.octet(at: index) != UInt8(ascii: "=") {
            index = source.skipWhiteSpace(from: index)
            guard source.octet(at: index) == UInt8(ascii: "=") else {
                throw malformedAttribute(at: index, from: start, "`=` follows the name of an attribute")
            }
            isVerbatim = false
        }
        index &+= 1
        var quote = source.octet(at: index)
        if quote != UInt8(ascii: "\"") {
            isVerbatim = false
            index = source.skipWhiteSpace(from: index)
            quote = source.octet(at: index)
            guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
                throw malformedAttribute(at: index, from: start, "the value stands in quotation marks")
            }
        }
        let valueStart = index &+ 1
        let value = try readValue(from: valueStart, until: quote, of: start)
        if value.form == .other { isVerbatim = false }
        let parts = table.names.entry(name.id)
        if name.id == NameTable.xmlns || parts.prefix == NameTable.xmlns {
            try appendDeclaration(
                of: name.id == NameTable.xmlns ? 0 : parts.local, valueStart..<value.end, value.form, at: start,
                isVerbatim: value.form == .plain && valueStart == name.end &+ 2 && quote == UInt8(ascii: "\"")
            )
        } else {
            tree.attributes.append(
                AttributeRecord(
                    name: name.id, namespace: 0, start: UInt32(truncatingIfNeeded: start),
                    valueStart: UInt32(truncatingIfNeeded: valueStart),
                    valueEnd: UInt32(truncatingIfNeeded: value.end), isVerbatim: value.form != .other
                )
            )
        }
        return value.end &+ 1
    }

    /// How the octets of a value relate to the value.
    private enum ValueForm {
        /// They are it, and its canonical form.
        case plain
        /// They are its canonical form, with references in it.
        case canonical
        case other
    }

    /// The value of an attribute up to its closing quotation mark (XML 1.0 production [10]).
    @inline(__always)
    @_lifetime(self: copy self)
    private mutating func readValue(
        from start: Int, until quote: UInt8, of attribute: Int
    ) throws(ReadingFailure) -> (end: Int, form: ValueForm) {
        let end = source.endOfPlainValue(from: start, until: quote)
        if source.octet(at: end) == quote, quote == UInt8(ascii: "\"") { return (end, .plain) }
        return try readRestOfValue(from: start, end, until: quote, of: attribute)
    }

    /// What `readValue` reads where something in the value, or its quotation mark, isn't the common one.
    @inline(never)
    @_lifetime(self: copy self)
    private mutating func readRestOfValue(
        from start: Int, _ plainEnd: Int, until quote: UInt8, of attribute: Int
    ) throws(ReadingFailure) -> (end: Int, form: ValueForm) {
        var index = plainEnd
        var form = ValueForm.plain
        while true {
            let octet = source.octet(at: index)
            switch octet {
            case quote:
                // The canonical form has `"` around the value and `&quot;` inside.
                if quote == UInt8(ascii: "'"), hasQuotationMark(start..<index) { form = .other }
                return (index, form)
            case UInt8(ascii: "&"):
                let reference = try readReference(at: index)
                if !reference.isCanonicalInValue {
                    form = .other
                } else if form == .plain {
                    form = .canonical
                }
                index = reference.end
            case UInt8(ascii: "<"):
                throw ReadingFailure(
                    .lessThanInAttributeValue, at: index, "XML 1.0 §3.1",
                    "`<` in the value of `\(source.excerpt(attribute..<start - 2))`; it is written `&lt;`, "
                        + "or a quotation mark is missing"
                )
            case 0x09, 0x0A, 0x0D:
                form = .other
                index &+= 1
            default: throw noCharacter(at: index, in: "the value of an attribute", from: attribute)
            }
            let next = source.octet(at: index)
            if next != quote, next != UInt8(ascii: "&") { index = source.endOfPlainValue(from: index, until: quote) }
        }
    }

    private func hasQuotationMark(_ range: Range<Int>) -> Bool {
        for index in range where source.octet(at: index) == UInt8(ascii: "\"") { return true }
        return false
    }

    @_lifetime(self: copy self)
    private mutating func appendDeclaration(
        of prefix: NameID, _ value: Range<Int>, _ form: ValueForm, at start: Int, isVerbatim: Bool
    ) throws(ReadingFailure) {
        let uri: NameID
        if form == .plain {
            if value.count > limits.nameBytes { throw longNamespaceName(at: value.lowerBound) }
            uri = findURI(source.octets(value))
        } else {
            var name = takeDecoded(value)
            if name.count > limits.nameBytes { throw longNamespaceName(at: value.lowerBound) }
            uri = table.intern(uri: name.span)
            swap(&name, &decoded)
        }
        if prefix <= NameTable.xmlns || uri <= NameTable.xmlnsNamespace {
            try checkDeclaration(of: prefix, uri, at: start, value.lowerBound)
        }
        declared.append(
            PendingDeclaration(
                binding: NamespaceDeclaration(
                    prefix: prefix, uri: uri, start: UInt32(truncatingIfNeeded: start),
                    verbatimCount: isVerbatim ? UInt32(truncatingIfNeeded: value.upperBound &+ 1 &- start) : 0
                ),
                isRelative: table.isRelative(uri)
            )
        )
    }

    /// The number of a namespace name, which is looked for where it is expected.
    @_lifetime(self: copy self)
    private mutating func findURI(_ octets: Span<UInt8>) -> NameID {
        let expected = uriSuccession.expected
        if expected != 0, equal(table.uris[expected], octets) {
            uriSuccession.confirm(expected)
            return expected
        }
        let uri = table.intern(uri: octets)
        uriSuccession.note(uri)
        return uri
    }

    /// The value of an attribute after normalization, in the memory of ``decoded``, which the caller gives back.
    @_lifetime(self: copy self)
    mutating func takeDecoded(_ value: Range<Int>) -> [UInt8] {
        var memory: [UInt8] = []
        swap(&memory, &decoded)
        memory.removeAll(keepingCapacity: true)
        source.decodeAttributeValue(value, into: &memory)
        return memory
    }

    private func longNamespaceName(at start: Int) -> ReadingFailure {
        .limit("nameBytes", limits.nameBytes, at: start, "a namespace name is longer")
    }

    private func malformedAttribute(at index: Int, from start: Int, _ rule: String) -> ReadingFailure {
        if index >= source.byteCount { return unexpectedEnd("an attribute", from: start) }
        if let failure = illFormedCharacter(at: index) { return failure }
        return ReadingFailure(
            .malformedAttribute, at: index, "XML 1.0 production [41]",
            "\(source.describe(at: index)) after `\(source.excerpt(start..<index))`; \(rule)"
        )
    }
}
