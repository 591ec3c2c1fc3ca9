//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Whom a certificate's subject names, field by field (RFC 5280 §4.1.2.6, RFC 4519, X.520).
///
/// Texts are as the certificate has them, in the order of the encoding: nothing is normalized or folded, since a person
/// or a directory decides whom they mean. Values that are no text are left out; ``DistinguishedName/rfc4514`` has them.
public struct SubjectIdentity: Sendable {
    /// The name that the fields are of.
    public let name: DistinguishedName
    /// Numbers and codes that authorities gave, such as tax codes and those of identity cards.
    public let identifiers: [SubjectIdentifier]

    private let values: [ObjectIdentifier: [String]]

    /// - Parameter name: A subject.
    public init(_ name: DistinguishedName) {
        var values: [ObjectIdentifier: [String]] = [:]
        var identifiers: [SubjectIdentifier] = []
        for attribute in name.relativeNames.joined() {
            guard let text = attribute.value.text else { continue }
            values[attribute.type, default: []].append(text)
            if let identifier = SubjectIdentifier(text, in: attribute.type) { identifiers.append(identifier) }
        }
        self.name = name
        self.values = values
        self.identifiers = identifiers
    }

    /// `CN`: what the subject is called.
    public var commonNames: [String] { values(.commonName) }
    /// `SN`: family names.
    public var surnames: [String] { values(.surname) }
    /// `GN`: given names.
    public var givenNames: [String] { values(.givenName) }
    /// The position or function of a person, by the issuer's word.
    public var titles: [String] { values(.title) }
    /// `O`.
    public var organizations: [String] { values(.organization) }
    /// `OU`.
    public var organizationalUnits: [String] { values(.organizationalUnit) }
    /// `L`: city, district or commune.
    public var localities: [String] { values(.locality) }
    /// `ST`.
    public var provinces: [String] { values(.province) }
    /// `C`: two letters of ISO 3166-1.
    public var countries: [String] { values(.country) }
    /// What tells subjects of one name apart; not the certificate's own number.
    public var serialNumbers: [String] { values(.subjectSerialNumber) }
    /// `UID`.
    public var userIdentifiers: [String] { values(.userIdentifier) }
    /// `organizationIdentifier` (X.520 §6.4.4).
    public var organizationIdentifiers: [String] { values(.organizationIdentifier) }
    /// Of both attributes for it, `emailAddress` of PKCS #9 and `mail`. Those in subjectAltName aren't among them.
    public var emailAddresses: [String] { values(.emailAddress) + values(.mail) }

    private func values(_ type: ObjectIdentifier) -> [String] { values[type] ?? [] }
}

extension SubjectIdentity: Hashable {
    // By octets: the texts of two names may be equal to Swift that aren't the same.
    public static func == (left: Self, right: Self) -> Bool { left.name == right.name }

    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension Certificate {
    /// The fields of the subject.
    public var subjectIdentity: SubjectIdentity { SubjectIdentity(subject) }
}

extension ObjectIdentifier {
    private static func attribute(_ number: UInt8) -> Self { Self(octets: [0x55, 4, number]) }

    // 2.5.4.…
    static let commonName = attribute(3)
    static let surname = attribute(4)
    static let subjectSerialNumber = attribute(5)
    static let country = attribute(6)
    static let locality = attribute(7)
    static let province = attribute(8)
    static let organization = attribute(10)
    static let organizationalUnit = attribute(11)
    static let title = attribute(12)
    static let givenName = attribute(42)
    static let organizationIdentifier = attribute(97)
    // 1.2.840.113549.1.9.1
    static let emailAddress = Self(octets: [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 9, 1])
    // 0.9.2342.19200300.100.1.1 and .3
    static let userIdentifier = Self(octets: [9, 0x92, 0x26, 0x89, 0x93, 0xF2, 0x2C, 0x64, 1, 1])
    static let mail = Self(octets: [9, 0x92, 0x26, 0x89, 0x93, 0xF2, 0x2C, 0x64, 1, 3])
}
