//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML

/// What makes canonical forms hard; a run of generated cases has enough of each.
package enum DocumentTrait: String, CaseIterable {
    case defaultUndeclared = "default namespace undeclared"
    case prefixRedeclared = "prefix redeclared"
    case relativeBaseAbove = "relative xml:base on a left-out ancestor"
    case holes = "subset with holes"
    case outside = "comments and instructions outside the root element"
    case carriageReturn = "CR"
    case carriageReturnLineFeed = "CRLF"
    case carriageReturnReference = "&#13;"
    case tabInAttribute = "tab in an attribute"
    case supplementaryName = "name beyond the basic plane"
    case defaultOnPrefixList = "PrefixList with #default"

    /// The share of all cases that a trait must have.
    package static let leastShare = 0.05

    package func isIn(_ generated: GeneratedCase) -> Bool {
        let tree = generated.tree
        let source = generated.document
        switch self {
        case .defaultUndeclared: return hasRedeclaration(tree) { $0 == 0 && $1 == 0 }
        case .prefixRedeclared: return hasRedeclaration(tree) { $1 != 0 && $0 != NameTable.xml }
        case .relativeBaseAbove: return hasRelativeBaseAbove(generated)
        case .holes:
            return tree.elements.contains { element in
                element.node > 0 && !generated.set.contains(XMLNode(Int(element.node)), in: tree)
                    && generated.set.contains(XMLNode(Int(tree.nodes[Int(element.node)].parent)), in: tree)
            }
        case .outside: return tree.children(of: .document).contains { $0 != tree.rootElement }
        case .carriageReturn:
            return source.indices.contains { source[$0] == 0x0D && source[$0...].dropFirst().first != 0x0A }
        case .carriageReturnLineFeed: return source.indices.contains { source[$0...].starts(with: "\r\n".utf8) }
        case .carriageReturnReference:
            return source.indices.contains {
                source[$0] == UInt8(ascii: "&") && source[$0...].starts(with: "&#13;".utf8)
            }
        case .tabInAttribute:
            return tree.attributes.contains { attribute in
                let value = tree.source[Int(attribute.valueStart)..<Int(attribute.valueEnd)]
                return value.contains(0x09) || value.indices.contains { value[$0...].starts(with: "&#9;".utf8) }
            }
        case .supplementaryName:
            let names =
                tree.elements.map(\.name) + tree.attributes.map(\.name) + tree.declarations.map(\.prefix)
                + tree.instructions.map(\.target)
            return names.contains { octets(tree.table.names[$0]).contains { $0 >= 0xF0 } }
        case .defaultOnPrefixList: return generated.inclusivePrefixes.contains([])
        }
    }

    /// Whether a declaration changes the binding of a prefix; the question gets the prefix and the new namespace name.
    private func hasRedeclaration(_ tree: XMLTree, _ isAskedFor: (NameID, NameID) -> Bool) -> Bool {
        tree.elements.contains { element in
            tree.declarations[element.declarations].contains { declaration in
                guard isAskedFor(declaration.prefix, declaration.uri),
                    let parent = tree.parent(of: XMLNode(Int(element.node)))
                else { return false }
                let before = tree.namespace(boundTo: declaration.prefix, at: parent)
                return before != nil && before != declaration.uri
            }
        }
    }

    private func hasRelativeBaseAbove(_ generated: GeneratedCase) -> Bool {
        let tree = generated.tree
        return tree.elements.contains { element in
            let node = XMLNode(Int(element.node))
            guard generated.set.contains(node, in: tree) else { return false }
            var ancestor = tree.parent(of: node)
            while let here = ancestor, here != .document, !generated.set.contains(here, in: tree) {
                let base = tree.attribute(of: here, "http://www.w3.org/XML/1998/namespace", "base")
                if let base, !tree.value(of: base).contains(UInt8(ascii: ":")) { return true }
                ancestor = tree.parent(of: here)
            }
            return false
        }
    }
}
