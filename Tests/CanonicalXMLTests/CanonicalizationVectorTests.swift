//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import Foundation
import Testing
import VectorFolders

/// The canonicalization vectors of W3C, Santuario and libxml2, from outside the project: where they are absent, they
/// are skipped, except in CI.
@Suite("Canonicalization vectors")
struct CanonicalizationVectorTests {
    private struct Line: Decodable {
        let kind: String
        let file: String
        let variant: String?
        let test: String?
        let alg: String?
        let output: String?
        let xpath: String?
        let namespaces: [String: String]?
        let needs: [String]?
        let detached: [String: String]?
        let inclusive_prefixes: String?
    }

    private static let lines: [Line] = {
        let index = VectorFolder.others.folder.appending(path: "INDEX.jsonl")
        guard let text = try? String(contentsOf: index, encoding: .utf8) else { return [] }
        return text.split(separator: "\n").compactMap { line in
            try? JSONDecoder().decode(Line.self, from: Data(line.utf8))
        }.filter { $0.kind == "c14n" }
    }()

    @Test(
        "have the octets that the suites say, node sets included",
        .enabled(
            if: VectorFolder.others.isExpected,
            "the vectors are absent; XMLDSIG_VECTORS names another place"
        ),
        arguments: [false, true]
    )
    func octets(withDocumentType: Bool) throws {
        let lines = Self.lines.filter { ($0.needs ?? []).contains("dtd") == withDocumentType }
        #expect(!lines.isEmpty, "the vectors are absent")
        for line in lines {
            let name = "\(line.file) \(line.variant ?? "") \(line.test ?? "")"
            do { try check(line, name) } catch { Issue.record("\(name): \(error)") }
        }
    }

    private func check(_ line: Line, _ name: String) throws {
        func read(_ path: String) throws -> [UInt8] {
            Array(try Data(contentsOf: VectorFolder.others.folder.appending(path: path)))
        }
        var entities: [[UInt8]: [UInt8]] = [:]
        for (identifier, path) in line.detached ?? [:] { entities[Array(identifier.utf8)] = try read(path) }
        let needs = line.needs ?? []
        var reader = XMLReader(
            documentTypes: needs.contains("dtd") ? .internalSubset(externalEntities: entities) : .refused
        )
        let tree = try reader.read(try read(line.file))
        let method = try #require(CanonicalizationMethod(uri: Array((line.alg ?? "").utf8)))
        let prefixes = (line.inclusive_prefixes ?? "").split(separator: " ").map { Array($0.utf8) }
        let set =
            try line.xpath.map { try NodeCondition($0, namespaces: line.namespaces ?? [:]).nodes(of: tree) }
            ?? NodeSet(subtreeOf: .document, in: tree)
        let canonicalizer = Canonicalizer(
            method, inclusivePrefixes: prefixes,
            permitsRelativeNamespaces: needs.contains("relative-namespace-uri")
        )
        let octets = try canonicalizer.octets(of: set, in: tree)
        let expected = try read(try #require(line.output))
        #expect(String(decoding: octets, as: UTF8.self) == String(decoding: expected, as: UTF8.self), "\(name)")
        #expect(octets == expected, "\(name)")
    }
}
