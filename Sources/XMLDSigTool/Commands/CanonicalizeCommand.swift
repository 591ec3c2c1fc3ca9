//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import ArgumentParser
import Diagnostics
import FixtureManifests
import XMLDSig

/// Writes the canonical form of a document or of one element.
struct CanonicalizeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "c14n",
        abstract: "Write the canonical octets of a document or of one element.",
        discussion: """
            Methods: \(CanonicalizationMethod.allCases.map(\.uri).joined(separator: ", ")).

            Exit status: 0, 65 where the document was refused, 66 where it can't be read.
            """
    )

    @Argument(help: "The document; - is standard input.")
    var file: String

    @Option(
        help: ArgumentHelp("The identifier of the canonicalization method.", valueName: "uri"), transform: Self.method
    )
    var method = CanonicalizationMethod.canonical10

    @Option(help: ArgumentHelp("The PrefixList of an exclusive method, such as \"a b #default\".", valueName: "list"))
    var inclusivePrefixes: String?

    @Option(help: ArgumentHelp("Only the element with this ID, and what is in it.", valueName: "id"))
    var subtree: String?

    @Option(
        help: ArgumentHelp(
            "Only the nodes that this XPath 1.0 expression selects at the document, without what is in them.",
            valueName: "expression"
        )
    )
    var xpath: String?

    @Option(help: ArgumentHelp("What a prefix of --xpath stands for; repeatable.", valueName: "prefix=uri"))
    var namespace: [String] = []

    @OptionGroup var policy: PolicyOptions

    @Option(help: ArgumentHelp("Write the octets into this file.", valueName: "file"))
    var output: String?

    func validate() throws {
        if inclusivePrefixes != nil && !method.isExclusive {
            throw ValidationError("--inclusive-prefixes belongs to the exclusive methods.")
        }
        if xpath != nil, subtree != nil { throw ValidationError("--xpath and --subtree both say what is written.") }
        if xpath == nil, !namespace.isEmpty { throw ValidationError("--namespace belongs to --xpath.") }
        _ = try namespaces()
    }

    func run() throws {
        let chosen = try policy.chosen()
        do {
            let octets = try InputDocument(name: file).octets(limit: chosen.reading.documentBytes)
            var reader = XMLReader(
                limits: chosen.reading, idAttributes: chosen.idAttributes, documentTypes: chosen.documentTypes
            )
            let tree = try reader.read(octets)
            let canonicalizer = Canonicalizer(
                method, inclusivePrefixes: FixtureRunner.prefixes(inclusivePrefixes ?? "")
            )
            let form = try canonicalizer.octets(of: nodes(of: tree), in: tree)
            // Nothing is written before all of it is known to be the canonical form.
            let result = try ResultOutput(path: output)
            try result.write(form)
            try result.flush()
        } catch let error as InputFileError {
            throw ToolFailure(error.status, "\(file): \(error)")
        } catch let error as any XMLDSigError {
            throw ToolFailure(.refused, "\(file): \(error)")
        }
    }

    private func nodes(of tree: XMLTree) throws -> NodeSet {
        guard let xpath else { return NodeSet(subtreeOf: try top(of: tree), in: tree) }
        return try NodeSet(selectedBy: XPathExpression(xpath, namespaces: namespaces()), in: tree)
    }

    /// - Throws: Where an option isn't `prefix=uri`, or a prefix has two.
    private func namespaces() throws -> [String: String] {
        var namespaces: [String: String] = [:]
        for option in namespace {
            let parts = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
                throw ValidationError("--namespace is `prefix=uri`, not `\(option)`.")
            }
            guard namespaces.updateValue(String(parts[1]), forKey: String(parts[0])) == nil else {
                throw ValidationError("--namespace has the prefix `\(parts[0])` twice.")
            }
        }
        return namespaces
    }

    private func top(of tree: XMLTree) throws -> XMLNode {
        guard let subtree else { return .document }
        switch tree.ids.resolve(Array(subtree.utf8)) {
        case .element(let node): return node
        case .none: throw ToolFailure(.refused, "\(file): no element has the ID `\(subtree.visible)`")
        case .ambiguous: throw ToolFailure(.refused, "\(file): more than one element has the ID `\(subtree.visible)`")
        }
    }

    private static func method(_ text: String) throws -> CanonicalizationMethod {
        guard let method = CanonicalizationMethod(uri: Array(text.utf8)) else {
            throw ValidationError("no canonicalization method is `\(text)`; see `xmldsig c14n --help`.")
        }
        return method
    }
}
