//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// One document being read: the loop over its markup (XML 1.0 productions [1], [22], [27], [43]).
///
/// Made for each document, so that nothing of one is left for the next but the table of names.
/// It never calls itself for an element in an element: how deep it is stands in the records.
struct DocumentReader: ~Copyable, ~Escapable {
    let source: RawSpan
    let limits: ReadingLimits
    /// Whether the source was made by expanding entities, so that its lines are not those of the input.
    let isExpanded: Bool
    let attributeLimit: Int
    let declarationLimit: Int
    var tree: GrowingTree
    var table: NameTable
    var bindings: NamespaceBindings
    var succession: NameSuccession
    var uriSuccession: NameSuccession
    let idNames: IDAttributeNames
    /// The namespace declarations of the tag that is being read.
    var declared: RecordBuffer<PendingDeclaration>
    /// Where the namespace names and IDs that have references or line ends in them are decoded.
    var decoded: [UInt8]
    /// The element that is open, in ``GrowingTree/elements`` and in ``GrowingTree/nodes``, where the document is 0.
    var openElement = 0
    var openNode: UInt32 = 0
    /// How many elements are open.
    var depth = 0

    @_lifetime(copy source)
    init(_ source: RawSpan, isExpanded: Bool, limits: ReadingLimits, scratch: consuming ReadingScratch) {
        self.source = source
        self.isExpanded = isExpanded
        self.limits = limits
        // An element counts them in 16 bits.
        attributeLimit = min(limits.attributes, Int(UInt16.max))
        declarationLimit = min(limits.namespaceDeclarations, Int(UInt16.max))
        tree = scratch.tree
        table = scratch.table
        bindings = scratch.bindings
        succession = scratch.succession
        uriSuccession = scratch.uriSuccession
        idNames = scratch.idNames
        declared = scratch.declared
        decoded = scratch.decoded
    }

    /// Reads the document.
    ///
    /// - Parameter start: The offset after the XML declaration.
    /// - Returns: Where a document type declaration stands, with which reading ends; `nil` of a whole document.
    @_lifetime(self: copy self)
    mutating func read(from start: Int) throws(ReadingFailure) -> Int? {
        tree.prepare(for: source)
        bindings.reset()
        succession.restart()
        uriSuccession.restart()
        declared.removeAll()
        try tree.append(NodeRecord(kind: .document, start: 0, payload: 0, parent: 0), limits)
        var index = try readMiscellaneous(from: start)
        guard source.octet(at: index) == UInt8(ascii: "<") else { throw noRoot(at: index) }
        if source.has("<!DOCTYPE", at: index) { return index }
        index = try readStartTag(at: index)
        if depth > 0 { index = try readContent(from: index) }
        index = try readMiscellaneous(from: index)
        guard index == source.byteCount else { throw afterRoot(at: index) }
        return nil
    }

    /// What was read, and what else to keep for the next document.
    consuming func finish() -> ReadingScratch {
        ReadingScratch(
            tree: tree, table: table, bindings: bindings, succession: succession, uriSuccession: uriSuccession,
            idNames: idNames, declared: declared, decoded: decoded
        )
    }

    /// Comments, processing instructions and white space beside the root element (production [27]).
    ///
    /// - Returns: The offset of the first octet of something else.
    @_lifetime(self: copy self)
    private mutating func readMiscellaneous(from start: Int) throws(ReadingFailure) -> Int {
        var index = source.skipWhiteSpace(from: start)
        while source.octet(at: index) == UInt8(ascii: "<") {
            if source.octet(at: index + 1) == UInt8(ascii: "?") {
                index = try readInstruction(at: index)
            } else if source.has("<!--", at: index) {
                index = try readComment(at: index)
            } else {
                break
            }
            index = source.skipWhiteSpace(from: index)
        }
        return index
    }

    /// What the root element contains, down to its end tag (production [43]).
    @_lifetime(self: copy self)
    private mutating func readContent(from start: Int) throws(ReadingFailure) -> Int {
        var index = start
        while true {
            if source.octet(at: index) != UInt8(ascii: "<") { index = try readText(from: index) }
            switch source.octet(at: index + 1) {
            case UInt8(ascii: "/"):
                index = try readEndTag(at: index)
                if depth == 0 { return index }
            case UInt8(ascii: "!"):
                if source.octet(at: index + 2) == UInt8(ascii: "-") {
                    index = try readComment(at: index)
                } else if source.octet(at: index + 2) == UInt8(ascii: "[") {
                    index = try readText(from: index)
                } else {
                    throw noMarkup(at: index)
                }
            case UInt8(ascii: "?"): index = try readInstruction(at: index)
            default: index = try readStartTag(at: index)
            }
        }
    }
}

