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

    static func contextSpecific(_ number: UInt) -> ASN1Identifier {
        ASN1Identifier(tagWithNumber: number, tagClass: .contextSpecific)
    }

    /// A BOOLEAN; its DEFAULT FALSE may be written out, as many authorities do, since it means nothing else.
    static func boolean(_ nodes: inout ASN1NodeCollection.Iterator) throws -> Bool {
        guard let node = optional(&nodes, .boolean) else { return false }
        return try Bool(derEncoded: node)
    }
}
