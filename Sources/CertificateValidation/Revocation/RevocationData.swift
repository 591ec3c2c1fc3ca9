//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import Diagnostics

/// Revocation data that is at hand, from wherever. Nothing in it is believed before its signature and its signer are
/// verified.
public struct RevocationData: Sendable {
    /// In any order.
    public let lists: [RevocationList]
    /// In any order.
    public let responses: [OCSPResponse]
    /// When the caller came to have it, by a clock that the caller believes: data that says it was issued later is not
    /// used. `nil` where nobody knows.
    public let collectedAt: Instant?

    public init(lists: [RevocationList] = [], responses: [OCSPResponse] = [], collectedAt: Instant? = nil) {
        self.lists = lists
        self.responses = responses
        self.collectedAt = collectedAt
    }

    /// Whether there is none at all.
    public var isEmpty: Bool { lists.isEmpty && responses.isEmpty }
}
