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

/// One budget for all that expressions make a document do: nodes, evaluations, sets, and what sets are put together by.
@Suite("XPath budget")
struct XPathBudgetTests {
    private static func read(_ text: String) throws -> XMLTree {
        var reader = XMLReader()
        return try reader.read(Array(text.utf8))
    }

    private static func budget(_ change: (inout XPathLimits) -> Void) -> XPathBudget {
        var limits = XPathLimits()
        change(&limits)
        return XPathBudget(limits)
    }

    private static let wide = "<a x='1'>" + String(repeating: "<b y='2'/>", count: 1_000) + "</a>"

    /// How often the body can be done.
    private static func count(_ budget: inout XPathBudget, _ body: (inout XPathBudget) throws -> Void) -> Int {
        for count in 0..<1_000 where xPathErrorCode({ try body(&budget) }) != nil { return count }
        return .max
    }

    @Test("an evaluation that fails has spent what it took", arguments: ["count(//b[//b]) > 0", "//b[//b]"])
    func failed(text: String) throws {
        let tree = try Self.read(Self.wide)
        var budget = Self.budget { $0.operations = 50_000 }
        let document = try XPathDocument(tree, spending: &budget)
        let cheap = try XPathExpression("/a")
        _ = try document.nodes(selectedBy: cheap, here: nil, spending: &budget)
        let code = xPathErrorCode {
            _ = try document.filter(
                NodeSet(subtreeOf: .document, in: tree), by: XPathExpression(text), here: nil, spending: &budget
            )
        }
        #expect(code == "xpath-operation-limit")
        let after = xPathErrorCode { _ = try document.nodes(selectedBy: cheap, here: nil, spending: &budget) }
        #expect(after == "xpath-operation-limit")
    }

    /// `/a/@x` is found in a few steps, and its set says something of each of 1,001 elements.
    @Test("a set costs as much as it says")
    func sets() throws {
        let tree = try Self.read(Self.wide)
        var budget = Self.budget { $0.operations = 50_000 }
        let document = try XPathDocument(tree, spending: &budget)
        let expression = try XPathExpression("/a/@x")
        let count = Self.count(&budget) {
            _ = try document.nodes(selectedBy: expression, here: nil, spending: &$0)
        }
        #expect(count > 10 && count < 50)
    }

    @Test("to put sets together costs what there is to go through")
    func combinations() throws {
        let tree = try Self.read(Self.wide)
        let whole = NodeSet(subtreeOf: .document, in: tree)
        var budget = Self.budget { $0.operations = 50_000 }
        let attribute = try NodeSet(selectedBy: XPathExpression("/a/@x"), in: tree)
        let listed = Self.count(&budget) { _ = try whole.combined(.union, attribute, of: tree, spending: &$0) }
        #expect(listed > 10 && listed < 50)
        let elements = try NodeSet(selectedBy: XPathExpression("//b[position() mod 2 = 0]"), in: tree)
        let ranges = NodeSet(ranges: elements.ranges)
        budget = Self.budget { $0.operations = 50_000 }
        let plain = Self.count(&budget) { _ = try whole.combined(.subtract, ranges, of: tree, spending: &$0) }
        #expect(plain > 10 && plain < 60)
    }

    /// One declaration more in each of many elements hides one of thousands: nothing has to be listed for it.
    @Test("namespaces in scope cost nothing where nobody asks for them, and are counted where somebody does")
    func scopes() throws {
        let declarations = (0..<2_000).map { " xmlns:n\($0)='urn:n'" }.joined()
        let children = String(repeating: "<b xmlns:n0='urn:m' c='1'/>", count: 1_000)
        let tree = try Self.read("<a\(declarations)>\(children)</a>")
        var budget = Self.budget { $0.operations = 100_000 }
        let document = try XPathDocument(tree, spending: &budget)
        for text in ["/", "//@c", "//b"] {
            let set = try document.nodes(selectedBy: XPathExpression(text), here: nil, spending: &budget)
            _ = try set.combined(.union, NodeSet(ranges: []), of: tree, spending: &budget)
        }
        let code = xPathErrorCode {
            let one = try document.nodes(
                selectedBy: XPathExpression("/a/b/namespace::n0"), here: nil, spending: &budget
            )
            for _ in 0..<3 { _ = try one.combined(.union, one, of: tree, spending: &budget) }
        }
        #expect(code == "xpath-operation-limit")
    }

    @Test("limits that are no limits are taken as they are", arguments: [Int.max, .max - 1])
    func largest(limit: Int) throws {
        let tree = try Self.read(Self.wide)
        var budget = Self.budget {
            $0.operations = limit
            $0.seconds = limit
            $0.nodes = limit
        }
        let document = try XPathDocument(tree, spending: &budget)
        for text in ["//b[contains(@y, '2')]", "//b"] {
            let set = try document.nodes(selectedBy: XPathExpression(text), here: nil, spending: &budget)
            #expect(set.ranges.count == 1 && set.ranges[0].count == 1_000)
        }
    }

    @Test("no processor time is past any deadline: nodes, selections, combinations")
    func deadline() throws {
        let tree = try Self.read(Self.wide)
        var none = Self.budget { $0.seconds = 0 }
        #expect(xPathErrorCode { _ = try XPathDocument(tree, spending: &none) } == "xpath-deadline")
        var enough = XPathBudget()
        let document = try XPathDocument(tree, spending: &enough)
        let attribute = try document.nodes(selectedBy: XPathExpression("/a/@x"), here: nil, spending: &enough)
        for _ in 0..<2 {
            none = Self.budget { $0.seconds = 0 }
            let selected = xPathErrorCode {
                _ = try document.nodes(selectedBy: XPathExpression("/a"), here: nil, spending: &none)
            }
            #expect(selected == "xpath-deadline")
            none = Self.budget { $0.seconds = 0 }
            let combined = xPathErrorCode { _ = try attribute.combined(.union, attribute, of: tree, spending: &none) }
            #expect(combined == "xpath-deadline")
        }
    }
}
