//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics

extension RevocationPolicy {
    /// Whether data says enough about the time (ETSI EN 319 102-1 §5.2.5.4).
    func isFresh(thisUpdate: Instant, nextUpdate: Instant?, at time: Instant) -> Bool {
        if let maximumAge {
            return time.seconds <= thisUpdate.seconds.addingSaturated(maximumAge).addingSaturated(clockSkew)
        }
        guard let nextUpdate else { return false }
        return time.seconds <= nextUpdate.seconds.addingSaturated(clockSkew)
    }

    /// The finding about data that isn't fresh.
    ///
    /// - Parameter name: The data as a message has it.
    func staleness(of name: String, nextUpdate: Instant?, at time: Instant) -> Finding {
        let until = nextUpdate.map { "its nextUpdate is \($0)" } ?? "it has no nextUpdate"
        let age = maximumAge.map { "it may be \($0) seconds old" } ?? until
        return Finding(
            .revocationDataNotFresh,
            .error,
            "\(name) is not fresh at \(time): \(age)",
            clause: "ETSI EN 319 102-1 §5.2.5.4"
        )
    }
}

extension Int64 {
    /// The sum, or the end of the range that it is beyond.
    func addingSaturated(_ other: Int64) -> Int64 {
        let (sum, isOverflow) = addingReportingOverflow(other)
        return isOverflow ? (other > 0 ? .max : .min) : sum
    }
}
