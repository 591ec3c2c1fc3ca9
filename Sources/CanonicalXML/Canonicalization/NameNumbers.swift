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
    /// A power of two of places, at most a quarter of them taken.
    private var slots = [Slot](repeating: Slot(name: 0, next: 0), count: 32)
    private let multiplier = HashMultiplier()

    /// The name stands beside its number, so that nothing else is loaded.
    private struct Slot: BitwiseCopyable {
        var name: NameID
        /// The number plus one; 0 where the slot is free.
        var next: UInt32
    }

    subscript(name: NameID) -> Int {
        @inline(__always)
        mutating get {
            // Mostly the place that a name is looked for first.
            let slot = slots[home(of: name)]
            return slot.next != 0 && slot.name == name ? Int(slot.next &- 1) : search(name)
        }
    }

    @inline(never)
    private mutating func search(_ name: NameID) -> Int {
        var index = home(of: name)
        while slots[index].next != 0 {
            if slots[index].name == name { return Int(slots[index].next - 1) }
            index = (index + 1) & (slots.count - 1)
        }
        names.append(name)
        slots[index] = Slot(name: name, next: UInt32(names.count))
        if names.count * 4 > slots.count { grow() }
        return names.count - 1
    }

    @inline(__always)
    private func home(of name: NameID) -> Int {
        Int(truncatingIfNeeded: multiplier(UInt64(name)) &>> 32) & (slots.count &- 1)
    }

    private mutating func grow() {
        slots = [Slot](repeating: Slot(name: 0, next: 0), count: slots.count * 2)
        for number in names.indices {
            var index = home(of: names[number])
            while slots[index].next != 0 { index = (index + 1) & (slots.count - 1) }
            slots[index] = Slot(name: names[number], next: UInt32(number + 1))
        }
    }
}

/// A document chooses the order of its names and so which numbers they have; it must not make them collide.
struct HashMultiplier: BitwiseCopyable {
    private static let shared = UInt64.random(in: .min ... .max) | 1
    private let value = Self.shared

    @inline(__always)
    func callAsFunction(_ number: UInt64) -> UInt64 { number &* value }
}
