//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Looks at a document type declaration where libxml2 doesn't, or not strictly enough.
///
/// It finds where the declaration ends, so that libxml2 gets it and nothing else. Only what hides a `>` or a `]` counts
/// for that: literals, comments and processing instructions. Whether the declaration is well-formed, libxml2 says, and it
/// has to see the same end.
struct DocumentTypeScanner {
    private let source: [UInt8]
    private var index: Int
    /// Where a value stands that is one too many in its enumeration.
    private var excessiveValue: Int?

    /// How many values an enumerated type may list: libxml2 compares each of them with all before it.
    static let enumerationLimit = 1_024

    /// What is wrong with the replacement text of a parameter entity of the internal subset.
    enum EntityFault {
        /// It has a reference to another one within a declaration, which libxml2 only refuses in the subset itself
        /// (XML 1.0 §2.8, WFC: PEs in Internal Subset).
        case referenceInDeclaration
        /// An enumeration is too long.
        case longEnumeration
    }

    /// Where the declaration at `start` stands, from its `<!DOCTYPE` to its `>`.
    static func extent(in source: [UInt8], at start: Int) throws(ReadingFailure) -> Range<Int> {
        var scanner = DocumentTypeScanner(source: source, index: start + 9)
        // libxml2 doesn't ask for it.
        guard let space = scanner.next(), space.isWhiteSpace else {
            throw ReadingFailure(
                .malformedDocumentType, at: start + 9, "XML 1.0 production [28]", "white space follows `<!DOCTYPE`"
            )
        }
        while let octet = scanner.next() {
            switch octet {
            case UInt8(ascii: "\""), UInt8(ascii: "'"): scanner.skip(past: [octet])
            case UInt8(ascii: "["): scanner.skipInternalSubset()
            case UInt8(ascii: ">"):
                if let place = scanner.excessiveValue { throw longEnumeration(at: place) }
                return start..<scanner.index
            default: break
            }
        }
        throw ReadingFailure(
            .malformedDocumentType, at: start, "XML 1.0 production [28]", "the document type declaration has no end"
        )
    }

    /// What libxml2 would pass over, or take too long for, in the replacement text of a parameter entity.
    static func fault(inEntity text: [UInt8]) -> EntityFault? {
        var scanner = DocumentTypeScanner(source: text, index: 0)
        while scanner.index < text.count {
            if scanner.skipHidden() { continue }
            if scanner.startsWith("<!") {
                if scanner.skipDeclaration() { return .referenceInDeclaration }
            } else {
                scanner.index += 1
            }
        }
        return scanner.excessiveValue == nil ? nil : .longEnumeration
    }

    static func longEnumeration(at offset: Int) -> ReadingFailure {
        .limit("enumeration", enumerationLimit, at: offset, "an attribute declaration lists more values")
    }

    private init(source: [UInt8], index: Int) {
        self.source = source
        self.index = index
    }

    private mutating func next() -> UInt8? {
        guard index < source.count else { return nil }
        defer { index += 1 }
        return source[index]
    }

    private func startsWith(_ octets: StaticString) -> Bool { source.span.raw.has(octets, at: index) }

    /// Moves behind the next occurrence of `end`, or to the end of the source.
    private mutating func skip(past end: [UInt8]) {
        while index < source.count {
            if source[index] == end[0], source[index...].starts(with: end) {
                index += end.count
                return
            }
            index += 1
        }
    }

    /// Moves behind a comment or a processing instruction.
    ///
    /// - Returns: Whether one begins here.
    private mutating func skipHidden() -> Bool {
        if startsWith("<!--") {
            index += 4
            skip(past: Array("-->".utf8))
            return true
        }
        guard startsWith("<?") else { return false }
        skip(past: Array("?>".utf8))
        return true
    }

    /// Moves behind the `]`.
    private mutating func skipInternalSubset() {
        while index < source.count {
            if skipHidden() { continue }
            if startsWith("<!") {
                _ = skipDeclaration()
            } else if next() == UInt8(ascii: "]") {
                return
            }
        }
    }

    /// Moves behind the `>` of a markup declaration.
    ///
    /// - Returns: Whether a reference to a parameter entity stands in it.
    private mutating func skipDeclaration() -> Bool {
        let isEntity = startsWith("<!ENTITY")
        let isAttributeList = startsWith("<!ATTLIST")
        var valueCount = 0
        var isExternal = false
        var hasReference = false
        while let octet = next(), octet != UInt8(ascii: ">") {
            if octet == UInt8(ascii: "\"") || octet == UInt8(ascii: "'") {
                let start = index
                skip(past: [octet])
                // In other literals a `%` is a character like any other.
                if isEntity, !isExternal, source[start..<index].contains(UInt8(ascii: "%")) { hasReference = true }
            } else if octet == UInt8(ascii: "%") {
                // White space follows it where it says that a parameter entity is declared.
                if index < source.count, !source[index].isWhiteSpace { hasReference = true }
            } else if startsWith("SYSTEM") || startsWith("PUBLIC") {
                isExternal = true
            } else if octet == UInt8(ascii: "(") {
                valueCount = 1
            } else if octet == UInt8(ascii: "|"), isAttributeList {
                valueCount += 1
                if valueCount > Self.enumerationLimit, excessiveValue == nil { excessiveValue = index }
            }
        }
        return hasReference
    }
}
