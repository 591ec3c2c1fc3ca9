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

/// What is read of a certificate when it is made, by the order of RFC 5280 §4.1.
struct CertificateContent: Sendable {
    /// What the issuer did against RFC 5280 §4.1, as far as only reading the octets shows it.
    struct Deviations: OptionSet, Sendable {
        let rawValue: UInt8

        /// A GeneralizedTime before 2050.
        static let timeEncoding = Self(rawValue: 1 << 0)
        /// There is an issuerUniqueID or a subjectUniqueID.
        static let uniqueIdentifier = Self(rawValue: 1 << 1)
    }

    let version: Int
    let serialNumber: SerialNumber
    let issuer: DistinguishedName
    let subject: DistinguishedName
    let notBefore: Instant
    let notAfter: Instant
    let subjectPublicKeyInfo: [UInt8]
    let extensions: CertificateExtensions
    /// The `AlgorithmIdentifier` of the signature, in DER.
    let signatureAlgorithm: [UInt8]
    let deviations: Deviations

    /// - Parameter der: One certificate and nothing after it.
    init(der: [UInt8]) throws(CertificateError) {
        self = try StrictDER.parsing("the certificate", clause: "RFC 5280 §4.1") {
            try DER.sequence(DER.parse(der), identifier: .sequence) { fields in
                let signed = try StrictDER.next(&fields, "tbsCertificate")
                let algorithm = try StrictDER.next(&fields, "signatureAlgorithm")
                _ = try ASN1BitString(derEncoded: StrictDER.next(&fields, "the signature"))
                return try Self(signed, signatureAlgorithm: Array(algorithm.encodedBytes))
            }
        }
    }

    private init(_ signed: ASN1Node, signatureAlgorithm: [UInt8]) throws {
        self = try DER.sequence(signed, identifier: .sequence) { fields in
            try Self(&fields, signatureAlgorithm: signatureAlgorithm)
        }
    }

    private init(_ fields: inout ASN1NodeCollection.Iterator, signatureAlgorithm: [UInt8]) throws {
        version = try Self.version(&fields)
        serialNumber = try SerialNumber(StrictDER.next(&fields, "the serial number"))
        let signedAlgorithm = try StrictDER.next(&fields, "the signed algorithm")
        guard Array(signedAlgorithm.encodedBytes) == signatureAlgorithm else {
            throw CertificateError(
                .signatureAlgorithmMismatch,
                "the algorithm beside the signature is another one than the signed one",
                clause: "RFC 5280 §4.1.1.2"
            )
        }
        self.signatureAlgorithm = signatureAlgorithm
        issuer = try DistinguishedName(StrictDER.next(&fields, "the issuer"))
        var deviations = Deviations()
        (notBefore, notAfter) = try DER.sequence(
            StrictDER.next(&fields, "the validity"),
            identifier: .sequence
        ) { times in
            let notBefore = try Self.time(StrictDER.next(&times, "notBefore"), &deviations)
            return (notBefore, try Self.time(StrictDER.next(&times, "notAfter"), &deviations))
        }
        subject = try DistinguishedName(StrictDER.next(&fields, "the subject"))
        let key = try StrictDER.next(&fields, "the public key")
        guard key.identifier == .sequence else { throw ASN1Error.unexpectedFieldType(key.identifier) }
        subjectPublicKeyInfo = Array(key.encodedBytes)
        extensions = try Self.extensions(&fields, version: version, &deviations)
        try extensions.checkDistributionPointCount(issuer: issuer)
        self.deviations = deviations
    }

    private static func time(_ node: ASN1Node, _ deviations: inout Deviations) throws -> Instant {
        let time = try Instant(node)
        if node.identifier == .generalizedTime, time < .generalizedTimeBegins { deviations.insert(.timeEncoding) }
        return time
    }

    /// 1 to 3. Version 1 is the DEFAULT, which DER leaves out.
    private static func version(_ fields: inout ASN1NodeCollection.Iterator) throws -> Int {
        let number =
            try DER.optionalExplicitlyTagged(&fields, tagNumber: 0, tagClass: .contextSpecific) {
                try Int(derEncoded: $0)
            }
        guard let number else { return 1 }
        guard number == 1 || number == 2 else {
            throw CertificateError(
                .certificateMalformed,
                "the version is written as \(number); 1 and 2 may be written, for versions 2 and 3",
                clause: "RFC 5280 §4.1.2.1"
            )
        }
        return number + 1
    }

    private static func extensions(
        _ fields: inout ASN1NodeCollection.Iterator,
        version: Int,
        _ deviations: inout Deviations
    ) throws -> CertificateExtensions {
        for number: UInt in [1, 2] where StrictDER.optional(&fields, StrictDER.contextSpecific(number)) != nil {
            guard version >= 2 else {
                throw CertificateError(
                    .certificateMalformed,
                    "version \(version) with a unique identifier",
                    clause: "RFC 5280 §4.1.2.8"
                )
            }
            deviations.insert(.uniqueIdentifier)
        }
        let extensions =
            try DER.optionalExplicitlyTagged(&fields, tagNumber: 3, tagClass: .contextSpecific) {
                try CertificateExtensions($0)
            }
        guard extensions == nil || version == 3 else {
            throw CertificateError(
                .certificateMalformed,
                "version \(version) with extensions",
                clause: "RFC 5280 §4.1.2.9"
            )
        }
        return extensions ?? CertificateExtensions()
    }
}
