//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Reads an expression by the grammar of XPath 1.0 §3.
struct XPathParser {
    private let tokens: [XPathToken]
    private let limits: XPathLimits
    private var position = 0
    private var nesting = 0

    private init(_ tokens: [XPathToken], _ limits: XPathLimits) {
        self.tokens = tokens
        self.limits = limits
    }

    static func parse(_ text: [UInt8], _ limits: XPathLimits) throws(XPathError) -> XPathSyntax {
        guard text.count <= limits.expressionOctets else {
            throw XPathError(
                .expressionLimit, "the expression has \(text.count) octets; at most \(limits.expressionOctets) are read"
            )
        }
        var parser = XPathParser(try XPathLexer.tokens(of: text, limit: limits.tokens), limits)
        let expression = try parser.expression()
        guard parser.position == parser.tokens.count else { throw parser.syntax("the end") }
        return expression
    }

    /// The binary operators, those that bind loosest first (§3.4, §3.5).
    private static let levels: [[XPathSyntax.Operator]] = [
        [.or], [.and], [.equal, .unequal], [.less, .lessOrEqual, .greater, .greaterOrEqual], [.plus, .minus],
        [.multiply, .divide, .modulo],
    ]

    private mutating func expression() throws(XPathError) -> XPathSyntax {
        nesting += 1
        defer { nesting -= 1 }
        guard nesting <= limits.nesting else {
            throw XPathError(.expressionLimit, "the expression is nested deeper than \(limits.nesting)")
        }
        return try level(0)
    }

    private mutating func level(_ index: Int) throws(XPathError) -> XPathSyntax {
        guard index < Self.levels.count else { return try unary() }
        var left = try level(index + 1)
        while case .binary(let found)? = token, Self.levels[index].contains(found) {
            position += 1
            left = .binary(found, left, try level(index + 1))
        }
        return left
    }

    private mutating func unary() throws(XPathError) -> XPathSyntax {
        var signs = 0
        while take(.binary(.minus)) { signs += 1 }
        var operand = try union()
        for _ in 0..<signs { operand = .negation(operand) }
        return operand
    }

    private mutating func union() throws(XPathError) -> XPathSyntax {
        var left = try path()
        while take(.binary(.union)) { left = .binary(.union, left, try path()) }
        return left
    }

    private mutating func path() throws(XPathError) -> XPathSyntax {
        if let primary = try primary() {
            let predicates = try predicates()
            let steps = try followingSteps()
            return predicates.isEmpty && steps.isEmpty ? primary : .filter(primary, predicates: predicates, steps)
        }
        if take(.mark("//")) {
            return .path(isAbsolute: true, [Self.descent, try step()] + (try followingSteps()))
        }
        if take(.mark("/")) {
            guard beginsStep else { return .path(isAbsolute: true, []) }
            return .path(isAbsolute: true, [try step()] + (try followingSteps()))
        }
        return .path(isAbsolute: false, [try step()] + (try followingSteps()))
    }

    /// What `//` stands for (§2.5).
    private static let descent = XPathSyntax.Step(.descendantOrSelf, .node)

    private mutating func followingSteps() throws(XPathError) -> [XPathSyntax.Step] {
        var steps: [XPathSyntax.Step] = []
        while true {
            if take(.mark("//")) {
                steps.append(Self.descent)
            } else if !take(.mark("/")) {
                return steps
            }
            steps.append(try step())
        }
    }

    private var beginsStep: Bool {
        switch token {
        case .name, .mark("."), .mark(".."), .mark("@"): true
        default: false
        }
    }

    private static let nodeTypes: Set<String> = ["node", "text", "comment", "processing-instruction"]

