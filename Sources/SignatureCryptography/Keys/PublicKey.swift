//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// A public key.
///
/// Its kind is fixed when it is made, by the bytes that it comes from or by the caller, and each kind checks the
/// signature methods of its own kind only: no document can pick how a key is used.
///
/// Two keys are equal where they are of the same kind and have the same components, whatever form they came in. An
/// RSA key and an RSASSA-PSS key are never equal, since the latter restricts what it may verify.
///
/// Keys are immutable and may be shared by threads.
public struct PublicKey: Hashable, Sendable {
    /// The kinds of keys; one reference each, since keys are handed about with certificates.
    package indirect enum Kind: Hashable, Sendable {
        case rsa(RSAPublicKey)
        case rsaPSS(RSAPSSPublicKey)
        case ec(ECPublicKey)
        case dsa(DSAPublicKey)
        case edwards(EdwardsPublicKey)
        case postQuantum(PostQuantumPublicKey)
    }

    /// The key itself, by its kind.
    package let kind: Kind

    /// A key of rsaEncryption.
    package init(_ key: RSAPublicKey) { kind = .rsa(key) }

    /// A key of id-RSASSA-PSS.
    package init(_ key: RSAPSSPublicKey) { kind = .rsaPSS(key) }

    /// A key on a named curve.
    package init(_ key: ECPublicKey) { kind = .ec(key) }

    /// A key of DSA.
    package init(_ key: DSAPublicKey) { kind = .dsa(key) }

    /// A key of EdDSA.
    package init(_ key: EdwardsPublicKey) { kind = .edwards(key) }

    /// A key of ML-DSA or SLH-DSA.
    package init(_ key: PostQuantumPublicKey) { kind = .postQuantum(key) }

    /// The key, where it is one of rsaEncryption.
    package var rsa: RSAPublicKey? { if case .rsa(let key) = kind { key } else { nil } }

    /// The key, where it is one of id-RSASSA-PSS.
    package var rsaPSS: RSAPSSPublicKey? { if case .rsaPSS(let key) = kind { key } else { nil } }

    /// The key, where it is one on a named curve.
    package var ec: ECPublicKey? { if case .ec(let key) = kind { key } else { nil } }

    /// The key, where it is one of DSA.
    package var dsa: DSAPublicKey? { if case .dsa(let key) = kind { key } else { nil } }

    /// The key, where it is one of EdDSA.
    package var edwards: EdwardsPublicKey? { if case .edwards(let key) = kind { key } else { nil } }

    /// The key, where it is one of ML-DSA or SLH-DSA.
    package var postQuantum: PostQuantumPublicKey? { if case .postQuantum(let key) = kind { key } else { nil } }

    /// Whether a `KeyValue` that reads as the other key may be about this one. `RSAKeyValue` has numbers alone, so that
    /// it is as true of a key that is restricted to RSASSA-PSS (XML-DSig 1.1 §4.5.2.2, RFC 4055 §1.2).
    package func isNamed(byKeyValue other: PublicKey) -> Bool {
        guard let rsaPSS, let rsa = other.rsa else { return self == other }
        return rsaPSS.numbers == rsa.numbers
    }

    /// What kind of key it is, for a person: `RSA`, `RSASSA-PSS`, `EC`, `DSA`, `Ed25519`, `Ed448`, or the parameter set,
    /// such as `ML-DSA-44`.
    public var algorithmName: String {
        switch kind {
        case .rsa: "RSA"
        case .rsaPSS: "RSASSA-PSS"
        case .ec: "EC"
        case .dsa: "DSA"
        case .edwards(let key): key.curve.name
        case .postQuantum(let key): key.parameterSet.name
        }
    }

    /// The size that its security is told by: of the modulus, of the prime field, of the group, or the strength that is
    /// claimed of the parameter set.
    public var bitCount: Int {
        switch kind {
        case .rsa(let key): key.bitCount
        case .rsaPSS(let key): key.bitCount
        case .ec(let key): key.curve.bitCount
        case .dsa(let key): key.bitCount
        case .edwards(let key): key.curve.bitCount
        case .postQuantum(let key): key.parameterSet.strengthBitCount
        }
    }

    /// The octets of r and of s in a signature value of DSA or ECDSA: those of the order of the group.
    package var signatureHalfByteCount: Int? {
        switch kind {
        case .ec(let key): key.order.octets.count
        case .dsa(let key): key.domain.q.octets.count
        case .rsa, .rsaPSS, .edwards, .postQuantum: nil
        }
    }

    /// The named curve of an EC key.
    public var curve: NamedCurve? { ec?.curve }

    /// Lends the `EVP_PKEY`, to verify what this room knows nothing of; it lives as long as the call.
    package func withHandle<Value>(_ body: (OpaquePointer) -> Value) -> Value {
        let handle =
            switch kind {
            case .rsa(let key): key.handle
            case .rsaPSS(let key): key.handle
            case .ec(let key): key.handle
            case .dsa(let key): key.handle
            case .edwards(let key): key.handle
            case .postQuantum(let key): key.handle
            }
        return unsafe handle.withKey(body)
    }
}

extension PublicKey: CustomStringConvertible {
    public var description: String {
        if let curve { return "\(algorithmName) \(curve)" }
        // Those that have one size only say it in their names.
        return edwards == nil && postQuantum == nil ? "\(algorithmName) \(bitCount)" : algorithmName
    }
}
