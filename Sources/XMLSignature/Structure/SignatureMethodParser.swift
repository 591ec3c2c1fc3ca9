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

/// Reads `SignatureMethod` (XML-DSig §4.4.2); its content is strictly what the algorithm defines.
struct SignatureMethodParser {
    let tree: XMLTree

    func parse(_ node: XMLNode) throws(Objection) -> SignatureMethodElement {
        let clause = "XML-DSig §4.4.2"
        let algorithm = try tree.algorithm(of: node, clause: clause)
        guard let method = SignatureMethod(uri: AlgorithmAlias.meaning(of: algorithm)) else {
            return SignatureMethodElement(algorithm: algorithm, parameters: .unjudged)
        }
        var content = ElementContent(of: node, in: tree, clause: clause)
        var parameters = SignatureMethodElement.Parameters.none
        if let child = try content.next(in: tree) {
            if method.family == .hmac, tree.isElement(child, SignatureNamespace.signature, "HMACOutputLength") {
                parameters = .outputLength(try integer(child, clause: "XML-DSig §6.3.1"))
            } else if method == .rsaPSS, tree.isElement(child, SignatureNamespace.more2007, "RSAPSSParams") {
                parameters = .pss(try parsePSSParameters(child))
            } else if let name = method.contextElement, tree.isElement(child, SignatureNamespace.xmlsec2025, name) {
                parameters = .context(try context(child, of: method))
            } else {
                throw content.unexpected(child, in: tree, insteadOf: "the end (the algorithm is \(method.uri))")
            }
            try content.end(in: tree)
        }
        return SignatureMethodElement(algorithm: algorithm, parameters: parameters)
    }

    private func parsePSSParameters(_ node: XMLNode) throws(Objection) -> PSSParametersElement {
        let clause = "RFC 9231 §2.3.9"
        try tree.allowAttributes(of: node, clause: clause)
        var content = ElementContent(of: node, in: tree, clause: clause)
        var parameters = PSSParametersElement()
        var child = try content.next(in: tree)
        if let element = child, tree.isElement(element, SignatureNamespace.signature, "DigestMethod") {
            parameters.digestMethod = try emptyAlgorithm(element, clause)
            child = try content.next(in: tree)
        }
        if let element = child, tree.isElement(element, SignatureNamespace.more2007, "MaskGenerationFunction") {
            parameters.maskGenerationFunction = try tree.algorithm(of: element, clause: clause)
            parameters.maskDigestMethod = try parseMaskDigest(element, clause)
            child = try content.next(in: tree)
        }
        if let element = child, tree.isElement(element, SignatureNamespace.more2007, "SaltLength") {
            parameters.saltLength = try integer(element, clause: clause)
            child = try content.next(in: tree)
        }
        if let element = child, tree.isElement(element, SignatureNamespace.more2007, "TrailerField") {
            parameters.trailerField = try integer(element, clause: clause)
            child = try content.next(in: tree)
        }
        if let element = child { throw content.unexpected(element, in: tree, insteadOf: "the end") }
        return parameters
    }

    private func parseMaskDigest(_ node: XMLNode, _ clause: String) throws(Objection) -> [UInt8]? {
        var content = ElementContent(of: node, in: tree, clause: clause)
        guard let child = try content.next(in: tree) else { return nil }
        guard tree.isElement(child, SignatureNamespace.signature, "DigestMethod") else {
            throw content.unexpected(child, in: tree, insteadOf: "`DigestMethod` or the end")
        }
        try content.end(in: tree)
        return try emptyAlgorithm(child, clause)
    }

    private func emptyAlgorithm(_ node: XMLNode, _ clause: String) throws(Objection) -> [UInt8] {
        let algorithm = try tree.algorithm(of: node, clause: clause)
        var content = ElementContent(of: node, in: tree, clause: clause)
        try content.end(in: tree)
        return algorithm
    }

    /// A context string in base64.
    private func context(_ node: XMLNode, of method: SignatureMethod) throws(Objection) -> [UInt8] {
        try tree.allowAttributes(of: node, clause: method.clause)
        let text = try tree.leafText(of: node, clause: method.clause)
        do throws(Base64.Failure) {
            return try Base64.decode(text.span, limit: SignatureMethod.maximumContextByteCount)
        } catch {
            let reason =
                switch error {
                case .malformed(let reason): reason
                case .tooLong: "at most \(SignatureMethod.maximumContextByteCount) octets are possible"
                }
            throw .malformed(
                "`\(tree.nameAsWritten(of: node))` holds no context string in base64: \(reason)",
                clause: method.clause,
                at: node
            )
        }
    }

    /// A leaf of XML Schema's `integer`, whose white space around it collapses (Part 2 §3.3.13).
    private func integer(_ node: XMLNode, clause: String) throws(Objection) -> Int {
        try tree.allowAttributes(of: node, clause: clause)
        let text = try tree.leafText(of: node, clause: clause)
        guard let value = IntegerText.value(of: text) else {
            throw .malformed(
                "`\(tree.nameAsWritten(of: node))` holds no integer of a size that exists here",
                clause: clause,
                at: node
            )
        }
        return value
    }
}

extension SignatureMethod {
    /// The element that gives a context string, as XML Security Library writes it; `nil` where the algorithm has none.
    fileprivate var contextElement: StaticString? {
        guard hasContext else { return nil }
        return switch family {
        case .mlDSA: "MLDSAContextString"
        case .slhDSA: "SLHDSAContextString"
        default: "EdDSAContextString"
        }
    }
}

/// XML Schema's `integer`.
enum IntegerText {
    /// The number, where it has at most eighteen digits.
    static func value(of text: [UInt8]) -> Int? {
        var rest = text.drop(while: \.isXMLWhiteSpace)
        while let last = rest.last, last.isXMLWhiteSpace { rest.removeLast() }
        let isNegative = rest.first == UInt8(ascii: "-")
        if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        guard (1...18).contains(rest.count) else { return nil }
        var value = 0
        for byte in rest {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        return isNegative ? -value : value
    }
}
