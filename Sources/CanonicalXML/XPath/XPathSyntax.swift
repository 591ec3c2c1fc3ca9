//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// A parsed expression (XPath 1.0 §3); parentheses are gone.
package indirect enum XPathSyntax: Hashable, Sendable {
    case binary(Operator, XPathSyntax, XPathSyntax)
    case negation(XPathSyntax)
    case literal([UInt8])
    case number([UInt8])
    case function(String, [XPathSyntax])
    case path(isAbsolute: Bool, [Step])
    /// An expression with predicates, and a path from its nodes (§3.3).
    case filter(XPathSyntax, predicates: [XPathSyntax], [Step])

    package enum Operator: String, Sendable {
        case or
        case and
        case equal = "="
        case unequal = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
        case plus = "+"
        case minus = "-"
        case multiply = "*"
        case divide = "div"
        case modulo = "mod"
        case union = "|"
    }

    /// A location step (§2.1).
    package struct Step: Hashable, Sendable {
        package let axis: Axis
        package let test: NodeTest
        package let predicates: [XPathSyntax]

        package init(_ axis: Axis, _ test: NodeTest, _ predicates: [XPathSyntax] = []) {
            self.axis = axis
            self.test = test
            self.predicates = predicates
        }
    }

    package enum Axis: String, Sendable {
        case ancestor
        case ancestorOrSelf = "ancestor-or-self"
        case attribute
        case child
        case descendant
        case descendantOrSelf = "descendant-or-self"
        case following
        case followingSibling = "following-sibling"
        case namespace
        case parent
        case preceding
        case precedingSibling = "preceding-sibling"
        case itself = "self"
    }

    package enum NodeTest: Hashable, Sendable {
        /// A name, or `*` where `local` is `nil`.
        case name(prefix: [UInt8]?, local: [UInt8]?)
        case node
        case text
        case comment
        case processingInstruction(target: [UInt8]?)
    }
}
