//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import SwiftASN1

/// Where an issuer says that a certificate's revocation can be found (RFC 5280 §4.2.1.13).
struct DistributionPoint: Hashable, Sendable {
    let name: DistributionPointName?
    /// What lists from there are about; all reasons where the certificate doesn't say.
    let reasons: RevocationReasons
    /// Who issues lists there, where that isn't the certificate's issuer.
    let listIssuer: Set<MatchingName>?

    init(name: DistributionPointName?, reasons: RevocationReasons = .all, listIssuer: Set<MatchingName>? = nil) {
        self.name = name
        self.reasons = reasons
        self.listIssuer = listIssuer
    }

    init(_ node: ASN1Node) throws {
        self = try DER.sequence(node, identifier: .sequence) { fields in
            let name = StrictDER.optional(&fields, StrictDER.contextSpecific(0))
            let reasons = StrictDER.optional(&fields, StrictDER.contextSpecific(1))
            let issuer = StrictDER.optional(&fields, StrictDER.contextSpecific(2))
            return Self(
                name: try name.map { try DistributionPointName(explicitlyTagged: $0) },
                reasons: try reasons.map { try RevocationReasons($0) } ?? .all,
                listIssuer: try issuer.map { try MatchingName.set(GeneralName.list($0)) }
            )
        }
    }

    /// Real certificates have one or two, and each is compared with each list.
    static let maximumCount = 64

    /// - Parameter value: Of the extension cRLDistributionPoints or freshestCRL.
    static func read(_ value: ArraySlice<UInt8>) throws(CertificateError) -> [DistributionPoint] {
        try StrictDER.parsing("the extension cRLDistributionPoints", .extensionMalformed, clause: "RFC 5280 §4.2.1.13")
        {
            try DER.sequence(DER.parse(value), identifier: .sequence) { nodes in
                var points: [DistributionPoint] = []
                while let node = nodes.next() {
                    guard points.count < maximumCount else {
                        throw ASN1Error.invalidASN1Object(reason: "more than \(maximumCount) distribution points")
                    }
                    points.append(try DistributionPoint(node))
                }
                guard !points.isEmpty else { throw ASN1Error.invalidASN1Object(reason: "no distribution point") }
                return points
            }
        }
    }
}

/// The name of a distribution point: of the list itself, not of its issuer.
enum DistributionPointName: Hashable, Sendable {
    /// Different names of the same place.
    case full(Set<MatchingName>)
    /// What is appended to the name of the list's issuer.
    case relative([DistinguishedName.Attribute])

    /// - Parameter node: The choice in its field; a choice is tagged explicitly always.
    init(explicitlyTagged node: ASN1Node) throws {
        guard case .constructed(let nodes) = node.content else {
            throw ASN1Error.unexpectedFieldType(node.identifier)
        }
        var choices = nodes.makeIterator()
        guard let choice = choices.next(), choices.next() == nil else {
            throw ASN1Error.invalidASN1Object(reason: "a distribution point's name is no single choice")
        }
        switch choice.identifier {
        case StrictDER.contextSpecific(0): self = .full(try MatchingName.set(GeneralName.list(choice)))
        case StrictDER.contextSpecific(1): self = .relative(try DistinguishedName.attributes(choice))
        default: throw ASN1Error.unexpectedFieldType(choice.identifier)
        }
    }

    /// The names of the place, given by an issuer's list (RFC 5280 §6.3.3 (b)(2)(i)).
    func names(relativeTo issuer: DistinguishedName) -> Set<MatchingName> {
        switch self {
        case .full(let names): names
        case .relative(let attributes): [.directory(NameMatching.key(issuer.relativeNames + [attributes]))]
        }
    }
}

/// A general name in a form in which equal ones match.
///
/// CVE-2023-0286: forms are never mixed up. Those that aren't read, such as x400Address, match nothing, not even
/// themselves.
enum MatchingName: Hashable, Sendable {
    /// By RFC 5280 §7.1.
    case directory([UInt8])
    /// Octet by octet.
    case other(GeneralName.Form, ArraySlice<UInt8>)

    init?(_ name: GeneralName) throws(CertificateError) {
        switch name.form {
        case .directoryName: self = .directory(try DistinguishedName(der: Array(name.octets)).matchingKey)
        case .rfc822Name, .dNSName, .uniformResourceIdentifier, .iPAddress: self = .other(name.form, name.octets)
        case .otherName, .x400Address, .ediPartyName, .registeredID: return nil
        }
    }

    static func set(_ names: [GeneralName]) throws(CertificateError) -> Set<Self> {
        var set: Set<Self> = []
        for name in names { if let name = try Self(name) { set.insert(name) } }
        return set
    }
}
