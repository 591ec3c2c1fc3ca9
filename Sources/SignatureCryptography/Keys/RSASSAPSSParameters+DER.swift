//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import SwiftASN1

extension DigestMethod {
    private static let byObjectIdentifier: [ASN1ObjectIdentifier: DigestMethod] = [
        [1, 2, 840, 113_549, 2, 5]: .md5,
        [1, 3, 14, 3, 2, 26]: .sha1,
        [1, 3, 36, 3, 2, 1]: .ripemd160,
        [2, 16, 840, 1, 101, 3, 4, 2, 4]: .sha224,
        [2, 16, 840, 1, 101, 3, 4, 2, 1]: .sha256,
        [2, 16, 840, 1, 101, 3, 4, 2, 2]: .sha384,
        [2, 16, 840, 1, 101, 3, 4, 2, 3]: .sha512,
        [2, 16, 840, 1, 101, 3, 4, 2, 7]: .sha3_224,
        [2, 16, 840, 1, 101, 3, 4, 2, 8]: .sha3_256,
        [2, 16, 840, 1, 101, 3, 4, 2, 9]: .sha3_384,
        [2, 16, 840, 1, 101, 3, 4, 2, 10]: .sha3_512,
    ]

    /// The digest of an AlgorithmIdentifier whose parameters are absent or NULL (RFC 4055 §2.1).
    init(algorithmIdentifier node: ASN1Node) throws {
        let (algorithm, parameters) = try SubjectPublicKeyInfo.algorithmIdentifier(node)
        if let parameters { _ = try ASN1Null(derEncoded: parameters) }
        guard let method = Self.byObjectIdentifier[algorithm] else {
            throw CryptographyError(.keyUnsupported, "the digest \(algorithm) isn't known here")
        }
        self = method
    }
}

extension RSASSAPSSParameters {
    private static let mgf1: ASN1ObjectIdentifier = [1, 2, 840, 113_549, 1, 1, 8]

    /// The restrictions of an id-RSASSA-PSS key (RFC 4055 §3.1); what is left out means SHA-1, MGF1 with SHA-1 and 20.
    init(restricting node: ASN1Node) throws(CryptographyError) {
        self = try SubjectPublicKeyInfo.parsing("RSASSA-PSS-params", clause: "RFC 4055 §3.1") {
            try DER.sequence(node, identifier: .sequence) { fields in
                try Self(fields: &fields)
            }
        }
    }

    /// The parameters of a signature's AlgorithmIdentifier, as a certificate has it (RFC 4055 §3.1).
    ///
    /// - Parameter der: One `RSASSA-PSS-params` and nothing after it.
    package init(der: [UInt8]) throws(CryptographyError) {
        let node = try SubjectPublicKeyInfo.parsing("RSASSA-PSS-params", clause: "RFC 4055 §3.1") {
            try DER.parse(der)
        }
        try self.init(restricting: node)
    }

    private init(fields: inout ASN1NodeCollection.Iterator) throws {
        let digest = try DER.optionalExplicitlyTagged(&fields, tagNumber: 0, tagClass: .contextSpecific) {
            try DigestMethod(algorithmIdentifier: $0)
        }
        let maskDigest = try DER.optionalExplicitlyTagged(&fields, tagNumber: 1, tagClass: .contextSpecific) {
            let (algorithm, parameters) = try SubjectPublicKeyInfo.algorithmIdentifier($0)
            guard algorithm == Self.mgf1, let parameters else {
                throw CryptographyError(.keyUnsupported, "the mask generation function \(algorithm) isn't known here")
            }
            return try DigestMethod(algorithmIdentifier: parameters)
        }
        let salt = try DER.optionalExplicitlyTagged(&fields, tagNumber: 2, tagClass: .contextSpecific) {
            try Int(derEncoded: $0)
        }
        let trailer = try DER.optionalExplicitlyTagged(&fields, tagNumber: 3, tagClass: .contextSpecific) {
            try Int(derEncoded: $0)
        }
        self.init(
            digest: digest ?? .sha1,
            maskGenerationDigest: maskDigest ?? .sha1,
            saltByteCount: salt ?? 20,
            trailerField: trailer ?? 1
        )
        guard saltByteCount >= 0, trailerField == 1 else {
            throw CryptographyError(.keyMalformed, "salt length \(saltByteCount), trailer field \(trailerField)")
        }
    }
}
