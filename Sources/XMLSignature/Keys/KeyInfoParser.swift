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

    func parse(_ node: XMLNode) throws(Objection) -> KeyInfo {
        try tree.allowAttributes("Id", of: node, clause: "XML-DSig §4.5")
        var keyInfo = KeyInfo(node: node)
        // The schema makes it mixed: text between the children is allowed and means nothing.
        for child in tree.children(of: node) where tree.kind(of: child) == .element {
            if tree.isElement(child, SignatureNamespace.signature, "KeyName") {
                keyInfo.keyNames.append(try tree.leafText(of: child, clause: "XML-DSig §4.5.1"))
            } else if tree.isElement(child, SignatureNamespace.signature, "KeyValue") {
                try parseKeyValue(child, into: &keyInfo)
            } else if tree.isElement(child, SignatureNamespace.signature11, "DEREncodedKeyValue") {
                keyInfo.keyValues.append(try parseDERKeyValue(child))
            } else if tree.isElement(child, SignatureNamespace.signature, "X509Data") {
                try parseX509Data(child, into: &keyInfo)
            } else {
                keyInfo.ignored.append(child)
            }
            // Each costs OpenSSL a key, before anything is known of the signature.
            guard keyInfo.keyValues.count <= limits.certificates else {
                throw .limit("key values in a signature", keyInfo.keyValues.count, at: limits.certificates, child)
            }
        }
        return keyInfo
    }

    private func parseX509Data(_ node: XMLNode, into keyInfo: inout KeyInfo) throws(Objection) {
        let clause = "XML-DSig §4.5.4"
        try tree.allowAttributes(of: node, clause: clause)
        var content = ElementContent(of: node, in: tree, clause: clause)
        while let child = try content.next() {
            guard tree.isElement(child, SignatureNamespace.signature, "X509Certificate") else {
                keyInfo.ignored.append(child)
                continue
            }
            guard keyInfo.certificates.count < limits.certificates else {
                throw .limit("certificates in a signature", limits.certificates + 1, at: limits.certificates, child)
            }
            try tree.allowAttributes(of: child, clause: clause)
            let octets = try tree.base64(of: child, limit: limits.base64Octets, clause: clause)
            keyInfo.certificates.append(KeyInfo.EncodedCertificate(octets: octets, node: child))
        }
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
        try tree.allowAttributes(of: node, clause: clause)
        var content = ElementContent(of: node, in: tree, clause: clause)
        guard let child = try content.next() else {
            throw .malformed("`KeyValue` holds nothing", clause: clause, at: node)
        }
        try content.end()
        let parser = KeyValueParser(tree: tree, limits: limits)
        if tree.isElement(child, SignatureNamespace.signature, "RSAKeyValue") {
            keyInfo.keyValues.append(KeyInfo.KeyValue(key: try parser.parseRSA(child), node: child))
        } else if tree.isElement(child, SignatureNamespace.signature, "DSAKeyValue") {
            keyInfo.keyValues.append(KeyInfo.KeyValue(key: try parser.parseDSA(child), node: child))
        } else if tree.isElement(child, SignatureNamespace.signature11, "ECKeyValue") {
            keyInfo.keyValues.append(KeyInfo.KeyValue(key: try parser.parseEC(child), node: child))
        } else {
            keyInfo.ignored.append(child)
        }
    }
}
