//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML

/// `SignatureProperties` (XML-DSig §5.2): what is said about a signature.
struct SignatureProperties {
    /// Each `SignatureProperty` with what it names as its target.
    let properties: [(node: XMLNode, target: [UInt8])]

    init(_ node: XMLNode, in tree: XMLTree) throws(Objection) {
        let clause = "XML-DSig §5.2"
        try tree.allowAttributes("Id", of: node, clause: clause)
        var content = ElementContent(of: node, in: tree, clause: clause)
        var properties: [(node: XMLNode, target: [UInt8])] = []
        while let child = try content.next(in: tree) {
            guard tree.isElement(child, SignatureNamespace.signature, "SignatureProperty") else {
                throw content.unexpected(child, in: tree, insteadOf: "`SignatureProperty`")
            }
            try tree.allowAttributes("Id", "Target", of: child, clause: clause)
            let target = try tree.requireAttribute("Target", of: child, clause: clause)
            guard tree.children(of: child).contains(where: { tree.kind(of: $0) == .element }) else {
                throw .malformed("a `SignatureProperty` says nothing", clause: clause, at: child)
            }
            properties.append((child, target))
        }
        guard !properties.isEmpty else {
            throw .malformed("`SignatureProperties` holds no `SignatureProperty`", clause: clause, at: node)
        }
        self.properties = properties
    }

    /// The properties that are about something else than the signature that they stand in.
    func strangers(to signature: XMLNode, in tree: XMLTree) -> [XMLNode] {
        let id = tree.attributeValue("Id", of: signature)
        return properties.filter { property in
            property.target.first != UInt8(ascii: "#")
                || id.map { !property.target.dropFirst().elementsEqual($0) } ?? true
        }.map(\.node)
    }
}
