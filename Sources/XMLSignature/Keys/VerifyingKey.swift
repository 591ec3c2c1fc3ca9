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
    /// The pinned certificate, where it was one.
    let pinnedCertificate: Certificate?
    /// The certificates that hold it, in the order in which they were found; none of them is trusted for that.
    let certificates: [Certificate]
    /// The forms of the value that were tolerated.
    let forms: SignatureValueForms

    /// The certificates that hold it, the pinned one among them.
    var allCertificates: [Certificate] {
        pinnedCertificate.map { certificates.contains($0) ? certificates : [$0] + certificates } ?? certificates
    }
}
