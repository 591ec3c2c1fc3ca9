//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
/// A parameter set of ML-DSA (FIPS 204 §4) or SLH-DSA (FIPS 205 §11).
///
/// A key is of one of them, and its parameter set says everything about the signatures that it verifies.
package enum PostQuantumParameterSet: String, Hashable, Sendable, CaseIterable {
    case mlDSA44 = "ML-DSA-44"
    case mlDSA65 = "ML-DSA-65"
    case mlDSA87 = "ML-DSA-87"
    case slhDSASHA2_128s = "SLH-DSA-SHA2-128s"
    case slhDSASHA2_128f = "SLH-DSA-SHA2-128f"
    case slhDSASHA2_192s = "SLH-DSA-SHA2-192s"
    case slhDSASHA2_192f = "SLH-DSA-SHA2-192f"
    case slhDSASHA2_256s = "SLH-DSA-SHA2-256s"
    case slhDSASHA2_256f = "SLH-DSA-SHA2-256f"

    /// The name as the standard and OpenSSL write it.
    package var name: String { rawValue }

    /// What a policy allows it as.
    package var family: SignatureFamily {
        switch self {
        case .mlDSA44, .mlDSA65, .mlDSA87: .mlDSA
        default: .slhDSA
        }
    }

    /// The octets of a public key (FIPS 204 table 2, FIPS 205 table 2).
    package var keyByteCount: Int {
        switch self {
        case .mlDSA44: 1_312
        case .mlDSA65: 1_952
        case .mlDSA87: 2_592
        case .slhDSASHA2_128s, .slhDSASHA2_128f: 32
        case .slhDSASHA2_192s, .slhDSASHA2_192f: 48
        case .slhDSASHA2_256s, .slhDSASHA2_256f: 64
        }
    }

    /// The octets of a signature value (FIPS 204 table 2, FIPS 205 table 2).
    package var signatureByteCount: Int {
        switch self {
        case .mlDSA44: 2_420
        case .mlDSA65: 3_309
        case .mlDSA87: 4_627
        case .slhDSASHA2_128s: 7_856
        case .slhDSASHA2_128f: 17_088
        case .slhDSASHA2_192s: 16_224
        case .slhDSASHA2_192f: 35_664
        case .slhDSASHA2_256s: 29_792
        case .slhDSASHA2_256f: 49_856
        }
    }

    /// The strength that is claimed, in bits (FIPS 204 table 1: λ; FIPS 205 table 2: 8n).
    package var strengthBitCount: Int {
        switch self {
        case .mlDSA44, .slhDSASHA2_128s, .slhDSASHA2_128f: 128
        case .mlDSA65, .slhDSASHA2_192s, .slhDSASHA2_192f: 192
        case .mlDSA87, .slhDSASHA2_256s, .slhDSASHA2_256f: 256
        }
    }

    /// The last arc of its identifier under NIST's signature algorithms, 2.16.840.1.101.3.4.3 (RFC 9881 §2, RFC 9909
    /// §3).
    var objectIdentifierArc: UInt {
        switch self {
        case .mlDSA44: 17
        case .mlDSA65: 18
        case .mlDSA87: 19
        case .slhDSASHA2_128s: 20
        case .slhDSASHA2_128f: 21
        case .slhDSASHA2_192s: 22
        case .slhDSASHA2_192f: 23
        case .slhDSASHA2_256s: 24
        case .slhDSASHA2_256f: 25
        }
    }

    /// Where the algorithm is specified.
    package var clause: String { family == .mlDSA ? "FIPS 204" : "FIPS 205" }

    /// Where its keys are specified.
    var keyClause: String { family == .mlDSA ? "RFC 9881 §4" : "RFC 9909 §4" }

    /// - Throws: `algorithmUnavailable` where this OpenSSL doesn't offer it: before 3.5 none does.
    func requireOpenSSL() throws(CryptographyError) {
        try OpenSSL.requireSignature(name, for: name)
    }
}
