//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import CanonicalXML

/// What a reference of a valid signature digested: the canonical octets and the nodes that they were made from. Where the
/// policy asks that the entries of Manifests hold, there is one for each entry, too.
///
/// There is one only for signatures that are what ``ContentRequirement`` says, `TOTAL-PASSED` unless the caller asked
/// for less: whoever has it need not, and should not, look for the data in the document again.
public struct VerifiedContent: Sendable {
    /// The number of the signature in the document, from 1.
    public let signature: Int
    /// The number of the reference in the signature, from 1; of an entry of a Manifest, that in the Manifest.
    public let reference: Int
    /// The number of the Manifest in ``SignatureReport/manifests``, from 1; `nil` for a reference of the signature itself.
    public let manifest: Int?
    /// The octets that were digested.
    public let octets: [UInt8]
    /// The topmost nodes that were digested, or of which the text was; empty for external data.
    public let nodes: [XMLNode]

    let covered: CoveredNodes?
    let tree: XMLTree

    /// Whether the node was digested; of an element that says nothing of what is below it.
    public func contains(_ node: XMLNode) -> Bool {
        guard let covered, !covered.isTextOnly || tree.kind(of: node) == .text else { return false }
        return covered.nodes.contains(node, in: tree)
    }

    /// The text of an element or of the document: its whole string-value (XPath 1.0 §5.2), never only the part up to a
    /// comment, a processing instruction, a CDATA section or the end of an entity.
    ///
    /// - Returns: `nil` where a part of it was not digested. Behind the base64 transform there is one of the topmost node
    ///   alone: the elements below weren't digested, and anybody may have put them around a part of the text.
    public func text(of node: XMLNode) -> [UInt8]? {
        guard let covered, covered.isTextOnly ? nodes == [node] : contains(node) else { return nil }
        for index in tree.subtree(of: node)
        where tree.nodes[index].kind == .text && !covered.nodes.contains(XMLNode(index), in: tree) {
            return nil
        }
        return tree.stringValue(of: node)
    }

    /// The value of an attribute that was digested.
    public func value(of attribute: XMLAttribute) -> [UInt8]? {
        guard let covered, !covered.isTextOnly, covered.nodes.contains(attribute, in: tree)
        else { return nil }
        return tree.value(of: attribute)
    }
}
