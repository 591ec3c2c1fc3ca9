//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import Diagnostics
import DocumentGenerator
import Testing

/// What ends a canonicalization, and what a sink is given.
@Suite("Canonicalization that fails, and sinks")
struct CanonicalizationFailureTests {
    private static let padding = String(repeating: "<i n=\"1\">payload</i>", count: 2_000)

    /// Documents with a relative namespace name in the first, a middle and the last element; the prefix is never used.
    static let relative: [(String, SourcePosition)] = [
        ("<r xmlns:x=\"1\">\(padding)</r>", SourcePosition(line: 1, column: 1, byteOffset: 0)),
        ("<r>\n<a xmlns:x=\"../a\"/>\(padding)</r>", SourcePosition(line: 2, column: 1, byteOffset: 4)),
        (
            "<r>\(padding)<a xmlns=\"b/c\"/></r>",
            SourcePosition(line: 1, column: 4 + padding.utf8.count, byteOffset: 3 + padding.utf8.count)
        ),
        ("<r><b Id=\"b\"/><a xmlns:x=\"#f\"/></r>", SourcePosition(line: 1, column: 15, byteOffset: 14)),
    ]

    @Test("a relative namespace name anywhere in the document fails before an octet is written")
    func relativeNamespaces() throws {
        for (document, position) in Self.relative {
            let tree = try CanonicalizationTests.tree(document)
            let child = try #require(tree.firstChild(of: tree.rootElement))
            for method in CanonicalizationMethod.allCases {
                for node in [XMLNode.document, tree.rootElement, child] {
                    let set = NodeSet(subtreeOf: node, in: tree)
                    var sink: any CanonicalSink = CanonicalCounter()
                    let error = #expect(throws: CanonicalizationError.self) {
                        try Canonicalizer(method).canonicalize(set, of: tree, into: &sink)
                    }
                    #expect(error?.code == .relativeNamespaceURI)
                    #expect(error?.position == position)
                    #expect((sink as? CanonicalCounter)?.count == 0)
                    let lenient = Canonicalizer(method, permitsRelativeNamespaces: true)
                    #expect(try !lenient.octets(of: set, in: tree).isEmpty)
                }
            }
        }
    }

    /// RFC 3986 §3.1: `ALPHA *( ALPHA / DIGIT / "+" / "-" / "." ) ":"`.
    @Test("a namespace name with a scheme is absolute, whatever stands behind it")
    func absoluteNamespaces() throws {
        for uri in ["urn:a", "a:", "A+b-c.1:x y", "mailto:é", "http://é/"] {
            #expect(try CanonicalizationTests.form("<r xmlns=\"\(uri)\"/>", .canonical10) == "<r xmlns=\"\(uri)\"></r>")
        }
        for uri in ["1a:b", ":a", "a", "é:a", "a/b:c", "+a:b", " urn:a"] {
            #expect(throws: CanonicalizationError.self) {
                try CanonicalizationTests.form("<r xmlns:p=\"\(uri)\"/>", .exclusive10)
            }
        }
        #expect(try CanonicalizationTests.form("<r xmlns=\"\"/>", .canonical10) == "<r></r>")
    }

    @Test("the output limit holds to the octet")
    func outputLimit() throws {
        for document in ["<a/>", "<r>\(Self.padding)</r>", "<r>" + String(repeating: "x", count: 100_000) + "</r>"] {
            let tree = try CanonicalizationTests.tree(document)
            let set = NodeSet(subtreeOf: .document, in: tree)
            let size = try Canonicalizer(.canonical10).octets(of: set, in: tree).count
            #expect(try Canonicalizer(.canonical10, outputLimit: size).octets(of: set, in: tree).count == size)
            var sink: any CanonicalSink = CanonicalCounter()
            let error = #expect(throws: CanonicalizationError.self) {
                try Canonicalizer(.canonical10, outputLimit: size - 1).canonicalize(set, of: tree, into: &sink)
            }
            #expect(error?.code == .outputLimit)
            #expect(try #require(sink as? CanonicalCounter).count < size)
        }
    }

    private struct Chunks: CanonicalSink {
        var sizes: [Int] = []
        var limit = Int.max

        mutating func write(_ octets: Span<UInt8>) throws(CanonicalizationError) {
            guard sizes.count < limit else { throw CanonicalizationError(.sinkFailed, "full") }
            sizes.append(octets.count)
        }
    }

    @Test("a sink gets chunks, not crumbs, and may fail")
    func chunks() throws {
        let tree = try CanonicalizationTests.tree("<r>" + String(repeating: Self.padding, count: 10) + "</r>")
        let set = NodeSet(subtreeOf: .document, in: tree)
        for method in CanonicalizationMethod.allCases {
            var sink: any CanonicalSink = Chunks()
            let count = try Canonicalizer(method).canonicalize(set, of: tree, into: &sink)
            let sizes = try #require(sink as? Chunks).sizes
            #expect(sizes.reduce(0, +) == count)
            #expect(sizes.dropLast().allSatisfy { $0 >= 4_096 })
        }
        var sink: any CanonicalSink = Chunks(limit: 0)
        let error = #expect(throws: CanonicalizationError.self) {
            try Canonicalizer(.exclusive10).canonicalize(set, of: tree, into: &sink)
        }
        #expect(error?.code == .sinkFailed)
    }

    @Test("a comparison names the first octet that differs")
    func comparison() throws {
        let tree = try CanonicalizationTests.tree("<r>\(Self.padding)</r>")
        let set = NodeSet(subtreeOf: .document, in: tree)
        let octets = try Canonicalizer(.canonical10).octets(of: set, in: tree)
        func difference(_ expected: [UInt8]) throws -> Int? {
            var sink: any CanonicalSink = CanonicalComparison(with: expected)
            _ = try Canonicalizer(.canonical10).canonicalize(set, of: tree, into: &sink)
            return try #require(sink as? CanonicalComparison).firstDifference
        }
        #expect(try difference(octets) == nil)
        #expect(try difference(Array(octets.dropLast())) == octets.count - 1)
        #expect(try difference(octets + [0]) == octets.count)
        #expect(try difference([]) == 0)
        for index in [0, 4_095, 4_096, octets.count - 1] {
            var changed = octets
            changed[index] ^= 1
            #expect(try difference(changed) == index)
        }
    }

    @Test("an empty set has an empty form")
    func emptySet() throws {
        let tree = try CanonicalizationTests.tree("<r><!--c--></r>")
        for set in [NodeSet(ranges: []), NodeSet(ranges: [2..<3]), NodeSet(tree) { _ in false }] {
            #expect(try Canonicalizer(.canonical10).octets(of: set, in: tree).isEmpty)
        }
    }

    @Test("method identifiers are compared octet by octet")
    func identifiers() {
        for method in CanonicalizationMethod.allCases {
            #expect(CanonicalizationMethod(uri: Array(method.uri.utf8)) == method)
            #expect(CanonicalizationMethod(uri: Array((method.uri + " ").utf8)) == nil)
        }
        #expect(CanonicalizationMethod(uri: Array("http://www.w3.org/2001/10/xml-exc-c14n".utf8)) == nil)
        #expect(CanonicalizationMethod(uri: []) == nil)
    }
}
