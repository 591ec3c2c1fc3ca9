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

/// Reads the content of `KeyValue` (XML-DSig §4.5.2).
///
/// A structure against the schema is an objection; numbers that make no key are an answer: `KeyInfo` is a hint.
struct KeyValueParser {
    let tree: XMLTree
    let limits: SignatureLimits
    /// Whether an `Id` is allowed where the schema has none.
    var allowsID = false

    typealias Outcome<Value> = Result<Value, CryptographyError>
    typealias Answer = Outcome<PublicKey>

    /// - Returns: `nil` where it is no key of a form that is known here.
    func parse(_ node: XMLNode) throws(Objection) -> Answer? {
        if tree.isElement(node, SignatureNamespace.signature, "RSAKeyValue") { return try parseRSA(node) }
        if tree.isElement(node, SignatureNamespace.signature, "DSAKeyValue") { return try parseDSA(node) }
        if tree.isElement(node, SignatureNamespace.signature11, "ECKeyValue") { return try parseEC(node) }
        if tree.isElement(node, SignatureNamespace.more2001, "ECDSAKeyValue") {
            return try ECDSAKeyValueParser(tree: tree).parse(node)
        }
        return nil
    }

    /// `RSAKeyValue` (§4.5.2.2).
    private func parseRSA(_ node: XMLNode) throws(Objection) -> Answer {
        let clause = "XML-DSig §4.5.2.2"
        try tree.allowAttributes(of: node, andID: allowsID, clause: clause)
        var content = ElementContent(of: node, in: tree, clause: clause)
        let modulus = try number(try content.require(SignatureNamespace.signature, "Modulus", in: tree), clause)
        let exponent = try number(try content.require(SignatureNamespace.signature, "Exponent", in: tree), clause)
        try content.end(in: tree)
        return Answer { () throws(CryptographyError) in
            PublicKey(try RSAPublicKey(modulus: modulus, exponent: exponent))
        }
    }

    /// `DSAKeyValue` (§4.5.2.1): `(P, Q)? G? Y J? (Seed, PgenCounter)?`.
    private func parseDSA(_ node: XMLNode) throws(Objection) -> Answer {
        let clause = "XML-DSig §4.5.2.1"
        try tree.allowAttributes(of: node, andID: allowsID, clause: clause)
        var content = ElementContent(of: node, in: tree, clause: clause)
        var child = try content.next(in: tree)
        var p: [UInt8]?
        var q: [UInt8]?
        var g: [UInt8]?
        if let element = child, tree.isElement(element, SignatureNamespace.signature, "P") {
            p = try number(element, clause)
            q = try number(try content.require(SignatureNamespace.signature, "Q", in: tree), clause)
            child = try content.next(in: tree)
        }
        if let element = child, tree.isElement(element, SignatureNamespace.signature, "G") {
            g = try number(element, clause)
            child = try content.next(in: tree)
        }
        guard let element = child, tree.isElement(element, SignatureNamespace.signature, "Y") else {
            throw .malformed("`DSAKeyValue` has no `Y` where it has to stand", clause: clause, at: node)
        }
        let y = try number(element, clause)
        try parseDSAProof(&content, clause)
        return Answer { () throws(CryptographyError) in
            guard let p, let q, let g else {
                throw CryptographyError(
                    .keyParametersMissing, "the DSA key has no P, Q and G, and nobody can say which are meant",
                    clause: clause
                )
            }
            return PublicKey(try DSAPublicKey(p: p, q: q, g: g, y: y))
        }
    }

    /// What a DSA key may say of how its parameters were made, of which nothing is used.
    private func parseDSAProof(_ content: inout ElementContent, _ clause: String) throws(Objection) {
        var child = try content.next(in: tree)
        if let element = child, tree.isElement(element, SignatureNamespace.signature, "J") {
            _ = try number(element, clause)
            child = try content.next(in: tree)
        }
        if let element = child, tree.isElement(element, SignatureNamespace.signature, "Seed") {
            _ = try number(element, clause)
            _ = try number(try content.require(SignatureNamespace.signature, "PgenCounter", in: tree), clause)
            child = try content.next(in: tree)
        }
        if let element = child { throw content.unexpected(element, in: tree, insteadOf: "the end") }
    }

    /// `ECKeyValue` (XML-DSig 1.1 §4.5.2.3); of its parameters only a named curve is a key here.
    private func parseEC(_ node: XMLNode) throws(Objection) -> Answer {
        let clause = "XML-DSig 1.1 §4.5.2.3"
        try tree.allowAttributes("Id", of: node, clause: clause)
        var content = ElementContent(of: node, in: tree, clause: clause)
        guard let parameters = try content.next(in: tree) else {
            throw .malformed("`ECKeyValue` holds nothing", clause: clause, at: node)
        }
        let point = try number(try content.require(SignatureNamespace.signature11, "PublicKey", in: tree), clause)
        try content.end(in: tree)
        guard tree.isElement(parameters, SignatureNamespace.signature11, "NamedCurve") else {
            guard tree.isElement(parameters, SignatureNamespace.signature11, "ECParameters") else {
                throw content.unexpected(parameters, in: tree, insteadOf: "`NamedCurve` or `ECParameters`")
            }
            return .failure(
                CryptographyError(
                    .curveParametersExplicit, "the curve is spelt out; a named one is asked for", clause: clause
                )
            )
        }
        try tree.allowAttributes("URI", of: parameters, clause: clause)
        let uri = tree.attributeValue("URI", of: parameters) ?? []
        guard let curve = NamedCurve(uri: uri) else {
            let name = String(decoding: uri, as: UTF8.self)
            return .failure(CryptographyError(.curveUnsupported, "the curve `\(name)` isn't known", clause: clause))
        }
        return Answer { () throws(CryptographyError) in
            PublicKey(try ECPublicKey(curve: curve, encodedPoint: point))
        }
    }

    /// A leaf of `CryptoBinary` (§4.1): a number, big-endian.
    private func number(_ node: XMLNode, _ clause: String) throws(Objection) -> [UInt8] {
        try tree.allowAttributes(of: node, clause: clause)
        return try tree.base64(of: node, limit: limits.base64Octets, clause: clause)
    }
}
