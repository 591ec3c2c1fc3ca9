//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import DocumentGenerator
import Testing

/// Node sets by expressions, against predicates that say the same about our own tree.
@Suite("XPath node sets")
struct XPathNodeSetTests {
    private static func read(_ text: String) throws -> XMLTree {
        var reader = XMLReader()
        return try reader.read(Array(text.utf8))
    }

    private static func filter(
        _ set: NodeSet, of tree: XMLTree, _ text: String, here: XMLNode? = nil, _ limits: XPathLimits = XPathLimits(),
        namespaces: [String: String] = [:]
    ) throws -> NodeSet {
        var budget = XPathBudget(limits)
        let expression = try XPathExpression(text, namespaces: namespaces, limits: limits)
        let document = try XPathDocument(tree, spending: &budget)
        return try document.filter(set, by: expression, here: here, spending: &budget)
    }

    /// Expressions whose meaning XPath 1.0 §2 and §5 give in terms of the tree.
    static let predicates: [(String, @Sendable (SelectableNode, XMLTree) -> Bool)] = [
        ("true()", { _, _ in true }),
        ("self::text()", { node, tree in node == .node(node.anchor) && tree.kind(of: node.anchor) == .text }),
        ("self::comment()", { node, tree in node == .node(node.anchor) && tree.kind(of: node.anchor) == .comment }),
        ("self::*", { node, tree in node == .node(node.anchor) && tree.kind(of: node.anchor) == .element }),
        // §2.3: in the attribute axis `*` is an attribute; of any other node there is no parent with it.
        ("count(. | ../@*) = count(../@*)", { node, _ in if case .attribute = node { true } else { false } }),
        (
            "count(. | ../namespace::*) = count(../namespace::*)",
            { node, _ in
                if case .namespace = node { true } else { false }
            }
        ),
        ("not(parent::node())", { node, _ in node == .node(.document) }),
        ("1", { _, _ in true }),
        ("0", { _, _ in false }),
        ("''", { _, _ in false }),
        ("2 > 1 and string(1) = '1'", { _, _ in true }),
        ("position() = 1 and last() = 1", { _, _ in true }),
        // An element's children, not an attribute's: §5.3 has the element as the parent of the attribute all the same.
        (
            "parent::*/parent::*",
            { node, tree in
                let parent = node == .node(node.anchor) ? tree.parent(of: node.anchor) : node.anchor
                guard let parent, tree.kind(of: parent) == .element, let above = tree.parent(of: parent) else {
                    return false
                }
                return tree.kind(of: above) == .element
            }
        ),
        (
            "(count(ancestor-or-self::node()) mod 2) = 1",
            { node, tree in
                let depth = Array(sequence(first: node.anchor) { tree.parent(of: $0) }).count
                return (depth + (node == .node(node.anchor) ? 0 : 1)) % 2 == 1
            }
        ),
    ]

    @Test("the transform asks about each node of the input once", arguments: 0..<40)
    func perNode(seed: Int) throws {
        let generated = try GeneratedCase(seed: UInt64(seed))
        // A node for `xmlns=""` is libxml2's alone; canonical forms are the same, the counts are not.
        let undeclares = generated.tree.declarations.contains { $0.uri == 0 }
        for (text, predicate) in Self.predicates where !(undeclares && text.contains("namespace")) {
            let whole = NodeSet(subtreeOf: .document, in: generated.tree)
            let filtered = try Self.filter(whole, of: generated.tree, text)
            let expected = NodeSet(generated.tree) { predicate($0, generated.tree) }
            try Self.expectEqual(filtered, expected, generated, text)
            // Of a smaller input nothing else comes in.
            let part = try Self.filter(generated.set, of: generated.tree, text)
            var budget = XPathBudget()
            let expectedPart = try generated.set.combined(.intersect, expected, of: generated.tree, spending: &budget)
            try Self.expectEqual(part, expectedPart, generated, text)
        }
    }

