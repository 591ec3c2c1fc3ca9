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

/// The W3C conformance suite, from outside the project: where it is absent, the suite is skipped and says so, except
/// in CI.
@Suite("The W3C conformance suite")
struct ReadingVectorTests {
    static let folder = VectorFolder.others.folder

    private struct Line: Decodable {
        let kind: String
        let file: String
        let test: String?
        let expect: String
        let needs: [String]?

        /// What no runner has to be able to do.
        var isOptional: Bool {
            guard let needs else { return false }
            return needs.contains("external-subset") || needs.contains("no-namespaces")
        }
    }

    private static let lines: [Line] = {
        guard let index = try? String(contentsOf: folder.appending(path: "INDEX.jsonl"), encoding: .utf8) else {
            return []
        }
        return index.split(separator: "\n").compactMap { line in
            try? JSONDecoder().decode(Line.self, from: Data(line.utf8))
        }.filter { $0.kind == "parser" && !$0.isOptional }
    }()

    @Test(
        "documents without a document type declaration are read or refused as the suite says",
        .enabled(if: VectorFolder.others.isExpected, "the vectors are absent; XMLDSIG_VECTORS names another place")
    )
    func plainDocuments() throws {
        let lines = Self.lines.filter { $0.needs == nil }
        #expect(!lines.isEmpty, "the vectors are absent")
        // One reader for all: a good document after a bad one and the reverse.
        var reader = XMLReader()
        for line in lines { try check(line, with: &reader) }
    }

    @Test(
        "documents with a document type declaration are refused unless the policy allows it",
        .enabled(if: VectorFolder.others.isExpected, "the vectors are absent; XMLDSIG_VECTORS names another place")
    )
    func refusedDocumentTypes() throws {
        var reader = XMLReader()
        for line in Self.lines where line.needs?.contains("dtd") == true {
            let octets = try [UInt8](Data(contentsOf: Self.folder.appending(path: line.file)))
            let error = #expect(throws: XMLReadingError.self, "\(line.file)") { try reader.read(octets) }
            // What is wrong before the declaration is said first.
            if line.expect == "valid" { #expect(error?.code == .documentTypeDeclaration, "\(line.file)") }
        }
    }

    private func check(_ line: Line, with reader: inout XMLReader) throws {
        let octets = try [UInt8](Data(contentsOf: Self.folder.appending(path: line.file)))
        do {
            let tree = try reader.read(octets)
            #expect(line.expect == "valid", "\(line.file) was read")
            let oracle = OracleDocument(octets)
            guard oracle.accepts else { return }
            #expect(DocumentEvents(tree) == oracle.events, "\(line.file)")
        } catch {
            #expect(line.expect == "refused", "\(line.file): \(error)")
            #expect(error.position != nil && !error.hint.isEmpty, "\(line.file)")
        }
    }
}
