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
    mutating func resolveAttributes(
        from first: Int, of node: UInt32, _ isVerbatim: inout Bool
    ) throws(ReadingFailure) {
        for index in first..<tree.attributes.count {
            let parts = scratch.table.names.entry(tree.attributes[index].name)
            // The default namespace is none of attributes (Namespaces in XML 1.0 §6.2).
            if parts.prefix != 0 {
                let namespace = scratch.bindings[parts.prefix]
                if namespace == NamespaceBindings.unbound {
                    throw undeclared(
                        parts.prefix, tree.attributes[index].name, at: Int(tree.attributes[index].start)
                    )
                }
                tree.attributes[index].namespace = namespace
            }
            if scratch.idNames.contains(namespace: tree.attributes[index].namespace, local: parts.local) {
                noteID(tree.attributes[index], of: node)
            }
        }
        if tree.attributes.count - first > 1 { try sortAttributes(from: first, &isVerbatim) }
    }

    @inline(never)
    @_lifetime(self: copy self)
    private mutating func sortAttributes(from first: Int, _ isVerbatim: inout Bool) throws(ReadingFailure) {
        var isSorted = true
        for index in first + 1..<tree.attributes.count
        where !precedes(tree.attributes[index - 1], tree.attributes[index]) {
            isSorted = false
            break
        }
        // In order and none twice.
        if isSorted { return }
        isVerbatim = false
        let names = scratch.table.names
        let uris = scratch.table.uris
        let sorted = tree.attributes[first...].sorted { left, right in
            left.namespace == right.namespace
                ? names.precedes(names.entry(left.name).local, names.entry(right.name).local)
                : uris.precedes(left.namespace, right.namespace)
        }
        tree.attributes.replaceSubrange(first..., with: sorted)
        for index in first + 1..<tree.attributes.count
        where !precedes(tree.attributes[index - 1], tree.attributes[index]) {
            throw duplicate(tree.attributes[index - 1], tree.attributes[index])
        }
    }

    /// Whether `left` stands before `right` in the order of Canonical XML 1.0 §2.2.
    @inline(__always)
    private func precedes(_ left: AttributeRecord, _ right: AttributeRecord) -> Bool {
        left.namespace == right.namespace
            ? scratch.table.names.precedes(
                scratch.table.names.entry(left.name).local, scratch.table.names.entry(right.name).local)
            : scratch.table.uris.precedes(left.namespace, right.namespace)
    }

    private func duplicate(_ left: AttributeRecord, _ right: AttributeRecord) -> ReadingFailure {
        let position = Int(max(left.start, right.start))
        if left.name == right.name {
            return ReadingFailure(
                .duplicateAttribute, at: position, "XML 1.0 §3.1", "`\(text(ofName: left.name))` stands twice in a tag"
            )
        }
        let local = text(ofName: scratch.table.names.entry(left.name).local)
        return ReadingFailure(
            .duplicateAttribute, at: position, "Namespaces in XML 1.0 §6.3",
            "`\(text(ofName: left.name))` and `\(text(ofName: right.name))` are both "
                + "`{\(text(ofURI: left.namespace))}\(local)`"
        )
    }

    @inline(never)
    @_lifetime(self: copy self)
    private mutating func noteID(_ attribute: AttributeRecord, of node: UInt32) {
        var value = takeDecoded(Int(attribute.valueStart)..<Int(attribute.valueEnd))
        if attribute.namespace == NameTable.xmlNamespace { value.collapseSpaces() }
        tree.ids.add(value.span, of: XMLNode(Int(node)))
        swap(&value, &decoded)
    }
}

extension [UInt8] {
    /// Leaves one space between words and none around them: the normalization of `xml:id` (xml:id 1.0 §4).
    fileprivate mutating func collapseSpaces() {
        guard first == 0x20 || last == 0x20 || contains(0x20) else { return }
        let words = split(separator: 0x20)
        self = Array(words.joined(separator: [0x20]))
    }
}
