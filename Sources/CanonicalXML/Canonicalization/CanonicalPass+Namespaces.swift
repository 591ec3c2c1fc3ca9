//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// A namespace node that is to be written.
struct RenderedNamespace: BitwiseCopyable {
    /// Its prefix, by number in the scope.
    let number: Int
    /// 0 for `xmlns=""`.
    let uri: NameID
}

extension CanonicalPass {
    /// Notes the declarations of an element, and what they bind as far as the output depends on it.
    @inline(never)
    mutating func bind(_ declarations: Range<Int>) {
        for index in declarations {
            let declaration = tree.declarations[index]
            guard declaration.prefix != NameTable.xml else { continue }
            let number = namespaces.number(of: declaration.prefix)
            namespaces.note(declaration, of: number)
            if bindsPrefixes, namespaces.bindings[number].isInclusive { namespaces.bind(number, to: declaration.uri) }
        }
    }

    /// Notes the nearest declarations above a node, where they bind nothing.
    ///
    /// No more than a few, whatever stands above: the work isn't counted, and what isn't known is composed.
    mutating func noteDeclarations(above index: Int) {
        var rest = 64
        var current = Int(tree.nodes[index].parent)
        while current > 0, rest > 0 {
            for index in tree.elements[Int(tree.nodes[current].payload)].declarations.prefix(rest) {
                let declaration = tree.declarations[index]
                let number = namespaces.number(of: declaration.prefix)
                if namespaces.bindings[number].declared == 0 { namespaces.note(declaration, of: number) }
                rest -= 1
            }
            rest -= 1
            current = Int(tree.nodes[current].parent)
        }
    }

    /// Finds the namespace nodes that an element of the set writes (Canonical XML 1.0 §2.3, *Namespace Axis*), where all
    /// of its namespace and attribute nodes are in the set.
    @inline(__always)
    mutating func collectDeclarations(_ element: ElementRecord) {
        pending.removeAll()
        if element.declarationCount > 0 { bind(element.declarations) }
        if !namespaces.differing.isEmpty { collectDiffering() }
        guard isExclusive else { return }
        utilize(element.name, element.namespace)
        for index in element.attributes { utilize(attribute: index) }
    }

    /// The same where the set says which of them are.
    mutating func collectDeclarations(_ element: ElementRecord, _ selection: AxisNodes.Selection) {
        if case .all = selection { return collectDeclarations(element) }
        pending.removeAll()
        bind(element.declarations)
        if bindsPrefixes { collectSelected(selection) }
        if isExclusive { collectUtilized(element, selection) }
    }

    /// Each prefix whose binding the output doesn't say yet; `xmlns=""` where it says one that is gone.
    @inline(never)
    private mutating func collectDiffering() {
        while let number = namespaces.differing.members.last {
            let uri = namespaces.bindings[number].bound
            if uri != 0 || namespaces.bindings[number].prefix == 0 { append(number, uri) }
            namespaces.render(number, as: uri)
        }
    }

    /// Where not all namespace nodes of an element are in the set, every prefix in scope is looked at.
    private mutating func collectSelected(_ selection: AxisNodes.Selection) {
        for number in namespaces.bindings.indices where namespaces.bindings[number].isInclusive {
            let binding = namespaces.bindings[number]
            let uri = selection.contains(namespace: binding.prefix) ? binding.bound : 0
            guard uri != binding.rendered else { continue }
            // Without a default namespace node the element writes `xmlns=""` where the nearest one in the set has one.
            if uri != 0 || binding.prefix == 0 { append(number, uri) }
            namespaces.render(number, as: uri)
        }
    }

    /// The namespace nodes of an element that is not in the set.
    ///
    /// They change nothing for those below, who compare with the nearest element in the set.
    mutating func collectOmittedDeclarations(_ selection: AxisNodes.Selection) {
        pending.removeAll()
        switch selection {
        case .none: break
        case .all:
            for number in namespaces.differing.members where namespaces.bindings[number].bound != 0 {
                append(number, namespaces.bindings[number].bound)
            }
        case .listed(_, let prefixes):
            for prefix in prefixes where prefix != NameTable.xml {
                let number = namespaces.number(of: prefix)
                let binding = namespaces.bindings[number]
                // Of the exclusive form only prefixes on the PrefixList: the others need an element in the set.
                if binding.isInclusive, binding.bound != 0, binding.bound != binding.rendered {
                    append(number, binding.bound)
                }
            }
        }
    }

    /// What an element visibly utilizes (Exclusive XML Canonicalization 1.0 §3 items 3 and 4).
    private mutating func collectUtilized(_ element: ElementRecord, _ selection: AxisNodes.Selection) {
        let prefix = tree.table.names.entry(element.name).prefix
        utilize(element.name, selection.contains(namespace: prefix) ? element.namespace : 0)
        guard case .listed(let attributes, _) = selection else { return }
        for index in attributes where tree.attributes[index].namespace != 0 {
            let attribute = tree.attributes[index]
            let prefix = tree.table.names.entry(attribute.name).prefix
            utilize(attribute.name, selection.contains(namespace: prefix) ? attribute.namespace : 0)
        }
    }

