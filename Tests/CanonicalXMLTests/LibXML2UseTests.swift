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

    /// Those of tree.h that read a value as markup, with its references, unless there is none.
    nonisolated(unsafe) private static let expandsValue =
        #/
        \bxml(NewDocProp|NewDocNode|NewDocNodeEatName|NewChild|NodeSetContent|NodeSetContentLen)\s*\(
        (?!(?:[^()]|\([^()]*\))*,\s*NULL\s*\))
        /#

    @Test("nothing gives libxml2 a value that it would read as markup")
    func values() throws {
        for file in try Self.files(["c", "h"]) {
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(unsafe !text.contains(Self.expandsValue), "\(file.lastPathComponent)")
        }
    }

    @Test(
        "a value is told from none",
        arguments: [
            ("xmlNewDocProp(document, octets(local), NULL);", false),
            ("xmlNewDocNode(document,\n    name_space(a, b), name,\n    NULL)", false),
            ("xmlNewDocText(document, value)", false), ("xmlNewDocRawNode(document, NULL, name, value)", false),
            ("xmlNewDocProp(document, NULL, value)", true), ("xmlNewDocProp(d, octets(local), octets(value))", true),
            ("xmlNewDocNode(document, NULL, name, value)", true), ("xmlNewChild(parent, NULL, name, value)", true),
            ("xmlNodeSetContent(node, value); f(a, NULL)", true), ("xmlNodeSetContentLen(node, value, count)", true),
        ]
    )
    func value(call: String, isValue: Bool) {
        #expect(unsafe call.contains(Self.expandsValue) == isValue)
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
