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
        // The octets that begin other markup or none are told apart only here, once a tag is what it should be.
        if next == UInt8(ascii: "!") || !(next.isNameOctet || next >= 0x80) { throw noMarkup(at: start) }
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
                isVerbatim = false
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
        let element = ElementRecord(
            node: UInt32(truncatingIfNeeded: tree.nodes.count), name: name.id, namespace: 0,
            firstAttribute: UInt32(truncatingIfNeeded: firstAttribute), attributeCount: 0,
            firstDeclaration: UInt32(truncatingIfNeeded: firstDeclaration), declarationCount: 0
        )
        try open(element, at: start, end: index, isVerbatim: isVerbatim, isEmpty: isEmpty)
        return index
    }

    /// Enters an element whose tag has been read.
    @inline(__always)
    @_lifetime(self: copy self)
    private mutating func open(
        _ record: ElementRecord, at start: Int, end: Int, isVerbatim: Bool, isEmpty: Bool
    ) throws(ReadingFailure) {
        var element = record
        var isVerbatim = isVerbatim
        if !declared.isEmpty {
            isVerbatim = false
            try declareNamespaces()
            element.declarationCount = UInt16(tree.declarations.count - Int(element.firstDeclaration))
        }
        element.namespace = try namespace(ofElement: element.name, at: start)
        if tree.attributes.count > Int(element.firstAttribute) {
            try resolveAttributes(from: Int(element.firstAttribute), of: element.node, &isVerbatim)
            element.attributeCount = UInt16(tree.attributes.count - Int(element.firstAttribute))
        }
        element.startTagEnd = UInt32(truncatingIfNeeded: end)
        let parent = depth == 0 ? 0 : tree.elements[openElement].node
        let index = tree.elements.count
        try tree.append(
            NodeRecord(
                kind: .element,
                flags: isEmpty ? .isEmptyElementTag : isVerbatim ? .hasVerbatimStartTag : [],
                start: UInt32(truncatingIfNeeded: start), payload: UInt32(truncatingIfNeeded: index), parent: parent
            ), limits
        )
        guard depth < limits.depth else {
            throw .limit("depth", limits.depth, at: start, "elements stand deeper inside one another")
        }
        if isEmpty {
            element.subtreeEnd = element.node &+ 1
            element.endTagStart = element.startTagEnd
            element.end = element.startTagEnd
            if element.declarationCount > 0 { scratch.bindings.unbind(tree.declarations[element.declarations]) }
        } else {
            openElement = index
            depth &+= 1
        }
        tree.elements.append(element)
    }

    /// The end tag of the element that is open (XML 1.0 production [42]).
    ///
    /// - Returns: The offset after it.
    @_lifetime(self: copy self)
    mutating func readEndTag(at start: Int) throws(ReadingFailure) -> Int {
        let element = tree.elements[openElement]
        let nameStart = Int(tree.nodes[Int(element.node)].start) &+ 1
        let count = Int(scratch.table.names.entry(element.name).count)
        guard source.isRepeated(nameStart, at: start &+ 2, count: count) else { throw mismatchedEndTag(at: start) }
        var index = start &+ 2 &+ count
        if source.octet(at: index) == UInt8(ascii: ">") {
            tree.nodes[Int(element.node)].flags.insert(.hasVerbatimEndTag)
        } else {
            index = source.skipWhiteSpace(from: index)
            guard source.octet(at: index) == UInt8(ascii: ">") else { throw mismatchedEndTag(at: start) }
        }
        index &+= 1
        tree.elements[openElement].endTagStart = UInt32(truncatingIfNeeded: start)
        tree.elements[openElement].end = UInt32(truncatingIfNeeded: index)
        tree.elements[openElement].subtreeEnd = UInt32(truncatingIfNeeded: tree.nodes.count)
        if element.declarationCount > 0 { scratch.bindings.unbind(tree.declarations[element.declarations]) }
        depth &-= 1
        openElement = Int(tree.nodes[Int(tree.nodes[Int(element.node)].parent)].payload)
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
        var counter = PlaceCounter()
        let opened = Int(tree.nodes[Int(tree.elements[openElement].node)].start)
        counter.advance(to: opened, in: source.octets(0..<opened))
        let line = counter.position(.utf8(byteOrderMark: 0)).line
        return ReadingFailure(
            .mismatchedEndTag, at: start, "XML 1.0 §3",
            "the end tag is that of `\(text(ofName: name.id))`, and `\(text(ofName: expected))` of line \(line) is open"
        )
    }
}

extension RawSpan {
    /// Whether the `count` octets at `first` stand at `second` again.
    @inline(__always)
    fileprivate func isRepeated(_ first: Int, at second: Int, count: Int) -> Bool {
        if count <= 16, let left = block(at: first), let right = block(at: second) {
            return ((left .!= right).firstLane ?? 16) >= count
        }
        for offset in 0..<count where octet(at: first &+ offset) != octet(at: second &+ offset) { return false }
        return true
    }
}
