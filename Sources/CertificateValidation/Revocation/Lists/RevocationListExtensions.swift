//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics
import SwiftASN1

/// The extensions of a revocation list (RFC 5280 §5.2).
struct RevocationListExtensions: Sendable {
    private(set) var authorityKeyIdentifier: AuthorityKeyIdentifier?
    /// The value of the extension, to tell whether a delta was signed with the same key (RFC 5280 §6.3.3 (c)(3)).
    private(set) var authorityKeyIdentifierValue: ArraySlice<UInt8>?
    private(set) var number: RevocationListNumber?
    /// Of a delta: the list of which number it completes.
    private(set) var baseNumber: RevocationListNumber?
    private(set) var issuingDistributionPoint: IssuingDistributionPoint?
    /// The value of the extension: lists with the same one have the same scope (RFC 5280 §5.2.4).
    private(set) var issuingDistributionPointValue: ArraySlice<UInt8>?
    private(set) var hasFreshestList = false
    /// From when on certificates stay in the list after they expired (X.509 §9.5.2.8).
    private(set) var expiredCertificatesDate: Instant?
    private(set) var critical: Set<ObjectIdentifier> = []
    /// A critical one that isn't known here, so that nothing in the list can be relied on.
    private(set) var unknownCritical: ObjectIdentifier?

    init() {}

    /// - Parameter octets: The `Extensions`, without the explicit tag.
    init(_ octets: ArraySlice<UInt8>) throws(CertificateError) {
        var extensions = Self()
        try StrictDER.parsing("the extensions of the list", .revocationListMalformed, clause: "RFC 5280 §5.2") {
            var seen: Set<ObjectIdentifier> = []
            try DER.sequence(DER.parse(octets), identifier: .sequence) { nodes in
                while let node = nodes.next() {
                    let (type, isCritical, value) = try ExtensionFields.read(node)
                    guard seen.insert(type).inserted else {
                        throw CertificateError(
                            .revocationListMalformed,
                            "the extension \(type) occurs twice in the list",
                            clause: "RFC 5280 §5.2, §4.2"
                        )
                    }
                    if isCritical { extensions.critical.insert(type) }
                    try extensions.interpret(type, isCritical, value)
                }
            }
            guard !seen.isEmpty else { throw ASN1Error.invalidASN1Object(reason: "the list of extensions is empty") }
        }
        self = extensions
    }

    private mutating func interpret(_ type: ObjectIdentifier, _ isCritical: Bool, _ value: ArraySlice<UInt8>) throws {
        switch type {
        case .authorityKeyIdentifier:
            authorityKeyIdentifier = try AuthorityKeyIdentifier(DER.parse(value))
            authorityKeyIdentifierValue = value
        case .revocationListNumber: number = try RevocationListNumber(DER.parse(value))
        case .deltaRevocationListIndicator: baseNumber = try RevocationListNumber(DER.parse(value))
        case .issuingDistributionPoint:
            issuingDistributionPoint = try IssuingDistributionPoint(DER.parse(value))
            issuingDistributionPointValue = value
        case .freshestRevocationList:
            _ = try DistributionPoint.read(value)
            hasFreshestList = true
        case .expiredCertificatesOnRevocationList:
            let octets = Array(value)
            var cursor = DERCursor(octets)
            let element = try cursor.next(0x18)
            expiredCertificatesDate = try cursor.time(element)
            try cursor.finish()
        default:
            if isCritical { unknownCritical = unknownCritical ?? type }
        }
    }
}

/// The fields of an `Extension` (RFC 5280 §4.1).
enum ExtensionFields {
    static func read(_ node: ASN1Node) throws -> (ObjectIdentifier, isCritical: Bool, value: ArraySlice<UInt8>) {
        try DER.sequence(node, identifier: .sequence) { fields in
            let type = try ObjectIdentifier(StrictDER.next(&fields, "extnID"))
            let isCritical = try StrictDER.boolean(&fields)
            return (type, isCritical, try StrictDER.octets(StrictDER.next(&fields, "extnValue"), .octetString))
        }
    }
}

extension ObjectIdentifier {
    // 2.5.29.…
    /// cRLNumber (RFC 5280 §5.2.3).
    static let revocationListNumber = Self(octets: [0x55, 0x1D, 20])
    /// reasonCode (RFC 5280 §5.3.1).
    static let reasonCode = Self(octets: [0x55, 0x1D, 21])
    /// invalidityDate (RFC 5280 §5.3.2).
    static let invalidityDate = Self(octets: [0x55, 0x1D, 24])
    /// deltaCRLIndicator (RFC 5280 §5.2.4).
    static let deltaRevocationListIndicator = Self(octets: [0x55, 0x1D, 27])
    /// issuingDistributionPoint (RFC 5280 §5.2.5).
    static let issuingDistributionPoint = Self(octets: [0x55, 0x1D, 28])
    /// certificateIssuer (RFC 5280 §5.3.3).
    static let certificateIssuer = Self(octets: [0x55, 0x1D, 29])
    /// cRLDistributionPoints (RFC 5280 §4.2.1.13).
    static let distributionPoints = Self(octets: [0x55, 0x1D, 31])
    /// freshestCRL (RFC 5280 §5.2.6, §4.2.1.15).
    static let freshestRevocationList = Self(octets: [0x55, 0x1D, 46])
    /// expiredCertsOnCRL (X.509 §9.5.2.8).
    static let expiredCertificatesOnRevocationList = Self(octets: [0x55, 0x1D, 60])
}
