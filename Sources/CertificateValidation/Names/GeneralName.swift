//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import SwiftASN1

/// A name of one of the forms of RFC 5280 §4.2.1.6, as it was written.
struct GeneralName: Hashable, Sendable {
    enum Form: UInt, Sendable {
        case otherName = 0
        case rfc822Name, dNSName, x400Address, directoryName, ediPartyName
        case uniformResourceIdentifier, iPAddress, registeredID
    }

    let form: Form
    /// The text of an rfc822Name, dNSName or uniformResourceIdentifier, the address of an iPAddress; the whole `Name` of
    /// a directoryName; nothing of the other forms.
    let octets: ArraySlice<UInt8>

    init(_ node: ASN1Node) throws {
        guard
            node.identifier.tagClass == .contextSpecific, let form = Form(rawValue: node.identifier.tagNumber)
        else { throw ASN1Error.unexpectedFieldType(node.identifier) }
        self.form = form
        switch form {
        case .rfc822Name, .dNSName, .uniformResourceIdentifier, .iPAddress:
            octets = try StrictDER.octets(node, node.identifier)
        case .directoryName:
            guard case .constructed(let names) = node.content, let name = names.first(where: { _ in true }) else {
                throw ASN1Error.unexpectedFieldType(node.identifier)
            }
            _ = try DistinguishedName(name)
            octets = name.encodedBytes
        case .otherName, .x400Address, .ediPartyName, .registeredID:
            octets = []
        }
    }

    /// Whether a name of a form that is read holds nothing; a `Name` without attributes has two octets.
    var isEmpty: Bool {
        switch form {
        case .rfc822Name, .dNSName, .uniformResourceIdentifier, .iPAddress: octets.isEmpty
        case .directoryName: octets.count == 2
        case .otherName, .x400Address, .ediPartyName, .registeredID: false
        }
    }
}

extension GeneralName {
    /// `GeneralNames`, under whatever tag.
    static func list(_ node: ASN1Node) throws -> [GeneralName] {
        guard case .constructed(let nodes) = node.content else {
            throw ASN1Error.unexpectedFieldType(node.identifier)
        }
        return try nodes.map { try GeneralName($0) }
    }
}
