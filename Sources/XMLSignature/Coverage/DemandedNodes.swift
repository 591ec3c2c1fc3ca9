//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML

/// The nodes of a document that a policy wants to be signed.
///
/// Comparing them with what a signature covers is a binary search for each range of the signature's, however many the
/// demanded ones are.
struct DemandedNodes {
    /// Why there is nothing that could be covered.
    struct Absence: Error {
        let reason: String
    }

    /// Where they begin.
    let first: XMLNode
    /// Sorted, disjoint.
    private let ranges: [Range<Int>]
    /// For each range, how many nodes stand in the ones before it.
    private let counts: [Int]
    private let count: Int

    /// - Parameter signatures: The document's, in document order.
    init(_ part: CoverageDemand.Part, in tree: XMLTree, without signatures: [XMLNode]) throws(Absence) {
        let elements = try tree.elements(of: part)
        first = elements[0]
        let excluded = signatures.map { tree.subtree(of: $0) }
        ranges = elements.flatMap { Self.parts(of: tree.subtree(of: $0), without: excluded) }
        var counts: [Int] = []
        var count = 0
        for range in ranges {
            counts.append(count)
            count += range.count
        }
        self.counts = counts
        self.count = count
    }

    /// Whether all of them are covered.
    func areCovered(by covered: WholeSubtrees) -> Bool {
        covered.ranges.reduce(0) { $0 + self.count(below: $1.upperBound) - self.count(below: $1.lowerBound) } == count
    }

    /// How many of them come before a node.
    private func count(below index: Int) -> Int {
        var low = 0
        var high = ranges.count
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].lowerBound < index { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return 0 }
        let range = ranges[low - 1]
        return counts[low - 1] + min(index, range.upperBound) - range.lowerBound
    }

    /// An element without the signatures in it; one that stands around it stays out of this.
    private static func parts(of subtree: Range<Int>, without signatures: [Range<Int>]) -> [Range<Int>] {
        var low = 0
        var high = signatures.count
        while low < high {
            let middle = (low + high) / 2
            if signatures[middle].lowerBound <= subtree.lowerBound { low = middle + 1 } else { high = middle }
        }
        var parts: [Range<Int>] = []
        var position = subtree.lowerBound
        for signature in signatures[low...] {
            guard signature.lowerBound < subtree.upperBound else { break }
            // One inside of another goes with it.
            guard signature.lowerBound >= position else { continue }
            parts.append(position..<signature.lowerBound)
            position = signature.upperBound
        }
        parts.append(position..<subtree.upperBound)
        return parts.filter { !$0.isEmpty }
    }
}

extension XMLTree {
    /// The elements that a demand is about, in document order; at least one.
    fileprivate func elements(of part: CoverageDemand.Part) throws(DemandedNodes.Absence) -> [XMLNode] {
        switch part {
        case .root: return [rootElement]
        case .id(let id):
            switch ids.resolve(id) {
            case .element(let element): return [element]
            case .none: throw DemandedNodes.Absence(reason: "no element has this ID")
            case .ambiguous: throw DemandedNodes.Absence(reason: "more than one element has this ID")
            }
        case .elements(let path):
            var found = name(of: rootElement) == path.first ? [rootElement] : []
            for step in path.dropFirst() {
                found = found.flatMap { parent in children(of: parent).filter { name(of: $0) == step } }
            }
            guard !found.isEmpty else { throw DemandedNodes.Absence(reason: "there is no such element") }
            return found
        }
    }
}
