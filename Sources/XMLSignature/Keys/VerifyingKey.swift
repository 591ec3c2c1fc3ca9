//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation
import SignatureCryptography

/// The key that a signature value was verified with.
struct VerifyingKey {
    enum Kind {
        case publicKey(PublicKey)
        /// Only the caller can have given it.
        case symmetric
    }

    let kind: Kind
    /// Whether the caller vouches for it.
    let isPinned: Bool
    /// The pinned certificates that hold it, in the caller's order.
    let pinnedCertificates: [Certificate]
    /// The certificates that hold it, in the order in which they were found; none of them is trusted for that.
    let certificates: [Certificate]
    /// The forms of the value that were tolerated.
    let forms: SignatureValueForms

    /// The certificates that hold it, the pinned ones among them.
    var allCertificates: [Certificate] {
        pinnedCertificates.filter { !certificates.contains($0) } + certificates
    }
}
