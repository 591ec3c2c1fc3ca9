//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Why a canonical form can't be made.
package enum CanonicalizationErrorName: String, CatalogueCode {
    case relativeNamespaceURI = "relative-namespace-uri"
    case outputLimit = "canonical-output-limit"
    case baseFixUpLimit = "base-fix-up-limit"
    case sinkFailed = "canonical-sink-failed"

    package static let room = "CanonicalizationError"

    package var entry: CatalogueEntry {
        switch self {
        case .relativeNamespaceURI:
            entry(
                [.error], "Canonical XML 1.0 §2.1",
                "A namespace name of the document has no scheme.",
                "Use absolute namespace names, or allow `relative-namespaces` in a policy."
            )
        case .outputLimit:
            entry(
                [.error], nil,
                "The canonical form is longer than the caller allows.",
                "Raise the limit if so much is expected."
            )
        case .baseFixUpLimit:
            entry(
                [.error], "Canonical XML 1.1 §2.4",
                "Joining `xml:base` values takes more work than the size of the document warrants.",
                "Write fewer or shorter `xml:base` attributes."
            )
        case .sinkFailed:
            entry(
                [.error], nil,
                "Whoever takes the octets can take no more.",
                "See why whoever takes the octets can't."
            )
        }
    }
}
