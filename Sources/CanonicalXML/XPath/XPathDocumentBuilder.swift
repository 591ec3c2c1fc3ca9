//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

internal import CXMLDSig.XML

/// Copies a tree into libxml2's nodes.
@safe struct XPathDocumentBuilder: ~Copyable {
    private let tree: XMLTree
    // `nil` once it is handed over.
    private var nodes: OpaquePointer?
    private var scope = NamespaceAxis()
    private var depth = 0
    private(set) var size = XPathDocumentSize()
    /// Children without an element between them, up to the node made last.
    private var run = (parent: -1, count: 0)
    /// With what stands in them and above.
    private var open: [(end: Int, declarations: Int, attributes: Int)] = []

    init(_ tree: XMLTree) throws(XPathError) {
        let nodes = unsafe CXMLDSig_dom_new(tree.nodes.count, tree.attributes.count, tree.declarations.count)
        guard let nodes = unsafe nodes else { throw Self.failed }
        self.tree = tree
        unsafe self.nodes = nodes
        size.nodeCount = tree.nodes.count + tree.attributes.count
    }

    deinit { if let nodes = unsafe nodes { unsafe CXMLDSig_dom_free(nodes) } }

    /// What was made; the caller frees it.
    consuming func finish() -> OpaquePointer {
        // Handed over once, by the only function that consumes this.
        let made = unsafe nodes!
        unsafe nodes = nil
        unsafe CXMLDSig_dom_finish(made)
        return unsafe made
    }

    /// Copies all nodes; these are charged already, the octets of their values aren't.
    mutating func build(spending budget: inout XPathBudget) throws(XPathError) {
        for index in 1..<tree.nodes.count {
            let parent = Int(tree.nodes[index].parent)
            while let last = open.last, last.end <= index { open.removeLast() }
            switch tree.nodes[index].kind {
            case .document: continue
            case .element: try addElement(index, parent, &budget)
            case .text:
                let value = try leaf(index, parent, &budget)
                size.textOctets += value.count
                size.stringValueOctets += value.count * (open.count + 1)
                try addLeaf(CXMLDSig_dom_text, parent, nil, value)
            case .comment: try addLeaf(CXMLDSig_dom_comment, parent, nil, try leaf(index, parent, &budget))
            case .processingInstruction:
                let value = try leaf(index, parent, &budget)
                try addLeaf(CXMLDSig_dom_instruction, parent, name(tree.qualifiedName(of: XMLNode(index))), value)
            }
        }
    }

    private mutating func leaf(
        _ index: Int, _ parent: Int, _ budget: inout XPathBudget
    ) throws(XPathError) -> [UInt8] {
        let value = try charged(tree.stringValue(of: XMLNode(index)), &budget)
        size.leafOctets += value.count
        size.longestLeaf = max(size.longestLeaf, value.count)
        run = (parent, run.parent == parent ? run.count + 1 : 1)
        size.longestRun = max(size.longestRun, run.count)
        return value
    }

    /// To copy a value counts as much as to take it does later.
    private func charged(_ value: [UInt8], _ budget: inout XPathBudget) throws(XPathError) -> [UInt8] {
        try budget.charge(value.count / XPathDocumentSize.octetsInOperation)
        return value
    }

    private mutating func addElement(
        _ index: Int, _ parent: Int, _ budget: inout XPathBudget
    ) throws(XPathError) {
        let element = tree.element(XMLNode(index))
        let made = unsafe nodes!
        let entry = tree.table.names.entry(element.name)
        try check(unsafe CXMLDSig_dom_add_element(made, parent, name(entry.local)))
        for declaration in tree.declarations[element.declarations] {
            let uri = terminated(octets(tree.table.uris[declaration.uri]))
            size.longestNamespaceName = max(size.longestNamespaceName, uri.count - 1)
            if declaration.prefix == 0 {
                try check(unsafe CXMLDSig_dom_add_declaration(made, nil, uri))
            } else {
                try check(unsafe CXMLDSig_dom_add_declaration(made, name(declaration.prefix), uri))
            }
        }
        scope.enter(XMLNode(index), tree)
        try check(unsafe CXMLDSig_dom_set_namespace(made, namespace(element.namespace, entry.prefix)))
        for attribute in element.attributes {
            let record = tree.attributes[attribute]
            let entry = tree.table.names.entry(record.name)
            let value = try charged(tree.value(of: XMLAttribute(attribute)), &budget)
            size.attributeOctets += value.count
            size.longestAttribute = max(size.longestAttribute, value.count)
            try check(
                unsafe CXMLDSig_dom_add_attribute(
                    made, namespace(record.namespace, entry.prefix), name(entry.local), terminated(value)
                )
            )
        }
        let above = (
            declarations: (open.last?.declarations ?? 0) + element.declarations.count,
            attributes: (open.last?.attributes ?? 0) + element.attributes.count + 1
        )
        open.append((Int(element.subtreeEnd), above.declarations, above.attributes))
        run = (-1, 0)
        size.longestRun = max(size.longestRun, element.attributes.count)
        size.declarationsAbove = max(size.declarationsAbove, above.declarations)
        size.attributesAbove = max(size.attributesAbove, above.attributes)
        size.nearbyNodes = max(size.nearbyNodes, open.count + 1 + element.attributes.count + scope.count)
    }

    /// The declaration that gives a name its namespace.
    private func namespace(_ namespace: NameID, _ prefix: NameID) -> Int {
        if namespace == 0 { return Int(bitPattern: UInt.max) }
        if prefix == NameTable.xml { return Int(bitPattern: UInt.max - 1) }
        return scope.declaration(of: prefix) ?? Int(bitPattern: UInt.max)
    }

    private func addLeaf(
        _ kind: CXMLDSig_dom_kind, _ parent: Int, _ target: [CChar]?, _ content: [UInt8]
    ) throws(XPathError) {
        let content = terminated(content)
        let made = unsafe nodes!
        if let target {
            try check(unsafe CXMLDSig_dom_add_leaf(made, kind, parent, target, content))
        } else {
            try check(unsafe CXMLDSig_dom_add_leaf(made, kind, parent, nil, content))
        }
    }

    private func name(_ id: NameID) -> [CChar] { terminated(octets(tree.table.names[id])) }

    private func check(_ isDone: Bool) throws(XPathError) { if !isDone { throw Self.failed } }

    private static var failed: XPathError { XPathError(.failed, "libxml2 has no memory for the document") }
}

/// The octets with a zero behind them, as C takes them. XML has no zero octet.
func terminated(_ octets: [UInt8]) -> [CChar] {
    var result: [CChar] = []
    result.reserveCapacity(octets.count + 1)
    for octet in octets { result.append(CChar(bitPattern: octet)) }
    result.append(0)
    return result
}
