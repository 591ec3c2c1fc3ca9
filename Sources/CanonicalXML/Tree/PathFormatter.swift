//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Writes where nodes are: `/` and the name as written, with `[n]` from the second sibling of the same expanded name on.
///
/// One for a report: each parent's children are counted once, so that many signatures among many siblings stay linear.
package struct PathFormatter {
    private let tree: XMLTree
    /// For each element whose parent was asked about: its number among siblings of its name.
    private var numbers: [Int: Int] = [:]
    private var countedParents: Set<Int> = []

    package init(_ tree: XMLTree) { self.tree = tree }

    /// Past this many octets a path begins with `…` in place of its first steps: a report of many deep nodes would
    /// otherwise be much larger than the document.
    package static let maximumOctetCount = 4_096

    package mutating func path(of node: XMLNode) -> String {
        var steps: [String] = []
        var octetCount = 0
        var current = node
        while let parent = tree.parent(of: current) {
            steps.append(step(current, in: parent))
            octetCount += steps[steps.count - 1].utf8.count + 1
            if octetCount > Self.maximumOctetCount { return "…/" + steps.reversed().joined(separator: "/") }
            current = parent
        }
        return steps.isEmpty ? "/" : "/" + steps.reversed().joined(separator: "/")
    }

    package mutating func path(of attribute: XMLAttribute) -> String {
        path(of: tree.owner(of: attribute)) + "/@" + tree.nameAsWritten(of: attribute)
    }

    private mutating func step(_ node: XMLNode, in parent: XMLNode) -> String {
        switch tree.kind(of: node) {
        case .element:
            let number = number(of: node, in: parent)
            return tree.nameAsWritten(of: node) + (number > 1 ? "[\(number)]" : "")
        case .text: return "text()"
        case .comment: return "comment()"
        case .processingInstruction: return "processing-instruction(\(tree.nameAsWritten(of: node)))"
        case .document: return ""
        }
    }

    private mutating func number(of node: XMLNode, in parent: XMLNode) -> Int {
        if countedParents.insert(parent.index).inserted { count(childrenOf: parent) }
        return numbers[node.index] ?? 1
    }

    private mutating func count(childrenOf parent: XMLNode) {
        var seen: [Pair: Int] = [:]
        for child in tree.children(of: parent) where tree.kind(of: child) == .element {
            let element = tree.element(child)
            let local = tree.table.names.entry(element.name).local
            let number = seen[Pair(namespace: element.namespace, local: local), default: 0] + 1
            seen[Pair(namespace: element.namespace, local: local)] = number
            if number > 1 { numbers[child.index] = number }
        }
    }

    private struct Pair: Hashable {
        let namespace: NameID
        let local: NameID
    }
}
