//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import SwiftASN1

/// The extensions of a certificate: those that are always looked at, and the identifiers of all (RFC 5280 §4.2).
struct CertificateExtensions: Sendable {
    /// One extension as it stands; the value's indices are those of the certificate's octets.
    struct Element: Sendable {
        let type: ObjectIdentifier
        let isCritical: Bool
        let value: ArraySlice<UInt8>
    }

    private(set) var all: [Element] = []
    /// Whether the DEFAULT of `critical` is written out somewhere, which DER leaves out (X.690 §11.5).
    private(set) var writesDefaultCriticality = false
    private(set) var keyUsage: KeyUsage?
    private(set) var extendedKeyUsage: [ObjectIdentifier]?
    private(set) var basicConstraints: BasicConstraints?
    private(set) var subjectKeyIdentifier: [UInt8]?
    private(set) var authorityKeyIdentifier: AuthorityKeyIdentifier?
    private(set) var certificatePolicies: Set<ObjectIdentifier> = []
    /// The value of the extension, which is read when revocation is asked about.
    private(set) var distributionPoints: ArraySlice<UInt8>?
    /// The value of the extension, which is read when somebody asks for a host.
    private(set) var subjectAlternativeName: ArraySlice<UInt8>?

    /// None, as in certificates of version 1 and 2.
    init() {}

    /// - Parameter node: The `Extensions` inside the explicit tag.
    init(_ node: ASN1Node) throws {
        var seen: Set<ObjectIdentifier> = []
        try DER.sequence(node, identifier: .sequence) { nodes in
            while let node = nodes.next() {
                let (type, value) = try appendExtension(node)
                guard seen.insert(type).inserted else {
                    throw CertificateError(
                        .extensionDuplicate,
                        "the extension \(type) occurs twice",
                        clause: "RFC 5280 §4.2"
                    )
                }
                try interpret(type, value)
            }
        }
        guard !all.isEmpty else {
            throw CertificateError(.certificateMalformed, "the list of extensions is empty", clause: "RFC 5280 §4.1")
        }
    }

    private mutating func appendExtension(_ node: ASN1Node) throws -> (ObjectIdentifier, ArraySlice<UInt8>) {
        let (type, isCritical, value) = try ExtensionFields.read(node)
        all.append(Element(type: type, isCritical: isCritical, value: value))
        if !isCritical, case .constructed(let fields) = node.content,
            fields.contains(where: { $0.identifier == .boolean })
        {
            writesDefaultCriticality = true
        }
        return (type, value)
    }

    private mutating func interpret(_ type: ObjectIdentifier, _ value: ArraySlice<UInt8>) throws {
        switch type {
        case .keyUsage:
            keyUsage = try Self.parsing("keyUsage", "4.2.1.3", value) { try KeyUsage($0) }
        case .extendedKeyUsage:
            extendedKeyUsage = try Self.parsing("extKeyUsage", "4.2.1.12", value) { node in
                try DER.sequence(node, identifier: .sequence) { nodes in
                    var purposes: [ObjectIdentifier] = []
                    while let node = nodes.next() { purposes.append(try ObjectIdentifier(node)) }
                    return purposes
                }
            }
        case .basicConstraints:
            basicConstraints = try Self.parsing("basicConstraints", "4.2.1.9", value) { try BasicConstraints($0) }
        case .subjectKeyIdentifier:
            subjectKeyIdentifier = try Self.parsing("subjectKeyIdentifier", "4.2.1.2", value) {
                Array(try StrictDER.octets($0, .octetString))
            }
        case .authorityKeyIdentifier:
            authorityKeyIdentifier = try Self.parsing("authorityKeyIdentifier", "4.2.1.1", value) {
                try AuthorityKeyIdentifier($0)
            }
        case .certificatePolicies:
            certificatePolicies = try Self.parsing("certificatePolicies", "4.2.1.4", value) {
                try Self.checkPolicies($0)
            }
        case .policyMappings:
            try Self.parsing("policyMappings", "4.2.1.5", value) { try Self.checkPolicyMappings($0) }
        case .inhibitAnyPolicy:
            try Self.parsing("inhibitAnyPolicy", "4.2.1.14", value) { try Self.checkInhibitAnyPolicy($0) }
        case .distributionPoints:
            distributionPoints = value
        case .subjectAlternativeName:
            subjectAlternativeName = value
        default:
            // The other extensions are OpenSSL's to judge, when a path is checked.
            break
        }
    }

    /// Real certificates have some ten. OpenSSL 3.0 sorts those that it has read anew for each one that follows, and
    /// does so before any signature was checked.
    static let maximumPolicyCount = 64

    private static func checkPolicyCount(_ count: Int, _ name: String) throws {
        guard count <= maximumPolicyCount else {
            throw CertificateError(
                .certificateTooLarge,
                "\(name) has \(count) entries; at most \(maximumPolicyCount) are read"
            )
        }
    }

