//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import LibXML2Oracle
import Testing

@Suite("XPath expressions")
struct XPathExpressionTests {
    private func code(_ text: String, _ limits: XPathLimits = XPathLimits()) -> String? {
        do throws(XPathError) {
            _ = try XPathExpression(text, namespaces: ["a": "urn:a", "b": "urn:b"], limits: limits)
            return nil
        } catch {
            return error.codeName
        }
    }

    /// XPath 1.0 §2 (the examples of location paths), §3, §4.
    @Test(
        "those of the recommendation are read",
        arguments: [
            "child::para", "child::*", "child::text()", "child::node()", "attribute::name", "attribute::*",
            "descendant::para", "ancestor::div", "ancestor-or-self::div", "descendant-or-self::para", "self::para",
            "child::chapter/descendant::para", "child::*/child::para", "/", "/descendant::para",
            "/descendant::olist/child::item", "child::para[position()=1]", "child::para[position()=last()-1]",
            "following-sibling::chapter[position()=1]", "/child::doc/child::chapter[position()=5]/child::section",
            "child::para[attribute::type='warning'][position()=5]", "child::*[self::chapter or self::appendix]",
            "para", "*", "text()", "@name", "@*", "para[1]", "para[last()]", "*/para", "/doc/chapter[5]/section[2]",
            "chapter//para", "//para", "//olist/item", ".", ".//para", "..", "../@lang", "para[@type=\"warning\"]",
            "chapter[title=\"Introduction\"]", "employee[@secretary and @assistant]", "id(\"foo\")/child::para",
            "processing-instruction()", "processing-instruction('x')", "comment()", "a:b | b:*", "- 1 + -2 * 3 div 4",
            "1 mod 2", "* * *", "div div div", "and and or or or", "mod*mod", "(a:b)[1]", "//.", ".5 < 5.",
            "string-length(normalize-space(\" x \"))", "not(true()) != false()", "a - b", "a-b",
            "here()/ancestor::a:b[1]",
        ]
    )
    func read(text: String) { #expect(code(text) == nil) }

    @Test(
        "what is none is refused",
        arguments: [
            "", " ", "(", ")", "a)", "(a", "a b", "a/", "//", "/ /", "a//", "a[", "a[]", "a]", "@", "a::b", "::",
            "child::",
            "'x", "\"x", "1e5", "a and", "or a b", "= a", "a = ", "a |", "!a", "a ! b", "a:", "a: b", ":b", "a:b:c",
            "count(", "count(a,", "count(a,)", "..[1]", ".[1]", "$", "#", "{", "a;b", "node()()", "1 2", "a) or (b",
        ]
    )
    func refused(text: String) { #expect(["xpath-syntax", "xpath-unbound-name"].contains(code(text))) }

    @Test(
        "a function that there is not is found before libxml2 could print about it",
        arguments: [
            "frobnicate()", "document('x')", "current()", "key('a','b')", "a:count(.)", "fn:count(.)", "Count(.)",
            "not(//x[document('file:///etc/passwd')])", "1 or generate-id()", "text-node(.)",
        ]
    )
    func unknownFunction(text: String) { #expect(code(text) == "xpath-unknown-function") }

    @Test(
        "a prefix without a namespace and a variable are refused",
        arguments: ["c:x", "//c:*", "@c:x", "a:x[c:y]", "$x", "not($x)", "count(c:x)"]
    )
    func unbound(text: String) { #expect(code(text) == "xpath-unbound-name") }

    @Test("a zero octet does not end an expression before its end")
    func zero() { #expect(code("true()\0 and false()") == "xpath-syntax") }

    @Test("each limit holds at its value and not one past it")
    func limits() {
        var limits = XPathLimits()
        limits.expressionOctets = 6
        #expect(code("true()", limits) == nil)
        #expect(code("false()", limits) == "xpath-expression-limit")
        limits = XPathLimits()
        limits.tokens = 5
        #expect(code("1+1+1", limits) == nil)
        #expect(code("1+1+-1", limits) == "xpath-expression-limit")
        limits = XPathLimits()
        limits.nesting = 3
        #expect(code("((1))", limits) == nil)
        #expect(code("(((1)))", limits) == "xpath-expression-limit")
        #expect(code("a[b[c[d]]]", limits) == "xpath-expression-limit")
        #expect(code("not(not(not(1)))", limits) == "xpath-expression-limit")
        limits = XPathLimits()
        limits.bindings = 1
        #expect(code("a:x and a:y", limits) == nil)
        #expect(code("a:x and b:y", limits) == "xpath-expression-limit")
    }

    @Test("the default limits are those that the design names")
    func defaults() {
        let limits = XPathLimits()
        #expect(limits.operations == 10_000_000)
        #expect(limits.nodes == 5_000_000)
        #expect(limits.seconds == 10)
        #expect(limits.bindings == 16)
    }

    @Test("an expression as long and as deep as may be is read and evaluated")
    func atTheLimits() throws {
        var reader = XMLReader()
        let tree = try reader.read(Array("<a/>".utf8))
        let deep = String(repeating: "(", count: 31) + "//*" + String(repeating: ")", count: 31)
        let long = Array(repeating: "a", count: 512).joined(separator: "|")
        for text in [deep, long] {
            let set = try NodeSet(selectedBy: XPathExpression(text), in: tree)
            #expect(set.ranges == [1..<2])
        }
    }

    @Test("libxml2 prints nothing, whatever the expression")
    func silence() throws {
        var reader = XMLReader()
        let tree = try reader.read(Array("<a b='c'><d/></a>".utf8))
        let printed = LibXML2Host.messagesPrinted {
            for text in [
                "count(1)", "count()", "count(//*, 2)", "id()", "here(1)", "here()", "sum('x')", "lang()", "'x' | //*",
                "1/a", "'a'[1]", "substring('x')", "translate('a')", "not()", "string(1, 2)", "name('x')", "é×", "×",
                "//*[1 = 2", "last(1)", "true(1)", "a:b", "processing-instruction(a)", "-'x'", "id(//*)", "'x'",
            ] {
                _ = try? NodeSet(selectedBy: XPathExpression(text), in: tree)
            }
        }
        #expect(printed == 0)
    }
}
