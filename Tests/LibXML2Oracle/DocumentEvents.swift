//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

package import CanonicalXML

/// What an application is told of a document, as octets that can be compared.
///
/// One event is the octet 1, its kind, and the octet 2 before each of its fields; neither octet occurs in XML 1.0.
/// `<` the start of an element: prefix, namespace name, local name; after it its declarations `n` (prefix, namespace
/// name; in the order of prefixes, without that of `xml`, which every element has) and attributes `a` (prefix, namespace
/// name, local name, value; in the order of namespace names and local names); `>` the end of an element; `t` text;
/// `!` comment; `?` processing instruction (target, data).
package struct DocumentEvents: Hashable {
    package private(set) var octets: [UInt8]

    init(octets: [UInt8]) { self.octets = octets }

    /// The events of our tree.
    package init(_ tree: XMLTree) {
        octets = []
        // The ends of the elements that are open.
        var open: [Int] = []
        for index in 1..<tree.nodes.count {
            end(&open, before: index)
            let node = XMLNode(index)
            switch tree.kind(of: node) {
            case .document: break
            case .element:
                open.append(tree.subtree(of: node).upperBound)
                start(node, tree)
            case .text: append("t", [tree.stringValue(of: node)])
            case .comment: append("!", [tree.stringValue(of: node)])
            case .processingInstruction:
                append("?", [Array(tree.nameAsWritten(of: node).utf8), tree.stringValue(of: node)])
            }
        }
        end(&open, before: tree.nodes.count)
    }

    private mutating func start(_ node: XMLNode, _ tree: XMLTree) {
        let element = tree.element(node)
        append("<", name(element.name, in: element.namespace, tree))
        for declaration in tree.declarations[element.declarations] where declaration.prefix != NameTable.xml {
            append("n", [copy(tree.table.names[declaration.prefix]), copy(tree.table.uris[declaration.uri])])
        }
        for attribute in tree.attributes(of: node) {
            let record = tree.attributes[attribute.index]
            append("a", name(record.name, in: record.namespace, tree) + [tree.value(of: attribute)])
        }
    }

    private mutating func end(_ open: inout [Int], before index: Int) {
        while let last = open.last, last <= index {
            open.removeLast()
            append(">", [])
        }
    }

    private func name(_ name: NameID, in namespace: NameID, _ tree: XMLTree) -> [[UInt8]] {
        let entry = tree.table.names.entry(name)
        return [
            copy(tree.table.names[entry.prefix]), copy(tree.table.uris[namespace]), copy(tree.table.names[entry.local]),
        ]
    }

    private mutating func append(_ kind: Character, _ fields: [[UInt8]]) {
        octets.append(1)
        octets.append(contentsOf: kind.utf8)
        for field in fields {
            octets.append(2)
            octets.append(contentsOf: field)
        }
    }
}

private func copy(_ span: Span<UInt8>) -> [UInt8] { CanonicalXML.octets(span) }

extension DocumentEvents: CustomStringConvertible {
    /// One event a line, for a person.
    package var description: String {
        String(decoding: octets, as: UTF8.self)
            .split(separator: "\u{1}").map { $0.split(separator: "\u{2}", omittingEmptySubsequences: false) }
            .map { event in event.first! + " " + event.dropFirst().map(\.debugDescription).joined(separator: " ") }
            .joined(separator: "\n")
    }

    /// The first event in which two documents differ.
    package func firstDifference(from other: DocumentEvents) -> String? {
        guard self != other else { return nil }
        let mine = description.split(separator: "\n")
        let theirs = other.description.split(separator: "\n")
        let index = zip(mine, theirs).enumerated().first { $1.0 != $1.1 }?.offset ?? min(mine.count, theirs.count)
        return "event \(index): \(index < mine.count ? mine[index] : "none")"
            + " / \(index < theirs.count ? theirs[index] : "none")"
    }
}
