//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// A document after reading: its nodes in document order, immutable.
///
/// A subtree is a range of nodes. Text and values stay ranges of the source and are decoded on demand. A tree is handed from
/// one judge to the next a hundred times a document, so that all of it is one reference.
public struct XMLTree: Sendable {
    private let storage: Storage

    private final class Storage: Sendable {
        let source: [UInt8]
        let nodes: [NodeRecord]
        let elements: [ElementRecord]
        let attributes: [AttributeRecord]
        let declarations: [NamespaceDeclaration]
        let instructions: [InstructionRecord]
        let table: NameTable
        let ids: IDIndex
        let origin: SourceOrigin
        let relativeNamespace: Int?

        init(
            source: [UInt8], nodes: [NodeRecord], elements: [ElementRecord], attributes: [AttributeRecord],
            declarations: [NamespaceDeclaration], instructions: [InstructionRecord], table: NameTable,
            ids: IDIndex, origin: SourceOrigin
        ) {
            self.source = source
            self.nodes = nodes
            self.elements = elements
            self.attributes = attributes
            self.declarations = declarations
            self.instructions = instructions
            self.table = table
            self.ids = ids
            self.origin = origin
            // Found once here: each of many references asks.
            relativeNamespace = declarations.firstIndex { $0.uri != 0 && schemeCount(table.uris[$0.uri]) == nil }
        }
    }

    package init(
        source: [UInt8], nodes: [NodeRecord], elements: [ElementRecord], attributes: [AttributeRecord],
        declarations: [NamespaceDeclaration], instructions: [InstructionRecord], table: NameTable,
        ids: IDIndex, origin: SourceOrigin
    ) {
        storage = Storage(
            source: source, nodes: nodes, elements: elements, attributes: attributes, declarations: declarations,
            instructions: instructions, table: table, ids: ids, origin: origin
        )
    }

    /// The document in UTF-8: the octets given, without a byte order mark, or converted once.
    package var source: [UInt8] { storage.source }
    package var nodes: [NodeRecord] { storage.nodes }
    package var elements: [ElementRecord] { storage.elements }
    package var attributes: [AttributeRecord] { storage.attributes }
    package var declarations: [NamespaceDeclaration] { storage.declarations }
    package var instructions: [InstructionRecord] { storage.instructions }
    package var table: NameTable { storage.table }
    /// The elements by the value of their ID attributes.
    package var ids: IDIndex { storage.ids }
    /// How an offset into ``source`` becomes a place in the input.
    package var origin: SourceOrigin { storage.origin }
    /// The first declaration whose namespace name has no scheme; Canonical XML has no form for such a document.
    package var relativeNamespace: Int? { storage.relativeNamespace }

    /// The number of nodes, the document included; attributes and namespaces are not counted.
    public var nodeCount: Int { nodes.count }

    /// The element that all others are in.
    public var rootElement: XMLNode {
        var child = firstChild(of: .document)
        while let node = child, kind(of: node) != .element { child = nextSibling(of: node) }
        // A well-formed document has one.
        return child!
    }
}

/// How offsets into the UTF-8 source of a tree become places in the octets that were given.
package enum SourceOrigin: Sendable {
    /// The input was UTF-8 (or US-ASCII); a byte order mark of so many octets was left out.
    case utf8(byteOrderMark: Int)
    /// The input was UTF-16 with a byte order mark of two octets, or without one.
    case utf16(byteOrderMark: Int)
    /// One octet a character.
    case latin1
    /// The source was made from a document with a DTD after expansion; only the line of each element is known.
    ///
    /// The lines stand in the order of ``XMLTree/elements``.
    case expanded(lines: [UInt32])
}
