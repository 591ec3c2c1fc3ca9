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

/// Finds the places of many nodes: one pass over the document as far as anybody asks, then at most one stretch of it for
/// each.
package final class PositionIndex {
    private static let stretch = 4_096

    private let tree: XMLTree
    /// The state before each ``stretch`` of the source, as far as it was asked for.
    private var checkpoints: [PlaceCounter]
    /// The state before the place that was asked for last: the next one is mostly not far behind it.
    private var last: PlaceCounter

    package init(_ tree: XMLTree) {
        self.tree = tree
        last = PlaceCounter(tree.origin)
        checkpoints = [last]
    }

    package func position(of node: XMLNode) -> SourcePosition {
        if case .expanded(let lines) = tree.origin { return expandedPosition(of: node, lines) }
        return position(ofOffset: Int(tree.nodes[node.index].start))
    }

    /// The place of an offset into the source.
    package func position(ofOffset offset: Int) -> SourcePosition {
        let source = tree.source
        let number = offset / Self.stretch
        while checkpoints.count <= number {
            var counter = checkpoints[checkpoints.count - 1]
            counter.advance(to: checkpoints.count * Self.stretch, in: source.span)
            checkpoints.append(counter)
        }
        let isBehindLast = (checkpoints[number].octets...offset).contains(last.octets)
        var counter = isBehindLast ? last : checkpoints[number]
        counter.advance(to: offset, in: source.span)
        last = counter
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