    /// Compares by canonical forms and by members, since a set has several forms.
    private static func expectEqual(
        _ left: NodeSet, _ right: NodeSet, _ generated: GeneratedCase, _ text: String
    ) throws {
        let tree = generated.tree
        #expect(
            (0..<tree.nodeCount).allSatisfy {
                left.contains(XMLNode($0), in: tree) == right.contains(XMLNode($0), in: tree)
            },
            "\(text), \(generated)"
        )
        #expect(
            tree.attributes.indices.allSatisfy {
                left.contains(XMLAttribute($0), in: tree) == right.contains(XMLAttribute($0), in: tree)
            },
            "\(text), \(generated)"
        )
        for method in [CanonicalizationMethod.canonical10WithComments, .exclusive10WithComments] {
            let canonicalizer = Canonicalizer(method)
            #expect(
                try canonicalizer.octets(of: left, in: tree) == canonicalizer.octets(of: right, in: tree),
                "\(text), \(generated)"
            )
        }
    }

    @Test("combining sets is combining their nodes", arguments: 0..<60)
    func algebra(seed: Int) throws {
        let generated = try GeneratedCase(seed: UInt64(seed))
        let tree = generated.tree
        var numbers = SeededNumbers(seed: UInt64(seed) + 1_000)
        let chance = 2 + numbers.number(below: 3)
        let other = NodeSet(tree) { _ in !numbers.once(in: chance) }
        let subtree = NodeSet(subtreeOf: tree.rootElement, in: tree)
        var budget = XPathBudget()
        for (left, right) in [(generated.set, other), (other, subtree), (subtree, generated.set)] {
            for (combination, holds) in [
                (NodeSet.Combination.intersect, { $0 && $1 }), (.subtract, { $0 && !$1 }), (.union, { $0 || $1 }),
            ] as [(NodeSet.Combination, (Bool, Bool) -> Bool)] {
                let result = try left.combined(combination, right, of: tree, spending: &budget)
                for index in 0..<tree.nodeCount {
                    let node = XMLNode(index)
                    let expected = holds(left.contains(node, in: tree), right.contains(node, in: tree))
                    #expect(result.contains(node, in: tree) == expected)
                }
                for index in tree.attributes.indices {
                    let attribute = XMLAttribute(index)
                    let expected = holds(left.contains(attribute, in: tree), right.contains(attribute, in: tree))
                    #expect(result.contains(attribute, in: tree) == expected)
                }
            }
        }
    }

    /// Canonical XML 1.0 §3.7.
    @Test("the example of Canonical XML selects what it says")
    func canonicalExample() throws {
        let text = """
            <doc xmlns="http://www.ietf.org" xmlns:w3c="http://www.w3.org">
               <e1>
                  <e2 xmlns="">
                     <e3 id="E3"/>
                  </e2>
               </e1>
            </doc>
            """
        let tree = try Self.read(text)
        let expression = """
            (//. | //@* | //namespace::*)
            [
               self::ietf:e1 or (parent::ietf:e1 and not(self::text() or self::e2))
               or
               count(id("E3")|ancestor-or-self::node()) = count(ancestor-or-self::node())
            ]
            """
        let set = try NodeSet(
            selectedBy: XPathExpression(expression, namespaces: ["ietf": "http://www.ietf.org"]), in: tree
        )
        let octets = try Canonicalizer(.canonical10).octets(of: set, in: tree)
        #expect(
            String(decoding: octets, as: UTF8.self)
                == "<e1 xmlns=\"http://www.ietf.org\" xmlns:w3c=\"http://www.w3.org\"><e3 xmlns=\"\" id=\"E3\"></e3></e1>"
        )
    }

    /// XPath Filter 2.0 §5.
    @Test("a filter takes each selected node with all that is below it")
    func subtrees() throws {
        let tree = try Self.read("<a><b c='1'><d/>t</b><e/><b/></a>")
        var budget = XPathBudget()
        let document = try XPathDocument(tree, spending: &budget)
        func subtrees(_ text: String) throws -> NodeSet {
            try document.subtrees(selectedBy: XPathExpression(text), here: nil, spending: &budget)
        }
        #expect(try subtrees("//b") == NodeSet(ranges: [2..<5, 6..<7]))
        #expect(try subtrees("/") == NodeSet(subtreeOf: .document, in: tree))
        #expect(try subtrees("//nothing").isEmpty)
        // An attribute has nothing below it.
        let attribute = try subtrees("//@c")
        #expect(attribute.isEmpty && attribute.contains(XMLAttribute(0), in: tree))
    }

    @Test("here() is what bears the expression, and an error elsewhere")
    func here() throws {
        let tree = try Self.read("<a><b/><c><d/></c></a>")
        let whole = NodeSet(subtreeOf: .document, in: tree)
        let d = XMLNode(4)
        let set = try Self.filter(whole, of: tree, "count(. | here()/ancestor-or-self::*) = 3", here: d)
        #expect(set.ranges == [1..<2, 3..<5])
        #expect(xPathErrorCode { _ = try Self.filter(whole, of: tree, "here()") } == "xpath-other-document")
    }

    @Test("an ID that two elements have is refused, one that nobody asks for is not")
    func ids() throws {
        let tree = try Self.read("<a><b Id='x'/><c Id='x'/><d Id='y'/></a>")
        let set = try NodeSet(selectedBy: XPathExpression("id('y')"), in: tree)
        #expect(set.ranges == [4..<5])
        #expect(try NodeSet(selectedBy: XPathExpression("id('z y')"), in: tree).ranges == [4..<5])
        #expect(try NodeSet(selectedBy: XPathExpression("id(//d/@Id)"), in: tree).ranges == [4..<5])
        for text in ["id('x')", "id(' y x')", "id(//@Id)", "//*[count(id('x')) > 5]"] {
            #expect(
                xPathErrorCode { _ = try NodeSet(selectedBy: XPathExpression(text), in: tree) } == "xpath-ambiguous-id")
        }
    }

    @Test("what is no node-set is refused where one is needed", arguments: ["1", "'x'", "true()", "count(//*)"])
    func noNodeSet(text: String) throws {
        let tree = try Self.read("<a/>")
        #expect(xPathErrorCode { _ = try NodeSet(selectedBy: XPathExpression(text), in: tree) } == "xpath-no-node-set")
    }

    @Test("an ampersand in a value is no reference")
    func ampersand() throws {
        let tree = try Self.read("<a b='x&amp;lt;y'>1&amp;lt;2</a>")
        for text in ["//@b[. = 'x&lt;y']", "//a[. = '1&lt;2']"] {
            let set = try NodeSet(selectedBy: XPathExpression(text), in: tree)
            #expect(!set.isEmpty || set.contains(XMLAttribute(0), in: tree))
        }
    }

    // MARK: Limits

    /// The least that a limit has to be for the body to succeed.
    private static func least(
        _ high: Int, _ set: (inout XPathLimits, Int) -> Void, _ body: (XPathLimits) throws -> Void
    )
        -> Int
    {
        var low = 0
        var high = high
        while low < high {
            let middle = (low + high) / 2
            var limits = XPathLimits()
            set(&limits, middle)
            if xPathErrorCode({ try body(limits) }) == nil { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// Past its limit libxml2 says false, which `not` would make true.
    @Test("the operation limit inside a boolean is an error, not a value")
    func operations() throws {
        let tree = try Self.read("<a>" + String(repeating: "<b/>", count: 50) + "</a>")
        let whole = NodeSet(subtreeOf: .document, in: tree)
        let text = "not(//c) and not(boolean(//b[position() > 100]))"
        let least = Self.least(1_000_000, { $0.operations = $1 }) { limits in
            _ = try Self.filter(whole, of: tree, text, limits)
        }
        #expect(least > 50 && least < 1_000_000)
        for below in [least - 1, least / 2, 60, 1, 0] {
            var limits = XPathLimits()
            limits.operations = below
            #expect(xPathErrorCode { _ = try Self.filter(whole, of: tree, text, limits) } == "xpath-operation-limit")
        }
        var limits = XPathLimits()
        limits.operations = least
        #expect(try Self.filter(whole, of: tree, text, limits).ranges == whole.ranges)
    }

    @Test("the operations of all expressions are counted together")
    func sum() throws {
        let tree = try Self.read("<a><b/></a>")
        let whole = NodeSet(subtreeOf: .document, in: tree)
        var limits = XPathLimits()
        limits.operations = 200
        var budget = XPathBudget(limits)
        let document = try XPathDocument(tree, spending: &budget)
        let expression = try XPathExpression("self::node()")
        var count = 0
        let code = xPathErrorCode {
            for _ in 0..<1_000 {
                _ = try document.filter(whole, by: expression, here: nil, spending: &budget)
                count += 1
            }
        }
        #expect(code == "xpath-operation-limit")
        #expect(count > 0 && count < 200)
    }

    /// 8.4 s within libxml2's own 10 M operations.
    @Test(
        "what libxml2 doesn't count is counted",
        arguments: [
            "contains(string(/),'z')", "string-length() > 5", "//* = 'z'", "sum(//*) = 1", "//*/ancestor::* | //*",
            "//*[. = //*]", "count(//* | //@*) = 1",
        ]
    )
    func stringValues(text: String) throws {
        let tree = try Self.read("<a>" + String(repeating: "<b c='1'>some text here</b>", count: 16_000) + "</a>")
        let whole = NodeSet(subtreeOf: .document, in: tree)
        #expect(xPathErrorCode { _ = try Self.filter(whole, of: tree, text) } == "xpath-operation-limit")
    }

    @Test("the same over a small document, and cheap ones over the large one, are evaluated")
    func cheap() throws {
        let small = try Self.read("<a>" + String(repeating: "<b>z</b>", count: 50) + "</a>")
        let whole = NodeSet(subtreeOf: .document, in: small)
        #expect(try Self.filter(whole, of: small, "contains(string(/),'z')").ranges == whole.ranges)
        let large = try Self.read("<a>" + String(repeating: "<b c='1'>some text here</b>", count: 16_000) + "</a>")
        let all = NodeSet(subtreeOf: .document, in: large)
        #expect(try Self.filter(all, of: large, "ancestor-or-self::b[@c = '1']").ranges == [2..<32_002])
    }

    @Test("nodes of a set: at the limit and one past it")
    func nodes() throws {
        let tree = try Self.read("<a b='c' xmlns:n='urn:n'><d/></a>")
        let whole = NodeSet(subtreeOf: .document, in: tree)
        // Root, two elements, an attribute, a namespace at each element.
        var limits = XPathLimits()
        limits.nodes = 6
        #expect(xPathErrorCode { _ = try Self.filter(whole, of: tree, "true()", limits) } == nil)
        limits.nodes = 5
        #expect(xPathErrorCode { _ = try Self.filter(whole, of: tree, "true()", limits) } == "xpath-node-limit")
        limits.nodes = 4
        #expect(
            xPathErrorCode { _ = try NodeSet(selectedBy: XPathExpression("/"), in: tree, limits: limits) }
                == "xpath-node-limit"
        )
    }

    /// All namespaces of an element with thousands stand in scope of each element below.
    @Test("namespaces in scope of many elements are bounded where they have to be listed")
    func scopes() throws {
        let declarations = (0..<10_000).map { " xmlns:n\($0)='urn:n'" }.joined()
        let plain = try Self.read("<a\(declarations)>" + String(repeating: "<b c='1'/>", count: 1_000) + "</a>")
        let whole = NodeSet(subtreeOf: .document, in: plain)
        let attributes = try NodeSet(selectedBy: XPathExpression("//@c"), in: plain)
        var budget = XPathBudget()
        let code = xPathErrorCode { _ = try whole.combined(.subtract, attributes, of: plain, spending: &budget) }
        #expect(code == "xpath-node-limit")
    }

    @Test("no processor time is past any deadline")
    func deadline() throws {
        let tree = try Self.read("<a/>")
        var limits = XPathLimits()
        limits.seconds = 0
        let whole = NodeSet(subtreeOf: .document, in: tree)
        #expect(xPathErrorCode { _ = try Self.filter(whole, of: tree, "true()", limits) } == "xpath-deadline")
    }

    @Test("wide and deep documents are no matter")
    func shapes() throws {
        let attributes = (0..<16_000).map { " a\($0)='1' xmlns:n\($0)='urn:n'" }.joined()
        for text in [
            "<a\(attributes)/>",
            String(repeating: "<a>", count: 2_000) + String(repeating: "</a>", count: 2_000),
            "<a>" + String(repeating: "<!--c-->t", count: 20_000) + "</a>",
        ] {
            let tree = try Self.read(text)
            let whole = NodeSet(subtreeOf: .document, in: tree)
            let set = try Self.filter(whole, of: tree, "self::node()")
            #expect(set.ranges == whole.ranges)
        }
    }
}
