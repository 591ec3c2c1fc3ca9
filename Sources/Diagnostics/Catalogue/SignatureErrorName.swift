//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Why the signatures of a document can't be judged at all.
package enum SignatureErrorName: String, CatalogueCode {
    case limitExceeded = "limit-exceeded"
    case signatureNotFound = "signature-not-found"

    package static let room = "SignatureError"

    package var entry: CatalogueEntry {
        switch self {
        case .limitExceeded:
            entry(
                [.error], nil,
                "The document has more signatures than the policy allows.",
                "Raise the limit in a policy of your own if so many signatures are expected."
            )
        case .signatureNotFound:
            entry(
                [.error], nil,
                "The document has signatures, and the one that was asked for isn't among them.",
                "Look at the numbers, Ids and paths that `xmldsig inspect` says."
            )
        }
    }
}
