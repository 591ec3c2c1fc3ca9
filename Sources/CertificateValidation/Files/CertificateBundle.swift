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
                let type = try ObjectIdentifier(StrictDER.next(&fields, "contentType"))
                guard type == signedData else {
                    throw CertificateError(.bundleMalformed, "the file holds \(type), not signed data")
                }
                return try BER.explicitlyTagged(&fields, tagNumber: 0, tagClass: .contextSpecific) {
                    try BER.sequence($0, identifier: .sequence, members)
                }
            }
        }
    }

    private static func members(_ fields: inout ASN1NodeCollection.Iterator) throws -> [[UInt8]] {
        for name in ["version", "digestAlgorithms", "encapContentInfo"] { _ = try StrictDER.next(&fields, name) }
        let set = StrictDER.optional(&fields, StrictDER.contextSpecific(0))
        while fields.next() != nil {}
        guard let set, case .constructed(let members) = set.content else { return [] }
        // Other choices are attribute certificates, which have tags of their own.
        return members.filter { $0.identifier == .sequence }.map { Array($0.encodedBytes) }
    }
}
