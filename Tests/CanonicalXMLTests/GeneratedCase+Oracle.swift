//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import DocumentGenerator
import LibXML2Oracle

extension GeneratedCase {
    /// What libxml2 makes of it; `nil` where it fails or doesn't accept the document.
    var oracleOctets: [UInt8]? {
        let oracle = OracleDocument(document)
        guard oracle.accepts else { return nil }
        let prefixes = inclusivePrefixes.map { $0.isEmpty ? "#default" : String(decoding: $0, as: UTF8.self) }
        let predicate: (OracleDocument.Node) -> Bool = { isSelected($0) }
        return oracle.canonicalForm(
            oracleMethod, withComments: method.keepsComments, inclusivePrefixes: prefixes,
            isVisible: shape == .document ? nil : predicate
        )
    }

    private var oracleMethod: OracleDocument.Method {
        switch method {
        case .canonical10, .canonical10WithComments: .canonical10
        case .canonical11, .canonical11WithComments: .canonical11
        case .exclusive10, .exclusive10WithComments: .exclusive10
        }
    }

    private func isSelected(_ question: OracleDocument.Node) -> Bool {
        switch question {
        case .node(let index): return set.contains(XMLNode(index), in: tree)
        case .attribute(let index, let namespace, let local):
            let owner = XMLNode(index)
            let attribute = tree.attributes(of: owner).first {
                tree.name(of: $0) == ExpandedName(namespace: namespace, local: local)
            }
            switch selection(of: owner) {
            case .all: return true
            case .none: return false
            case .listed(let attributes, _): return attribute.map { attributes.contains($0.index) } ?? false
            }
        case .namespace(let index, let prefix):
            let owner = XMLNode(index)
            guard let known = tree.table.names.find(prefix.span) else { return false }
            // `xmlns=""` makes no namespace node (XPath 1.0 §5.4); libxml2 asks about it all the same. It stands or falls
            // with its element.
            if tree.namespace(boundTo: known, at: owner) == nil { return set.contains(owner, in: tree) }
            switch selection(of: owner) {
            case .all: return true
            case .none: return false
            case .listed(_, let namespaces): return namespaces.contains(known)
            }
        }
    }

    private func selection(of element: XMLNode) -> AxisNodes.Selection {
        if let axes = set.axes { return axes.selections[Int(tree.nodes[element.index].payload)] }
        return set.contains(element, in: tree) ? .all : .none
    }
}
