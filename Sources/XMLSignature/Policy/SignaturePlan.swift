//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import CertificateValidation
import Diagnostics
import SignatureCryptography

/// A signature all of whose algorithms, transforms and kinds of reference the policy allows: what is to be done.
struct SignaturePlan {
    let canonicalization: CanonicalizationStep
    let method: SignatureMethod
    /// Of `#rsa-pss` only.
    let pssParameters: RSASSAPSSParameters?
    /// Of HMAC only, where the document says it.
    let outputBitCount: Int?
    /// Of the algorithms with a context string only, where the document says it.
    let context: [UInt8]?
    /// As many as the signature has references.
    let references: [ReferencePlan]
    /// The leniencies that it takes.
    let warnings: [Finding]
}

struct ReferencePlan {
    let steps: [TransformStep]
    let digestMethod: DigestMethod
}

/// What the policy has against a signature.
struct PolicyRefusal: Error {
    /// At least one.
    let objections: [Objection]
    /// The references, by index, that an objection is about.
    let references: Set<Int>
}
