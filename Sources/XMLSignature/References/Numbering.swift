//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Numbers keys in the order in which they come. Few are compared, since to hash one costs more; many are hashed.
struct Numbering<Key: Hashable> {
    private(set) var keys: [Key] = []
    private var numbers: [Key: Int] = [:]

    private static var fewCount: Int { 8 }

    func number(of key: Key) -> Int? {
        keys.count > Self.fewCount ? numbers[key] : keys.firstIndex(of: key)
    }

    /// - Precondition: The key has no number.
    mutating func add(_ key: Key) {
        keys.append(key)
        if keys.count == Self.fewCount + 1 {
            for (number, key) in keys.enumerated() { numbers[key] = number }
        } else if keys.count > Self.fewCount {
            numbers[key] = keys.count - 1
        }
    }
}
