//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// A number of an entry in ``NameTable/names`` or ``NameTable/uris``; 0 is the empty string.
package typealias NameID = UInt32

/// What the tree keeps of each node: 16 octets, in document order.
///
/// Offsets are into ``XMLTree/source``, which is UTF-8 whatever the input was.
package struct NodeRecord: BitwiseCopyable, Sendable {
    package var kind: XMLNodeKind
    package var flags: NodeFlags
    /// The offset of the first octet of the markup (`<`) or of the text.
    package var start: UInt32
    /// Element: its index in ``XMLTree/elements``; processing instruction: in ``XMLTree/instructions``;
    /// text: the offset after its last octet; comment: the offset of the `-->` that ends it.
    package var payload: UInt32
    /// The index of the parent; 0 for the document itself.
    package var parent: UInt32

    package init(kind: XMLNodeKind, flags: NodeFlags = [], start: UInt32, payload: UInt32, parent: UInt32) {
        self.kind = kind
        self.flags = flags
        self.start = start
        self.payload = payload
        self.parent = parent
    }
}

/// What the reader saw of a node's octets, so that canonicalization may copy runs of the source.
package struct NodeFlags: OptionSet, BitwiseCopyable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Text, comment content or instruction data whose octets are their own canonical form.
    package static let isVerbatim = Self(rawValue: 1)
    /// A start tag whose octets are canonical as they stand, given that no namespace node is rendered: no
    /// declaration in it, attributes in order, one space before each, `="…"` with verbatim values; but for a `/`.
    package static let hasVerbatimStartTag = Self(rawValue: 2)
    /// `</name>` without white space.
    package static let hasVerbatimEndTag = Self(rawValue: 4)
    /// As ``hasVerbatimStartTag``, but with declarations, which stand in their order before all attributes: canonical
    /// given that they are rendered, and nothing else is.
    package static let hasVerbatimDeclarations = Self(rawValue: 16)
    /// `<name/>`.
    package static let isEmptyElementTag = Self(rawValue: 8)
}

/// What the tree keeps of each element beside its node.
package struct ElementRecord: BitwiseCopyable, Sendable {
    /// The index of the first node after the subtree.
    package var subtreeEnd: UInt32
    /// The offset after the `>` of the start tag.
    package var startTagEnd: UInt32
    /// The offset after the `>` of the end tag; that after the start tag where there is none.
    package var end: UInt32
    /// The name as written.
    package var name: NameID
    /// The URI of its namespace; 0 for none.
    package var namespace: NameID
    package var firstAttribute: UInt32
    package var firstDeclaration: UInt32
    package var attributeCount: UInt16
    package var declarationCount: UInt16
    /// The index of its node.
    package var node: UInt32

    package init(
        node: UInt32, subtreeEnd: UInt32, startTagEnd: UInt32, end: UInt32,
        name: NameID, namespace: NameID,
        firstAttribute: UInt32, attributeCount: UInt16, firstDeclaration: UInt32, declarationCount: UInt16
    ) {
        self.node = node
        self.subtreeEnd = subtreeEnd
        self.startTagEnd = startTagEnd
        self.end = end
        self.name = name
        self.namespace = namespace
        self.firstAttribute = firstAttribute
        self.attributeCount = attributeCount
        self.firstDeclaration = firstDeclaration
        self.declarationCount = declarationCount
    }

    package var attributes: Range<Int> { Int(firstAttribute)..<Int(firstAttribute) + Int(attributeCount) }
    package var declarations: Range<Int> { Int(firstDeclaration)..<Int(firstDeclaration) + Int(declarationCount) }
}

/// An attribute; those of one element are sorted by namespace URI, then local name, as octets
/// (Canonical XML 1.0 §2.2), so that duplicates fall out while reading and canonicalization sorts nothing.
package struct AttributeRecord: BitwiseCopyable, Sendable {
    package var name: NameID
    package var namespace: NameID
    /// The value between its quotation marks, as written.
    package var valueStart: UInt32
    package var valueEnd: UInt32
    /// The offset of the first octet of the name.
    package var start: UInt32
    /// Whether the octets of the value are their own canonical form.
    package var isVerbatim: Bool

    package init(
        name: NameID, namespace: NameID, start: UInt32, valueStart: UInt32, valueEnd: UInt32, isVerbatim: Bool
    ) {
        self.name = name
        self.namespace = namespace
        self.start = start
        self.valueStart = valueStart
        self.valueEnd = valueEnd
        self.isVerbatim = isVerbatim
    }
}

/// A namespace declaration; those of one element are sorted by prefix, as octets.
package struct NamespaceDeclaration: BitwiseCopyable, Sendable {
    /// The prefix; 0 for the default namespace.
    package var prefix: NameID
    /// The namespace name after decoding and normalization; 0 where the default namespace is undeclared.
    package var uri: NameID
    /// The offset of the first octet of its name.
    var start: UInt32
    /// How many octets it has; 0 where they are not their own canonical form.
    var verbatimCount: UInt32

    /// The octets that are the canonical form; none where that is written otherwise.
    var verbatim: Range<Int> { Int(start)..<Int(start) + Int(verbatimCount) }
}

/// A processing instruction.
package struct InstructionRecord: BitwiseCopyable, Sendable {
    package var target: NameID
    /// The data without the white space before it; empty where there is none.
    package var dataStart: UInt32
    package var dataEnd: UInt32

    package init(target: NameID, dataStart: UInt32, dataEnd: UInt32) {
        self.target = target
        self.dataStart = dataStart
        self.dataEnd = dataEnd
    }
}
