//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML

/// Reads a `SignedInfo` by the schema of XML-DSig §4.4; the same code reads it in the document and in its own canonical
/// form.
struct SignedInfoParser {
    let tree: XMLTree
    let limits: SignatureLimits

    func parse(_ node: XMLNode) throws(Objection) -> SignedInfo {
        let clause = "XML-DSig §4.4"
        try tree.allowAttributes("Id", of: node, clause: clause)
        var content = ElementContent(of: node, in: tree, clause: clause)
        let canonicalization = try content.require(SignatureNamespace.signature, "CanonicalizationMethod", in: tree)
        let method = try content.require(SignatureNamespace.signature, "SignatureMethod", in: tree)
        var references = [try parseReference(try content.require(SignatureNamespace.signature, "Reference", in: tree))]
        while let next = try content.next(in: tree) {
            guard tree.isElement(next, SignatureNamespace.signature, "Reference") else {
                throw content.unexpected(next, in: tree, insteadOf: "`Reference` or the end")
            }
            references.append(try parseReference(next))
        }
        return SignedInfo(
            node: node,
            canonicalization: try parseAlgorithm(canonicalization, clause: "XML-DSig §4.4.1"),
            signatureMethod: try SignatureMethodParser(tree: tree).parse(method),
            references: references
        )
    }

    func parseReference(_ node: XMLNode) throws(Objection) -> Reference {
        let clause = "XML-DSig §4.4.3"
        try tree.allowAttributes("Id", "URI", "Type", of: node, clause: clause)
        var content = ElementContent(of: node, in: tree, clause: clause)
        var child = try content.next(in: tree)
        var transforms: [Transform] = []
        if let first = child, tree.isElement(first, SignatureNamespace.signature, "Transforms") {
            transforms = try parseTransforms(first)
            child = try content.next(in: tree)
        }
        guard let method = child else {
            throw .malformed("`Reference` ends where `DigestMethod` has to stand", clause: clause, at: node)
        }
        guard tree.isElement(method, SignatureNamespace.signature, "DigestMethod") else {
            throw content.unexpected(method, in: tree, insteadOf: "`DigestMethod`")
        }
        let value = try content.require(SignatureNamespace.signature, "DigestValue", in: tree)
        try content.end(in: tree)
        try tree.allowAttributes(of: value, clause: "XML-DSig §4.4.3.6")
        return Reference(
            node: node,
            uri: tree.attributeValue("URI", of: node),
            type: tree.attributeValue("Type", of: node),
            id: tree.attributeValue("Id", of: node),
            transforms: transforms,
            digestMethod: try parseAlgorithm(method, clause: "XML-DSig §4.4.3.5"),
            digestValue: try tree.base64(of: value, limit: limits.base64Octets, clause: "XML-DSig §4.4.3.6")
        )
    }

    func parseTransforms(_ node: XMLNode) throws(Objection) -> [Transform] {
        let clause = "XML-DSig §4.4.3.4"
        try tree.allowAttributes(of: node, clause: clause)
        var content = ElementContent(of: node, in: tree, clause: clause)
        var transforms = [
            try parseAlgorithm(try content.require(SignatureNamespace.signature, "Transform", in: tree), clause: clause)
        ]
        while let next = try content.next(in: tree) {
            guard tree.isElement(next, SignatureNamespace.signature, "Transform") else {
                throw content.unexpected(next, in: tree, insteadOf: "`Transform` or the end")
            }
            transforms.append(try parseAlgorithm(next, clause: clause))
        }
        return transforms
    }

    /// A canonicalization, a transform or a digest.
    private func parseAlgorithm(_ node: XMLNode, clause: String) throws(Objection) -> AlgorithmIdentifier {
        let algorithm = try tree.algorithm(of: node, clause: clause)
        return AlgorithmIdentifier(
            algorithm: algorithm, parameters: try parseParameters(of: algorithm, node, clause), node: node
        )
    }

    private func parseParameters(
        of algorithm: [UInt8], _ node: XMLNode, _ clause: String
    ) throws(Objection) -> AlgorithmIdentifier.Parameters {
        switch AlgorithmContent(of: algorithm) {
        case .unknown: return .unjudged
        case .nothing:
            var content = ElementContent(of: node, in: tree, clause: clause)
            try content.end(in: tree)
            return .none
        case .inclusiveNamespaces:
            var content = ElementContent(of: node, in: tree, clause: clause)
            guard let child = try content.next(in: tree) else { return .none }
            guard tree.isElement(child, SignatureNamespace.exclusiveCanonicalization, "InclusiveNamespaces") else {
                throw content.unexpected(child, in: tree, insteadOf: "`InclusiveNamespaces` or the end")
            }
            try content.end(in: tree)
            return .inclusivePrefixes(try parsePrefixList(child))
        case .relationshipReferences: return .relationships(try RelationshipSelection(node, in: tree))
        case .xPath: return .expressions([try XPathElement.only(in: node, of: tree)])
        case .xPathFilters: return .expressions(try XPathElement.filters(in: node, of: tree))
        }
    }

    private func parsePrefixList(_ node: XMLNode) throws(Objection) -> [[UInt8]] {
        let clause = "Exclusive XML Canonicalization 1.0 §4"
        try tree.allowAttributes("PrefixList", of: node, clause: clause)
        var content = ElementContent(of: node, in: tree, clause: clause)
        try content.end(in: tree)
        let value = tree.attributeValue("PrefixList", of: node) ?? []
        let prefixes = value.split(whereSeparator: \.isXMLWhiteSpace)
        guard prefixes.count <= limits.prefixes else {
            throw .limit("prefixes in a PrefixList", prefixes.count, at: limits.prefixes, node)
        }
        let byDefault = Array("#default".utf8)
        return prefixes.map { $0.elementsEqual(byDefault) ? [] : Array($0) }
    }
}
