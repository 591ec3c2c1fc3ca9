//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// What the entries of a signed `Manifest` count for, which XML-DSig §5.1 leaves to the application.
public enum ManifestPolicy: String, Hashable, Sendable, Codable, CaseIterable {
    /// The report tells of each entry whether it holds; an entry fails no signature, and what it names isn't signed.
    case reported
    /// Each entry has to hold, else the signature is `HASH_FAILURE`; what the entries digest counts as covered.
    case required
}
