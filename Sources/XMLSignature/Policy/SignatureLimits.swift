//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// How much of a document's signatures is looked at; past a limit the signature, or the document, is refused.
public struct SignatureLimits: Hashable, Sendable, Codable {
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
    /// Certificates in a signature, and key values.
    public var certificates = 64
    /// Distinct keys that are tried for one signature.
    public var keys = 8
    /// Canonical octets that are made for a document, all its signatures together: so many for each of its octets, …
    public var canonicalOutputFactor = 8
    /// … and so many besides.
    public var canonicalOutputOctets = 1 << 20

    public init() {}
}
