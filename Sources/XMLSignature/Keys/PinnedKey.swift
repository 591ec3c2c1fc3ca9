//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import CertificateValidation
public import SignatureCryptography

/// A key that the caller vouches for: "this key signed".
///
/// Public and symmetric keys are different kinds, so that a document can't choose to have a public key's octets taken
/// for a shared secret (CVE-2025-48994).
public struct PinnedKey: Sendable {
    enum Kind: Sendable {
        case publicKey(PublicKey)
        case certificate(Certificate, PublicKey)
        case symmetric(SymmetricKey)
    }

    let kind: Kind
    /// The octets of the `KeyName` that it goes by.
    let name: [UInt8]?

    /// - Parameter name: What a `KeyName` calls it.
    public init(_ key: PublicKey, name: String? = nil) {
        kind = .publicKey(key)
        self.name = name.map { Array($0.utf8) }
    }

    /// A certificate of which the key is taken; the certificate has to be valid at the validation time.
    ///
    /// - Throws: What about the certificate's key is wrong or not supported.
    public init(_ certificate: Certificate, name: String? = nil) throws(CryptographyError) {
        kind = .certificate(certificate, try certificate.publicKey)
        self.name = name.map { Array($0.utf8) }
    }

    public init(_ key: SymmetricKey, name: String? = nil) {
        kind = .symmetric(key)
        self.name = name.map { Array($0.utf8) }
    }

    var publicKey: PublicKey? {
        switch kind {
        case .publicKey(let key), .certificate(_, let key): key
        case .symmetric: nil
        }
    }

    var certificate: Certificate? { if case .certificate(let certificate, _) = kind { certificate } else { nil } }

    /// What tells pinned keys apart in a report; of a secret nothing but that there is one.
    var digestInput: [UInt8] {
        let parts: [[UInt8]] =
            switch kind {
            case .certificate(let certificate, _): [[1], certificate.fingerprint]
            case .publicKey(let key): [[2]] + key.parts
            case .symmetric: [[3]]
            }
        // With their counts, so that no two sequences are the same octets.
        return (parts + (name.map { [$0] } ?? [])).flatMap { Array("\($0.count) ".utf8) + $0 }
    }

    package var symmetricKey: SymmetricKey? { if case .symmetric(let key) = kind { key } else { nil } }
}

/// Where a fixture's line says that its key is to be taken from: the document itself, which no user may ask for.
package struct DocumentKey: Hashable, Sendable {
    package enum Source: Hashable, Sendable {
        case keyValue
        /// A certificate in `KeyInfo`; a key value where it holds none.
        case certificate
        /// One of the caller's certificates, which `X509Data` describes.
        case description
    }

    package let source: Source
    /// Whether the key counts as one that the caller vouches for.
    package let countsAsPinned: Bool

    package init(_ source: Source, countsAsPinned: Bool) {
        self.source = source
        self.countsAsPinned = countsAsPinned
    }

    /// Whether a key that verified is the one that the line speaks of.
    func pins(_ candidate: KeyCandidates.Candidate) -> Bool {
        countsAsPinned && (source == .keyValue || !candidate.certificates.isEmpty)
    }
}

extension PublicKey {
    /// What it is made of, its kind and size first.
    fileprivate var parts: [[UInt8]] {
        let numbers: [[UInt8]] =
            switch kind {
            case .rsa(let key): [key.modulus, key.exponent]
            // What it is restricted to makes another key of it.
            case .rsaPSS(let key): [key.modulus, key.exponent] + (key.restrictions.map { [$0.parts] } ?? [])
            case .ec(let key): [key.point]
            case .dsa(let key): key.domain.numbers + [key.publicValue]
            case .edwards(let key): [key.octets]
            case .postQuantum(let key): [key.octets]
            }
        return [Array(description.utf8)] + numbers
    }
}

extension RSASSAPSSParameters {
    fileprivate var parts: [UInt8] {
        Array("\(digest) \(maskGenerationDigest) \(saltByteCount) \(trailerField)".utf8)
    }
}
