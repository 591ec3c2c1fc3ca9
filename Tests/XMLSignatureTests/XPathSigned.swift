//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import XMLSignature

/// References with XPath transforms, for ``HandSigned``.
struct XPathSigned {
    static let xPath = "http://www.w3.org/TR/1999/REC-xpath-19991116"
    static let filter2 = "http://www.w3.org/2002/06/xmldsig-filter2"

    /// A policy that evaluates any expression.
    static let general = ValidationPolicy.strict.with(xPath: XPathPolicy(allowsGeneralExpressions: true))

    /// A transform as it stands in the document and in the exclusive canonical form, which drops what it doesn't use.
    struct Transform {
        var written: String
        var canonical: String

        init(written: String, canonical: String) {
            self.written = written
            self.canonical = canonical
        }

        /// A transform without content.
        init(_ algorithm: String) {
            written = "<Transform Algorithm=\"\(algorithm)\"></Transform>"
            canonical = written
        }
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }

    /// - Parameter bindings: Declarations on the `XPath` element that its name doesn't use.
    static func xPath(
        _ expression: String, bindings: String = " xmlns:ds=\"\(HandSigned.namespace)\" xmlns:n=\"urn:n\""
    ) -> Transform {
        func text(_ bindings: String) -> String {
            "<Transform Algorithm=\"\(xPath)\"><XPath\(bindings)>\(escaped(expression))</XPath></Transform>"
        }
        return Transform(written: text(bindings), canonical: text(""))
    }

    static func filters(_ filters: (String, String)...) -> Transform { self.filters(filters) }

    static func filters(_ filters: [(String, String)]) -> Transform {
        func text(_ bindings: String) -> String {
            "<Transform Algorithm=\"\(filter2)\">"
                + filters.map { filter, expression in
                    "<XPath xmlns=\"\(filter2)\"\(bindings) Filter=\"\(filter)\">\(escaped(expression))</XPath>"
                }.joined() + "</Transform>"
        }
        return Transform(written: text(" xmlns:ds=\"\(HandSigned.namespace)\""), canonical: text(""))
    }

    /// A signature with one reference to each of these digests, all to the same URI.
    static func signature(
        _ references: [(transforms: [Transform], digested: String)], uri: String = "",
        canonicalization: String = HandSigned.exclusive
    ) -> String {
        func content(_ form: KeyPath<Transform, String>) -> String {
            HandSigned.signedInfo(
                references.map { transforms, digested in
                    HandSigned.reference(" URI=\"\(uri)\"", transforms: ["x"], digested: digested)
                        .replacing(
                            "<Transform Algorithm=\"x\"></Transform>",
                            with: transforms.map { $0[keyPath: form] }.joined()
                        )
                }.joined(),
                canonicalization: canonicalization
            )
        }
        let isExclusive = canonicalization == HandSigned.exclusive
        return HandSigned.signature(content(isExclusive ? \.canonical : \.written), written: content(\.written))
    }

    static func signature(_ transforms: Transform..., digested: String) -> String {
        signature([(transforms, digested)])
    }
}
