//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Finds what many prefixes are bound to at many places (Namespaces in XML 1.0 §6.1): one pass over the elements where
/// anybody asks, then a search by halves for each.
///
/// ``XMLTree/namespace(boundTo:at:)`` looks at every declaration above a node, so it is for single questions.
package final class NamespaceIndex {
    package let tree: XMLTree
    /// How many bindings were noted and looked at: what all questions together cost.
    package private(set) var work = 0
    private lazy var bindings = Bindings(of: tree)
    /// Each name once, however many bindings hold it.
    private var names: [NameID: [UInt8]] = [:]

    package init(_ tree: XMLTree) { self.tree = tree }

    /// The namespace name that a prefix is bound to at a node; `nil` where it isn't.
    ///
    /// - Parameter prefix: Its octets; none for the default namespace.
    package func name(boundTo prefix: [UInt8], at node: XMLNode) -> [UInt8]? {
        // No span is lent of a class's property.
        let table = tree.table
        guard let known = table.names.find(prefix.span), let uri = namespace(boundTo: known, at: node) else {
            return nil
        }
        if let name = names[uri] { return name }
        let name = octets(table.uris[uri])
        names[uri] = name
        return name
    }

    /// The same by entries of the table.
    package func namespace(boundTo prefix: NameID, at node: XMLNode) -> NameID? {
        if prefix == NameTable.xml { return NameTable.xmlNamespace }
        if work == 0 { work = bindings.count }
        let uri = bindings.uri(of: prefix, at: node, &work)
        return uri == 0 ? nil : uri
    }
}

/// What each prefix is bound to, as it changes from node to node.
private struct Bindings {
    private struct Change {
        /// From this node on, up to the next change.
        let node: Int
        /// 0 where the prefix is unbound.
        let uri: NameID
    }

    private var changes: [NameID: [Change]] = [:]
    /// How many changes there were, those of one prefix at the same node included.
    private(set) var count = 0

    init(of tree: XMLTree) {
        /// The elements with declarations that the walk is in, and what these had hidden.
        var open: [(end: Int, hiddenCount: Int)] = []
        var hidden: [(prefix: NameID, uri: NameID)] = []
        for element in tree.elements where !element.declarations.isEmpty {
            let node = Int(element.node)
            while let last = open.last, last.end <= node {
                for binding in hidden[last.hiddenCount...] { set(binding.prefix, to: binding.uri, from: last.end) }
                hidden.removeLast(hidden.count - last.hiddenCount)
                open.removeLast()
            }
            open.append((Int(element.subtreeEnd), hidden.count))
            for declaration in tree.declarations[element.declarations] {
                hidden.append((declaration.prefix, changes[declaration.prefix]?.last?.uri ?? 0))
                set(declaration.prefix, to: declaration.uri, from: node)
            }
        }
        while let last = open.popLast() {
            for binding in hidden[last.hiddenCount...] { set(binding.prefix, to: binding.uri, from: last.end) }
            hidden.removeLast(hidden.count - last.hiddenCount)
        }
    }

    private mutating func set(_ prefix: NameID, to uri: NameID, from node: Int) {
        count += 1
        changes[prefix, default: []].append(Change(node: node, uri: uri))
    }

    /// - Returns: 0 where it is unbound.
    func uri(of prefix: NameID, at node: XMLNode, _ work: inout Int) -> NameID {
        guard let changes = changes[prefix] else { return 0 }
        // The last change that isn't behind the node: of several at the same node the last one holds.
        var low = 0
        var high = changes.count
        while low < high {
            work += 1
            let middle = (low + high) / 2
            if changes[middle].node <= node.index { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? 0 : changes[low - 1].uri
    }
}
