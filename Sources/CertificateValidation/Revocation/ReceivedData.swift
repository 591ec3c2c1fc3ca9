//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics

/// All data of one kind, with which of it can't be what it says it is.
struct ReceivedData<Item: Hashable> {
    /// Each once, in no order.
    let items: Set<Item>
    /// Those that say they were issued after the caller had them, each time that they were received.
    let itemsOfTheFuture: Set<Item>

    /// - Parameter issueTime: When an item was issued, by its own word.
    init(
        _ data: [RevocationData],
        _ items: KeyPath<RevocationData, [Item]>,
        clockSkew: Int64,
        issueTime: (Item) -> Instant?
    ) {
        var present: Set<Item> = []
        var future: Set<Item> = []
        for data in data {
            let latest = data.collectedAt.map { $0.seconds.addingSaturated(clockSkew) }
            for item in data[keyPath: items] {
                if let latest, let time = issueTime(item), time.seconds > latest {
                    future.insert(item)
                } else {
                    present.insert(item)
                }
            }
        }
        self.items = present.union(future)
        itemsOfTheFuture = future.subtracting(present)
    }
}

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
