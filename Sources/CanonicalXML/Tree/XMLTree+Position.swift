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
    /// Each call looks at the input from its start; so it is for single nodes.
    public func position(of node: XMLNode) -> SourcePosition { PositionIndex(self).position(of: node) }
}

/// Finds the places of many nodes: one pass over the document, then at most one stretch of it for each.
package struct PositionIndex {
    private static let stretch = 4_096

    private let tree: XMLTree
    /// The state before each ``stretch`` of the source.
    private var checkpoints: [PlaceCounter] = []

    package init(_ tree: XMLTree) {
        self.tree = tree
        guard case .expanded = tree.origin else {
            var counter = PlaceCounter()
            for offset in stride(from: 0, to: tree.source.count, by: Self.stretch) {
                counter.advance(to: offset, in: tree.source.span)
                checkpoints.append(counter)
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
        var counter = checkpoints[min(offset / Self.stretch, checkpoints.count - 1)]
        counter.advance(to: offset, in: tree.source.span)
        return counter.position(tree.origin)
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
}
