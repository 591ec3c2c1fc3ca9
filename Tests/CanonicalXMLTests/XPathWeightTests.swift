//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import Testing

/// One evaluation can't be stopped, so that what it may cost has to be in the limit of its operations. Most of these
/// took seconds within 10 M operations of libxml2, and grew with the square of the document or faster.
@Suite("What libxml2 doesn't count")
struct XPathWeightTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let document: @Sendable (_ size: Int) -> String
        let expression: String
        /// One that is evaluated, and one that is not.
        let sizes: (small: Int, large: Int)
    }

    private static func times(_ count: Int, _ text: String) -> String { String(repeating: text, count: count) }

    private static let cases: [Case] = [
        Case(
            testDescription: "string-values of elements within each other are compared as often as there are two",
            document: { "\(times($0, "<a>"))\(times(10_000, "x"))\(times($0, "</a>"))" },
            expression: "//*[//* != //*]", sizes: (2, 60)
        ),
        Case(
            testDescription: "values of attributes are compared as often as there are two",
            document: { "<r>\(times($0, "<b x='\(times(1_000, "x"))'/>"))</r>" },
            expression: "//b[//@x != //@x]", sizes: (2, 150)
        ),
        Case(
            testDescription: "comments are looked for among their siblings to be put in order",
            document: { "<a>\(times($0, "<!---->"))</a>" },
            expression: "//comment()", sizes: (100, 12_000)
        ),
        Case(
            testDescription: "attributes are looked for among those of their element",
            document: { "<a>\(times(20, "<b\((0..<$0).map { " a\($0)=''" }.joined())/>"))</a>" },
            expression: "//@*", sizes: (100, 4_000)
        ),
        Case(
            testDescription: "`translate` goes through the literal for each character",
            document: { "<r><a>\(times(2_000, "x"))</a>\(times($0, "<b/>"))</r>" },
            expression: "//b[translate(/r/a, '\(times(15_000, "y"))', '')]", sizes: (2, 100)
        ),
        Case(
            testDescription: "`contains` goes through what is looked for at each character",
            document: { "<r><a>\(times(4_000, "x"))</a><b>\(times(2_000, "x"))y</b>\(times($0, "<c/>"))</r>" },
            expression: "//c[contains(/r/a, /r/b)]", sizes: (2, 300)
        ),
        Case(
            testDescription: "`substring-before` does, too",
            document: { "<r><a>\(times(4_000, "x"))</a><b>\(times(2_000, "x"))y</b>\(times($0, "<c/>"))</r>" },
            expression: "//c[substring-before(/r/a, /r/b)]", sizes: (2, 300)
        ),
        Case(
            testDescription: "`substring-after` does, too",
            document: { "<r><a>\(times(4_000, "x"))</a><b>\(times(2_000, "x"))y</b>\(times($0, "<c/>"))</r>" },
            expression: "//c[substring-after(/r/a, /r/b)]", sizes: (2, 300)
        ),
        Case(
            testDescription: "`concat` goes through what it has for each argument",
            document: { "<r x='\(times(2_000, "x"))'>\(times($0, "<b/>"))</r>" },
            expression: "//b[concat(\(Array(repeating: "/r/@x", count: 100).joined(separator: ",")))]", sizes: (2, 150)
        ),
        Case(
            testDescription: "what `concat` made is copied for each node that it is compared with",
            document: { "<r x='\(times(1_000, "x"))'>\(times($0, "<b/>"))</r>" },
            expression: "/r[concat(\(Array(repeating: "/r/@x", count: 150).joined(separator: ","))) < //b]",
            sizes: (2, 100_000)
        ),
        Case(
            testDescription: "the language is looked for among the attributes of all ancestors",
            document: { "<a\((0..<4_000).map { " a\($0)=''" }.joined())>\(times($0, "<b/>"))</a>" },
            expression: "//b[lang('en')]", sizes: (100, 40_000)
        ),
        Case(
            testDescription: "namespace names are compared as often as there are two elements",
            document: { count in
                let declarations = (0..<10).map { " xmlns:n\($0)='\(times(1_000, "x"))'" }.joined()
                return "<r\(declarations)>\(times(count, "<b/>"))</r>"
            },
            expression: "//b[//namespace::* != //namespace::*]", sizes: (1, 30)
        ),
        Case(
            testDescription: "the value of an attribute is copied",
            document: { "<r x='\(times(20_000, "x"))'>\(times($0, "<b/>"))</r>" },
            expression: "//b[/r/@x = 'y']", sizes: (10, 30_000)
        ),
        Case(
            testDescription: "a literal is copied",
            document: { "<r>\(times($0, "<b/>"))</r>" },
            expression: "//b[//b[string-length('\(times(16_000, "y"))') > 0]]", sizes: (10, 300)
        ),
    ]

    @Test("is bounded by operations that count as more", arguments: cases)
    func isBounded(test: Case) throws {
        var reader = XMLReader()
        let expression = try XPathExpression(test.expression)
        let small = try reader.read(Array(test.document(test.sizes.small).utf8))
        _ = try NodeSet(selectedBy: expression, in: small)
        let large = try reader.read(Array(test.document(test.sizes.large).utf8))
        let error = #expect(throws: XPathError.self) { _ = try NodeSet(selectedBy: expression, in: large) }
        #expect(error?.codeName == "xpath-operation-limit")
    }

    @Test("functions that are counted say what they said before")
    func functions() throws {
        var reader = XMLReader()
        let tree = try reader.read(Array("<a b='1'>x\u{1EC7}y<c/></a>".utf8))
        for (text, isTrue) in [
            ("contains(/a, '\u{1EC7}y')", true), ("contains('abc', 'd')", false), ("contains('', '')", true),
            ("contains(12, 2)", true), ("substring-before(/a, 'y') = 'x\u{1EC7}'", true),
            ("substring-before('1999/04/01', '/') = '1999'", true),
            ("substring-after('1999/04/01', '19') = '99/04/01'", true),
            ("substring-after(/a/@b, '2') = ''", true), ("translate('bar', 'abc', 'AB') = 'BAr'", true),
            ("concat(/a, 1, //nothing, 'y') = 'x\u{1EC7}y1y'", true), ("concat(/a/@b, true(), 'x') = '1truex'", true),
            ("translate('--aaa--', 'abc-', 'ABC') = 'AAA'", true), ("translate(//nothing, 'a', 'b') = ''", true),
        ] {
            let set = try NodeSet(selectedBy: XPathExpression("/a[\(text)]"), in: tree)
            #expect(set.isEmpty == !isTrue, "\(text)")
        }
        for text in [
            "concat()", "concat('a')", "contains('a')", "translate('a', 'b')", "substring-before()",
            "substring-after('a', 'b', 'c')",
        ] {
            let error = #expect(throws: XPathError.self) {
                _ = try NodeSet(selectedBy: XPathExpression("/a[\(text)]"), in: tree)
            }
            #expect(error?.codeName == "xpath-failed", "\(text)")
        }
    }
}
