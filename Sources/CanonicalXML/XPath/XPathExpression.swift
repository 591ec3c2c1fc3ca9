//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// An expression that was read and whose prefixes are bound.
///
/// Function names and prefixes are checked here: libxml2 would print about some that it doesn't know.
public struct XPathExpression: Hashable, Sendable {
    /// As written, in UTF-8.
    package let text: [UInt8]
    package let syntax: XPathSyntax
    /// The namespace names of the prefixes that it uses.
    package let bindings: [[UInt8]: [UInt8]]
    /// Whether it calls `here()`.
    package let usesHere: Bool
    let traits: XPathTraits
    /// The octets of all its literals.
    let literalOctets: Int
    /// How many values its `concat`s put together.
    let concatenatedValues: Int

    /// - Parameters:
    ///   - namespaces: What prefixes stand for; `xml` goes without saying.
    ///   - limits: How long and deep it may be.
    public init(
        _ text: String, namespaces: [String: String] = [:], limits: XPathLimits = XPathLimits()
    ) throws(XPathError) {
        var known: [[UInt8]: [UInt8]] = [:]
        for (prefix, uri) in namespaces { known[Array(prefix.utf8)] = Array(uri.utf8) }
        try self.init(Array(text.utf8), limits: limits) { known[$0] }
    }

    /// - Parameter namespace: The namespace name of a prefix; `nil` where it isn't bound.
    package init(
        _ text: [UInt8], limits: XPathLimits, namespace: ([UInt8]) -> [UInt8]?
    ) throws(XPathError) {
        // What follows a zero octet would not be read by libxml2; XML has none.
        guard !text.contains(0) else { throw XPathError(.syntax, "the expression holds a zero octet") }
        let syntax = try XPathParser.parse(text, limits)
        var survey = XPathSurvey()
        survey.visit(syntax)
        guard survey.prefixes.count <= limits.bindings else {
            throw XPathError(
                .expressionLimit,
                "the expression uses \(survey.prefixes.count) prefixes; at most \(limits.bindings) are bound"
            )
        }
        var bindings: [[UInt8]: [UInt8]] = [:]
        for prefix in survey.prefixes where prefix != Array("xml".utf8) {
            guard let uri = namespace(prefix), !uri.isEmpty else {
                throw XPathError(
                    .unboundName, clause: "XPath 1.0 §2.3",
                    "the prefix `\(String(decoding: prefix, as: UTF8.self))` is not bound to a namespace"
                )
            }
            bindings[prefix] = uri
        }
        self.text = text
        self.syntax = syntax
        self.bindings = bindings
        usesHere = survey.usesHere
        traits = survey.traits
        literalOctets = survey.literalOctets
        concatenatedValues = survey.concatenatedValues
    }
}
