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

extension Finding {
    /// About revocation data that can't be relied on.
    static func unusable(_ message: String, _ clause: String?) -> Finding {
        Finding(.revocationDataUnusable, .error, message, clause: clause)
    }
}
