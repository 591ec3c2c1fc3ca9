//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

extension DocumentReader {
    /// Gives the attributes of the tag just read their namespaces, sorts them and notes the IDs.
    ///
    /// - Parameter isVerbatim: Set to `false` where their order in the tag isn't the canonical one.
    @inline(__always)
    @_lifetime(self: copy self)
    mutating func resolveAttributes(from first: Int, _ isVerbatim: inout Bool) throws(ReadingFailure) {
        for index in first..<tree.attributes.count {
            let parts = table.names.entry(tree.attributes[index].name)
            // The default namespace is none of attributes (Namespaces in XML 1.0 §6.2).
            if parts.prefix != 0 {
                let namespace = bindings[parts.prefix]
                if namespace == NamespaceBindings.unbound {
                    throw undeclared(
                        parts.prefix, tree.attributes[index].name, at: Int(tree.attributes[index].start)
                    )
                }
                tree.attributes[index].namespace = namespace
            }
            if idNames.contains(namespace: tree.attributes[index].namespace, local: parts.local) {
                noteID(tree.attributes[index])
            }
        }
        if tree.attributes.count - first > 1 { try sortAttributes(from: first, &isVerbatim) }
    }

    /// - Parameter isVerbatim: Set to `false` where their order in the tag isn't the canonical one.
    @inline(__always)
    @_lifetime(self: copy self)
    private mutating func sortAttributes(from first: Int, _ isVerbatim: inout Bool) throws(ReadingFailure) {
        for index in first &+ 1..<tree.attributes.count
        where !table.precedes(tree.attributes[index &- 1], tree.attributes[index]) {
            isVerbatim = false
            if tree.attributes.count &- first == 2, table.precedes(tree.attributes[index], tree.attributes[first]) {
                return tree.attributes.swapAt(first, index)
            }
            if tree.attributes.count &- first > 16 {
                sortManyAttributes(from: first)
            } else {
                sortFewAttributes(from: first)
            }
            return try checkForDuplicates(from: first)
        }
    }

    /// Few are sorted in place by insertion.
    @inline(never)
    @_lifetime(self: copy self)
    private mutating func sortFewAttributes(from first: Int) {
        for index in first &+ 1..<tree.attributes.count {
            let attribute = tree.attributes[index]
            var place = index
            while place > first, table.precedes(attribute, tree.attributes[place &- 1]) {
                tree.attributes[place] = tree.attributes[place &- 1]
                place &-= 1
            }
            tree.attributes[place] = attribute
        }
    }

    /// Many are sorted by keys that need no look at the table of names: by the first sixteen octets of local names
    /// and, after that, the few that have these in common by all.
    @inline(never)
    @_lifetime(self: copy self)
    private mutating func sortManyAttributes(from first: Int) {
        let ranks = namespaceRanks(from: first)
        var keys = (first..<tree.attributes.count).map { index in
            let local = table.names.entry(tree.attributes[index].name).local
            let rank = ranks[tree.attributes[index].namespace] ?? 0
            return OctetKey(group: rank, table.names.head(local), index: index)
        }
        OctetKey.sort(&keys) { table.precedes(tree.attributes[$0], tree.attributes[$1]) }
        tree.attributes.replaceSubrange(first..., with: keys.map { tree.attributes[$0.index] })
    }

    /// The namespaces of the attributes, numbered in their order.
    private func namespaceRanks(from first: Int) -> [NameID: UInt32] {
        var ranks: [NameID: UInt32] = [:]
        for attribute in tree.attributes[first...] { ranks[attribute.namespace] = 0 }
        let sorted = ranks.keys.sorted { table.uris.precedes($0, $1) }
        for (rank, namespace) in sorted.enumerated() { ranks[namespace] = UInt32(rank) }
        return ranks
    }

    @_lifetime(self: copy self)
    private mutating func checkForDuplicates(from first: Int) throws(ReadingFailure) {
        for index in first + 1..<tree.attributes.count
        where !table.precedes(tree.attributes[index - 1], tree.attributes[index]) {
            throw duplicate(tree.attributes[index - 1], tree.attributes[index])
        }
    }

    private func duplicate(_ left: AttributeRecord, _ right: AttributeRecord) -> ReadingFailure {
        let position = Int(max(left.start, right.start))
        if left.name == right.name {
            return ReadingFailure(
                .duplicateAttribute, at: position, "XML 1.0 §3.1", "`\(text(ofName: left.name))` stands twice in a tag"
            )
        }
        let local = text(ofName: table.names.entry(left.name).local)
        return ReadingFailure(
            .duplicateAttribute, at: position, "Namespaces in XML 1.0 §6.3",
            "`\(text(ofName: left.name))` and `\(text(ofName: right.name))` are both "
                + "`{\(text(ofURI: left.namespace))}\(local)`"
        )
    }

    @inline(never)
    @_lifetime(self: copy self)
    private mutating func noteID(_ attribute: AttributeRecord) {
        let range = Int(attribute.valueStart)..<Int(attribute.valueEnd)
        // That of the tag just read, whose node comes next.
        let element = XMLNode(tree.nodes.count)
        let quote = source.octet(at: range.upperBound)
        if attribute.namespace != NameTable.xmlNamespace,
            source.endOfPlainValue(from: range.lowerBound, until: quote) == range.upperBound
        {
            return tree.ids.add(range, of: element)
        }
        var value = takeDecoded(range)
        if attribute.namespace == NameTable.xmlNamespace { value.collapseSpaces() }
        tree.ids.add(value.span, of: element)
        swap(&value, &decoded)
    }
}

extension NameTable {
    /// Whether `left` stands before `right` in the order of Canonical XML 1.0 §2.2.
    @inline(__always)
    fileprivate func precedes(_ left: AttributeRecord, _ right: AttributeRecord) -> Bool {
        left.namespace == right.namespace
            ? names.precedes(names.entry(left.name).local, names.entry(right.name).local)
            : uris.precedes(left.namespace, right.namespace)
    }
}

extension [UInt8] {
    /// Leaves one space between words and none around them: the normalization of `xml:id` (xml:id 1.0 §4).
    fileprivate mutating func collapseSpaces() {
        guard contains(0x20) else { return }
        self = Array(split(separator: 0x20).joined(separator: [0x20]))
    }
}
