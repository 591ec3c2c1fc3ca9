//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Glibc

/// What a stretch of work took.
struct Duration {
    let wallNanoseconds: Int
    /// Of all threads of the process.
    let processorNanoseconds: Int
}

struct Stopwatch {
    private let wall = Self.nanoseconds(CLOCK_MONOTONIC)
    private let processor = Self.nanoseconds(CLOCK_PROCESS_CPUTIME_ID)

    var elapsed: Duration {
        Duration(
            wallNanoseconds: Self.nanoseconds(CLOCK_MONOTONIC) - wall,
            processorNanoseconds: Self.nanoseconds(CLOCK_PROCESS_CPUTIME_ID) - processor
        )
    }

    private static func nanoseconds(_ clock: clockid_t) -> Int {
        var time = timespec()
        precondition(unsafe clock_gettime(clock, &time) == 0, "Linux has this clock")
        return time.tv_sec * 1_000_000_000 + time.tv_nsec
    }
}
