//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Foundation
import Testing
import VectorFolders

@Suite("Use of libxml2")
struct LibXML2UseTests {
    private static let sources = VectorFolder.package.appending(path: "Sources")

    private static func files(_ suffixes: Set<String>) throws -> [URL] {
        let enumerator = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        let files = (enumerator?.compactMap { $0 as? URL } ?? []).filter { suffixes.contains($0.pathExtension) }
        try #require(files.count > 3)
        return files
    }

    /// The functions of libxml2 2.9 to 2.14 that parse octets: parser.h, parserInternals.h, tree.h, xmlreader.h,
    /// HTMLparser.h, xinclude.h, entities.h, xmlIO.h.
    nonisolated(unsafe) private static let parses =
        #/
        \b(xml(Read|CtxtRead|Parse|SAXParse|SAXUserParse|Recover|CreatePushParserCtxt|CreateDocParserCtxt|
        CreateMemoryParserCtxt|CreateFileParserCtxt|CreateURLParserCtxt|CreateIOParserCtxt|NewParserCtxt|
        NewSAXParserCtxt|CtxtParse|CtxtReset|ReaderFor|NewTextReader|NewInput|LoadExternalEntity|StringGetNodeList|
        StringLenGetNodeList|NewPropEntity|SetEntityReferenceFunc|XInclude|IOParseDTD|RelaxNGParse|SchemaParse|
        SchematronParse|LoadCatalog|LoadACatalog)|html[A-Z]\w*Parse|htmlParse|htmlRead|htmlCtxtRead)\w*\s*\(
        /#

    @Test("only the path for documents with a DTD hands octets to a parser of libxml2")
    func parsers() throws {
        var users: Set<String> = []
        for file in try Self.files(["c", "h"]) {
            let text = try String(contentsOf: file, encoding: .utf8)
            if unsafe text.contains(Self.parses) { users.insert(file.lastPathComponent) }
        }
        #expect(users == ["xml_document_type.c"])
    }

    @Test("no Swift source reaches libxml2 but through the shim")
    func shim() throws {
        for file in try Self.files(["swift"]) {
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(!text.contains("import CLibXML2"), "\(file.lastPathComponent)")
            #expect(!text.contains(#/\bxml(XPath|New|Free|Read|Parse|Doc)\w*\(/#), "\(file.lastPathComponent)")
        }
    }
}
