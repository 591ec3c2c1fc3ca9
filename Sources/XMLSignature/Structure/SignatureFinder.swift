//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML

/// The `Signature` elements of a document, whatever they stand in, in document order; one pass over the elements
/// that can be in the namespace of signatures.
struct SignatureFinder {
    let signatures: [XMLNode]

    init(_ tree: XMLTree) {
        guard let namespace = tree.table.uris.find(SignatureNamespace.octets.span) else {
            signatures = []
            return
        }
        var found: [XMLNode] = []
        for scope in tree.elements(inScopeOf: namespace) {
            for element in tree.elements[scope] where element.namespace == namespace {
                let node = XMLNode(Int(element.node))
                if tree.isElement(node, SignatureNamespace.signature, "Signature") { found.append(node) }
            }
        }
        signatures = found
    }
}

extension SignatureNamespace {
    fileprivate static let octets = Array("http://www.w3.org/2000/09/xmldsig#".utf8)
}
