//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

internal import Diagnostics

extension DocumentReader {
    /// A start tag or an empty-element tag (XML 1.0 productions [40] and [44]).
    ///
    /// - Returns: The offset after it.
    @_lifetime(self: copy self)
    mutating func readStartTag(at start: Int) throws(ReadingFailure) -> Int {
        let next = source.octet(at: start &+ 1)
        // What begins no tag gets here as well, since a look before every tag would be one more.
        if !(next.isLetter || next.isNameOctet || next >= 0x80) { throw noMarkup(at: start) }
        let name = try readQualifiedName(at: start &+ 1)
        let firstAttribute = tree.attributes.count
        let firstDeclaration = tree.declarations.count
        var index = name.end
        var isVerbatim = true
        var isEmpty = false
        while true {
            var octet = source.octet(at: index)
            if octet == UInt8(ascii: ">") { break }
            let spaceStart = index
            if octet.isWhiteSpace {
                index = source.skipWhiteSpace(from: index &+ 1)
                if octet != 0x20 || index &- spaceStart != 1 { isVerbatim = false }
                octet = source.octet(at: index)
                if octet == UInt8(ascii: ">") {
                    isVerbatim = false
                    break
                }
            }
            if octet == UInt8(ascii: "/") {
                guard source.octet(at: index &+ 1) == UInt8(ascii: ">") else {
                    throw malformedStartTag(at: index &+ 1, from: start, "`>` follows the `/` that ends a tag")
                }
                isEmpty = true
                if index > spaceStart { isVerbatim = false }
                index &+= 1
                break
            }
            guard index > spaceStart else {
                throw malformedStartTag(at: index, from: start, "white space, `/>` or `>` stands here")
            }
            let attributeStart = index
            index = try readAttribute(at: index, &isVerbatim)
            // Here, so that what has a million of them is refused before they are read.
            if tree.attributes.count &- firstAttribute > attributeLimit || declared.count > declarationLimit {
                throw tooManyAttributes(at: attributeStart)
            }
        }
        index &+= 1
        let declares = !declared.isEmpty
        if declares { try declareNamespaces(&isVerbatim, attributesFrom: firstAttribute) }
        // Namespaces in XML 1.0 §6.2: that of its prefix or the default one.
        let prefix = table.names.entry(name.id).prefix
        let namespace = bindings[prefix]
        if namespace == NamespaceBindings.unbound { throw undeclared(prefix, name.id, at: start + 1) }
        if tree.attributes.count > firstAttribute { try resolveAttributes(from: firstAttribute, &isVerbatim) }
        if depth >= limits.depth {
            throw .limit("depth", limits.depth, at: start, "elements stand deeper inside one another")
        }
        var flags: NodeFlags = declares ? .hasVerbatimDeclarations : .hasVerbatimStartTag
        if !isVerbatim { flags = [] }
        // The end of one that has content is filled in at its end tag.
        let end = UInt32(truncatingIfNeeded: index)
        let element = ElementRecord(
            node: UInt32(truncatingIfNeeded: tree.nodes.count),
            subtreeEnd: UInt32(truncatingIfNeeded: tree.nodes.count &+ 1),
            startTagEnd: end, end: end, name: name.id, namespace: namespace,
            firstAttribute: UInt32(truncatingIfNeeded: firstAttribute),
            attributeCount: UInt16(truncatingIfNeeded: tree.attributes.count &- firstAttribute),
            firstDeclaration: UInt32(truncatingIfNeeded: firstDeclaration),
            declarationCount: UInt16(truncatingIfNeeded: tree.declarations.count &- firstDeclaration)
        )
        if isEmpty {
            try append(element, flags.union(.isEmptyElementTag), at: start)
            leave(element)
            return index
        }
        return try readText(of: element, flags, at: start)
    }

    /// What stands behind the start tag of an element up to other markup: most elements hold nothing but a text, and of
    /// these the end tag.
    ///
    /// - Returns: The offset after it.
    @inline(__always)
    @_lifetime(self: copy self)
    private mutating func readText(
        of element: ElementRecord, _ flags: NodeFlags, at start: Int
    ) throws(ReadingFailure) -> Int {
        let textStart = Int(element.startTagEnd)
        if source.octet(at: textStart) == UInt8(ascii: "<") {
            try open(element, flags, at: start)
            return textStart
        }
        let textEnd = source.endOfPlainText(from: textStart)
        guard source.isVerbatimText(textStart, textEnd) else {
            try open(element, flags, at: start)
            return try readRestOfText(from: textStart, textEnd)
        }
        guard let end = endOfVerbatimEndTag(of: element.name, at: textEnd, openedAt: start) else {
            try open(element, flags, at: start)
            try appendText(textStart, textEnd, isVerbatim: true, in: element.node)
            return textEnd
        }
        var element = element
        element.subtreeEnd &+= 1
        element.end = UInt32(truncatingIfNeeded: end)
        try append(element, flags.union(.hasVerbatimEndTag), at: start)
        try appendText(textStart, textEnd, isVerbatim: true, in: element.node)
        leave(element)
        return end
    }

    /// The offset after the end tag at `index`, where it has no white space and is that of an element.
    @inline(__always)
    private func endOfVerbatimEndTag(of name: NameID, at index: Int, openedAt start: Int) -> Int? {
        let count = Int(table.names.entry(name).count)
        let end = index &+ 2 &+ count
        guard source.octet(at: index &+ 1) == UInt8(ascii: "/"), source.octet(at: end) == UInt8(ascii: ">"),
            source.isRepeated(start &+ 1, at: index &+ 2, count: count)
        else { return nil }
        return end &+ 1
    }

