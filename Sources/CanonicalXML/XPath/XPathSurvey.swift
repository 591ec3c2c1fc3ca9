//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// What makes a step of an expression's evaluation cost more than a look at a node.
struct XPathTraits: OptionSet, Hashable, Sendable {
    let rawValue: UInt16

    /// It may take the string-value of an element or of the root.
    static let takesStringValues = Self(rawValue: 1)
    /// It may take the value of an attribute.
    static let takesAttributeValues = Self(rawValue: 2)
    /// It may take the value of a text, a comment or a processing instruction.
    static let takesLeafValues = Self(rawValue: 4)
    /// It may compare the nodes of sets with each other, to unite them or for their values.
    static let comparesSets = Self(rawValue: 8)
    /// It may compare the string-values of all nodes of a set with those of another.
    static let comparesValues = Self(rawValue: 16)
    /// Such sets may have more nodes than one element has ancestors and attributes.
    static let reachesFar = Self(rawValue: 32)
    /// It may put nodes in order that libxml2 finds only along their siblings: it numbers elements and nothing else.
    static let ordersSiblings = Self(rawValue: 64)
    /// It lists namespace nodes, which libxml2 searches for along all ancestors.
    static let listsNamespaces = Self(rawValue: 128)
    /// It asks for the language, which libxml2 looks for among the attributes of all ancestors.
    static let asksForLanguage = Self(rawValue: 256)
}

/// Looks an expression over before it is evaluated.
struct XPathSurvey {
    private(set) var prefixes: Set<[UInt8]> = []
    private(set) var usesHere = false
    private(set) var traits: XPathTraits = []
    /// Of all literals, which are copied wherever one is used.
    private(set) var literalOctets = 0
    /// How many values `concat` may put together to one that is longer than each.
    private(set) var concatenatedValues = 0

    mutating func visit(_ syntax: XPathSyntax) {
        switch syntax {
        case .literal(let octets): literalOctets += octets.count
        case .number: break
        case .negation(let operand):
            convert(operand)
            visit(operand)
        case .binary(let binary, let left, let right):
            visit(binary, left, right)
        case .function(let name, let arguments):
            if name == "here" { usesHere = true }
            if name == "lang" { traits.insert(.asksForLanguage) }
            if name == "concat" { concatenatedValues += arguments.count }
            // Without arguments some take the string-value of the context node.
            if XPathFunctions.takingStringValues.contains(name) {
                if arguments.isEmpty { traits.insert(.takesStringValues) }
                arguments.forEach { convert($0) }
            }
            // An argument of any other kind than a literal may list as many IDs as the document has.
            if name == "id", arguments.contains(where: { !Self.isLiteral($0) }) {
                traits.formUnion([.comparesSets, .reachesFar])
            }
            arguments.forEach { visit($0) }
        case .path(_, let steps): visit(steps)
        case .filter(let primary, let predicates, let steps):
            visit(primary)
            predicates.forEach { visit($0) }
            if !steps.isEmpty { traits.insert(.comparesSets) }
            visit(steps)
        }
    }

    private mutating func visit(_ binary: XPathSyntax.Operator, _ left: XPathSyntax, _ right: XPathSyntax) {
        switch binary {
        case .union: traits.insert(.comparesSets)
        case .equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual:
            convert(left)
            convert(right)
            if Self.isNodeSet(left), Self.isNodeSet(right) {
                traits.insert(.comparesSets)
                // The others compare numbers.
                if binary == .equal || binary == .unequal { traits.insert(.comparesValues) }
            }
        case .plus, .minus, .multiply, .divide, .modulo:
            convert(left)
            convert(right)
        case .or, .and: break
        }
        visit(left)
        visit(right)
    }

    private mutating func visit(_ steps: [XPathSyntax.Step]) {
        var hasManyNodes = false
        for step in steps {
            if case .name(let prefix?, _) = step.test { prefixes.insert(prefix) }
            step.predicates.forEach { visit($0) }
            if Self.ordersSiblings(step) { traits.insert(.ordersSiblings) }
            switch step.axis {
            case .itself, .attribute: break
            case .namespace: traits.insert(.listsNamespaces)
            case .parent, .ancestor, .ancestorOrSelf: if hasManyNodes { traits.insert(.comparesSets) }
            case .child: traits.insert(.reachesFar)
            case .descendant, .descendantOrSelf, .following, .followingSibling, .preceding, .precedingSibling:
                traits.insert(.reachesFar)
                if hasManyNodes { traits.insert(.comparesSets) }
            }
            if step.axis != .itself, step.axis != .parent { hasManyNodes = true }
        }
    }

    /// Notes that the value of an operand becomes a string or a number.
    private mutating func convert(_ operand: XPathSyntax) {
        switch operand {
        case .literal, .number, .negation, .binary(.or, _, _), .binary(.and, _, _): break
        case .binary(.union, let left, let right):
            convert(left)
            convert(right)
        case .binary: break
        case .function(let name, _): if Self.nodeSetFunctions.contains(name) { traits.insert(.takesStringValues) }
        case .path(_, let steps): convert(steps.last)
        case .filter(let primary, _, let steps):
            if steps.isEmpty { convert(primary) } else { convert(steps.last) }
        }
    }

    private mutating func convert(_ last: XPathSyntax.Step?) {
        switch (last?.axis, last?.test) {
        case (.attribute, _): traits.insert(.takesAttributeValues)
        // A namespace name is short.
        case (.namespace, _): break
        case (_, .text), (_, .comment), (_, .processingInstruction): traits.insert(.takesLeafValues)
        default: traits.insert(.takesStringValues)
        }
    }

    /// Whether a step may find several attributes of an element, or other children of it than elements.
    private static func ordersSiblings(_ step: XPathSyntax.Step) -> Bool {
        switch (step.axis, step.test) {
        case (.itself, _), (.parent, _), (.ancestor, _), (.ancestorOrSelf, _), (.namespace, _): false
        case (.attribute, .name(_, let local)): local == nil
        case (.attribute, _): true
        case (_, .name): false
        default: true
        }
    }

    private static let nodeSetFunctions: Set<String> = ["id", "here"]

    private static func isLiteral(_ syntax: XPathSyntax) -> Bool {
        if case .literal = syntax { return true }
        return false
    }

    private static func isNodeSet(_ syntax: XPathSyntax) -> Bool {
        switch syntax {
        case .path, .filter, .binary(.union, _, _): true
        case .function(let name, _): nodeSetFunctions.contains(name)
        default: false
        }
    }
}
