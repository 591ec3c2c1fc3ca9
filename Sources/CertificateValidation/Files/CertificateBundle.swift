//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import SwiftASN1

/// A PKCS #7 bundle of certificates: a `SignedData` that signs nothing, as `.p7b` files hold it (RFC 5652 §5.1).
enum CertificateBundle {
    // 1.2.840.113549.1.7.2
    private static let signedData = ObjectIdentifier(octets: [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 2])

    /// Whether the octets begin as a `ContentInfo` does, and not as a certificate: a sequence that starts with an
    /// object identifier.
    static func isIn(_ octets: [UInt8]) -> Bool {
        guard octets.count > 2, octets[0] == 0x30 else { return false }
        let lengthOctets = octets[1] > 0x80 ? Int(octets[1] & 0x7F) : 0
        return 2 + lengthOctets < octets.count && octets[2 + lengthOctets] == 0x06
    }

    /// The certificates in DER, in their order. The bundle around them may be in BER.
    static func certificates(_ octets: [UInt8]) throws(CertificateError) -> [[UInt8]] {
        try StrictDER.parsing("the bundle", .bundleMalformed, clause: "RFC 5652 §5.1") {
            try BER.sequence(BER.parse(octets), identifier: .sequence) { fields in
                let type = try ObjectIdentifier(next(&fields, "contentType"))
                guard type == signedData else {
                    throw CertificateError(.bundleMalformed, "the file holds \(type), not signed data")
                }
                return try BER.explicitlyTagged(&fields, tagNumber: 0, tagClass: .contextSpecific) {
                    try BER.sequence($0, identifier: .sequence, members)
                }
            }
        }
    }

    // RFC 8551 §3.8: a message that only carries certificates signs nothing and has no signer. What has one is a signed
    // message, which was given by mistake: nobody looks at its signature here.
    private static func members(_ fields: inout ASN1NodeCollection.Iterator) throws -> [[UInt8]] {
        _ = try Int(derEncoded: next(&fields, "version"))
        _ = try set(next(&fields, "digestAlgorithms"), .set, "digestAlgorithms")
        try BER.sequence(next(&fields, "encapContentInfo"), identifier: .sequence) { content in
            _ = try ObjectIdentifier(next(&content, "eContentType"))
            guard content.next() == nil else {
                throw CertificateError(.bundleMalformed, "it carries other content beside the certificates")
            }
        }
        let certificates = StrictDER.optional(&fields, StrictDER.contextSpecific(0))
        _ = StrictDER.optional(&fields, StrictDER.contextSpecific(1))
        guard try set(next(&fields, "signerInfos"), .set, "signerInfos").isEmpty else {
            throw CertificateError(.bundleMalformed, "it is a signed message, not a bundle of certificates")
        }
        guard let certificates else { return [] }
        // Other choices are attribute certificates, which have tags of their own.
        return try set(certificates, certificates.identifier, "certificates")
            .filter { $0.identifier == .sequence }.map { Array($0.encodedBytes) }
    }

    private static func next(_ nodes: inout ASN1NodeCollection.Iterator, _ name: String) throws -> ASN1Node {
        guard let node = nodes.next() else { throw CertificateError(.bundleMalformed, "\(name) is missing") }
        return node
    }

    private static func set(_ node: ASN1Node, _ identifier: ASN1Identifier, _ name: String) throws -> [ASN1Node] {
        guard node.identifier == identifier, case .constructed(let members) = node.content else {
            throw CertificateError(.bundleMalformed, "\(name) is no set")
        }
        return Array(members)
    }
}
