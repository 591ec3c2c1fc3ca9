//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// The arrays of an ``XMLTree`` while its document is read.
struct GrowingTree {
    var nodes: [NodeRecord] = []
    var elements: [ElementRecord] = []
    var attributes: [AttributeRecord] = []
    var declarations: [NamespaceDeclaration] = []
    var instructions: [InstructionRecord] = []
    var ids = IDIndex()

    init(sourceCount: Int) {
        // What common documents need; denser ones make the arrays grow.
        nodes.reserveCapacity(sourceCount / 32 + 16)
        elements.reserveCapacity(sourceCount / 64 + 16)
        attributes.reserveCapacity(sourceCount / 128 + 16)
    }

    @inline(__always)
    mutating func append(_ node: NodeRecord, _ limits: ReadingLimits) throws(ReadingFailure) {
        guard nodes.count < limits.nodes else {
            throw .limit("nodes", limits.nodes, at: Int(node.start), "the document has more nodes")
        }
        nodes.append(node)
    }

    consuming func finished(_ source: UTF8Source, _ table: NameTable) -> XMLTree {
        XMLTree(
            source: source.octets, nodes: nodes, elements: elements, attributes: attributes,
            declarations: declarations, instructions: instructions, table: table, ids: ids, origin: source.origin
        )
    }
}
