//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Small numbers that can be put in, taken out and listed, each in constant time.
struct DenseSet {
    private(set) var members: [Int] = []
    /// For each number its place in ``members``, or -1.
    private var places: [Int] = []

    var isEmpty: Bool { members.isEmpty }

    mutating func update(_ number: Int, isMember: Bool) {
        while number >= places.count { places.append(-1) }
        let place = places[number]
        if isMember, place < 0 {
            places[number] = members.count
            members.append(number)
        } else if !isMember, place >= 0 {
            let last = members.removeLast()
            if last != number {
                members[place] = last
                places[last] = place
            }
            places[number] = -1
        }
    }
}

/// Gives the names that occur small numbers, from 0.
struct NameNumbers {
    private(set) var names: [NameID] = []
    /// A power of two of numbers plus one, at most half full; 0 is free.
    private var slots = [Int](repeating: 0, count: 32)

    subscript(name: NameID) -> Int {
        mutating get {
            var slot = home(of: name)
            while slots[slot] != 0 {
                let number = slots[slot] - 1
                if names[number] == name { return number }
                slot = (slot + 1) & (slots.count - 1)
            }
            names.append(name)
            slots[slot] = names.count
            if names.count * 2 > slots.count { grow() }
            return names.count - 1
        }
    }

    // A document chooses the order of its names and so which numbers are prefixes; it must not make them collide.
    private static let multiplier = UInt64.random(in: .min ... .max) | 1

    private func home(of name: NameID) -> Int {
        Int(truncatingIfNeeded: (UInt64(name) &* Self.multiplier) >> 32) & (slots.count - 1)
    }

    private mutating func grow() {
        slots = [Int](repeating: 0, count: slots.count * 2)
        for number in names.indices {
            var slot = home(of: names[number])
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = number + 1
        }
    }
}
