//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

package import CanonicalXML

/// `Manifest` (XML-DSig §5.1): references that core validation leaves to the application.
package struct Manifest: Sendable {
    package let node: XMLNode
    /// Its references, or why its structure is not the schema's.
    let entries: Result<[Reference], Objection>
}

/// Reads the Manifests of an `Object`, which is the only place that the schema has for them.
struct ManifestParser {
    let tree: XMLTree
    let limits: SignatureLimits

    func manifests(in objects: [XMLNode]) -> [Manifest] {
        objects.flatMap { object in
            tree.children(of: object)
                .filter { tree.isElement($0, SignatureNamespace.signature, "Manifest") }
                .map { node in
                    Manifest(node: node, entries: Result { () throws(Objection) in try entries(of: node) })
                }
        }
    }

    private func entries(of node: XMLNode) throws(Objection) -> [Reference] {
        let clause = "XML-DSig §5.1"
        try tree.allowAttributes("Id", of: node, clause: clause)
        var content = ElementContent(of: node, in: tree, clause: clause)
        let parser = SignedInfoParser(tree: tree, limits: limits)
        var entries = [
            try parser.parseReference(try content.require(SignatureNamespace.signature, "Reference", in: tree))
        ]
        while let next = try content.next(in: tree) {
            guard tree.isElement(next, SignatureNamespace.signature, "Reference") else {
                throw content.unexpected(next, in: tree, insteadOf: "`Reference` or the end")
            }
            guard entries.count < limits.references else {
                throw .limit("references in a Manifest", limits.references + 1, at: limits.references, next)
            }
            entries.append(try parser.parseReference(next))
        }
        return entries
    }
}
