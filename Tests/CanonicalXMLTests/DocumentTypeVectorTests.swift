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
import Foundation
import LibXML2Oracle
import Testing
import VectorFolders

extension ReadingVectorTests {
    /// A line about one document, whether its declaration may be read or not.
    private struct DocumentLine: Decodable {
        let kind: String
        let file: String
        let expect: String
        let needs: [String]?
        let detached: [String: String]?

        var isOptional: Bool { needs?.contains { $0 == "external-subset" || $0 == "no-namespaces" } ?? false }
    }

    private static func lines(_ isIncluded: (DocumentLine) -> Bool) throws -> [DocumentLine] {
        try String(contentsOf: folder.appending(path: "INDEX.jsonl"), encoding: .utf8).split(separator: "\n").map {
            try JSONDecoder().decode(DocumentLine.self, from: Data($0.utf8))
        }.filter(isIncluded)
    }

    private func compare(_ line: DocumentLine) throws -> Comparison {
        var given: [String: [UInt8]] = [:]
        for (identifier, file) in line.detached ?? [:] {
            given[identifier] = try [UInt8](Data(contentsOf: Self.folder.appending(path: file)))
        }
        var reader = XMLReader(
            documentTypes: .internalSubset(
                externalEntities: Dictionary(uniqueKeysWithValues: given.map { (Array($0.key.utf8), $0.value) })
            )
        )
        let document = try [UInt8](Data(contentsOf: Self.folder.appending(path: line.file)))
        return Comparison(document, reader: &reader, externalEntities: given)
    }

    @Test(
        "documents are read or refused as the suite says where the policy allows document types",
        .enabled(if: VectorFolder.others.isExpected, "the vectors are absent; XMLDSIG_VECTORS names another place")
    )
    func documentTypes() throws {
        let lines = try Self.lines { $0.kind == "parser" && !$0.isOptional }
        #expect(!lines.isEmpty)
        for line in lines {
            let comparison = try compare(line)
            switch comparison.ours {
            case .success: #expect(line.expect == "valid", "\(line.file) was read")
            case .failure(let error):
                #expect(line.expect == "refused", "\(line.file): \(error)")
                #expect(error.position != nil && !error.hint.isEmpty, "\(line.file)")
            }
        }
    }

    @Test(
        "libxml2 tells the same of every document, but for the rules",
        .enabled(if: VectorFolder.others.isExpected, "the vectors are absent; XMLDSIG_VECTORS names another place")
    )
    func events() throws {
        var isUsed: Set<Deviation> = []
        for line in try Self.lines({ ["parser", "c14n"].contains($0.kind) }) {
            let comparison = try compare(line)
            guard !comparison.agrees else { continue }
            let deviation = comparison.deviation
            #expect(deviation != nil, "\(line.file): \(comparison.difference)")
            if let deviation { isUsed.insert(deviation) }
        }
        // Two of the suite's documents have a carriage return in an entity.
        #expect(isUsed.contains(.carriageReturnInEntity))
    }
}
