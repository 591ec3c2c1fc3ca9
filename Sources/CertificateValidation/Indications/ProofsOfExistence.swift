//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// What is proven to have existed at which time (ETSI EN 319 102-1 §5.6.2.3).
///
/// Time-stamps and other proofs aren't read yet, so there is only the empty set. Every check takes one beside the time,
/// since what it says depends on both.
public struct ProofsOfExistence: Hashable, Sendable {
    /// Nothing is proven.
    public static let none = Self()

    private init() {}
}
