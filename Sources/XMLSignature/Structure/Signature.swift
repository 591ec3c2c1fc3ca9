//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

package import CanonicalXML

/// `Signature` (XML-DSig §4.2) after its structure was found to be in order; nothing of it is believed yet.
package final class Signature: Sendable {
    package let node: XMLNode
    /// The octets of `Id`.
    package let id: [UInt8]?
    package let signedInfo: SignedInfo
    /// What `SignatureValue` holds.
    package let signatureValue: [UInt8]
    package let keyInfo: KeyInfo?
    /// The `Object` children, whose content may be anything.
    package let objects: [XMLNode]
    /// The Manifests in them.
    package let manifests: [Manifest]

    init(
        node: XMLNode, id: [UInt8]?, signedInfo: SignedInfo, signatureValue: [UInt8], keyInfo: KeyInfo?,
        objects: [XMLNode], manifests: [Manifest]
    ) {
        self.node = node
        self.id = id
        self.signedInfo = signedInfo
        self.signatureValue = signatureValue
        self.keyInfo = keyInfo
        self.objects = objects
        self.manifests = manifests
    }
}

/// Reads a `Signature` by the schema: every child in its place and number, and nothing else.
struct SignatureParser {
    let tree: XMLTree
    let limits: SignatureLimits
    var recent: RecentBase64?

    func parse(_ node: XMLNode) throws(Objection) -> Signature {
        let clause = "XML-DSig §4.2"
        try tree.allowAttributes("Id", of: node, clause: clause)
        var content = ElementContent(of: node, in: tree, clause: clause)
        let signedInfo = try content.require(SignatureNamespace.signature, "SignedInfo", in: tree)
        let value = try content.require(SignatureNamespace.signature, "SignatureValue", in: tree)
        var child = try content.next(in: tree)
        var keyInfo: XMLNode?
        if let element = child, tree.isElement(element, SignatureNamespace.signature, "KeyInfo") {
            keyInfo = element
            child = try content.next(in: tree)
        }
        var objects: [XMLNode] = []
        while let element = child {
            guard tree.isElement(element, SignatureNamespace.signature, "Object") else {
                throw content.unexpected(element, in: tree, insteadOf: "`Object` or the end")
            }
            try tree.allowAttributes("Id", "MimeType", "Encoding", of: element, clause: "XML-DSig §4.6")
            objects.append(element)
            child = try content.next(in: tree)
        }
        try tree.allowAttributes("Id", of: value, clause: "XML-DSig §4.3")
        return Signature(
            node: node,
            id: tree.attributeValue("Id", of: node),
            signedInfo: try SignedInfoParser(tree: tree, limits: limits).parse(signedInfo),
            signatureValue: try tree.base64(of: value, limit: limits.base64Octets, clause: "XML-DSig §4.3"),
            keyInfo: try parseKeyInfo(keyInfo),
            objects: objects,
            manifests: ManifestParser(tree: tree, limits: limits).manifests(in: objects)
        )
    }

    private func parseKeyInfo(_ node: XMLNode?) throws(Objection) -> KeyInfo? {
        guard let node else { return nil }
        return try KeyInfoParser(tree: tree, limits: limits, recent: recent).parse(node)
    }
}
