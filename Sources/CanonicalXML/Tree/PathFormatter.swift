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
    /// For each element whose parent was counted: its number among siblings of its name, where that isn't 1.
    private var numbers: [Int: Int] = [:]
    /// How often a number was asked for below a parent.
    private var questions: [Int: Int] = [:]
    /// Where namespaces are in scope, of those that were asked for.
    private var scopes: [NameID: [Range<Int>]] = [:]

    /// So often the siblings before an element are looked at; then all below the parent are counted at once, so that the
    /// work stays linear.
    private static let fewQuestions = 4

    package init(_ tree: XMLTree) {
        self.tree = tree
        questions.reserveCapacity(8)
    }

    /// Past this many octets a path begins with `…` in place of its first steps: a report of many deep nodes would
    /// otherwise be much larger than the document.
    package static let maximumOctetCount = 4_096

    package mutating func path(of node: XMLNode) -> String {
        var steps: [Step] = []
        steps.reserveCapacity(8)
        var octetCount = 0
        var current = node
        while let parent = tree.parent(of: current) {
            let step = step(current, in: parent)
            steps.append(step)
            octetCount += step.octetCount(in: tree) + 1
            if octetCount > Self.maximumOctetCount { break }
            current = parent
        }
        var path = octetCount > Self.maximumOctetCount ? Array("…".utf8) : []
        path.reserveCapacity(octetCount + 3)
        if steps.isEmpty { path.append(UInt8(ascii: "/")) }
        for step in steps.reversed() {
            path.append(UInt8(ascii: "/"))
            step.write(to: &path, in: tree)
        }
        return String(decoding: path, as: UTF8.self)
    }

    package mutating func path(of attribute: XMLAttribute) -> String {
        path(of: tree.owner(of: attribute)) + "/@" + tree.nameAsWritten(of: attribute)
    }

    private mutating func step(_ node: XMLNode, in parent: XMLNode) -> Step {
        Step(node: node, number: tree.kind(of: node) == .element ? number(of: node, in: parent) : 1)
    }

    private mutating func number(of node: XMLNode, in parent: XMLNode) -> Int {
        let question = questions[parent.index, default: 0] + 1
        questions[parent.index] = question
        if question < Self.fewQuestions { return numberBySiblings(of: node, in: parent) }
        if question == Self.fewQuestions { count(childrenOf: parent) }
        return numbers[node.index] ?? 1
    }

    private mutating func numberBySiblings(of node: XMLNode, in parent: XMLNode) -> Int {
        let pair = Pair(tree.element(node), in: tree)
        var number = 1
        var siblingCount = 0
        let patience = tree.declarations.count / 16 + 1
        for sibling in tree.children(of: parent) {
            if sibling == node { break }
            if tree.kind(of: sibling) == .element, Pair(tree.element(sibling), in: tree) == pair { number += 1 }
            siblingCount += 1
            // From here on a look at all declarations is less than one at the siblings may be.
            if siblingCount == patience, !isInScope(pair.namespace, between: sibling, node) { break }
        }
        return number
    }

    /// Whether anything from one node up to another may be in a namespace.
    private mutating func isInScope(_ namespace: NameID, between first: XMLNode, _ end: XMLNode) -> Bool {
        guard namespace != 0 else { return true }
        let known = scopes[namespace]
        let scopes = known ?? tree.elements(inScopeOf: namespace)
        if known == nil { self.scopes[namespace] = scopes }
        let start = tree.firstElement(from: first.index)
        // The first scope that doesn't end before.
        var low = 0
        var high = scopes.count
        while low < high {
            let middle = (low + high) / 2
            if scopes[middle].upperBound <= start { low = middle + 1 } else { high = middle }
        }
        return low < scopes.count && scopes[low].lowerBound < tree.firstElement(from: end.index)
    }

    private mutating func count(childrenOf parent: XMLNode) {
        var seen: [Pair: Int] = [:]
        for child in tree.children(of: parent) where tree.kind(of: child) == .element {
            let pair = Pair(tree.element(child), in: tree)
            let number = seen[pair, default: 0] + 1
            seen[pair] = number
            if number > 1 { numbers[child.index] = number }
        }
    }

    private struct Pair: Hashable {
        let namespace: NameID
        let local: NameID

        init(_ element: ElementRecord, in tree: XMLTree) {
            namespace = element.namespace
            local = tree.table.names.entry(element.name).local
        }
    }

    /// One step, which isn't written before the length of the path is known.
    private struct Step {
        let node: XMLNode
        /// Among siblings of its name, of an element.
        let number: Int

        func octetCount(in tree: XMLTree) -> Int {
            let nameCount = tree.table.names.count(of: tree.qualifiedName(of: node))
            switch tree.kind(of: node) {
            case .element: return nameCount + (number > 1 ? "[\(number)]".utf8.count : 0)
            case .text: return "text()".utf8.count
            case .comment: return "comment()".utf8.count
            case .processingInstruction: return nameCount + "processing-instruction()".utf8.count
            case .document: return 0
            }
        }

        func write(to path: inout [UInt8], in tree: XMLTree) {
            switch tree.kind(of: node) {
            case .element:
                append(tree.table.names[tree.qualifiedName(of: node)], to: &path)
                if number > 1 { path += "[\(number)]".utf8 }
            case .text: path += "text()".utf8
            case .comment: path += "comment()".utf8
            case .processingInstruction:
                path += "processing-instruction(".utf8
                append(tree.table.names[tree.qualifiedName(of: node)], to: &path)
                path.append(UInt8(ascii: ")"))
            case .document: break
            }
        }
    }
}
