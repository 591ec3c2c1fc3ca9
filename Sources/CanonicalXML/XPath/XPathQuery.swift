//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

internal import CXMLDSig.XML

/// A compiled expression over a document.
@safe struct XPathQuery: ~Copyable {
    // Before the nodes, which it is for: the class is held here.
    private let handle: OpaquePointer
    private let document: XPathDocument
    /// What an operation counts as.
    let weight: Int

    private init(_ handle: OpaquePointer, _ document: XPathDocument, weight: Int) {
        unsafe self.handle = handle
        self.document = document
        self.weight = weight
    }

    /// - Parameter here: The element that bears the expression; `nil` where it stands in another document.
    static func compiled(
        _ expression: XPathExpression, over document: XPathDocument, here: XMLNode?
    ) throws(XPathError) -> XPathQuery {
        let weight = document.weight(of: expression)
        // The class lives as long as the handle, since the query holds both.
        let handle = unsafe CXMLDSig_xpath_new(
            document.nodes, here?.index ?? Int(bitPattern: UInt.max), weight * XPathDocumentSize.octetsInOperation,
            { unsafe answerID($0, $1) },
            Unmanaged.passUnretained(document).toOpaque()
        )
        guard let handle = unsafe handle else { throw XPathError(.failed, "libxml2 has no memory") }
        let query = unsafe XPathQuery(handle, document, weight: weight)
        try query.compile(expression)
        return query
    }

    private func compile(_ expression: XPathExpression) throws(XPathError) {
        for (prefix, uri) in expression.bindings {
            guard unsafe CXMLDSig_xpath_bind(handle, terminated(prefix), terminated(uri)) else {
                throw XPathError(.failed, "libxml2 has no memory")
            }
        }
        // In parentheses: what looks like a plain path is otherwise matched another way, which takes a namespace node for
        // an element.
        let text = terminated([UInt8(ascii: "(")] + expression.text + [UInt8(ascii: ")")])
        try check(unsafe CXMLDSig_xpath_compile(handle, text), XPathBudget())
    }

    deinit { unsafe CXMLDSig_xpath_free(handle) }

    enum Node {
        case node(Int)
        case attribute(Int)
        case namespace(declaration: Int, element: Int)
    }

    /// The value at a node, as a boolean.
    func test(_ node: Node, spending budget: inout XPathBudget) throws(XPathError) -> Bool {
        var question = CXMLDSig_xpath_context_node()
        switch node {
        case .node(let index):
            question.kind = CXMLDSig_xpath_node
            question.number = index
        case .attribute(let index):
            question.kind = CXMLDSig_xpath_attribute
            question.number = index
        case .namespace(let declaration, let element):
            question.kind = CXMLDSig_xpath_namespace
            question.number = declaration
            question.element = element
        }
        let result = unsafe CXMLDSig_xpath_test(handle, question, try budget.allowance())
        try budget.charge(evaluation: result.operations)
        try check(result.status, budget)
        return result.value
    }

    /// A node that was selected.
    enum Selected {
        case node(Int)
        case attribute(Int)
        case namespace(prefix: [UInt8], element: Int)
    }

    /// The nodes that it selects at the document.
    func select(spending budget: inout XPathBudget) throws(XPathError) -> [Selected] {
        let result = unsafe CXMLDSig_xpath_select(handle, try budget.allowance())
        try budget.charge(evaluation: result.operations)
        try check(result.status, budget)
        let count = result.count
        try budget.charge(nodes: count)
        var selected: [Selected] = []
        selected.reserveCapacity(count)
        for index in 0..<count {
            let node = unsafe CXMLDSig_xpath_selected(handle, index)
            switch unsafe node.kind {
            case CXMLDSig_xpath_attribute: unsafe selected.append(.attribute(node.number))
            case CXMLDSig_xpath_namespace:
                let prefix = unsafe node.prefix.map { unsafe Array(String(cString: $0).utf8) } ?? []
                unsafe selected.append(.namespace(prefix: prefix, element: node.number))
            default: unsafe selected.append(.node(node.number))
            }
        }
        return selected
    }

    private func check(_ status: CXMLDSig_xpath_status, _ budget: XPathBudget) throws(XPathError) {
        switch status {
        case CXMLDSig_xpath_done: return
        case CXMLDSig_xpath_operation_limit: throw budget.operationLimit
        case CXMLDSig_xpath_ambiguous_id:
            throw XPathError(
                .ambiguousID, clause: "XPath 1.0 §4.1",
                "`id()` is given an ID that more than one element has; nobody can say which is meant"
            )
        case CXMLDSig_xpath_no_here:
            throw XPathError(
                .otherDocument, clause: "XML-DSig §6.6.3", "`here()` where the expression stands in another document"
            )
        case CXMLDSig_xpath_no_node_set:
            throw XPathError(.noNodeSet, clause: "XPath 1.0 §3.3", "the value of the expression is no node-set")
        default:
            let message = unsafe CXMLDSig_xpath_message(handle).map { unsafe String(cString: $0) } ?? ""
            let line = message.prefix { $0 != "\n" }
            throw XPathError(.failed, clause: "XPath 1.0", "libxml2 says: \(line.isEmpty ? "no memory" : String(line))")
        }
    }
}

private func answerID(_ context: UnsafeMutableRawPointer, _ value: UnsafePointer<CChar>) -> Int {
    let document = unsafe Unmanaged<XPathDocument>.fromOpaque(context).takeUnretainedValue()
    return document.element(withID: unsafe Array(String(cString: value).utf8))
}
