//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// How much of a document's signatures is looked at; past a limit the signature, or the document, is refused.
public struct SignatureLimits: Hashable, Sendable {
    /// Signatures in a document.
    public var signatures = 256
    /// References in a signature.
    public var references = 1_024
    /// Transforms in a reference.
    public var transforms = 8
    /// Prefixes in the PrefixList of a canonicalization.
    public var prefixes = 16_384
    /// Octets that a leaf holds in base64.
    public var base64Octets = 16 << 20
    /// Certificates in a signature, and key values; also certificates with the signer's key from which paths are looked
    /// for, those of the caller among them.
    public var certificates = 64
    /// Distinct keys that are tried for one signature.
    public var keys = 8
    /// Public-key operations that a document may ask for, all its signatures together: values that are verified, and
    /// what searches for paths of certificates verify. The limit of a single search is another one (``PathLimits``).
    public var publicKeyOperations = 2_048
    /// `RetrievalMethod` and `KeyInfoReference` elements in a signature.
    public var keyRetrievals = 8
    /// URIs outside of the document that its caller is asked for, all its signatures together, each once.
    public var externalURIs = 1_024
    /// Octets of external data in a document, all URIs together.
    public var externalOctets = 256 << 20
    /// Canonical octets that are made for a document, all its signatures together: so many for each of its octets, …
    public var canonicalOutputFactor = 8
    /// … and so many besides.
    public var canonicalOutputOctets = 1 << 20

    public init() {}
}