    @inline(__always)
    @_lifetime(self: copy self)
    private mutating func append(
        _ element: ElementRecord, _ flags: NodeFlags, at start: Int
    ) throws(ReadingFailure) {
        try tree.append(
            NodeRecord(
                kind: .element, flags: flags, start: UInt32(truncatingIfNeeded: start),
                payload: UInt32(truncatingIfNeeded: tree.elements.count), parent: openNode
            ), limits
        )
        tree.elements.append(element)
    }

    @inline(__always)
    @_lifetime(self: copy self)
    private mutating func open(_ element: ElementRecord, _ flags: NodeFlags, at start: Int) throws(ReadingFailure) {
        try append(element, flags, at: start)
        openElement = tree.elements.count &- 1
        openNode = element.node
        depth &+= 1
    }

    /// Takes the namespace declarations of an element out of scope.
    @inline(__always)
    @_lifetime(self: copy self)
    private mutating func leave(_ element: ElementRecord) {
        if element.declarationCount > 0 { bindings.unbind(Int(element.declarationCount)) }
    }

    /// The end tag of the element that is open (XML 1.0 production [42]).
    ///
    /// - Returns: The offset after it.
    @_lifetime(self: copy self)
    mutating func readEndTag(at start: Int) throws(ReadingFailure) -> Int {
        let count = Int(table.names.entry(tree.elements[openElement].name).count)
        let nameStart = Int(tree.nodes[Int(openNode)].start) &+ 1
        guard source.isRepeated(nameStart, at: start &+ 2, count: count) else { throw mismatchedEndTag(at: start) }
        var index = start &+ 2 &+ count
        if source.octet(at: index) == UInt8(ascii: ">") {
            tree.nodes[Int(openNode)].flags.insert(.hasVerbatimEndTag)
        } else {
            index = source.skipWhiteSpace(from: index)
            guard source.octet(at: index) == UInt8(ascii: ">") else { throw mismatchedEndTag(at: start) }
        }
        index &+= 1
        tree.elements[openElement].end = UInt32(truncatingIfNeeded: index)
        tree.elements[openElement].subtreeEnd = UInt32(truncatingIfNeeded: tree.nodes.count)
        leave(tree.elements[openElement])
        depth &-= 1
        openNode = tree.nodes[Int(openNode)].parent
        openElement = Int(tree.nodes[Int(openNode)].payload)
        return index
    }
}

extension DocumentReader {
    private func tooManyAttributes(at start: Int) -> ReadingFailure {
        declared.count > declarationLimit
            ? .limit(
                "namespaceDeclarations", declarationLimit, at: start, "an element has more namespace declarations"
            )
            : .limit("attributes", attributeLimit, at: start, "an element has more attributes")
    }

    private func malformedStartTag(at index: Int, from start: Int, _ rule: String) -> ReadingFailure {
        if index >= source.byteCount { return unexpectedEnd("a start tag", from: start) }
        if let failure = illFormedCharacter(at: index) { return failure }
        return ReadingFailure(
            .malformedStartTag, at: index, "XML 1.0 production [40]",
            "\(source.describe(at: index)) in the tag `\(source.excerpt(start..<index))`; \(rule)"
        )
    }

    /// Says what is wrong with an end tag that isn't the one of the open element.
    @inline(never)
    @_lifetime(self: copy self)
    private mutating func mismatchedEndTag(at start: Int) -> ReadingFailure {
        let expected = tree.elements[openElement].name
        let name: (id: NameID, end: Int)
        do throws(ReadingFailure) { name = try readQualifiedName(at: start + 2) } catch { return error }
        if name.id == expected || name.end >= source.byteCount {
            let index = source.skipWhiteSpace(from: name.end)
            if index >= source.byteCount { return unexpectedEnd("an end tag", from: start) }
            if let failure = illFormedCharacter(at: index) { return failure }
            return ReadingFailure(
                .malformedEndTag, at: index, "XML 1.0 production [42]",
                "\(source.describe(at: index)) in the end tag of `\(text(ofName: expected))`; `>` ends it"
            )
        }
        return ReadingFailure(
            .mismatchedEndTag, at: start, "XML 1.0 §3",
            "the end tag is that of `\(text(ofName: name.id))`, and `\(text(ofName: expected))`\(lineOfOpenTag) is open"
        )
    }

    /// Where the element that is open begins, for a hint; nothing where the lines of the source aren't the input's.
    private var lineOfOpenTag: String {
        if isExpanded { return "" }
        var counter = PlaceCounter(.utf8(byteOrderMark: 0))
        let start = Int(tree.nodes[Int(openNode)].start)
        counter.advance(to: start, in: source.octets(0..<start))
        return " of line \(counter.position(.utf8(byteOrderMark: 0)).line)"
    }
}

extension RawSpan {
    /// Whether the `count` octets at `first` stand at `second` again.
    @inline(__always)
    fileprivate func isRepeated(_ first: Int, at second: Int, count: Int) -> Bool {
        var offset = 0
        while let left = block(at: first &+ offset), let right = block(at: second &+ offset) {
            let lane = (left ^ right).lanes(0).firstUnsetLane
            if offset &+ lane >= count { return true }
            if lane < 16 { return false }
            offset &+= 16
        }
        // The document ends in the next few octets.
        while offset < count, octet(at: first &+ offset) == octet(at: second &+ offset) { offset &+= 1 }
        return offset == count
    }
}