    @inline(__always)
    private mutating func utilize(attribute index: Int) {
        let attribute = tree.attributes[index]
        // Without a prefix an attribute is in no namespace.
        if attribute.namespace != 0 { utilize(attribute.name, attribute.namespace) }
    }

    /// - Parameter uri: What the namespace node in the set says; 0 where there is none.
    @inline(__always)
    private mutating func utilize(_ name: NameID, _ uri: NameID) {
        let prefix = tree.table.names.entry(name).prefix
        guard prefix != NameTable.xml else { return }
        if prefix != lastPrefix {
            lastPrefix = prefix
            lastNumber = namespaces.number(of: prefix)
        }
        guard uri != namespaces.bindings[lastNumber].rendered else { return }
        utilize(lastNumber, uri)
    }

    @inline(never)
    private mutating func utilize(_ number: Int, _ uri: NameID) {
        guard !namespaces.bindings[number].isInclusive else { return }
        if uri != 0 || namespaces.bindings[number].prefix == 0 { append(number, uri) }
        namespaces.renderExclusively(number, as: uri)
    }

    private mutating func append(_ number: Int, _ uri: NameID) {
        pending.append(RenderedNamespace(number: number, uri: uri))
    }

    /// Whether the pending declarations are those that stand in the tag of the element.
    mutating func pendingAreDeclarations(of element: ElementRecord) -> Bool {
        guard pending.count == Int(element.declarationCount) else { return false }
        if pending.count > 1 { sortPending() }
        for index in pending.indices {
            let declaration = tree.declarations[Int(element.firstDeclaration) + index]
            let isSame =
                pending[index].uri == declaration.uri
                && namespaces.bindings[pending[index].number].prefix == declaration.prefix
            if !isSame { return false }
        }
        return true
    }

    /// Writes the pending declarations in the order of their prefixes; the default namespace has none and comes first.
    mutating func writeDeclarations() throws(CanonicalizationError) {
        if pending.count > 1 { sortPending() }
        for index in pending.indices { try write(pending[index]) }
    }

    private mutating func sortPending() {
        if pending.count > 16 { return sortManyPending() }
        for index in 1..<pending.count {
            let declaration = pending[index]
            var place = index
            while place > 0, precedes(declaration, pending[place &- 1]) {
                pending[place] = pending[place &- 1]
                place &-= 1
            }
            pending[place] = declaration
        }
    }

    @inline(never)
    private mutating func sortManyPending() {
        let sorted = pending.indices.map { pending[$0] }.sorted { precedes($0, $1) }
        for index in pending.indices { pending[index] = sorted[index] }
    }

    @inline(__always)
    private func precedes(_ left: RenderedNamespace, _ right: RenderedNamespace) -> Bool {
        tree.table.names.precedes(namespaces.bindings[left.number].prefix, namespaces.bindings[right.number].prefix)
    }

    private mutating func write(_ declaration: RenderedNamespace) throws(CanonicalizationError) {
        let binding = namespaces.bindings[declaration.number]
        let written = binding.declaration(of: declaration.uri)
        guard !written.isEmpty else { return try writeComposed(declaration) }
        if tree.source[written.lowerBound - 1] == UInt8(ascii: " ") {
            try writer.write(source: written.lowerBound - 1..<written.upperBound)
        } else {
            try writer.write(" ")
            try writer.write(source: written)
        }
    }

    /// Writes a declaration that doesn't stand in the source, as far as is known.
    @inline(never)
    private mutating func writeComposed(_ declaration: RenderedNamespace) throws(CanonicalizationError) {
        let number = declaration.number
        if let text = namespaces.text(of: number, declaration.uri) { return try writer.write(namespaces.texts, text) }
        let text = namespaces.compose(number, declaration.uri, tree)
        try writer.write(namespaces.texts, text)
        namespaces.drop(text, of: number)
    }
}

extension AxisNodes.Selection {
    /// Whether the namespace node of a prefix that is in scope is selected.
    func contains(namespace prefix: NameID) -> Bool {
        switch self {
        case .all: true
        case .none: false
        case .listed(_, let prefixes): contains(prefix, in: prefixes)
        }
    }

    /// Whether an attribute of the element is selected.
    package func contains(attribute index: Int) -> Bool {
        switch self {
        case .all: true
        case .none: false
        case .listed(let attributes, _): contains(index, in: attributes)
        }
    }

    private func contains<Number: Comparable>(_ number: Number, in sorted: [Number]) -> Bool {
        var low = 0
        var high = sorted.count
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low < sorted.count && sorted[low] == number
    }
}
