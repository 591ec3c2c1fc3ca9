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
        let records: GrowingTree
        let table: NameTable
        let origin: SourceOrigin

        init(_ records: consuming GrowingTree, source: [UInt8], table: NameTable, origin: SourceOrigin) {
            self.source = source
            self.records = records
            self.table = table
            self.origin = origin
        }
    }

    init(_ records: consuming GrowingTree, source: [UInt8], table: NameTable, origin: SourceOrigin) {
        storage = Storage(records, source: source, table: table, origin: origin)
    }

    /// The same tree, known to be that of an expanded document.
    func expanded(lines: [UInt32], ids: IDIndex) -> XMLTree {
        var records = GrowingTree(storage.records)
        records.ids = ids
        return XMLTree(records, source: source, table: table, origin: .expanded(lines: lines))
    }

    /// The document in UTF-8: the octets given, without a byte order mark, or converted once.
    package var source: [UInt8] { storage.source }
    package var nodes: [NodeRecord] { storage.records.nodes }
    package var elements: [ElementRecord] { storage.records.elements }
    package var attributes: [AttributeRecord] { storage.records.attributes }
    package var declarations: [NamespaceDeclaration] { storage.records.declarations }
    package var instructions: [InstructionRecord] { storage.records.instructions }
    package var table: NameTable { storage.table }
    /// The elements by the value of their ID attributes.
    package var ids: IDIndex { storage.records.ids }
    /// How an offset into ``source`` becomes a place in the input.
    package var origin: SourceOrigin { storage.origin }
    /// The first declaration whose namespace name has no scheme; Canonical XML has no form for such a document.
    package var relativeNamespace: Int? { storage.records.relativeNamespace }
    package var hasComments: Bool { storage.records.hasComments }

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
