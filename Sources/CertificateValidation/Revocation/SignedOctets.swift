//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Octets with a signature on them, as certificates, revocation lists and OCSP responses have them.
package struct SignedOctets: Hashable, Sendable {
    /// What is signed, in DER.
    package let content: ArraySlice<UInt8>
    /// The `AlgorithmIdentifier`, in DER.
    package let algorithm: [UInt8]
    /// The value, without the BIT STRING around it.
    package let signature: [UInt8]
    /// The SHA-256 of the whole: what names it in caches.
    package let fingerprint: [UInt8]

    package init(content: ArraySlice<UInt8>, algorithm: [UInt8], signature: [UInt8], fingerprint: [UInt8]) {
        self.content = content
        self.algorithm = algorithm
        self.signature = signature
        self.fingerprint = fingerprint
    }
}
