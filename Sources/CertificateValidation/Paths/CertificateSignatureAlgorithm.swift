//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics
import SignatureCryptography
import SwiftASN1

/// The algorithm of the signature on a certificate (RFC 5280 §4.1.1.2).
struct CertificateSignatureAlgorithm: Hashable, Sendable {
    let name: String
    let family: SignatureFamily
    /// `nil` where the algorithm has its digest built in.
    let digest: DigestMethod?
    /// Of RSASSA-PSS.
    let parameters: RSASSAPSSParameters?
    let edwardsCurve: EdwardsCurve?

    /// - Parameter der: An `AlgorithmIdentifier`.
    /// - Throws: `algorithmUnknown` or `algorithmRefused` as a concern, where it is none that is known here.
    init(der: [UInt8]) throws(UnusableAlgorithm) {
        if let known = Self.byDER[HashedOctets(der)] {
            self = known
            return
        }
        let type: ObjectIdentifier
        let parameters: ASN1Node?
        do {
            (type, parameters) = try DER.sequence(DER.parse(der), identifier: .sequence) { fields in
                (try ObjectIdentifier(StrictDER.next(&fields, "the algorithm")), fields.next())
            }
        } catch {
            throw UnusableAlgorithm("the signature algorithm is not as DER asks: \(error)")
        }
        if type == .rsassaPSS {
            try self.init(pss: parameters)
        } else if let known = Self.byType[type] {
            self = known
        } else {
            throw UnusableAlgorithm("no signature algorithm that is known here is \(type)")
        }
    }

    private init(pss node: ASN1Node?) throws(UnusableAlgorithm) {
        guard let node else { throw UnusableAlgorithm("RSASSA-PSS without parameters") }
        do throws(CryptographyError) {
            let parameters = try RSASSAPSSParameters(der: Array(node.encodedBytes))
            self.init("RSASSA-PSS", .rsaPSS, parameters.digest, parameters)
        } catch {
            throw UnusableAlgorithm(error.hint)
        }
    }

    private init(
        _ name: String,
        _ family: SignatureFamily,
        _ digest: DigestMethod?,
        _ parameters: RSASSAPSSParameters? = nil,
        _ edwardsCurve: EdwardsCurve? = nil
    ) {
        self.name = name
        self.family = family
        self.digest = digest
        self.parameters = parameters
        self.edwardsCurve = edwardsCurve
    }

    /// Why a signature can't be judged at all.
    struct UnusableAlgorithm: Error {
        let message: String

        init(_ message: String) { self.message = message }
    }

    /// RFC 3279 §2.2, RFC 4055 §5, RFC 5758 §3, RFC 8410 §3, and NIST's identifiers for SHA-3.
    private static let byType: [ObjectIdentifier: Self] = {
        var table: [ObjectIdentifier: Self] = [
            ObjectIdentifier(octets: [0x2B, 0x65, 0x70]): Self("Ed25519", .edDSA, nil, nil, .ed25519),
            ObjectIdentifier(octets: [0x2B, 0x65, 0x71]): Self("Ed448", .edDSA, nil, nil, .ed448),
        ]
        let rsa: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1]
        let nist: [UInt8] = [0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3]
        let ecdsa: [UInt8] = [0x2A, 0x86, 0x48, 0xCE, 0x3D, 4]
        let rows: [([UInt8], SignatureFamily, DigestMethod)] = [
            (rsa + [4], .rsaPKCS1, .md5), (rsa + [5], .rsaPKCS1, .sha1), (rsa + [14], .rsaPKCS1, .sha224),
            (rsa + [11], .rsaPKCS1, .sha256), (rsa + [12], .rsaPKCS1, .sha384), (rsa + [13], .rsaPKCS1, .sha512),
            // OIW's sha1WithRSASignature and TeleTrusT's rsaSignatureWithripemd160.
            ([0x2B, 0x0E, 3, 2, 29], .rsaPKCS1, .sha1), ([0x2B, 0x24, 3, 3, 1, 2], .rsaPKCS1, .ripemd160),
            (nist + [13], .rsaPKCS1, .sha3_224), (nist + [14], .rsaPKCS1, .sha3_256),
            (nist + [15], .rsaPKCS1, .sha3_384), (nist + [16], .rsaPKCS1, .sha3_512),
            (ecdsa + [1], .ecdsa, .sha1), (ecdsa + [3, 1], .ecdsa, .sha224), (ecdsa + [3, 2], .ecdsa, .sha256),
            (ecdsa + [3, 3], .ecdsa, .sha384), (ecdsa + [3, 4], .ecdsa, .sha512),
            (nist + [9], .ecdsa, .sha3_224), (nist + [10], .ecdsa, .sha3_256),
            (nist + [11], .ecdsa, .sha3_384), (nist + [12], .ecdsa, .sha3_512),
            ([0x2A, 0x86, 0x48, 0xCE, 0x38, 4, 3], .dsa, .sha1), (nist + [1], .dsa, .sha224),
            (nist + [2], .dsa, .sha256), (nist + [3], .dsa, .sha384), (nist + [4], .dsa, .sha512),
        ]
        for (octets, family, digest) in rows {
            table[ObjectIdentifier(octets: octets)] = Self("\(family) with \(digest)", family, digest)
        }
        return table
    }()

    /// The identifiers as nearly all certificates write them, without parameters or with NULL, which needn't be parsed.
    private static let byDER: [HashedOctets: Self] = {
        var table: [HashedOctets: Self] = [:]
        for (type, algorithm) in byType {
            let identifier = [0x06, UInt8(type.octets.count)] + type.octets
            for parameters: [UInt8] in [[], [0x05, 0x00]] {
                let algorithmIdentifier = [0x30, UInt8(identifier.count + parameters.count)] + identifier + parameters
                table[HashedOctets(algorithmIdentifier)] = algorithm
            }
        }
        return table
    }()
}

extension ObjectIdentifier {
    // 1.2.840.113549.1.1.10
    fileprivate static let rsassaPSS = Self(octets: [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 1, 10])
}

extension AlgorithmPolicy {
    /// What the policy says of the signature on a certificate, apart from the key that made it.
    func assess(_ algorithm: CertificateSignatureAlgorithm) -> AlgorithmAssessment {
        guard signatureFamilies.contains(algorithm.family) else {
            return .refused(AlgorithmConcern(.algorithmRefused, "the policy refuses \(algorithm.family)"))
        }
        if let curve = algorithm.edwardsCurve, !edwardsCurves.contains(curve) {
            return .refused(AlgorithmConcern(.algorithmRefused, "the policy refuses \(curve)"))
        }
        if let parameters = algorithm.parameters { return assess(parameters) }
        return algorithm.digest.map { assess($0) } ?? .allowed
    }
}
