//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

extension XMLReader {
    /// How deep elements may stand in a document with a document type declaration: as deep as libxml2 takes them where
    /// its limits are not lifted.
    static let depthBesideDocumentType = 256

    /// Reads a document that has a document type declaration, as the policy says.
    ///
    /// libxml2 reads the declaration and nothing else. What it declares is put into the document
    /// (``DocumentTypeExpansion``), and that is read like any other.
    ///
    /// - Parameter offset: Where the declaration stands.
    mutating func readDocumentType(_ source: UTF8Source, at offset: Int) throws(ReadingFailure) -> XMLTree {
        guard case .internalSubset(let externalEntities) = documentTypes else {
            throw ReadingFailure(
                .documentTypeDeclaration, at: offset, "XML 1.0 §2.8",
                "a document type declaration; the policy allows none"
            )
        }
        let extent = try DocumentTypeScanner.extent(in: source.octets, at: offset)
        let declaration = try DocumentTypeDeclaration(
            source.octets, extent, isStandalone: source.isStandalone, limit: limits.entityExpansionBytes
        )
        var expansion = DocumentTypeExpansion(
            of: source.octets, prolog: source.contentStart..<offset, from: extent.upperBound, declaration: declaration,
            externalEntities: externalEntities, limit: limits.entityExpansionBytes
        )
        try expansion.run()
        try checkSize(expansion.output.count)
        let places = DocumentTypePlaces(expansion.places, of: source)
        var limits = limits
        limits.depth = min(limits.depth, Self.depthBesideDocumentType)
        let tree: XMLTree
        do throws(ReadingFailure) {
            let outcome = try readMarkup(of: UTF8Source(expansion.output), isExpanded: true, limits)
            guard case .complete(let read) = outcome, !expansion.isBroken else {
                throw ReadingFailure(
                    .malformedMarkup, at: expansion.output.count, "XML 1.0 production [1]",
                    "the markup after the document type declaration is not well-formed"
                )
            }
            tree = read
        } catch {
            throw ReadingFailure(
                error.code, at: places.offset(of: error.offset), error.clause, error.hint, limit: error.limit
            )
        }
        return tree.expanded(
            lines: places.lines(of: tree), ids: declaration.declaresIDs ? tree.ids(adding: declaration) : tree.ids
        )
    }
}

extension XMLTree {
    /// The index of IDs together with the attributes that are declared IDs (XML 1.0 §3.3.1).
    fileprivate func ids(adding declaration: DocumentTypeDeclaration) -> IDIndex {
        // Names are those that are written; the numbers of the ID attributes by that of the element's name.
        var names: [NameID: Set<NameID>] = [:]
        for (element, list) in declaration.attributeLists {
            guard let name = table.names.find(element.span) else { continue }
            for (attribute, declared) in list.attributes where declared.isID {
                if let attribute = table.names.find(attribute.span) { names[name, default: []].insert(attribute) }
            }
        }
        var ids = ids
        for element in elements {
            guard let declared = names[element.name] else { continue }
            for attribute in element.attributes where declared.contains(attributes[attribute].name) {
                ids.add(value(of: XMLAttribute(attribute)).span, of: XMLNode(Int(element.node)))
            }
        }
        ids.build(for: source, table.names.hash)
        return ids
    }
}