    /// - Returns: `nil` where a step begins.
    private mutating func primary() throws(XPathError) -> XPathSyntax? {
        switch token {
        case .literal(let value):
            position += 1
            return .literal(value)
        case .number(let value):
            position += 1
            return .number(value)
        case .mark("("):
            position += 1
            let inner = try expression()
            try require(")")
            return inner
        case .mark("$"):
            throw XPathError(.unboundName, clause: "XML-DSig §6.6.3", "a variable; the set of variables is empty")
        case .name(let prefix, let local?) where follows(.mark("(")):
            let name = String(decoding: local, as: UTF8.self)
            if prefix == nil, Self.nodeTypes.contains(name) { return nil }
            guard prefix == nil, XPathFunctions.names.contains(name) else {
                let written = prefix.map { String(decoding: $0, as: UTF8.self) + ":" } ?? ""
                throw XPathError(.unknownFunction, clause: "XPath 1.0 §4", "there is no function `\(written)\(name)`")
            }
            position += 2
            return .function(name, try arguments())
        default: return nil
        }
    }

    private mutating func arguments() throws(XPathError) -> [XPathSyntax] {
        if take(.mark(")")) { return [] }
        var arguments = [try expression()]
        while take(.mark(",")) { arguments.append(try expression()) }
        try require(")")
        return arguments
    }

    private mutating func step() throws(XPathError) -> XPathSyntax.Step {
        if take(.mark(".")) { return XPathSyntax.Step(.itself, .node) }
        if take(.mark("..")) { return XPathSyntax.Step(.parent, .node) }
        var axis = XPathSyntax.Axis.child
        if take(.mark("@")) {
            axis = .attribute
        } else if case .name(nil, let local?)? = token, follows(.mark("::")) {
            guard let named = XPathSyntax.Axis(rawValue: String(decoding: local, as: UTF8.self)) else {
                throw syntax("the name of an axis")
            }
            position += 2
            axis = named
        }
        let test = try nodeTest()
        return XPathSyntax.Step(axis, test, try predicates())
    }

    private mutating func nodeTest() throws(XPathError) -> XPathSyntax.NodeTest {
        guard case .name(let prefix, let local)? = token else { throw syntax("a node test") }
        position += 1
        guard let local, take(.mark("(")) else { return .name(prefix: prefix, local: local) }
        let test: XPathSyntax.NodeTest
        switch (prefix, String(decoding: local, as: UTF8.self)) {
        case (nil, "node"): test = .node
        case (nil, "text"): test = .text
        case (nil, "comment"): test = .comment
        case (nil, "processing-instruction"):
            if case .literal(let target)? = token {
                position += 1
                test = .processingInstruction(target: target)
            } else {
                test = .processingInstruction(target: nil)
            }
        default: throw syntax("a node type")
        }
        try require(")")
        return test
    }

    private mutating func predicates() throws(XPathError) -> [XPathSyntax] {
        var predicates: [XPathSyntax] = []
        while take(.mark("[")) {
            predicates.append(try expression())
            try require("]")
        }
        return predicates
    }

    private var token: XPathToken? { position < tokens.count ? tokens[position] : nil }

    private func follows(_ token: XPathToken) -> Bool {
        position + 1 < tokens.count && tokens[position + 1] == token
    }

    private mutating func take(_ expected: XPathToken) -> Bool {
        guard token == expected else { return false }
        position += 1
        return true
    }

    private mutating func require(_ mark: String) throws(XPathError) {
        guard take(.mark(mark)) else { throw syntax("`\(mark)`") }
    }

    private func syntax(_ expected: String) -> XPathError {
        XPathError(.syntax, clause: "XPath 1.0 §3", "token \(position + 1) of the expression is not \(expected)")
    }
}

/// The functions that there are: those of XPath 1.0 §4, and `here()` (XML-DSig §6.6.3).
enum XPathFunctions {
    static let names: Set<String> = [
        "last", "position", "count", "id", "local-name", "namespace-uri", "name", "string", "concat", "starts-with",
        "contains", "substring-before", "substring-after", "substring", "string-length", "normalize-space", "translate",
        "boolean", "not", "true", "false", "lang", "number", "sum", "floor", "ceiling", "round", "here",
    ]

    /// Those that take the string-value of a node-set that they are given, or of the context node.
    static let takingStringValues: Set<String> = [
        "id", "string", "concat", "starts-with", "contains", "substring-before", "substring-after", "substring",
        "string-length", "normalize-space", "translate", "lang", "number", "sum", "floor", "ceiling", "round",
    ]
}
