//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// A node of an ``XMLTree``: its place in document order.
///
/// A handle means something only together with the tree that it came from. The document itself is the node 0.
public struct XMLNode: Hashable, Comparable, Sendable {
    /// The number of nodes before this one in document order.
    package let index: Int

    package init(_ index: Int) { self.index = index }

    /// The root node of XPath 1.0 §5.1: the document, not its root element.
    public static let document = Self(0)

    public static func < (left: Self, right: Self) -> Bool { left.index < right.index }
}

/// The kinds of node in document order (XPath 1.0 §5); attributes and namespaces stand beside their elements.
public enum XMLNodeKind: UInt8, Hashable, Sendable, BitwiseCopyable {
    case document
    case element
    case text
    case comment
    case processingInstruction
}

/// An attribute of an ``XMLTree``.
///
/// Namespace declarations are no attributes (XPath 1.0 §5.3).
public struct XMLAttribute: Hashable, Comparable, Sendable {
    /// The number of attributes before this one, element by element and sorted within each.
    package let index: Int

    package init(_ index: Int) { self.index = index }

    public static func < (left: Self, right: Self) -> Bool { left.index < right.index }
}
