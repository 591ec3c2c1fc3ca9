//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

package import CanonicalXML

/// A document with a part of it that is to be canonicalized, all decided by a seed.
package struct GeneratedCase {
    package let seed: UInt64
    package let document: [UInt8]
    package let tree: XMLTree
    package let set: NodeSet
    /// How ``set`` was made.
    package let shape: Shape
    package let method: CanonicalizationMethod
    /// The PrefixList of the exclusive method; an empty one is `#default`.
    package let inclusivePrefixes: [[UInt8]]

    package enum Shape: String, CaseIterable {
        case document
        case subtree
        /// A subtree without some subtrees in it.
        case subtreeWithHoles = "subtree with holes"
        /// Any nodes, with the attribute and namespace nodes of the elements among them.
        case nodes
        /// Any nodes, any attribute nodes, any namespace nodes.
        case axisNodes = "axis nodes"
    }

    /// - Throws: What the reader says, which is a fault of the generator or of the reader.
    package init(seed: UInt64) throws(XMLReadingError) {
        self.seed = seed
        document = Array(DocumentWriter.document(seed: seed).utf8)
        var reader = XMLReader()
        tree = try reader.read(document)
        var numbers = SeededNumbers(seed: ~seed)
        method = numbers.pick(CanonicalizationMethod.allCases)
        shape = numbers.pick(Shape.allCases)
        set = Self.set(shape, of: tree, &numbers)
        inclusivePrefixes = method.isExclusive ? Self.prefixes(of: tree, &numbers) : []
    }

    private static func prefixes(of tree: XMLTree, _ numbers: inout SeededNumbers) -> [[UInt8]] {
        guard numbers.once(in: 2) else { return [] }
        var prefixes = Set(tree.declarations.map(\.prefix)).sorted().map { CanonicalXML.octets(tree.table.names[$0]) }
        prefixes.append(Array("unknown".utf8))
        prefixes = prefixes.filter { _ in numbers.once(in: 2) }
        if numbers.once(in: 2), !prefixes.contains([]) { prefixes.append([]) }
        return prefixes
    }

    private static func set(_ shape: Shape, of tree: XMLTree, _ numbers: inout SeededNumbers) -> NodeSet {
        switch shape {
        case .document: return NodeSet(subtreeOf: .document, in: tree)
        case .subtree: return NodeSet(subtreeOf: element(of: tree, &numbers), in: tree)
        case .subtreeWithHoles:
            let top = numbers.once(in: 2) ? tree.rootElement : element(of: tree, &numbers)
            var set = NodeSet(subtreeOf: numbers.once(in: 4) ? .document : top, in: tree)
            for _ in 0...numbers.number(below: 3) {
                let hole = tree.subtree(of: element(of: tree, &numbers))
                if hole.lowerBound > top.index { set = set.subtracting(hole, of: tree) }
            }
            return set
        case .nodes:
            let chance = 2 + numbers.number(below: 3)
            return NodeSet(ranges: (0..<tree.nodeCount).filter { _ in !numbers.once(in: chance) }.map { $0..<$0 + 1 })
        case .axisNodes:
            let chances = (0..<3).map { _ in 2 + numbers.number(below: 5) }
            return NodeSet(tree) { node in
                switch node {
                case .node: !numbers.once(in: chances[0])
                case .attribute: !numbers.once(in: chances[1])
                case .namespace: !numbers.once(in: chances[2])
                }
            }
        }
    }

    private static func element(of tree: XMLTree, _ numbers: inout SeededNumbers) -> XMLNode {
        XMLNode(Int(tree.elements[numbers.number(below: tree.elements.count)].node))
    }

    /// Our canonical form.
    package func octets() throws(CanonicalizationError) -> [UInt8] {
        try Canonicalizer(method, inclusivePrefixes: inclusivePrefixes).octets(of: set, in: tree)
    }
}

extension GeneratedCase: CustomStringConvertible {
    package var description: String {
        let prefixes = inclusivePrefixes.map { $0.isEmpty ? "#default" : String(decoding: $0, as: UTF8.self) }
        return "seed \(seed), \(method.uri), \(shape.rawValue), PrefixList \(prefixes), ranges \(set.ranges)"
    }
}
