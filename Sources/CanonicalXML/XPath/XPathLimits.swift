//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// What the XPath expressions of a document may cost, all together where nothing else is said.
public struct XPathLimits: Hashable, Sendable {
    /// Steps of the evaluation. A step of an expression that takes string-values of elements, or joins node sets, counts
    /// as many as the document makes it cost.
    public var operations = 10_000_000
    /// Nodes in a set, attribute and namespace nodes included.
    public var nodes = 5_000_000
    /// Seconds of processor time.
    public var seconds = 10
    /// Octets of an expression.
    public var expressionOctets = 16_384
    /// Names, literals, numbers and operators of an expression.
    public var tokens = 1_024
    /// Parentheses, predicates and arguments within each other.
    public var nesting = 32
    /// Prefixes that an expression uses, and namespaces that an `XPath` element declares.
    public var bindings = 16
    /// `XPath` elements in a transform of XPath Filter 2.0.
    public var filters = 32

    public init() {}
}
