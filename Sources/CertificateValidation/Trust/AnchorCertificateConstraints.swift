//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import SwiftASN1

/// What an anchor's certificate says about policies (RFC 5937 §3.2).
///
/// Path validation of RFC 5280 doesn't look at an anchor's certificate, and OpenSSL, which checks its path length, its
/// name constraints and that its critical extensions are known, leaves out what it says about policies.
struct AnchorCertificateConstraints: Hashable, Sendable {
    /// `nil` where the certificate has no certificatePolicies, or has any-policy among them.
    let policies: Set<ObjectIdentifier>?
    /// After how many certificates that aren't self-issued each begins to apply; `nil` for never.
    let requireExplicitPolicy: Int?
    let inhibitPolicyMapping: Int?
    let inhibitAnyPolicy: Int?

    init(_ certificate: Certificate) throws(CertificateError) {
        var policies: Set<ObjectIdentifier>?
        var explicit: Int?
        var mapping: Int?
        var any: Int?
        for (type, value) in try certificate.extensionValues() {
            switch type {
            case .certificatePolicies:
                try StrictDER.parsing("certificatePolicies", .extensionMalformed, clause: "RFC 5280 §4.2.1.4") {
                    let known = try Self.policies(DER.parse(value))
                    policies = known.contains(.anyPolicy) ? nil : known
                }
            case .policyConstraints:
                try StrictDER.parsing("policyConstraints", .extensionMalformed, clause: "RFC 5280 §4.2.1.11") {
                    try DER.sequence(DER.parse(value), identifier: .sequence) { fields in
                        explicit = try Self.skipCertificates(&fields, 0, "requireExplicitPolicy")
                        mapping = try Self.skipCertificates(&fields, 1, "inhibitPolicyMapping")
                    }
                }
            case .inhibitAnyPolicy:
                try StrictDER.parsing("inhibitAnyPolicy", .extensionMalformed, clause: "RFC 5280 §4.2.1.14") {
                    let node = try DER.parse(value)
                    guard node.identifier == .integer else { throw ASN1Error.unexpectedFieldType(node.identifier) }
                    any = try StrictDER.count(node, "inhibitAnyPolicy", clause: "RFC 5280 §4.2.1.14")
                }
            default: break
            }
        }
        self.policies = policies
        requireExplicitPolicy = explicit
        inhibitPolicyMapping = mapping
        inhibitAnyPolicy = any
    }

    private static func policies(_ node: ASN1Node) throws -> Set<ObjectIdentifier> {
        try DER.sequence(node, identifier: .sequence) { nodes in
            var policies: Set<ObjectIdentifier> = []
            while let node = nodes.next() {
                try DER.sequence(node, identifier: .sequence) { fields in
                    policies.insert(try ObjectIdentifier(StrictDER.next(&fields, "policyIdentifier")))
                    while fields.next() != nil {}
                }
            }
            return policies
        }
    }

    private static func skipCertificates(
        _ fields: inout ASN1NodeCollection.Iterator,
        _ number: UInt,
        _ name: String
    ) throws -> Int? {
        try StrictDER.optional(&fields, StrictDER.contextSpecific(number)).map {
            try StrictDER.count($0, name, clause: "RFC 5280 §4.2.1.11")
        }
    }
}

extension Certificate {
    /// The extensions with their values, read anew: only an anchor's are asked for.
    fileprivate func extensionValues() throws(CertificateError) -> [(ObjectIdentifier, ArraySlice<UInt8>)] {
        guard !extensionTypes.isEmpty else { return [] }
        return try StrictDER.parsing("the certificate", clause: "RFC 5280 §4.1") {
            try DER.sequence(DER.parse(der), identifier: .sequence) { fields in
                let signed = try StrictDER.next(&fields, "tbsCertificate")
                while fields.next() != nil {}
                return try Self.extensionValues(signed)
            }
        }
    }

    private static func extensionValues(_ signed: ASN1Node) throws -> [(ObjectIdentifier, ArraySlice<UInt8>)] {
        guard case .constructed(let fields) = signed.content,
            let last = fields.first(where: { $0.identifier == StrictDER.contextSpecific(3) }),
            case .constructed(let wrapped) = last.content, let list = wrapped.first(where: { _ in true }),
            case .constructed(let nodes) = list.content
        else { return [] }
        return try nodes.map { node in
            try DER.sequence(node, identifier: .sequence) { parts in
                let type = try ObjectIdentifier(StrictDER.next(&parts, "extnID"))
                _ = try StrictDER.boolean(&parts)
                return (type, try StrictDER.octets(StrictDER.next(&parts, "extnValue"), .octetString))
            }
        }
    }
}

extension ObjectIdentifier {
    // 2.5.29.36
    /// policyConstraints (RFC 5280 §4.2.1.11).
    static let policyConstraints = Self(octets: [0x55, 0x1D, 36])
}
