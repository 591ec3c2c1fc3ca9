//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML

/// Which nodes of a document went into digests, put together from any number of references.
///
/// Sorted ranges, joined once: linear in the nodes and n log n in the ranges.
struct CoverageMap {
    /// Elements, text and processing instructions by node; comments too, where ``comments`` has them.
    private(set) var nodes: [Range<Int>] = []
    private(set) var comments: [Range<Int>] = []
    private(set) var text: [Range<Int>] = []
    private(set) var attributes: [Range<Int>] = []

    mutating func add(_ covered: CoveredNodes, in tree: XMLTree) {
        if covered.isTextOnly {
            text += covered.nodes.ranges
            return
        }
        nodes += covered.nodes.ranges
        if !covered.nodes.omitsComments { comments += covered.nodes.ranges }
        if let axes = covered.nodes.axes {
            addListed(axes, covered.nodes, tree)
        } else {
            for range in covered.nodes.ranges { attributes.append(tree.attributes(ofElementsIn: range)) }
        }
    }

    /// Sorts and joins; to be called once, after everything was added.
    mutating func finish() {
        Self.join(&nodes)
        Self.join(&comments)
        Self.join(&text)
        Self.join(&attributes)
    }

    private mutating func addListed(_ axes: AxisNodes, _ set: NodeSet, _ tree: XMLTree) {
        for (index, selection) in axes.selections.enumerated() {
            switch selection {
            case .none: continue
            case .all: attributes.append(tree.elements[index].attributes)
            case .listed(let listed, _): attributes += listed.map { $0..<$0 + 1 }
            }
        }
    }

    /// Brings ranges into order and makes them disjoint; the indices in them stay the same.
    static func join(_ ranges: inout [Range<Int>]) {
        if areJoined(ranges) { return }
        // Not `\.isEmpty`, which is looked up for each range.
        ranges.removeAll { $0.isEmpty }
        ranges.sort { $0.lowerBound < $1.lowerBound }
        var end = 0
        for range in ranges {
            if end > 0, range.lowerBound <= ranges[end - 1].upperBound {
                ranges[end - 1] = ranges[end - 1].lowerBound..<max(ranges[end - 1].upperBound, range.upperBound)
            } else {
                ranges[end] = range
                end += 1
            }
        }
        ranges.removeLast(ranges.count - end)
    }

    private static func areJoined(_ ranges: [Range<Int>]) -> Bool {
        var end = Int.min
        for range in ranges {
            guard !range.isEmpty, range.lowerBound > end else { return false }
            end = range.upperBound
        }
        return true
    }
}

/// Goes through sorted, disjoint ranges along with ascending questions.
struct RangeCursor {
    private let ranges: [Range<Int>]
    private var position = 0

    init(_ ranges: [Range<Int>]) { self.ranges = ranges }

    /// Whether a range contains the index, which is not below the last one asked for.
    mutating func contains(_ index: Int) -> Bool {
        skip(to: index)
        return position < ranges.count && ranges[position].lowerBound <= index
    }

    /// Whether a range contains the index, which is not below the last one asked for, and the first index for which that
    /// is otherwise.
    mutating func state(at index: Int) -> (contains: Bool, end: Int) {
        skip(to: index)
        guard position < ranges.count else { return (false, .max) }
        let range = ranges[position]
        return range.lowerBound <= index ? (true, range.upperBound) : (false, range.lowerBound)
    }

    /// How many of these indices, none of which is below the last one asked for, are in a range.
    mutating func count(in indices: Range<Int>) -> Int {
        skip(to: indices.lowerBound)
        var count = 0
        while position < ranges.count, ranges[position].lowerBound < indices.upperBound {
            count += ranges[position].clamped(to: indices).count
            if ranges[position].upperBound > indices.upperBound { break }
            position += 1
        }
        return count
    }

    /// Whether a range has any index in common with these, whose first is not below the last one asked for.
    mutating func touches(_ indices: Range<Int>) -> Bool {
        skip(to: indices.lowerBound)
        return position < ranges.count && ranges[position].lowerBound < indices.upperBound
    }

    private mutating func skip(to index: Int) {
        while position < ranges.count, ranges[position].upperBound <= index { position += 1 }
    }
}
