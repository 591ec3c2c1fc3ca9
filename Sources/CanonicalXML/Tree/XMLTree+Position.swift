//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import Diagnostics

extension XMLTree {
    /// Where the markup of a node begins in the input that was given.
    ///
    /// Each call looks at the input from its start; for many nodes take a ``PositionIndex``.
    public func position(of node: XMLNode) -> SourcePosition { PositionIndex(self).position(of: node) }
}

/// Finds the places of many nodes: one pass over the document, then at most one stretch of it for each.
package struct PositionIndex {
    private struct Checkpoint {
        var line: Int
        /// Scalars before the checkpoint in its line.
        var column: Int
        /// Scalars and UTF-16 code units before the checkpoint, from which offsets in other encodings follow.
        var scalars: Int
        var units: Int
        /// Whether the octet before is a carriage return, which together with a line feed is one line end.
        var isAfterCarriageReturn: Bool
    }

    private static let stretch = 4_096

    private let tree: XMLTree
    /// The state before each ``stretch`` of the source.
    private var checkpoints: [Checkpoint] = []

    package init(_ tree: XMLTree) {
        self.tree = tree
        guard case .expanded = tree.origin else {
            var state = Checkpoint(line: 1, column: 0, scalars: 0, units: 0, isAfterCarriageReturn: false)
            var offset = 0
            while offset < tree.source.count {
                checkpoints.append(state)
                let end = min(offset + Self.stretch, tree.source.count)
                Self.advance(&state, over: offset..<end, of: tree.source.span)
                offset = end
            }
            return
        }
    }

    package func position(of node: XMLNode) -> SourcePosition {
        if case .expanded(let lines) = tree.origin { return expandedPosition(of: node, lines) }
        return position(ofOffset: Int(tree.nodes[node.index].start))
    }

    /// The place of an offset into the source.
    package func position(ofOffset offset: Int) -> SourcePosition {
        guard !checkpoints.isEmpty else { return SourcePosition(line: 1, column: 1, byteOffset: 0) }
        let stretch = min(offset / Self.stretch, checkpoints.count - 1)
        var state = checkpoints[stretch]
        Self.advance(&state, over: stretch * Self.stretch..<offset, of: tree.source.span)
        let byteOffset =
            switch tree.origin {
            case .utf8(let mark): offset + mark
            case .utf16(let mark): state.units * 2 + mark
            case .latin1: state.scalars
            case .expanded: -1
            }
        return SourcePosition(line: state.line, column: state.column + 1, byteOffset: byteOffset)
    }

    /// The line of the element itself or of the one it stands in.
    private func expandedPosition(of node: XMLNode, _ lines: [UInt32]) -> SourcePosition {
        var current = node
        while tree.kind(of: current) != .element, let parent = tree.parent(of: current) { current = parent }
        guard tree.kind(of: current) == .element else { return SourcePosition(line: 1, column: 0, byteOffset: -1) }
        return SourcePosition(
            line: Int(lines[Int(tree.nodes[current.index].payload)]), column: 0, byteOffset: -1
        )
    }

    private static func advance(_ state: inout Checkpoint, over range: Range<Int>, of source: Span<UInt8>) {
        for index in range {
            let byte = source[index]
            // Continuation octets of UTF-8 belong to the scalar before.
            if byte & 0xC0 == 0x80 { continue }
            state.scalars += 1
            state.units += byte >= 0xF0 ? 2 : 1
            if byte == 0x0A || byte == 0x0D {
                if !(byte == 0x0A && state.isAfterCarriageReturn) { state.line += 1 }
                state.column = 0
            } else {
                state.column += 1
            }
            state.isAfterCarriageReturn = byte == 0x0D
        }
    }
}
