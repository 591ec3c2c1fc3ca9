//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import SwiftASN1

/// What the parsers of this room share.
///
/// SwiftASN1 checks the lengths, the tags and the nesting (at most 50 levels); it throws errors of any type.
enum StrictDER {
    /// Runs a parser of SwiftASN1 and answers with this room's error.
    static func parsing<Value>(
        _ structure: String,
        _ code: CertificateError.Code = .certificateMalformed,
        clause: String,
        _ parse: () throws -> Value
    ) throws(CertificateError) -> Value {
        do {
            return try parse()
        } catch let error as CertificateError {
            throw error
        } catch let error as ASN1Error {
            throw CertificateError(code, "\(structure) is not as DER asks: \(error.code)", clause: clause)
        } catch {
            throw CertificateError(code, "\(structure) is not as DER asks: \(error)", clause: clause)
        }
    }

    /// The octets of a primitive value.
    static func octets(_ node: ASN1Node, _ identifier: ASN1Identifier) throws -> ArraySlice<UInt8> {
        guard node.identifier == identifier, case .primitive(let octets) = node.content else {
            throw ASN1Error.unexpectedFieldType(node.identifier)
        }
        return octets
    }

    /// The next element, where there has to be one.
    static func next(_ nodes: inout ASN1NodeCollection.Iterator, _ name: String) throws -> ASN1Node {
        guard let node = nodes.next() else {
            throw CertificateError(.certificateMalformed, "\(name) is missing")
        }
        return node
    }

    /// The next element, where it has this identifier.
    static func optional(_ nodes: inout ASN1NodeCollection.Iterator, _ identifier: ASN1Identifier) -> ASN1Node? {
        var ahead = nodes
        guard let node = ahead.next(), node.identifier == identifier else { return nil }
        nodes = ahead
        return node
    }

    /// An `INTEGER (0..MAX)` that counts certificates, under whatever tag. One that `Int` can't hold is more than any path
    /// has, and read as `Int.max`.
    ///
    /// - Throws: A `CertificateError` where it is negative.
    static func count(_ node: ASN1Node, _ name: String, clause: String) throws -> Int {
        if let first = try octets(node, node.identifier).first, first >= 0x80 {
            throw CertificateError(.extensionMalformed, "\(name) is negative", clause: clause)
        }
        // Without the zero that keeps it positive.
        let octets = try ArraySlice<UInt8>(derEncoded: node, withIdentifier: node.identifier)
        guard octets.count < 8 || (octets.count == 8 && octets[octets.startIndex] < 0x80) else { return .max }
        return octets.reduce(0) { $0 << 8 | Int($1) }
    }

    static func contextSpecific(_ number: UInt) -> ASN1Identifier {
        ASN1Identifier(tagWithNumber: number, tagClass: .contextSpecific)
    }

    /// A BOOLEAN; its DEFAULT FALSE may be written out, as many authorities do, since it means nothing else.
    static func boolean(_ nodes: inout ASN1NodeCollection.Iterator) throws -> Bool {
        guard let node = optional(&nodes, .boolean) else { return false }
        return try Bool(derEncoded: node)
    }
}
