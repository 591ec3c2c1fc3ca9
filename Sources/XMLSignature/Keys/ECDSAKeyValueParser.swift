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

/// Reads `ECDSAKeyValue` (RFC 4050 §3.2), which came before XML-DSig 1.1's `ECKeyValue`; of its parameters only a named
/// curve is a key here.
struct ECDSAKeyValueParser {
    let tree: XMLTree

    private static let clause = "RFC 4050 §3.2"
    private static let namespace = SignatureNamespace.more2001

    func parse(_ node: XMLNode) throws(Objection) -> KeyValueParser.Answer {
        var content = ElementContent(of: node, in: tree, clause: Self.clause)
        var child = try content.next(in: tree)
        var curve: KeyValueParser.Outcome<NamedCurve>?
        if let parameters = child, tree.isElement(parameters, Self.namespace, "DomainParameters") {
            curve = try parseParameters(parameters)
            child = try content.next(in: tree)
        }
        guard let key = child, tree.isElement(key, Self.namespace, "PublicKey") else {
            throw .malformed("`ECDSAKeyValue` has no `PublicKey` where it has to stand", clause: Self.clause, at: node)
        }
        try content.end(in: tree)
        var coordinates = ElementContent(of: key, in: tree, clause: Self.clause)
        let x = try coordinate(try coordinates.require(Self.namespace, "X", in: tree))
        let y = try coordinate(try coordinates.require(Self.namespace, "Y", in: tree))
        try coordinates.end(in: tree)
        return KeyValueParser.Answer { () throws(CryptographyError) in
            guard let curve else {
                throw CryptographyError(
                    .keyParametersMissing, "the key names no curve, and nobody can say which is meant",
                    clause: Self.clause
                )
            }
            return PublicKey(try Self.key(on: curve.get(), x, y))
        }
    }

    private func parseParameters(_ node: XMLNode) throws(Objection) -> KeyValueParser.Outcome<NamedCurve> {
        var content = ElementContent(of: node, in: tree, clause: Self.clause)
        guard let child = try content.next(in: tree) else {
            throw .malformed("`DomainParameters` holds nothing", clause: Self.clause, at: node)
        }
        try content.end(in: tree)
        guard tree.isElement(child, Self.namespace, "NamedCurve") else {
            guard tree.isElement(child, Self.namespace, "ExplicitParams") else {
                throw content.unexpected(child, in: tree, insteadOf: "`NamedCurve` or `ExplicitParams`")
            }
            return .failure(
                CryptographyError(
                    .curveParametersExplicit, "the curve is spelt out; a named one is asked for", clause: Self.clause
                )
            )
        }
        let name = try tree.requireAttribute("URN", of: child, clause: Self.clause)
        guard let curve = NamedCurve(uri: name) else {
            let text = String(decoding: name.prefix(200), as: UTF8.self)
            return .failure(
                CryptographyError(.curveUnsupported, "the curve `\(text)` isn't known", clause: Self.clause)
            )
        }
        return .success(curve)
    }

    /// The decimal digits of a coordinate of a prime field.
    private func coordinate(_ node: XMLNode) throws(Objection) -> [UInt8] {
        try tree.allowAttributes("Value", of: node, clause: Self.clause)
        var content = ElementContent(of: node, in: tree, clause: Self.clause)
        try content.end(in: tree)
        return try tree.requireAttribute("Value", of: node, clause: Self.clause)
    }

    private static func key(
        on curve: NamedCurve, _ x: [UInt8], _ y: [UInt8]
    ) throws(CryptographyError) -> ECPublicKey {
        let count = curve.coordinateByteCount
        guard let x = octets(ofDecimal: x, count: count), let y = octets(ofDecimal: y, count: count) else {
            throw CryptographyError(
                .keyMalformed, "a coordinate is no decimal number below 256 to the \(count)th", clause: clause
            )
        }
        return try ECPublicKey(curve: curve, encodedPoint: [4] + x + y)
    }

    /// A number big-endian in so many octets; `nil` where it isn't one, or has more.
    private static func octets(ofDecimal digits: [UInt8], count: Int) -> [UInt8]? {
        // Leading zeros aside, a number of that size has fewer digits than three for each octet.
        let significant = digits.drop { $0 == UInt8(ascii: "0") }
        guard !digits.isEmpty, significant.count <= count * 3 else { return nil }
        var octets = [UInt8](repeating: 0, count: count)
        for digit in significant {
            guard (0x30...0x39).contains(digit) else { return nil }
            var carry = Int(digit - 0x30)
            for index in octets.indices.reversed() {
                let value = Int(octets[index]) * 10 + carry
                octets[index] = UInt8(value & 0xFF)
                carry = value >> 8
            }
            guard carry == 0 else { return nil }
        }
        return octets
    }
}
