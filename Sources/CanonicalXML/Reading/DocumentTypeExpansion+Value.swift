//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

// Attribute-value normalization (XML 1.0 §3.3.3).
extension DocumentTypeExpansion {
    /// What stands for a value that is being normalized: the value itself or the replacement text of an entity.
    private struct Part {
        let octets: [UInt8]
        var index: Int
        let end: Int
        /// `nil` for the value itself.
        let entity: [UInt8]?
    }

    /// How white space of the value itself counts.
    private enum Space {
        /// As in the source: line ends first (XML 1.0 §2.11).
        case source
        /// As in an entity: each character by itself.
        case entity
        /// It was written as character references.
        case character
    }

    /// The normalized value of an attribute; `nil` where a reference in it is broken or its entity not declared, so that
    /// the reader refuses it.
    mutating func normalizedValue(
        _ octets: [UInt8], _ range: Range<Int>, isCDATA: Bool
    ) throws(ReadingFailure) -> [UInt8]? {
        let part = Part(octets: octets, index: range.lowerBound, end: range.upperBound, entity: nil)
        guard let value = try normalize(part, input.isSource ? .source : .entity) else { return nil }
        return isCDATA ? value : Self.collapse(value)
    }

    /// The normalized value of a default in the form of ``DocumentTypeDeclaration/Default``.
    mutating func normalizedDefault(_ octets: [UInt8], isCDATA: Bool) throws(ReadingFailure) -> [UInt8] {
        let part = Part(octets: octets, index: 0, end: octets.count, entity: nil)
        guard let value = try normalize(part, .character) else {
            throw ReadingFailure(
                .malformedDocumentType, at: input.place, "XML 1.0 §3.3.2", "a default value can't be replaced"
            )
        }
        return isCDATA ? value : Self.collapse(value)
    }

    private mutating func normalize(_ value: Part, _ space: Space) throws(ReadingFailure) -> [UInt8]? {
        var result: [UInt8] = []
        var part = value
        var suspended: [Part] = []
        while true {
            guard part.index < part.end else {
                if let entity = part.entity { openEntities.remove(entity) }
                guard let outer = suspended.popLast() else { return result }
                part = outer
                continue
            }
            let octet = part.octets[part.index]
            switch octet {
            case UInt8(ascii: "&"):
                guard let name = referenceName(in: part.octets, at: part.index) else {
                    return try giveUpValue(part)
                }
                let start = part.index
                part.index += name.count + 2
                if name.first == UInt8(ascii: "#") {
                    guard let scalar = Self.scalar(ofReferenceAt: start, before: part.index, in: part.octets) else {
                        return try giveUpValue(part)
                    }
                    result.append(contentsOf: UTF8.encode(scalar)!)
                } else if let character = Self.predefined[name] {
                    result.append(character)
                } else {
                    guard let text = try replacementTextInValue(name, isDirect: part.entity == nil) else { return nil }
                    suspended.append(part)
                    part = Part(octets: text, index: 0, end: text.count, entity: name)
                }
            case UInt8(ascii: "<") where part.entity != nil:
                throw ReadingFailure(
                    .malformedEntity, at: input.place, "XML 1.0 §3.1, WFC: No < in Attribute Values",
                    "an attribute refers to \(quoted(part.entity ?? [])), which contains a `<`"
                )
            case 0x09, 0x0A, 0x0D:
                let isCharacter = part.entity == nil && space == .character
                result.append(isCharacter ? octet : 0x20)
                part.index += 1
                if octet == 0x0D, part.entity == nil, space == .source, part.index < part.end,
                    part.octets[part.index] == 0x0A
                {
                    part.index += 1
                }
            default:
                result.append(octet)
                part.index += 1
            }
        }
    }

    private func giveUpValue(_ part: Part) throws(ReadingFailure) -> [UInt8]? {
        if let entity = part.entity { throw malformed(entity) }
        return nil
    }

    /// The text of an entity that an attribute refers to; `nil` where the source itself names one that isn't declared.
    private mutating func replacementTextInValue(
        _ name: [UInt8], isDirect: Bool
    ) throws(ReadingFailure) -> [UInt8]? {
        switch declaration.entities[name] {
        case .internal(let text):
            try open(name, text, at: input.place)
            return text
        case .external:
            throw ReadingFailure(
                .malformedEntity, at: input.place, "XML 1.0 §3.1, WFC: No External Entity References",
                "an attribute refers to \(quoted(name)), which is an external entity"
            )
        case .unparsed: throw unparsed(name, at: input.place)
        case nil:
            if isDirect, input.isSource, !declaration.hasUnreadPart { return nil }
            throw undeclared(name)
        }
    }

    /// A value of another type than CDATA: no spaces around it and single ones within.
    private static func collapse(_ value: [UInt8]) -> [UInt8] {
        Array(value.split(separator: 0x20).joined(separator: [0x20]))
    }

    /// The character that the reference at `index`, which ends at `end`, names.
    private static func scalar(ofReferenceAt index: Int, before end: Int, in octets: [UInt8]) -> Unicode.Scalar? {
        let (number, digits) = octets.span.raw.number(ofReferenceAt: index)
        guard !digits.isEmpty, digits.upperBound == end - 1, let scalar = Unicode.Scalar(number), scalar.isCharacter
        else { return nil }
        return scalar
    }
}
