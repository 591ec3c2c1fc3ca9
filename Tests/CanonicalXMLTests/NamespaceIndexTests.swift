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

/// Namespaces in XML 1.0 §6.1: the declaration in the nearest element counts.
@Suite("Index of namespaces")
struct NamespaceIndexTests {
    private static func read(_ text: String) throws -> XMLTree {
        var reader = XMLReader()
        return try reader.read(Array(text.utf8))
    }

    @Test("says what a look along the ancestors says, at every node", arguments: UInt64(0)..<60)
    func agrees(seed: UInt64) throws {
        let tree = try GeneratedCase(seed: seed).tree
        let index = NamespaceIndex(tree)
        let prefixes = Set(tree.declarations.map(\.prefix) + [0, NameTable.xml, 3])
        for number in 0..<tree.nodeCount {
            for prefix in prefixes {
                let node = XMLNode(number)
                let expected = tree.namespace(boundTo: prefix, at: node)
                #expect(index.namespace(boundTo: prefix, at: node) == expected, "\(prefix) at \(number), \(seed)")
            }
        }
    }

    @Test("knows what is hidden, undeclared, restored and declared right behind another")
    func places() throws {
        let tree = try Self.read(
            "<a xmlns='urn:d' xmlns:p='urn:1'><b xmlns:p='urn:2'><c xmlns='' xmlns:p='urn:3'/></b><d xmlns:p='urn:4'/>"
                + "<e>t</e></a>"
        )
        let index = NamespaceIndex(tree)
        func names(_ prefix: String) -> [String?] {
            (0..<tree.nodeCount).map { number in
                index.name(boundTo: Array(prefix.utf8), at: XMLNode(number)).map { String(decoding: $0, as: UTF8.self) }
            }
        }
        #expect(names("p") == [nil, "urn:1", "urn:2", "urn:3", "urn:4", "urn:1", "urn:1"])
        #expect(names("") == [nil, "urn:d", "urn:d", nil, "urn:d", "urn:d", "urn:d"])
        #expect(names("q") == [String?](repeating: nil, count: 7))
        #expect(names("xml") == [String?](repeating: "http://www.w3.org/XML/1998/namespace", count: 7))
    }

    /// A look along the ancestors would be at 2,000 · 16,000 declarations.
    @Test("costs as much as the declarations, and the logarithm of them for each question")
    func work() throws {
        let declarations = (0..<4_000).map { " xmlns:p\($0)='urn:p'" }.joined()
        let elements = String(repeating: "<b xmlns:q='urn:q'/>", count: 2_000)
        let opening = String(repeating: "<a\(declarations)>", count: 4)
        let tree = try Self.read("\(opening)\(elements)\(String(repeating: "</a>", count: 4))")
        let index = NamespaceIndex(tree)
        #expect(index.work == 0)
        for element in tree.elements {
            #expect(index.name(boundTo: Array("p0".utf8), at: XMLNode(Int(element.node))) == Array("urn:p".utf8))
            #expect(index.name(boundTo: Array("unbound".utf8), at: XMLNode(Int(element.node))) == nil)
            _ = index.name(boundTo: Array("q".utf8), at: XMLNode(Int(element.node)))
        }
        let bindings = 2 * (4 * 4_000 + 2_000)
        // 16 halvings of the changes of `q`, of which there are two for each element.
        #expect(index.work <= bindings + 2_004 * 2 * 16)
    }
}
