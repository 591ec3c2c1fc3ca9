//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import CertificateValidation
import Diagnostics

/// What is read of XAdES' qualifying properties until they are validated as a whole: what binds the certificate, and
/// the time that the signer claims. Only of properties that the signature covers.
struct SignedProperties {
    /// The entries of `SigningCertificate` and `SigningCertificateV2`.
    var signingCertificates: [SigningCertificateEntry] = []
    var claimedTime: Instant?
    var findings: [Finding] = []
}

/// A `Cert` of `SigningCertificate` (ETSI EN 319 132-1 §5.2.2).
struct SigningCertificateEntry {
    let digestMethod: [UInt8]
    let digestValue: [UInt8]
    let issuerSerial: IssuerSerial?
    let node: XMLNode

    enum IssuerSerial {
        /// The texts of `X509IssuerName` and of `X509SerialNumber`, whose form is decimal digits.
        case text(issuer: [UInt8], serial: [UInt8])
        /// The DER of `IssuerSerial` (RFC 5035 §4).
        case der([UInt8])
        /// It is there and can't be read.
        case unreadable
    }
}

struct SignedPropertiesReader {
    let tree: XMLTree
    let positions: PositionIndex
    let limits: SignatureLimits

    static let namespaces: [StaticString] = [
        "http://uri.etsi.org/01903/v1.3.2#", "http://uri.etsi.org/01903/v1.2.2#", "http://uri.etsi.org/01903/v1.1.1#",
    ]

    func read(_ signature: Signature, covered: WholeSubtrees) -> SignedProperties {
        var result = SignedProperties()
        for object in signature.objects {
            for child in tree.children(of: object) {
                for namespace in Self.namespaces where tree.isElement(child, namespace, "QualifyingProperties") {
                    read(qualifying: child, namespace, covered, &result)
                }
            }
        }
        return result
    }

    private func read(
        qualifying: XMLNode, _ namespace: StaticString, _ covered: WholeSubtrees, _ result: inout SignedProperties
    ) {
        var unread: [String] = []
        for part in elements(of: qualifying) {
            // Unsigned ones, and signed ones that nobody signed, say nothing; wherever those stand, they don't hide
            // one that was signed.
            let counts = tree.isElement(part, namespace, "SignedProperties") && covered.contain(part, in: tree)
            for group in elements(of: part) {
                for property in elements(of: group) {
                    if counts, read(property, namespace, &result) { continue }
                    if unread.count < 20 { unread.append(tree.nameAsWritten(of: property)) }
                }
            }
        }
        guard !unread.isEmpty, result.findings.count < 20 else { return }
        result.findings.append(
            Finding(
                .xadesNotValidated,
                .warning,
                "qualifying properties that were not validated: \(unread.joined(separator: ", "))",
                clause: "ETSI EN 319 132-1 §5",
                at: positions.position(of: qualifying)
            )
        )
    }

    /// - Returns: Whether the property is one that is read.
    private func read(_ property: XMLNode, _ namespace: StaticString, _ result: inout SignedProperties) -> Bool {
        if tree.isElement(property, namespace, "SigningTime") {
            let text = String(decoding: tree.stringValue(of: property), as: UTF8.self)
            result.claimedTime = Instant(rfc3339: text.drop(while: \.isWhitespace).prefix { !$0.isWhitespace })
            return true
        }
        guard
            tree.isElement(property, namespace, "SigningCertificate")
                || tree.isElement(property, namespace, "SigningCertificateV2")
        else { return false }
        for entry in elements(of: property) {
            guard result.signingCertificates.count < limits.certificates else { break }
            result.signingCertificates.append(self.entry(entry, namespace))
        }
        return true
    }

    /// An entry that can't be read matches no certificate.
    private func entry(_ node: XMLNode, _ namespace: StaticString) -> SigningCertificateEntry {
        var digestMethod: [UInt8] = []
        var digestValue: [UInt8] = []
        var issuerSerial: SigningCertificateEntry.IssuerSerial?
        for child in elements(of: node) {
            if tree.isElement(child, namespace, "CertDigest") {
                for part in elements(of: child) {
                    if tree.isElement(part, SignatureNamespace.signature, "DigestMethod") {
                        digestMethod = tree.attributeValue("Algorithm", of: part) ?? []
                    } else if tree.isElement(part, SignatureNamespace.signature, "DigestValue") {
                        digestValue = decoded(part) ?? []
                    }
                }
            } else if tree.isElement(child, namespace, "IssuerSerial") {
                issuerSerial = self.issuerSerial(child)
            } else if tree.isElement(child, namespace, "IssuerSerialV2") {
                issuerSerial = decoded(child).map { .der($0) } ?? .unreadable
            }
        }
        return SigningCertificateEntry(
            digestMethod: digestMethod, digestValue: digestValue, issuerSerial: issuerSerial, node: node
        )
    }

    /// The `IssuerSerial` of the first version of the property (XML-DSig's `X509IssuerSerialType`).
    private func issuerSerial(_ node: XMLNode) -> SigningCertificateEntry.IssuerSerial {
        func text(_ name: StaticString) -> [UInt8]? {
            elements(of: node).first { tree.isElement($0, SignatureNamespace.signature, name) }
                .map { tree.stringValue(of: $0) }
        }
        guard let issuer = text("X509IssuerName"), let serial = text("X509SerialNumber") else { return .unreadable }
        return .text(issuer: issuer, serial: serial)
    }

    private func decoded(_ node: XMLNode) -> [UInt8]? {
        try? tree.base64(of: node, limit: limits.base64Octets, clause: "ETSI EN 319 132-1 §5.2.2")
    }

    private func elements(of node: XMLNode) -> [XMLNode] {
        tree.children(of: node).filter { tree.kind(of: $0) == .element }
    }
}