extension DocumentReader {
    private func noRoot(at index: Int) -> ReadingFailure {
        if index >= source.byteCount {
            return ReadingFailure(
                .missingRoot, at: index, "XML 1.0 production [1]", "the document ends before its root element"
            )
        }
        return outside(at: index, "before")
    }

    private func afterRoot(at index: Int) -> ReadingFailure {
        guard source.octet(at: index) == UInt8(ascii: "<") else { return outside(at: index, "after") }
        let next = source.octet(at: index + 1)
        if next == UInt8(ascii: "!") {
            if source.octet(at: index + 2) == UInt8(ascii: "[") { return outside(at: index, "after") }
            return noMarkup(at: index)
        }
        if next == UInt8(ascii: "/") {
            return ReadingFailure(
                .mismatchedEndTag, at: index, "XML 1.0 §3", "an end tag after the root element; no element is open"
            )
        }
        guard let (scalar, _) = source.scalar(at: index + 1), scalar.startsName else { return noMarkup(at: index) }
        return ReadingFailure(
            .multipleRoots, at: index, "XML 1.0 production [1]",
            "an element after the root element; a document has one root"
        )
    }

    private func outside(at index: Int, _ side: String) -> ReadingFailure {
        // What can stand nowhere in a document is called so.
        if let failure = illFormedCharacter(at: index) { return failure }
        return ReadingFailure(
            .contentOutsideRoot, at: index, "XML 1.0 production [1]",
            "\(source.describe(at: index)) \(side) the root element; "
                + "only comments, processing instructions and white space stand there"
        )
    }

    /// A `<` that begins nothing.
    func noMarkup(at index: Int) -> ReadingFailure {
        let next = source.octet(at: index + 1)
        if index + 1 >= source.byteCount { return unexpectedEnd("markup that begins with `<`", from: index) }
        if next == UInt8(ascii: "!") {
            if let failure = truncated(at: index, "<!--", "<![CDATA[", "<!DOCTYPE") { return failure }
            let isLateType = source.has("<!DOCTYPE", at: index)
            return ReadingFailure(
                .malformedMarkup, at: index, "XML 1.0 production [\(isLateType ? "1" : "43")]",
                isLateType
                    ? "a document type declaration stands once and before the root element"
                    : "`<!` begins a comment (`<!--`) or a CDATA section (`<![CDATA[`) here"
            )
        }
        if let failure = illFormedCharacter(at: index + 1) { return failure }
        return ReadingFailure(
            .malformedMarkup, at: index, "XML 1.0 production [40]",
            "\(source.describe(at: index + 1)) after `<`; a name follows it, or `<` is written `&lt;` in text"
        )
    }

    /// Where the document ends within one of `literals`.
    private func truncated(at index: Int, _ literals: String...) -> ReadingFailure? {
        let rest = source.excerpt(index..<source.byteCount)
        guard literals.contains(where: { $0.utf8.count > rest.utf8.count && $0.utf8.starts(with: rest.utf8) }) else {
            return nil
        }
        return unexpectedEnd("markup", from: index)
    }

    /// The document ends where something isn't finished.
    func unexpectedEnd(_ what: String, from start: Int) -> ReadingFailure {
        ReadingFailure(
            .unexpectedEnd, at: source.byteCount, "XML 1.0 §2.1",
            "the document ends within \(what): `\(source.excerpt(start..<source.byteCount))`"
        )
    }

    /// Why the octets at `index` can stand nowhere in a document, where that is so and it doesn't end there.
    func illFormedCharacter(at index: Int) -> ReadingFailure? {
        guard index < source.byteCount else { return nil }
        guard let (scalar, _) = source.scalar(at: index) else {
            return ReadingFailure(
                .invalidEncoding, at: index, "XML 1.0 §4.3.3",
                "\(source.describe(at: index)) begins no character of UTF-8 here"
            )
        }
        guard !scalar.isCharacter else { return nil }
        return ReadingFailure(
            .invalidCharacter, at: index, "XML 1.0 production [2]",
            "\(scalar.codePoint) is no character of XML, not even as a reference"
        )
    }
}
