//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

extension DocumentReader {
    /// A qualified name (Namespaces in XML 1.0 production [7]).
    ///
    /// A name that was met before is found by its octets, without a look at its grammar.
    @inline(__always)
    @_lifetime(self: copy self)
    mutating func readQualifiedName(at start: Int) throws(ReadingFailure) -> (id: NameID, end: Int) {
        guard let block = source.block(at: start) else { return try readOtherName(at: start) }
        let expected = succession.expected
        let name = table.names.entry(expected)
        // 0 is the empty string, which is no name.
        if expected != 0, name.isAll(of: block), source.octet(at: start &+ Int(name.count)).endsName {
            succession.confirm(expected)
            return (expected, start &+ Int(name.count))
        }
        if let count = block.nameStops.firstLane, let id = table.names.find(block.head(count), count: count), id != 0 {
            succession.note(id)
            return (id, start &+ count)
        }
        return try readOtherName(at: start)
    }

    /// A name that is new, longer than a block, near the end of the document or none.
    @inline(never)
    @_lifetime(self: copy self)
    private mutating func readOtherName(at start: Int) throws(ReadingFailure) -> (id: NameID, end: Int) {
        let end = source.firstNameStop(from: start)
        if end > start, let id = table.names.find(source.octets(start..<end)) { return (id, end) }
        let name = try scanName(at: start)
        let id = try internQualifiedName(start..<name.end, colon: name.colon)
        return (id, name.end)
    }

    /// A name without a colon (Namespaces in XML 1.0 §7: targets and the names of entities).
    @_lifetime(self: copy self)
    mutating func readUncolonizedName(at start: Int, of what: String) throws(ReadingFailure) -> (id: NameID, end: Int) {
        let name = try scanName(at: start)
        guard name.colon == nil else {
            throw malformedQualifiedName(start..<name.end, "\(what) has no colon", clause: "Namespaces in XML 1.0 §7")
        }
        return (table.names.intern(source.octets(start..<name.end)), name.end)
    }

    /// A name of XML 1.0 (production [5]), within the limit.
    ///
    /// - Returns: Its end and the offset of its first colon.
    private func scanName(at start: Int) throws(ReadingFailure) -> (end: Int, colon: Int?) {
        var index = start
        var colon: Int?
        while true {
            let octet = source.octet(at: index)
            if octet.isNameOctet {
                if octet == UInt8(ascii: ":"), colon == nil { colon = index }
                index += 1
            } else if octet >= 0x80, let (scalar, count) = source.scalar(at: index), scalar.continuesName {
                index += count
            } else {
                break
            }
            if index - start > limits.nameBytes {
                throw .limit("nameBytes", limits.nameBytes, at: start, "a name is longer")
            }
        }
        if let failure = illFormedCharacter(at: index) { throw failure }
        guard index > start, let (first, _) = source.scalar(at: start), first.startsName || first == ":" else {
            if index >= source.byteCount, index == start { throw unexpectedEnd("markup", from: max(0, start - 20)) }
            throw ReadingFailure(
                .malformedName, at: start, "XML 1.0 production [5]",
                "\(source.describe(at: start)) begins no name; a letter, `_` or an ideograph does"
            )
        }
        return (index, colon)
    }

    @_lifetime(self: copy self)
    private mutating func internQualifiedName(_ name: Range<Int>, colon: Int?) throws(ReadingFailure) -> NameID {
        guard let colon else { return table.names.intern(source.octets(name)) }
        let prefix = name.lowerBound..<colon
        let local = colon + 1..<name.upperBound
        guard !prefix.isEmpty, !local.isEmpty else {
            if name.upperBound == source.byteCount { throw unexpectedEnd("a name", from: name.lowerBound) }
            throw malformedQualifiedName(name, "something stands on both sides of a colon")
        }
        for index in local where source.octet(at: index) == UInt8(ascii: ":") {
            throw malformedQualifiedName(name, "a name has one colon at most")
        }
        guard let (first, _) = source.scalar(at: local.lowerBound), first.startsName else {
            throw malformedQualifiedName(name, "a name follows the colon, and `\(source.excerpt(local))` is none")
        }
        let prefixID = table.names.intern(source.octets(prefix))
        let localID = table.names.intern(source.octets(local))
        let id = table.names.intern(source.octets(name))
        table.names.setParts(of: id, prefix: prefixID, local: localID)
        return id
    }

