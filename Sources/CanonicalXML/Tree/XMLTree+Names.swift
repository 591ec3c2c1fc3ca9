//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

extension XMLTree {
    /// The name as written: `prefix:local` of an element, the target of an instruction; empty of other nodes.
    package func qualifiedName(of node: XMLNode) -> NameID {
        switch nodes[node.index].kind {
        case .element: element(node).name
        case .processingInstruction: instructions[Int(nodes[node.index].payload)].target
        case .document, .text, .comment: 0
        }
    }

    /// The name as written: `prefix:local` of an element, the target of an instruction; empty of other nodes.
    public func nameAsWritten(of node: XMLNode) -> String { text(ofName: qualifiedName(of: node)) }

    /// The name of an attribute as written.
    public func nameAsWritten(of attribute: XMLAttribute) -> String { text(ofName: attributes[attribute.index].name) }

    /// The expanded name of an element; `nil` of other nodes.
    public func name(of node: XMLNode) -> ExpandedName? {
        guard kind(of: node) == .element else { return nil }
        let record = element(node)
        return expandedName(record.name, in: record.namespace)
    }

    /// The expanded name of an attribute.
    public func name(of attribute: XMLAttribute) -> ExpandedName {
        let record = attributes[attribute.index]
        return expandedName(record.name, in: record.namespace)
    }

    /// Whether `node` is an element of this name; nothing is allocated.
    package func isElement(_ node: XMLNode, _ namespace: StaticString, _ local: StaticString) -> Bool {
        guard nodes[node.index].kind == .element else { return false }
        let record = element(node)
        return equal(table.names[table.names.entry(record.name).local], local)
            && equal(table.uris[record.namespace], namespace)
    }

    /// The attribute of an element with this name.
    package func attribute(
        of node: XMLNode, _ namespace: StaticString = "", _ local: StaticString
    ) -> XMLAttribute? {
        guard nodes[node.index].kind == .element else { return nil }
        for index in element(node).attributes {
            let record = attributes[index]
            if equal(table.names[table.names.entry(record.name).local], local),
                equal(table.uris[record.namespace], namespace)
            {
                return XMLAttribute(index)
            }
        }
        return nil
    }

    /// Whether an attribute is in no namespace.
    package func isUnqualified(_ attribute: XMLAttribute) -> Bool { attributes[attribute.index].namespace == 0 }

    /// Whether the local name of an attribute is this one; nothing is allocated.
    package func hasLocalName(_ attribute: XMLAttribute, _ local: StaticString) -> Bool {
        equal(table.names[table.names.entry(attributes[attribute.index].name).local], local)
    }

    private func expandedName(_ name: NameID, in namespace: NameID) -> ExpandedName {
        ExpandedName(
            namespace: octets(table.uris[namespace]),
            local: octets(table.names[table.names.entry(name).local])
        )
    }

    private func text(ofName id: NameID) -> String { String(decoding: octets(table.names[id]), as: UTF8.self) }
}

/// A copy of the octets of a span.
package func octets(_ span: Span<UInt8>) -> [UInt8] {
    unsafe span.withUnsafeBufferPointer { unsafe Array($0) }
}

/// Whether a byte string has the octets of a literal.
package func equal(_ bytes: Span<UInt8>, _ literal: StaticString) -> Bool {
    guard bytes.count == literal.utf8CodeUnitCount else { return false }
    return unsafe equal(bytes, Span(_unsafeStart: literal.utf8Start, count: literal.utf8CodeUnitCount))
}
