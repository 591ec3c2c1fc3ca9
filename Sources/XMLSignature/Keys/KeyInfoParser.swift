//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import SignatureCryptography

/// Reads `KeyInfo` by the schema of XML-DSig §4.5.
struct KeyInfoParser {
    let tree: XMLTree
    let limits: SignatureLimits
    /// The schema gives most of what holds a key no `Id`; a `RetrievalMethod` names it by one nevertheless.
    var allowsID = false
    var recent: RecentBase64?

    func parse(_ node: XMLNode) throws(Objection) -> KeyInfo {
        try tree.allowAttributes("Id", of: node, clause: "XML-DSig §4.5")
        var keyInfo = KeyInfo(node: node)
        // The schema makes it mixed: text between the children is allowed and means nothing.
        for child in tree.children(of: node) where tree.kind(of: child) == .element {
            try parse(child: child, into: &keyInfo)
        }
        return keyInfo
    }

    private func parse(child: XMLNode, into keyInfo: inout KeyInfo) throws(Objection) {
        if tree.isElement(child, SignatureNamespace.signature, "KeyName") {
            keyInfo.keyNames.append(try tree.leafText(of: child, clause: "XML-DSig §4.5.1"))
        } else if tree.isElement(child, SignatureNamespace.signature, "RetrievalMethod") {
            keyInfo.retrievals.append(try parseRetrievalMethod(child))
        } else if tree.isElement(child, SignatureNamespace.signature11, "KeyInfoReference") {
            keyInfo.retrievals.append(try parseKeyInfoReference(child))
        } else if !(try parseKey(child, into: &keyInfo)) {
            keyInfo.ignored.append(child)
        }
        guard keyInfo.retrievals.count <= limits.keyRetrievals else {
            throw .limit(
                "RetrievalMethod and KeyInfoReference in a signature", keyInfo.retrievals.count,
                at: limits.keyRetrievals, child
            )
        }
    }

    /// What may hold a key, in `KeyInfo` or where a `RetrievalMethod` leads.
    ///
    /// - Returns: Whether it is such an element.
    func parseKey(_ node: XMLNode, into keyInfo: inout KeyInfo) throws(Objection) -> Bool {
        if tree.isElement(node, SignatureNamespace.signature, "X509Data") {
            let parser = X509DataParser(tree: tree, limits: limits, allowsID: allowsID, recent: recent)
            keyInfo.x509Data.append(try parser.parse(node, after: keyInfo))
            keyInfo.ignored += parser.ignored(in: node)
        } else if tree.isElement(node, SignatureNamespace.signature, "KeyValue") {
            try parseKeyValue(node, into: &keyInfo)
        } else if tree.isElement(node, SignatureNamespace.signature11, "DEREncodedKeyValue") {
            keyInfo.keyValues.append(try parseDERKeyValue(node))
        } else if allowsID, let key = try KeyValueParser(tree: tree, limits: limits, allowsID: true).parse(node) {
            keyInfo.keyValues.append(KeyInfo.KeyValue(key: key, node: node))
        } else {
            return false
        }
        // Each costs OpenSSL a key, before anything is known of the signature.
        guard keyInfo.keyValues.count <= limits.certificates else {
            throw .limit("key values in a signature", keyInfo.keyValues.count, at: limits.certificates, node)
        }
        return true
    }

    private func parseDERKeyValue(_ node: XMLNode) throws(Objection) -> KeyInfo.KeyValue {
        let clause = "XML-DSig 1.1 §4.5.9"
        try tree.allowAttributes("Id", of: node, clause: clause)
        let octets = try tree.base64(of: node, limit: limits.base64Octets, clause: clause)
        return KeyInfo.KeyValue(
            key: Result { () throws(CryptographyError) in try PublicKey(subjectPublicKeyInfo: octets) }, node: node
        )
    }

    private func parseKeyValue(_ node: XMLNode, into keyInfo: inout KeyInfo) throws(Objection) {
        let clause = "XML-DSig §4.5.2"
        try tree.allowAttributes(of: node, andID: allowsID, clause: clause)
        var content = ElementContent(of: node, in: tree, clause: clause)
        guard let child = try content.next(in: tree) else {
            throw .malformed("`KeyValue` holds nothing", clause: clause, at: node)
        }
        try content.end(in: tree)
        if let key = try KeyValueParser(tree: tree, limits: limits).parse(child) {
            keyInfo.keyValues.append(KeyInfo.KeyValue(key: key, node: child))
        } else {
            keyInfo.ignored.append(child)
        }
    }

    // MARK: Elsewhere

    private func parseRetrievalMethod(_ node: XMLNode) throws(Objection) -> KeyRetrieval {
        let clause = "XML-DSig §4.5.3"
        try tree.allowAttributes("URI", "Type", of: node, clause: clause)
        var content = ElementContent(of: node, in: tree, clause: clause)
        var transforms: [Transform] = []
        if let child = try content.next(in: tree) {
            guard tree.isElement(child, SignatureNamespace.signature, "Transforms") else {
                throw content.unexpected(child, in: tree, insteadOf: "`Transforms` or the end")
            }
            transforms = try SignedInfoParser(tree: tree, limits: limits).parseTransforms(child)
            try content.end(in: tree)
        }
        return KeyRetrieval(
            kind: .retrievalMethod(type: tree.attributeValue("Type", of: node), transforms: transforms),
            uri: try tree.requireAttribute("URI", of: node, clause: clause),
            node: node
        )
    }

    private func parseKeyInfoReference(_ node: XMLNode) throws(Objection) -> KeyRetrieval {
        let clause = "XML-DSig 1.1 §4.5.10"
        try tree.allowAttributes("URI", "Id", of: node, clause: clause)
        var content = ElementContent(of: node, in: tree, clause: clause)
        try content.end(in: tree)
        return KeyRetrieval(
            kind: .keyInfoReference, uri: try tree.requireAttribute("URI", of: node, clause: clause), node: node
        )
    }
}
