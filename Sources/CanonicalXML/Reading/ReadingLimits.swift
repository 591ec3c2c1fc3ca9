//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// How much a document may ask for before it is refused.
///
/// What is at a limit is read, what is one past it is refused with ``XMLReadingError/Code/limitExceeded``.
public struct ReadingLimits: Hashable, Sendable {
    /// The octets of a document, as given and after conversion to UTF-8; never more than 2,000,000,000.
    public var documentBytes = 256 << 20
    /// The nodes of a document: itself, elements, texts, comments and processing instructions.
    public var nodes = 50_000_000
    /// The elements that stand inside one another; the root element is at depth 1.
    public var depth = 2_048
    /// The attributes of one element; never more than 65,535.
    public var attributes = 16_384
    /// The namespace declarations of one element; never more than 65,535.
    public var namespaceDeclarations = 16_384
    /// The octets of a qualified name, of a target and of a namespace name, in UTF-8.
    ///
    /// A namespace name counts as well: names are compared wherever attributes are sorted, and two of a megabyte
    /// each that differ at their ends would make every element cost a megabyte.
    public var nameBytes = 4_096
    /// The octets that entities of an internal subset add to a document, where the policy allows one.
    public var entityExpansionBytes = 1 << 20

    /// The limits of a document that strangers hand in.
    public init() {}
}
