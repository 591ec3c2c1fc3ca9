//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// The names that RFC 4514 §3, RFC 4519 and X.520 give to attribute types.
enum AttributeName {
    static let byType: [ObjectIdentifier: String] = {
        var names: [ObjectIdentifier: String] = [
            // 1.2.840.113549.1.9.1
            ObjectIdentifier(octets: [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 9, 1]): "emailAddress",
            // 0.9.2342.19200300.100.1.…
            ObjectIdentifier(octets: [9, 0x92, 0x26, 0x89, 0x93, 0xF2, 0x2C, 0x64, 1, 1]): "UID",
            ObjectIdentifier(octets: [9, 0x92, 0x26, 0x89, 0x93, 0xF2, 0x2C, 0x64, 1, 3]): "mail",
            ObjectIdentifier(octets: [9, 0x92, 0x26, 0x89, 0x93, 0xF2, 0x2C, 0x64, 1, 25]): "DC",
        ]
        // 2.5.4.…
        let attributes: [(UInt8, String)] = [
            (3, "CN"), (4, "SN"), (5, "serialNumber"), (6, "C"), (7, "L"), (8, "ST"), (9, "STREET"), (10, "O"),
            (11, "OU"), (12, "title"), (13, "description"), (15, "businessCategory"), (17, "postalCode"),
            (20, "telephoneNumber"),
            (41, "name"), (42, "GN"), (43, "initials"), (44, "generationQualifier"), (46, "dnQualifier"),
            (65, "pseudonym"), (97, "organizationIdentifier"),
        ]
        for (number, name) in attributes { names[ObjectIdentifier(octets: [0x55, 4, number])] = name }
        return names
    }()

    /// The type that a name calls, in letters of any case: those of ``byType``, the ones that other programs write for
    /// the same, or an object identifier.
    static func type(named name: some Collection<UInt8>) -> ObjectIdentifier? {
        var octets = name.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
        while octets.last == UInt8(ascii: " ") { octets.removeLast() }
        if let type = byName[octets] { return type }
        let dotted = octets.starts(with: "oid.".utf8) ? Array(octets.dropFirst(4)) : octets
        return ObjectIdentifier(String(decoding: dotted, as: UTF8.self))
    }

    private static let byName: [[UInt8]: ObjectIdentifier] = {
        var types: [[UInt8]: ObjectIdentifier] = [:]
        for (type, name) in byType { types[Array(name.lowercased().utf8)] = type }
        let aliases = [
            "e": "emailaddress", "email": "emailaddress", "s": "st", "sp": "st", "surname": "sn", "g": "gn",
            "givenname": "gn", "t": "title", "streetaddress": "street", "userid": "uid", "commonname": "cn",
            "countryname": "c", "localityname": "l", "stateorprovincename": "st", "organizationname": "o",
            "organizationalunitname": "ou", "domaincomponent": "dc", "dnq": "dnqualifier",
        ]
        for (alias, name) in aliases { types[Array(alias.utf8)] = types[Array(name.utf8)] }
        return types
    }()
}
