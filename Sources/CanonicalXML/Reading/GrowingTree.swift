//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// What an ``XMLTree`` keeps, as it grows while its document is read.
struct GrowingTree: ~Copyable, Sendable {
    var nodes: [NodeRecord] = []
    var elements: [ElementRecord] = []
    var attributes: [AttributeRecord] = []
    var declarations: [NamespaceDeclaration] = []
    var instructions: [InstructionRecord] = []
    var ids = IDIndex()
    /// The first declaration of a namespace name without a scheme.
    var relativeNamespace: Int?
    var hasComments = false

    init() {}

    /// The same records, in the same memory until one of the two changes.
    init(_ other: borrowing GrowingTree) {
        nodes = other.nodes
        elements = other.elements
        attributes = other.attributes
        declarations = other.declarations
        instructions = other.instructions
        ids = other.ids
        relativeNamespace = other.relativeNamespace
        hasComments = other.hasComments
    }

    /// Empties the arrays for a document of so many octets and makes room for what common ones need.
    ///
    /// Where nobody holds the tree of the last document any more, its memory is used again: fresh pages would cost
    /// more than the reading.
    mutating func prepare(for source: RawSpan) {
        let estimate = Estimate(source)
        Self.prepare(&nodes, estimate.nodes)
        Self.prepare(&elements, estimate.elements)
        Self.prepare(&attributes, estimate.attributes)
        Self.prepare(&declarations, 0)
        Self.prepare(&instructions, 0)
        ids.removeAll()
        relativeNamespace = nil
        hasComments = false
    }

    private static func prepare<Record>(_ array: inout [Record], _ estimate: Int) {
        // The memory of a large document is not kept for small ones.
        if array.capacity > max(estimate * 16, 1 << 14) {
            array = []
        } else {
            array.removeAll(keepingCapacity: true)
        }
        array.reserveCapacity(estimate)
    }

    @inline(__always)
    mutating func append(_ node: NodeRecord, _ limits: ReadingLimits) throws(ReadingFailure) {
        guard nodes.count < limits.nodes else {
            throw .limit("nodes", limits.nodes, at: Int(node.start), "the document has more nodes")
        }
        nodes.append(node)
    }

    mutating func finished(_ source: UTF8Source, _ table: NameTable) -> XMLTree {
        ids.build(for: source.octets, table.names.hash)
        return XMLTree(GrowingTree(self), source: source.octets, table: table, origin: source.origin)
    }
}

/// How many records of each kind a document will need.
private struct Estimate {
    let nodes: Int
    let elements: Int
    let attributes: Int

    private static let sample = 1 << 14

    init(_ source: RawSpan) {
        guard source.byteCount > Self.sample * 4 else {
            nodes = source.byteCount / 24 + 16
            elements = source.byteCount / 48 + 16
            attributes = source.byteCount / 64 + 16
            return
        }
        // Counted in a piece of the middle, and as many more for the rest: arrays that grow are copied, and those of
        // a large document don't fit any cache. What is reserved and not used is never touched.
        var openings = 0
        var texts = 0
        var equalSigns = 0
        let start = source.byteCount / 2
        for index in stride(from: start, to: start + Self.sample, by: 16) {
            guard let block = source.block(at: index), let next = source.block(at: index + 1) else { break }
            openings += block.lanes(UInt8(ascii: "<")).and(not: next.lanes(UInt8(ascii: "/"))).count
            texts += block.lanes(UInt8(ascii: ">")).and(not: next.lanes(UInt8(ascii: "<"))).count
            equalSigns += block.lanes(UInt8(ascii: "=")).count
        }
        // A little more, so that a document as even as most needs no second growth.
        let factor = source.byteCount / Self.sample + source.byteCount / Self.sample / 8 + 1
        nodes = (openings + texts + 1) * factor
        elements = (openings + 1) * factor
        attributes = equalSigns * factor
    }
}
