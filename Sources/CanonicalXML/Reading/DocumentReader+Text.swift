//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

extension RawSpan {
    /// Whether a text whose octets are its canonical form as they stand, up to `end`, is all of a text node.
    @inline(__always)
    func isVerbatimText(_ start: Int, _ end: Int) -> Bool {
        // A CDATA section would go on with it.
        octet(at: end) == UInt8(ascii: "<") && end > start && octet(at: end &+ 1) != UInt8(ascii: "!")
    }
}

extension DocumentReader {
    /// Character data, references and CDATA sections up to other markup: one text node (XPath 1.0 §5.7), or none where
    /// there is no character.
    ///
    /// - Returns: The offset of the `<` of that markup.
    @inline(__always)
    @_lifetime(self: copy self)
    mutating func readText(from start: Int) throws(ReadingFailure) -> Int {
        let end = source.endOfPlainText(from: start)
        guard source.isVerbatimText(start, end) else { return try readRestOfText(from: start, end) }
        try appendText(start, end, isVerbatim: true, in: openNode)
        return end
    }

    /// What `readText` reads where something in the text isn't a character as it stands.
    @inline(never)
    @_lifetime(self: copy self)
    mutating func readRestOfText(from start: Int, _ plainEnd: Int) throws(ReadingFailure) -> Int {
        var index = plainEnd
        var isVerbatim = true
        var isEmpty = true
        // Where the character data began in which `]]>` may not stand.
        var dataStart = start
        while true {
            switch source.octet(at: index) {
            case UInt8(ascii: "<"):
                if index > dataStart { isEmpty = false }
                guard source.octet(at: index &+ 1) == UInt8(ascii: "!"),
                    source.octet(at: index &+ 2) == UInt8(ascii: "[")
                else {
                    if !isEmpty { try appendText(start, index, isVerbatim: isVerbatim, in: openNode) }
                    return index
                }
                let section = try readSection(at: index)
                if !section.isEmpty { isEmpty = false }
                isVerbatim = false
                index = section.end
                dataStart = index
            case UInt8(ascii: "&"):
                let reference = try readReference(at: index)
                if !reference.isCanonicalInText { isVerbatim = false }
                isEmpty = false
                index = reference.end
                dataStart = index
            case UInt8(ascii: ">"):
                if index &- 2 >= dataStart, source.has("]]", at: index &- 2) {
                    throw ReadingFailure(
                        .sectionEndInText, at: index - 2, "XML 1.0 production [14]",
                        "`]]>` in text, where no CDATA section is open; it is written `]]&gt;`"
                    )
                }
                isVerbatim = false
                index &+= 1
            case 0x0D:
                isVerbatim = false
                index &+= 1
            default: throw noCharacter(at: index, in: "an element", from: dataStart)
            }
            // Markup and references often follow each other, and this is known sooner than what a block has.
            let next = source.octet(at: index)
            if next.isPlainText || next >= 0x80 { index = source.endOfPlainText(from: index) }
        }
    }

    @inline(__always)
    @_lifetime(self: copy self)
    mutating func appendText(
        _ start: Int, _ end: Int, isVerbatim: Bool, in parent: UInt32
    ) throws(ReadingFailure) {
        try tree.append(
            NodeRecord(
                kind: .text, flags: isVerbatim ? .isVerbatim : [], start: UInt32(truncatingIfNeeded: start),
                payload: UInt32(truncatingIfNeeded: end), parent: parent
            ), limits
        )
    }

    /// A CDATA section (XML 1.0 productions [18] to [21]).
    @_lifetime(self: copy self)
    private mutating func readSection(at start: Int) throws(ReadingFailure) -> (end: Int, isEmpty: Bool) {
        guard source.has("<![CDATA[", at: start) else { throw noMarkup(at: start) }
        let contentStart = start + 9
        var index = source.endOfPlain(from: contentStart, until: UInt8(ascii: "]"))
        while true {
            switch source.octet(at: index) {
            case UInt8(ascii: "]"):
                if source.has("]]>", at: index) { return (index + 3, index == contentStart) }
                index += 1
            case 0x0D: index += 1
            default: throw noCharacter(at: index, in: "a CDATA section", from: start)
            }
            index = source.endOfPlain(from: index, until: UInt8(ascii: "]"))
        }
    }

    /// What stands at `index` begins no character (XML 1.0 production [2]), or the document ends there.
    func noCharacter(at index: Int, in place: String, from placeStart: Int) -> ReadingFailure {
        illFormedCharacter(at: index) ?? unexpectedEnd(place, from: placeStart)
    }
}
