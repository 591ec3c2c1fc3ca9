//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// A moment in UTC.
///
/// Leap seconds are not counted, as in POSIX time; the library uses no other notion of time.
public struct Instant: Hashable, Sendable {
    /// Whole seconds since 1970-01-01T00:00:00Z; negative before.
    public let seconds: Int64
    /// Nanoseconds after ``seconds``: 0 to 999,999,999.
    public let nanoseconds: Int32

    /// - Precondition: `nanoseconds` is 0 to 999,999,999.
    public init(seconds: Int64, nanoseconds: Int32 = 0) {
        precondition((0..<1_000_000_000).contains(nanoseconds), "nanoseconds are 0 to 999,999,999")
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }
}

extension Instant: Comparable {
    public static func < (left: Self, right: Self) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
}
