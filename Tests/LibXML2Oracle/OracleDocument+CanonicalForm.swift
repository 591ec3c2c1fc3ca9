//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

internal import CLibXML2Oracle

extension OracleDocument {
    /// A node that canonicalization asks about.
    package enum Node: Hashable {
        /// The document, an element, a text, a comment or a processing instruction.
        case node(Int)
        /// An attribute of the element with this number.
        case attribute(of: Int, namespace: [UInt8], local: [UInt8])
        /// A namespace in scope at the element with this number; the prefix is empty for the default one.
        case namespace(of: Int, prefix: [UInt8])
    }

    package enum Method: Hashable, CaseIterable {
        case canonical10
        case canonical11
        case exclusive10
    }

    /// The canonical form of a document subset, by `xmlC14NExecute`.
    ///
    /// - Parameters:
    ///   - inclusivePrefixes: The PrefixList of the exclusive form; `#default` for the default namespace.
    ///   - isVisible: Whether a node is in the set; `nil` for the whole document.
    /// - Returns: `nil` where libxml2 reports a failure.
    /// - Precondition: The document was accepted.
    package func canonicalForm(
        _ method: Method, withComments: Bool = false, inclusivePrefixes: [String] = [],
        isVisible: ((Node) -> Bool)? = nil
    ) -> [UInt8]? {
        buildTree()
        guard let isVisible else {
            return unsafe canonicalForm(method, withComments, inclusivePrefixes, nil, nil)
        }
        return withoutActuallyEscaping(isVisible) { escapable in
            var predicate = escapable
            return unsafe withUnsafeMutablePointer(to: &predicate) { pointer in
                unsafe canonicalForm(method, withComments, inclusivePrefixes, askPredicate, pointer)
            }
        }
    }

    private func canonicalForm(
        _ method: Method, _ withComments: Bool, _ prefixes: [String],
        _ visible: CLibXML2Oracle_visible?, _ context: UnsafeMutableRawPointer?
    ) -> [UInt8]? {
        let result = unsafe CLibXML2Oracle_canonicalize(
            document, method.value, withComments, prefixes.joined(separator: " "), visible, context
        )
        guard let octets = unsafe result.octets else { return nil }
        defer { unsafe CLibXML2Oracle_free_octets(result) }
        return unsafe Array(UnsafeBufferPointer(start: octets, count: result.count))
    }
}

extension OracleDocument.Method {
    fileprivate var value: CLibXML2Oracle_method {
        switch self {
        case .canonical10: CLibXML2Oracle_canonical_1_0
        case .canonical11: CLibXML2Oracle_canonical_1_1
        case .exclusive10: CLibXML2Oracle_exclusive_1_0
        }
    }
}

/// Asks the predicate that `context` points to.
private func askPredicate(_ context: UnsafeMutableRawPointer, _ question: UnsafePointer<CLibXML2Oracle_node>) -> Bool {
    let predicate = unsafe context.assumingMemoryBound(to: ((OracleDocument.Node) -> Bool).self)
    return unsafe predicate.pointee(OracleDocument.Node(question.pointee))
}

extension OracleDocument.Node {
    fileprivate init(_ question: CLibXML2Oracle_node) {
        self =
            switch unsafe question.kind {
            case CLibXML2Oracle_kind_attribute:
                unsafe .attribute(
                    of: question.node, namespace: octets(of: question.namespaceName), local: octets(of: question.name)
                )
            case CLibXML2Oracle_kind_namespace:
                unsafe .namespace(of: question.node, prefix: octets(of: question.name))
            default: unsafe .node(question.node)
            }
    }
}

/// The octets of a C string.
private func octets(of string: UnsafePointer<CChar>) -> [UInt8] {
    unsafe Array(String(cString: string).utf8)
}
