//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// The namespaces in scope at one element after the other, in document order (XPath 1.0 §5.4), but for `xml`.
struct NamespaceAxis {
    struct Binding: Hashable {
        /// 0 for the default namespace.
        let prefix: NameID
        /// In ``XMLTree/declarations``.
        let declaration: Int
    }

    /// In the order of their prefixes' numbers.
    private(set) var bindings: [Binding] = []
    /// How many bindings were copied from element to element: all those in scope for each element with declarations,
    /// which is more than the document is long where it means harm.
    private(set) var work = 0
    /// The elements with declarations that are open, each with what was in scope around it.
    private var open: [(end: Int, outer: [Binding])] = []

    /// Moves to an element, which is none that stands before the last one.
    mutating func enter(_ element: XMLNode, _ tree: XMLTree) {
        while let last = open.last, last.end <= element.index {
            bindings = last.outer
            open.removeLast()
        }
        let record = tree.element(element)
        guard !record.declarations.isEmpty else { return }
        open.append((Int(record.subtreeEnd), bindings))
        work += bindings.count + record.declarations.count
        var merged: [NameID: Int] = [:]
        for binding in bindings { merged[binding.prefix] = binding.declaration }
        for index in record.declarations {
            let declaration = tree.declarations[index]
            guard declaration.prefix != NameTable.xml else { continue }
            merged[declaration.prefix] = declaration.uri == 0 ? nil : index
        }
        bindings = merged.sorted { $0.key < $1.key }.map { Binding(prefix: $0.key, declaration: $0.value) }
    }

    /// The declaration that binds a prefix.
    func declaration(of prefix: NameID) -> Int? {
        var low = 0
        var high = bindings.count
        while low < high {
            let middle = (low + high) / 2
            if bindings[middle].prefix < prefix { low = middle + 1 } else { high = middle }
        }
        return low < bindings.count && bindings[low].prefix == prefix ? bindings[low].declaration : nil
    }
}
