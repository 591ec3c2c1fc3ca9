//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML

/// Reads `X509Data` by the schema of XML-DSig §4.5.4 and XML-DSig 1.1 §4.5.4.
struct X509DataParser {
    let tree: XMLTree
    let limits: SignatureLimits
    let allowsID: Bool
    let recent: RecentBase64?

    private static let clause = "XML-DSig §4.5.4"

    /// - Parameter keyInfo: What was read before, which counts towards the limits.
    func parse(_ node: XMLNode, after keyInfo: KeyInfo) throws(Objection) -> X509Data {
        try tree.allowAttributes(of: node, andID: allowsID, clause: Self.clause)
        var content = ElementContent(of: node, in: tree, clause: Self.clause)
        var data = X509Data()
        var count = keyInfo.x509Data.reduce(0) { $0 + $1.certificates.count }
        var listCount = keyInfo.x509Data.reduce(0) { $0 + $1.revocationLists.count }
        var descriptionCount = keyInfo.x509Data.reduce(0) { $0 + $1.descriptions.count }
        while let child = try content.next(in: tree) {
            if tree.isElement(child, SignatureNamespace.signature, "X509Certificate") {
                count += 1
                guard count <= limits.certificates else {
                    throw .limit("certificates in a signature", count, at: limits.certificates, child)
                }
                try tree.allowAttributes(of: child, clause: Self.clause)
                let octets = try tree.base64(
                    of: child, limit: limits.base64Octets, clause: Self.clause, remembering: recent
                )
                data.certificates.append(X509Data.EncodedCertificate(octets: octets, node: child))
            } else if tree.isElement(child, SignatureNamespace.signature, "X509CRL") {
                listCount += 1
                guard listCount <= limits.certificates else {
                    throw .limit("revocation lists in a signature", listCount, at: limits.certificates, child)
                }
                try tree.allowAttributes(of: child, clause: Self.clause)
                data.revocationLists.append(X509Data.EncodedRevocationList(octets: try octets(of: child), node: child))
            } else if let description = try parse(description: child) {
                descriptionCount += 1
                guard descriptionCount <= limits.certificates else {
                    throw .limit("descriptions of certificates", descriptionCount, at: limits.certificates, child)
                }
                data.descriptions.append(X509Data.Description(content: description, node: child))
            }
        }
        return data
    }

    /// What nothing here makes use of: what other standards put there.
    func ignored(in node: XMLNode) -> [XMLNode] {
        let used: [StaticString] = ["X509Certificate", "X509CRL", "X509SubjectName", "X509IssuerSerial", "X509SKI"]
        return tree.children(of: node).filter { child in
            tree.kind(of: child) == .element
                && !tree.isElement(child, SignatureNamespace.signature11, "X509Digest")
                && !used.contains { tree.isElement(child, SignatureNamespace.signature, $0) }
        }
    }

    private func parse(description node: XMLNode) throws(Objection) -> X509Data.Content? {
        if tree.isElement(node, SignatureNamespace.signature, "X509SubjectName") {
            return .subject(try text(of: node))
        }
        if tree.isElement(node, SignatureNamespace.signature, "X509SKI") {
            try tree.allowAttributes(of: node, clause: Self.clause)
            return .subjectKeyIdentifier(try octets(of: node))
        }
        if tree.isElement(node, SignatureNamespace.signature11, "X509Digest") {
            let algorithm = try tree.algorithm(of: node, clause: "XML-DSig 1.1 §4.5.4.2")
            return .digest(algorithm: algorithm, value: try octets(of: node))
        }
        guard tree.isElement(node, SignatureNamespace.signature, "X509IssuerSerial") else { return nil }
        try tree.allowAttributes(of: node, clause: Self.clause)
        var content = ElementContent(of: node, in: tree, clause: Self.clause)
        let issuer = try content.require(SignatureNamespace.signature, "X509IssuerName", in: tree)
        let serial = try content.require(SignatureNamespace.signature, "X509SerialNumber", in: tree)
        try content.end(in: tree)
        return .issuerSerial(issuer: try text(of: issuer), serial: try text(of: serial))
    }

    private func octets(of node: XMLNode) throws(Objection) -> [UInt8] {
        try tree.base64(of: node, limit: limits.base64Octets, clause: Self.clause)
    }

    private func text(of node: XMLNode) throws(Objection) -> [UInt8] {
        try tree.allowAttributes(of: node, clause: Self.clause)
        return try tree.leafText(of: node, clause: Self.clause)
    }
}
