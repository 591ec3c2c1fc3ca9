//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML

/// The child elements of an element whose content model has elements only: white space, comments and processing
/// instructions may stand between them, any other text makes the structure malformed.
struct ElementContent {
    let parent: XMLNode
    private var following: XMLNode?
    private let clause: String

    init(of parent: XMLNode, in tree: XMLTree, clause: String) {
        self.parent = parent
        self.clause = clause
        following = tree.firstChild(of: parent)
    }

    /// Moves to the next child element.
    mutating func next(in tree: XMLTree) throws(Objection) -> XMLNode? {
        while let node = following {
            following = tree.nextSibling(of: node)
            switch tree.kind(of: node) {
            case .element: return node
            case .comment, .processingInstruction: continue
            case .text:
                guard tree.isWhiteSpace(node) else {
                    throw .malformed(
                        "text in `\(tree.nameAsWritten(of: parent))`, which holds elements only",
                        clause: clause,
                        at: node
                    )
                }
            case .document: break
            }
        }
        return nil
    }

    /// Moves to the next child element, which has to be this one.
    mutating func require(
        _ namespace: StaticString, _ local: StaticString, in tree: XMLTree
    ) throws(Objection) -> XMLNode {
        guard let node = try next(in: tree) else {
            throw .malformed(
                "`\(tree.nameAsWritten(of: parent))` ends where `\(local)` has to stand", clause: clause, at: parent
            )
        }
        guard tree.isElement(node, namespace, local) else {
            throw unexpected(node, in: tree, insteadOf: "`\(local)`")
        }
        return node
    }

    /// Nothing may follow.
    mutating func end(in tree: XMLTree) throws(Objection) {
        if let node = try next(in: tree) { throw unexpected(node, in: tree, insteadOf: "the end") }
    }

    func unexpected(_ node: XMLNode, in tree: XMLTree, insteadOf expected: String) -> Objection {
        let name = tree.name(of: node)?.description ?? ""
        return .malformed(
            "`\(name)` in `\(tree.nameAsWritten(of: parent))` where \(expected) has to stand",
            clause: clause,
            at: node
        )
    }
}

extension XMLTree {
    /// Whether a text is nothing but white space.
    func isWhiteSpace(_ node: XMLNode) -> Bool {
        let range = textRange(node.index)
        let octets = source.span
        for index in range where !octets[index].isXMLWhiteSpace {
            // A reference or a CDATA section may still stand for white space.
            let mayBe = octets[index] == UInt8(ascii: "&") || octets[index] == UInt8(ascii: "<")
            return mayBe && stringValue(of: node).allSatisfy(\.isXMLWhiteSpace)
        }
        return true
    }
}

extension UInt8 {
    /// White space of XML 1.0 §2.3.
    var isXMLWhiteSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
}
