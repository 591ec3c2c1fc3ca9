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
import Testing

@Suite("Limits of reading")
struct ReadingLimitTests {
    /// A limit, its name, and a document that is at it for each number.
    struct Budget: Sendable {
        let name: String
        let set: @Sendable (inout ReadingLimits, Int) -> Void
        let document: @Sendable (Int) -> String
    }

    static let budgets: [Budget] = [
        Budget(name: "documentBytes", set: { $0.documentBytes = $1 }) {
            "<a>" + String(repeating: "b", count: $0 - 7) + "</a>"
        },
        // The document and its root are two.
        Budget(name: "nodes", set: { $0.nodes = $1 }) { "<a>" + String(repeating: "<b/>", count: $0 - 2) + "</a>" },
        Budget(name: "nodes", set: { $0.nodes = $1 }) { String(repeating: "<!---->", count: $0 - 2) + "<a/>" },
        Budget(name: "nodes", set: { $0.nodes = $1 }) { "<a/>" + String(repeating: "<?p?>", count: $0 - 2) },
        Budget(name: "nodes", set: { $0.nodes = $1 }) {
            "<a>" + String(repeating: "b<?p?>", count: ($0 - 2) / 2) + "</a>"
        },
        Budget(name: "depth", set: { $0.depth = $1 }) {
            String(repeating: "<a>", count: $0) + String(repeating: "</a>", count: $0)
        },
        Budget(name: "depth", set: { $0.depth = $1 }) {
            String(repeating: "<a>", count: $0 - 1) + "<b/><b/>" + String(repeating: "</a>", count: $0 - 1)
        },
        Budget(name: "attributes", set: { $0.attributes = $1 }) {
            "<a xmlns:p='u' " + (0..<$0).map { "b\($0)=''" }.joined(separator: " ") + "/>"
        },
        Budget(name: "namespaceDeclarations", set: { $0.namespaceDeclarations = $1 }) {
            "<a b='' " + (0..<$0).map { "xmlns:p\($0)='u'" }.joined(separator: " ") + "/>"
        },
        Budget(name: "nameBytes", set: { $0.nameBytes = $1 }) { "<" + String(repeating: "a", count: $0) + "/>" },
        Budget(name: "nameBytes", set: { $0.nameBytes = $1 }) { "<a " + String(repeating: "b", count: $0) + "=''/>" },
        Budget(name: "nameBytes", set: { $0.nameBytes = $1 }) { "<?" + String(repeating: "p", count: $0) + "?><a/>" },
        Budget(name: "nameBytes", set: { $0.nameBytes = $1 }) {
            "<p:" + String(repeating: "a", count: $0 - 2) + " xmlns:p='u'/>"
        },
        Budget(name: "nameBytes", set: { $0.nameBytes = $1 }) {
            "<a xmlns='" + String(repeating: "u", count: $0) + "'/>"
        },
        Budget(name: "nameBytes", set: { $0.nameBytes = $1 }) {
            "<a xmlns='" + String(repeating: "&#65;", count: $0) + "'/>"
        },
    ]

    @Test("what is at a limit is read, one more is refused with the limit's name and value", arguments: [12, 18, 40])
    func atAndPast(value: Int) throws {
        for budget in Self.budgets {
            var limits = ReadingLimits()
            budget.set(&limits, value)
            var reader = XMLReader(limits: limits)
            _ = try reader.read(Array(budget.document(value).utf8))
            let past = budget.document(budget.name == "nodes" ? value + 2 : value + 1)
            let error = #expect(throws: XMLReadingError.self, "\(past)") { try reader.read(Array(past.utf8)) }
            #expect(error?.code == .limitExceeded, "\(past)")
            #expect(error?.limit == XMLReadingError.Limit(budget.name, value), "\(past)")
            #expect(error?.hint.contains("`\(budget.name)` is \(value)") == true)
            // Nothing of the refusal is left.
            _ = try reader.read(Array(budget.document(value).utf8))
        }
    }

    /// What a document of a few kilobytes can meet. Sizes and counts of nodes are met with limits that are set lower.
    static let smallDefaults = [
        "depth": 2_048, "attributes": 16_384, "namespaceDeclarations": 16_384, "nameBytes": 4_096,
    ]

    @Test("the defaults hold to the last one", arguments: smallDefaults.keys.sorted())
    func atAndPastTheDefault(name: String) throws {
        let value = try #require(Self.smallDefaults[name])
        var reader = XMLReader()
        for budget in Self.budgets where budget.name == name {
            _ = try reader.read(Array(budget.document(value).utf8))
            let error = #expect(throws: XMLReadingError.self) {
                try reader.read(Array(budget.document(value + 1).utf8))
            }
            #expect(error?.code == .limitExceeded)
            #expect(error?.limit == XMLReadingError.Limit(name, value))
        }
    }

    @Test("the defaults are those of the design")
    func defaults() {
        let limits = ReadingLimits()
        #expect(limits.documentBytes == 256 << 20)
        #expect(limits.nodes == 50_000_000)
        #expect(limits.depth == 2_048)
        #expect(limits.attributes == 16_384)
        #expect(limits.namespaceDeclarations == 16_384)
        #expect(limits.nameBytes == 4_096)
        #expect(limits.entityExpansionBytes == 1 << 20)
    }

    @Test("a limit past what the tree can count is the tree's")
    func hardLimits() throws {
        var limits = ReadingLimits()
        limits.attributes = .max
        limits.namespaceDeclarations = .max
        limits.documentBytes = .max
        var reader = XMLReader(limits: limits)
        func tag(_ count: Int) -> [UInt8] {
            Array(("<a " + (0..<count).map { "b\($0)=''" }.joined(separator: " ") + "/>").utf8)
        }
        #expect(try reader.read(tag(65_535)).attributes.count == 65_535)
        let error = #expect(throws: XMLReadingError.self) { try reader.read(tag(65_536)) }
        #expect(error?.limit == XMLReadingError.Limit("attributes", 65_535))
    }

    @Test("100,000-deep nesting and 1,000,000 attributes are refused", .timeLimit(.minutes(1)))
    func hostile() {
        var reader = XMLReader()
        let deep = [UInt8](String(repeating: "<a>", count: 100_000).utf8)
        let wide = [UInt8](("<a" + (0..<1_000_000).map { " a\($0)=''" }.joined() + "/>").utf8)
        let first = #expect(throws: XMLReadingError.self) { try reader.read(deep) }
        #expect(first?.limit?.name == "depth")
        // The element one too deep.
        #expect(first?.position?.byteOffset == 2_048 * 3)
        let second = #expect(throws: XMLReadingError.self) { try reader.read(wide) }
        #expect(second?.limit?.name == "attributes")
    }

    @Test("no depth is one of the stack", arguments: [1_000_000])
    func depth(of count: Int) throws {
        var limits = ReadingLimits()
        limits.depth = count
        var reader = XMLReader(limits: limits)
        let octets = [UInt8]((String(repeating: "<a>", count: count) + String(repeating: "</a>", count: count)).utf8)
        #expect(try reader.read(octets).nodeCount == count + 1)
    }
}
