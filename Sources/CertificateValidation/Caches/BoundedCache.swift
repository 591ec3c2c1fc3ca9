//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Synchronization

/// What was found out before, by key; of a bounded size, for any number of threads.
///
/// Entries are kept in two generations. What nobody asked for since the last change of generations is dropped at the
/// next, so that storing and looking up cost the same whatever the size, and nobody can displace what is in use but by
/// as many other entries as there is room for.
final class BoundedCache<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private struct Generations: Sendable {
        var young: [Key: (value: Value, cost: Int)] = [:]
        var old: [Key: (value: Value, cost: Int)] = [:]
        var youngCost = 0
        var oldCost = 0
        var hits = 0
        var misses = 0
    }

    // One lock for all would be one that all threads wait for.
    private final class Shard: Sendable {
        let generations = Mutex(Generations())
    }

    private let shards: [Shard]
    /// Of one generation of one shard.
    private let shardCapacity: Int

    /// - Parameters:
    ///   - capacity: The most that all entries may cost together; 0 keeps nothing.
    ///   - shards: Over how many locks entries are spread; one entry may cost half of a shard.
    init(capacity: Int, shards count: Int = 16) {
        shards = (0..<count).map { _ in Shard() }
        shardCapacity = max(capacity, 0) / (2 * count)
    }

    /// - Parameter isUseful: Whether what is known answers the question.
    /// - Returns: `nil` where nothing useful is known, or not any more.
    func value(_ key: Key, where isUseful: (Value) -> Bool = { _ in true }) -> Value? {
        let capacity = shardCapacity
        return shard(key).generations.withLock { generations in
            guard let entry = generations.young[key] ?? generations.old[key], isUseful(entry.value) else {
                generations.misses += 1
                return nil
            }
            generations.hits += 1
            if generations.old.removeValue(forKey: key) != nil {
                generations.oldCost -= entry.cost
                Self.store(entry, key, capacity, &generations)
            }
            return entry.value
        }
    }

    /// - Parameter cost: What it counts against the capacity. What alone costs more than a share of it isn't kept.
    func store(_ value: Value, _ key: Key, cost: Int = 1) {
        guard cost <= shardCapacity else { return }
        let capacity = shardCapacity
        shard(key).generations.withLock { generations in
            if let entry = generations.old.removeValue(forKey: key) { generations.oldCost -= entry.cost }
            if let entry = generations.young.removeValue(forKey: key) { generations.youngCost -= entry.cost }
            Self.store((value, cost), key, capacity, &generations)
        }
    }

    /// How often something was known, and how much is kept.
    var statistics: ValidationCaches.Statistics {
        shards.reduce(into: ValidationCaches.Statistics()) { statistics, shard in
            shard.generations.withLock {
                statistics.hits += $0.hits
                statistics.misses += $0.misses
                statistics.count += $0.young.count + $0.old.count
                statistics.cost += $0.youngCost + $0.oldCost
            }
        }
    }

    private func shard(_ key: Key) -> Shard { shards[Int(UInt(bitPattern: key.hashValue) % UInt(shards.count))] }

    private static func store(
        _ entry: (value: Value, cost: Int),
        _ key: Key,
        _ capacity: Int,
        _ generations: inout Generations
    ) {
        if generations.youngCost + entry.cost > capacity {
            generations.old = generations.young
            generations.oldCost = generations.youngCost
            generations.young = [:]
            generations.youngCost = 0
        }
        generations.young[key] = entry
        generations.youngCost += entry.cost
    }
}
