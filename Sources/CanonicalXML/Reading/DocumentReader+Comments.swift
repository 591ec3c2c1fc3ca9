//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

extension DocumentReader {
    /// A comment (XML 1.0 production [15]).
    ///
    /// - Returns: The offset after it.
    @_lifetime(self: copy self)
    mutating func readComment(at start: Int) throws(ReadingFailure) -> Int {
        guard source.has("<!--", at: start) else { throw noMarkup(at: start) }
        var isVerbatim = true
        var index = source.endOfPlain(from: start + 4, until: UInt8(ascii: "-"))
        while true {
            switch source.octet(at: index) {
            case UInt8(ascii: "-"):
                if source.octet(at: index + 1) == UInt8(ascii: "-") {
                    guard source.octet(at: index + 2) == UInt8(ascii: ">") else { throw malformedComment(start, index) }
                    tree.hasComments = true
                    try append(.comment, start, UInt32(truncatingIfNeeded: index), isVerbatim: isVerbatim)
                    return index + 3
                }
                index += 1
            case 0x0D:
                isVerbatim = false
                index += 1
            default: throw noCharacter(at: index, in: "a comment", from: start)
            }
            index = source.endOfPlain(from: index, until: UInt8(ascii: "-"))
        }
    }

    /// A processing instruction (XML 1.0 production [16]).
    ///
    /// - Returns: The offset after it.
    @_lifetime(self: copy self)
    mutating func readInstruction(at start: Int) throws(ReadingFailure) -> Int {
        let target = try readUncolonizedName(at: start + 2, of: "the target of a processing instruction")
        try check(target: start + 2..<target.end, at: start)
        let dataStart = source.skipWhiteSpace(from: target.end)
        guard dataStart > target.end || source.has("?>", at: target.end) else {
            throw malformedInstruction(start, target.end)
        }
        var isVerbatim = true
        var index = source.endOfPlain(from: dataStart, until: UInt8(ascii: "?"))
        while true {
            switch source.octet(at: index) {
            case UInt8(ascii: "?"):
                if source.octet(at: index + 1) == UInt8(ascii: ">") {
                    let payload = UInt32(truncatingIfNeeded: tree.instructions.count)
                    try append(.processingInstruction, start, payload, isVerbatim: isVerbatim)
                    tree.instructions.append(
                        InstructionRecord(
                            target: target.id, dataStart: UInt32(truncatingIfNeeded: dataStart),
                            dataEnd: UInt32(truncatingIfNeeded: index)
                        )
                    )
                    return index + 2
                }
                index += 1
            case 0x0D:
                isVerbatim = false
                index += 1
            default: throw noCharacter(at: index, in: "a processing instruction", from: start)
            }
            index = source.endOfPlain(from: index, until: UInt8(ascii: "?"))
        }
    }

    @_lifetime(self: copy self)
    private mutating func append(
        _ kind: XMLNodeKind, _ start: Int, _ payload: UInt32, isVerbatim: Bool
    ) throws(ReadingFailure) {
        try tree.append(
            NodeRecord(
                kind: kind, flags: isVerbatim ? .isVerbatim : [], start: UInt32(truncatingIfNeeded: start),
                payload: payload, parent: openNode
            ), limits
        )
    }

    /// XML 1.0 production [17].
    private func check(target: Range<Int>, at start: Int) throws(ReadingFailure) {
        guard target.count == 3,
            source.octet(at: target.lowerBound) | 0x20 == UInt8(ascii: "x"),
            source.octet(at: target.lowerBound + 1) | 0x20 == UInt8(ascii: "m"),
            source.octet(at: target.lowerBound + 2) | 0x20 == UInt8(ascii: "l")
        else { return }
        throw ReadingFailure(
            .reservedTarget, at: start, "XML 1.0 production [17]",
            "the target `\(source.excerpt(target))` is reserved; an XML declaration stands only at the very start"
        )
    }

    private func malformedComment(_ start: Int, _ index: Int) -> ReadingFailure {
        if index + 2 >= source.byteCount { return unexpectedEnd("a comment", from: start) }
        if let failure = illFormedCharacter(at: index + 2) { return failure }
        return ReadingFailure(
            .malformedComment, at: index, "XML 1.0 production [15]",
            "`--` within the comment `\(source.excerpt(start..<index))`; only its end, `-->`, has it"
        )
    }

    private func malformedInstruction(_ start: Int, _ index: Int) -> ReadingFailure {
        if index >= source.byteCount || (index + 1 == source.byteCount && source.octet(at: index) == UInt8(ascii: "?"))
        {
            return unexpectedEnd("a processing instruction", from: start)
        }
        if let failure = illFormedCharacter(at: index) { return failure }
        return ReadingFailure(
            .malformedInstruction, at: index, "XML 1.0 production [16]",
            "\(source.describe(at: index)) after the target in `\(source.excerpt(start..<index))`; "
                + "white space or `?>` follows it"
        )
    }
}