    /// Until 3.0.23, 3.4.8, 3.5.9, 3.6.5 and 4.0.3 OpenSSL keeps the issuer's name once more for each distribution point that
    /// is named relative to it (CVE-2026-35189), and it does so before any signature was checked.
    func checkDistributionPointCount(issuer: DistinguishedName) throws(CertificateError) {
        guard let distributionPoints else { return }
        // OpenSSL reads BER too, where a list may hold as many elements as it has room for; that it isn't DER is told where
        // revocation is asked about.
        let count = (try? Self.elementCount(distributionPoints)) ?? distributionPoints.count / 2
        guard count * issuer.der.count <= Certificate.maximumByteCount else {
            throw CertificateError(
                .certificateTooLarge,
                "cRLDistributionPoints has \(count) entries, with an issuer's name of \(issuer.der.count) octets"
            )
        }
    }

    private static func elementCount(_ value: ArraySlice<UInt8>) throws(CertificateError) -> Int {
        var cursor = DERCursor(Array(value), of: .certificate)
        cursor = cursor.walk(try cursor.next().content)
        var count = 0
        while !cursor.isAtEnd {
            _ = try cursor.next()
            count += 1
        }
        return count
    }

    /// What they are is OpenSSL's to judge, also that they aren't a list: those of an anchor don't matter.
    ///
    /// - Returns: The identifiers of those that are what they have to be.
    private static func checkPolicies(_ node: ASN1Node) throws -> Set<ObjectIdentifier> {
        guard case .constructed(let policies) = node.content else { return [] }
        try checkPolicyCount(policies.reduce(into: 0) { count, _ in count += 1 }, "certificatePolicies")
        return Set(
            policies.compactMap { policy in
                guard case .constructed(let fields) = policy.content else { return nil }
                return fields.first { _ in true }.flatMap { try? ObjectIdentifier($0) }
            }
        )
    }

    // Policy mappings and inhibitAnyPolicy are OpenSSL's to apply. But it doesn't read them in a certificate without
    // policies, and what is critical may not be passed over unread.
    private static func checkPolicyMappings(_ node: ASN1Node) throws {
        try DER.sequence(node, identifier: .sequence) { mappings in
            var count = 0
            while let mapping = mappings.next() {
                count += 1
                try DER.sequence(mapping, identifier: .sequence) { policies in
                    _ = try ObjectIdentifier(StrictDER.next(&policies, "issuerDomainPolicy"))
                    _ = try ObjectIdentifier(StrictDER.next(&policies, "subjectDomainPolicy"))
                }
            }
            try checkPolicyCount(count, "policyMappings")
        }
    }

    private static func checkInhibitAnyPolicy(_ node: ASN1Node) throws {
        guard node.identifier == .integer else { throw ASN1Error.unexpectedFieldType(node.identifier) }
        _ = try StrictDER.count(node, "inhibitAnyPolicy", clause: "RFC 5280 §4.2.1.14")
    }

    private static func parsing<Value>(
        _ name: String,
        _ clause: String,
        _ value: ArraySlice<UInt8>,
        _ parse: (ASN1Node) throws -> Value
    ) throws -> Value {
        try StrictDER.parsing("the extension \(name)", .extensionMalformed, clause: "RFC 5280 §\(clause)") {
            try parse(DER.parse(value))
        }
    }
}

extension ObjectIdentifier {
    // 2.5.29.…
    /// subjectKeyIdentifier (RFC 5280 §4.2.1.2).
    package static let subjectKeyIdentifier = Self(octets: [0x55, 0x1D, 14])
    /// keyUsage (RFC 5280 §4.2.1.3).
    package static let keyUsage = Self(octets: [0x55, 0x1D, 15])
    /// subjectAltName (RFC 5280 §4.2.1.6).
    package static let subjectAlternativeName = Self(octets: [0x55, 0x1D, 17])
    /// basicConstraints (RFC 5280 §4.2.1.9).
    package static let basicConstraints = Self(octets: [0x55, 0x1D, 19])
    /// certificatePolicies (RFC 5280 §4.2.1.4).
    package static let certificatePolicies = Self(octets: [0x55, 0x1D, 32])
    /// policyMappings (RFC 5280 §4.2.1.5).
    package static let policyMappings = Self(octets: [0x55, 0x1D, 33])
    /// authorityKeyIdentifier (RFC 5280 §4.2.1.1).
    package static let authorityKeyIdentifier = Self(octets: [0x55, 0x1D, 35])
    /// extKeyUsage (RFC 5280 §4.2.1.12).
    package static let extendedKeyUsage = Self(octets: [0x55, 0x1D, 37])
    /// inhibitAnyPolicy (RFC 5280 §4.2.1.14).
    package static let inhibitAnyPolicy = Self(octets: [0x55, 0x1D, 54])
}
