//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
/// An instance of EdDSA beside the pure one (RFC 8032 §5); each computes something else over the same key.
package enum EdDSAVariant: String, Hashable, Sendable, CaseIterable {
    case ed25519ph = "Ed25519ph"
    case ed25519ctx = "Ed25519ctx"
    case ed448ph = "Ed448ph"

    /// The name as RFC 8032 writes it, and as OpenSSL calls the instance.
    package var name: String { rawValue }

    /// The curve of the key.
    package var curve: EdwardsCurve {
        switch self {
        case .ed25519ph, .ed25519ctx: .ed25519
        case .ed448ph: .ed448
        }
    }

    /// What a policy allows it as.
    package var family: SignatureFamily {
        switch self {
        case .ed25519ph, .ed448ph: .hashEdDSA
        case .ed25519ctx: .ed25519ctx
        }
    }

    /// - Throws: `algorithmUnavailable` where this OpenSSL doesn't offer the instance. It has to be asked first: an
    ///   OpenSSL before 3.2 takes no notice of the instance's name, and would check a signature of pure EdDSA.
    func requireOpenSSL() throws(CryptographyError) {
        try OpenSSL.requireSignature(curve.openSSLName, takingParameter: "instance", for: name)
    }
}