    private func malformedQualifiedName(
        _ name: Range<Int>, _ rule: String, clause: String = "Namespaces in XML 1.0 §4"
    ) -> ReadingFailure {
        ReadingFailure(
            .malformedQualifiedName, at: name.lowerBound, clause, "the name `\(source.excerpt(name))`; \(rule)"
        )
    }

    /// A name of the table, for a hint.
    func text(ofName id: NameID) -> String {
        table.names[id].raw.excerpt(0..<Int(table.names.entry(id).count))
    }

    /// A namespace name of the table, for a hint.
    func text(ofURI id: NameID) -> String {
        table.uris[id].raw.excerpt(0..<Int(table.uris.entry(id).count))
    }
}

extension RawSpan {
    /// The first octet from `start` on at which every name has ended; one that isn't well-formed may have ended before.
    @inline(__always)
    fileprivate func firstNameStop(from start: Int) -> Int {
        var index = start
        while let block = block(at: index) {
            if let lane = block.nameStops.firstLane { return index &+ lane }
            index &+= 16
        }
        while octet(at: index).isNameOctet || octet(at: index) >= 0x80 { index &+= 1 }
        return index
    }

    /// Whether these octets are a name without a colon (Namespaces in XML 1.0 production [4]).
    var isUncolonizedName: Bool {
        guard let (first, firstCount) = scalar(at: 0), first.startsName else { return false }
        var index = firstCount
        while index < byteCount {
            guard let (next, count) = scalar(at: index), next.continuesName else { return false }
            index += count
        }
        return true
    }

    /// The octets of a range.
    @inline(__always)
    @_lifetime(copy self)
    func octets(_ range: Range<Int>) -> Span<UInt8> {
        Span<UInt8>(_bytes: extracting(range))
    }
}

extension UInt8 {
    /// A letter, digit, `.`, `-`, `_` or `:` of ASCII (XML 1.0 production [4a]).
    @inline(__always)
    var isNameOctet: Bool {
        let words: UInt64 = self < 64 ? 0x07FF_6000_0000_0000 : self < 128 ? 0x07FF_FFFE_87FF_FFFE : 0
        return words & (1 &<< UInt64(self & 63)) != 0
    }
}

extension UInt8 {
    /// Whether every name has ended at this octet, as ``SIMD16/nameStops`` has it.
    @inline(__always)
    fileprivate var endsName: Bool { self < UInt8(ascii: "-") || self == UInt8(ascii: "/") || self &- 0x3B < 5 }
}

extension InternedBytes.Entry {
    /// Whether a block begins with this string, of at most sixteen octets, and differs from the zeros behind it.
    @inline(__always)
    fileprivate func isAll(of block: SIMD16<UInt8>) -> Bool {
        block.lanes(equalTo: head).firstUnsetLane == Int(count)
    }
}

extension SIMD16<UInt8> {
    /// The lanes that are those of another block.
    @inline(__always)
    fileprivate func lanes(equalTo other: ByteBlock) -> OctetMask {
        // Two words are sixteen octets.
        let octets = unsafe unsafeBitCast(other, to: SIMD16<UInt8>.self)
        return (self ^ octets).lanes(0)
    }

    /// Octets at which every name has ended: those below `-`, `/`, and those from `;` to `?`.
    ///
    /// Others may be no part of a name either; with one of them inside no name is known, and the grammar is looked at.
    @inline(__always)
    fileprivate var nameStops: OctetMask {
        let others = lanes(UInt8(ascii: "/")).or((self &- SIMD16(repeating: 0x3B)).lanes(below: 5))
        return lanes(below: UInt8(ascii: "-")).or(others)
    }

    /// The first `count` octets.
    @inline(__always)
    fileprivate func head(_ count: Int) -> ByteBlock {
        let lanes = SIMD16<UInt8>(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
        let isHead = lanes.lanes(below: UInt8(truncatingIfNeeded: count))
        // A mask is sixteen octets of 0 or -1; sixteen octets are two words.
        let head = unsafe self & unsafeBitCast(isHead, to: SIMD16<UInt8>.self)
        let words = unsafe unsafeBitCast(head, to: SIMD2<UInt64>.self)
        return ByteBlock(low: words[0], high: words[1])
    }
}
