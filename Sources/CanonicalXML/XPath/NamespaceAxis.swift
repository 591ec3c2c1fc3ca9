//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// The namespaces in scope at one element after the other, in document order (XPath 1.0 §5.4), but for `xml`.
///
/// To go from element to element costs what is declared in them, however much is in scope.
struct NamespaceAxis {
    struct Binding: Hashable {
        /// 0 for the default namespace.
        let prefix: NameID
        /// In ``XMLTree/declarations``.
        let declaration: Int
    }

    private var declarations: [NameID: Int] = [:]
    /// The elements with declarations that are open, and how much was hidden before each.
    private var open: [(end: Int, hiddenCount: Int)] = []
    /// What the declarations of open elements replaced.
    private var hidden: [(prefix: NameID, declaration: Int?)] = []
    /// What is in scope in the order of the prefixes' numbers, until that changes.
    private var sorted: [Binding]?

    /// How many are in scope.
    var count: Int { declarations.count }

    /// Moves to an element, which is none that stands before the last one.
    mutating func enter(_ element: XMLNode, _ tree: XMLTree) {
        while let last = open.last, last.end <= element.index {
            for binding in hidden[last.hiddenCount...] { declarations[binding.prefix] = binding.declaration }
            hidden.removeLast(hidden.count - last.hiddenCount)
            open.removeLast()
            sorted = nil
        }
        let record = tree.element(element)
        guard !record.declarations.isEmpty else { return }
        open.append((Int(record.subtreeEnd), hidden.count))
        sorted = nil
        for index in record.declarations {
            let declaration = tree.declarations[index]
            guard declaration.prefix != NameTable.xml else { continue }
            hidden.append((declaration.prefix, declarations[declaration.prefix]))
            declarations[declaration.prefix] = declaration.uri == 0 ? nil : index
        }
    }

    /// The declaration that binds a prefix.
    func declaration(of prefix: NameID) -> Int? { declarations[prefix] }

    /// All in scope, in the order of their prefixes' numbers.
    ///
    /// What is in scope of one element after the other may be far more than the document is long, where it means harm:
    /// each list is charged.
    mutating func bindings(spending budget: inout XPathBudget) throws(XPathError) -> [Binding] {
        try budget.charge(declarations.count)
        if let sorted { return sorted }
        let bindings = declarations.map { Binding(prefix: $0.key, declaration: $0.value) }
            .sorted { $0.prefix < $1.prefix }
        sorted = bindings
        return bindings
    }
}
