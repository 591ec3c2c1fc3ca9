//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

extension DocumentTypeExpansion {
    /// Writes a start tag with the values of its attributes as their types ask for, and with default attributes.
    mutating func writeStartTag() throws(ReadingFailure) {
        var tag = Tag(octets: input.octets, index: input.index + 1)
        let element = tag.name()
        guard !element.isEmpty else { return try giveUp() }
        let list = declaration.attributeLists[element]
        var present: Set<[UInt8]> = []
        while !tag.isAtEnd {
            guard let attribute = tag.attribute() else { return try giveUp() }
            if list != nil { present.insert(attribute.name) }
            let isCDATA = list?.attributes[attribute.name]?.isCDATA ?? true
            guard !isCDATA || hasToBeWritten(attribute.value) else { continue }
            guard let value = try normalizedValue(input.octets, attribute.value, isCDATA: isCDATA) else {
                return try giveUp()
            }
            copy(to: attribute.value.lowerBound - 1)
            write(Self.markup(ofValue: value))
            input.index = attribute.value.upperBound + 1
        }
        copy(to: tag.index)
        if let list, !list.defaults.isEmpty { try writeDefaults(of: element, list, except: present) }
        if input.octets[tag.index] == UInt8(ascii: "/") {
            copy(to: tag.index + 2)
        } else {
            copy(to: tag.index + 1)
            depth += 1
        }
    }

    /// Whether a value of type CDATA isn't in the output what it is where it stands.
    private func hasToBeWritten(_ value: Range<Int>) -> Bool {
        for index in value {
            let octet = input.octets[index]
            if octet == UInt8(ascii: "&"), input.octets[index + 1] != UInt8(ascii: "#") { return true }
            // In an entity it is no line end.
            if octet == 0x0D, !input.isSource { return true }
        }
        return false
    }

    private mutating func writeDefaults(
        of element: [UInt8], _ list: DocumentTypeDeclaration.AttributeList, except present: Set<[UInt8]>
    ) throws(ReadingFailure) {
        if writtenDefaults[element] == nil {
            var written: [(name: [UInt8], markup: [UInt8])] = []
            for each in list.defaults {
                let isCDATA = list.attributes[each.name]?.isCDATA ?? true
                let value = try normalizedDefault(each.value, isCDATA: isCDATA)
                written.append((each.name, [0x20] + each.name + [UInt8(ascii: "=")] + Self.markup(ofValue: value)))
            }
            writtenDefaults[element] = written
        }
        for (name, markup) in writtenDefaults[element, default: []] where !present.contains(name) {
            try count(expanded: markup.count, at: input.place)
            write(markup)
        }
    }

    /// A value between quotation marks, such that reading gives the same value.
    private static func markup(ofValue value: [UInt8]) -> [UInt8] {
        var markup = [UInt8(ascii: "\"")]
        for octet in value {
            switch octet {
            case UInt8(ascii: "&"): markup.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): markup.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: "\""): markup.append(contentsOf: "&quot;".utf8)
            case 0x09: markup.append(contentsOf: "&#9;".utf8)
            case 0x0A: markup.append(contentsOf: "&#10;".utf8)
            case 0x0D: markup.append(contentsOf: "&#13;".utf8)
            default: markup.append(octet)
            }
        }
        markup.append(UInt8(ascii: "\""))
        return markup
    }

    /// Takes a start tag apart as productions [40] to [44] say.
    private struct Tag {
        let octets: [UInt8]
        var index: Int

        /// What stands up to white space or a delimiter.
        mutating func name() -> [UInt8] {
            let start = index
            while index < octets.count, !isDelimiter(octets[index]) { index += 1 }
            return Array(octets[start..<index])
        }

        private func isDelimiter(_ octet: UInt8) -> Bool {
            switch octet {
            case UInt8(ascii: "="), UInt8(ascii: "/"), UInt8(ascii: ">"), UInt8(ascii: "<"), UInt8(ascii: "\""),
                UInt8(ascii: "'"), UInt8(ascii: "&"):
                true
            default: octet.isWhiteSpace
            }
        }

        /// Moves over white space; whether there was any.
        private mutating func skipSpace() -> Bool {
            let start = index
            while index < octets.count, octets[index].isWhiteSpace { index += 1 }
            return index > start
        }

        private func stands(_ octet: UInt8, at index: Int) -> Bool { index < octets.count && octets[index] == octet }

        /// Whether the `>` or `/>` is next, white space before it passed over.
        var isAtEnd: Bool {
            mutating get {
                let start = index
                _ = skipSpace()
                if stands(UInt8(ascii: ">"), at: index) { return true }
                if stands(UInt8(ascii: "/"), at: index), stands(UInt8(ascii: ">"), at: index + 1) { return true }
                index = start
                return false
            }
        }

        /// The next attribute; `nil` where none stands there.
        mutating func attribute() -> (name: [UInt8], value: Range<Int>)? {
            guard skipSpace() else { return nil }
            let name = name()
            _ = skipSpace()
            guard !name.isEmpty, stands(UInt8(ascii: "="), at: index) else { return nil }
            index += 1
            _ = skipSpace()
            guard stands(UInt8(ascii: "\""), at: index) || stands(UInt8(ascii: "'"), at: index) else { return nil }
            let quotation = octets[index]
            let start = index + 1
            index = start
            while index < octets.count, octets[index] != quotation {
                if octets[index] == UInt8(ascii: "<") { return nil }
                index += 1
            }
            guard index < octets.count else { return nil }
            index += 1
            return (name, start..<index - 1)
        }
    }
}
