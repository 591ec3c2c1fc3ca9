//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Byte strings, each kept once and known by its number.
///
/// The hash is seeded for each table, so that nobody can prepare names that collide.
package struct InternedBytes: Sendable {
    package struct Entry: BitwiseCopyable, Sendable {
        var start: UInt32
        var count: UInt32
        var hash: UInt32
        /// Of a qualified name: the number of its prefix; 0 for none.
        package fileprivate(set) var prefix: UInt32
        /// Of a qualified name: the number of its local part.
        package fileprivate(set) var local: UInt32
    }

    private var bytes: [UInt8] = []
    private var entries: [Entry] = []
    /// A power of two of numbers plus one; 0 is free. Never more than half full.
    private var slots: [UInt32]
    private let seed: UInt64

    /// A table that holds the empty string as number 0.
    package init() {
        seed = UInt64.random(in: .min ... .max)
        slots = [UInt32](repeating: 0, count: 64)
        let empty: [UInt8] = []
        _ = intern(empty.span)
    }

    package var count: Int { entries.count }
    /// How much memory the strings take, in octets.
    package var byteCount: Int { bytes.count }

    /// The octets of the string `id`.
    package subscript(id: UInt32) -> Span<UInt8> {
        @_lifetime(borrow self)
        borrowing get {
            let entry = entries[Int(id)]
            let start = Int(entry.start)
            return bytes.span.extracting(start..<start + Int(entry.count))
        }
    }

    package func entry(_ id: UInt32) -> Entry { entries[Int(id)] }

    /// The number of a string, where it is known.
    package func find(_ string: Span<UInt8>) -> UInt32? {
        let hash = hash(of: string)
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let id = slots[slot] - 1
            if entries[Int(id)].hash == hash, equal(self[id], string) { return id }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// The number of a string, which is added where it is new.
    package mutating func intern(_ string: Span<UInt8>) -> UInt32 {
        if let id = find(string) { return id }
        if (entries.count + 1) * 2 > slots.count { grow() }
        let id = UInt32(entries.count)
        let hash = hash(of: string)
        entries.append(Entry(start: UInt32(bytes.count), count: UInt32(string.count), hash: hash, prefix: 0, local: id))
        for index in string.indices { bytes.append(string[index]) }
        insert(id, hash: hash)
        return id
    }

    /// Notes the parts of the qualified name `id`.
    package mutating func setParts(of id: UInt32, prefix: UInt32, local: UInt32) {
        entries[Int(id)].prefix = prefix
        entries[Int(id)].local = local
    }

    private mutating func insert(_ id: UInt32, hash: UInt32) {
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = id + 1
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for id in entries.indices { insert(UInt32(id), hash: entries[id].hash) }
    }

    private func hash(of string: Span<UInt8>) -> UInt32 {
        var state = seed ^ UInt64(string.count)
        for index in string.indices {
            let product = (state ^ UInt64(string[index])).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
            state = product.high ^ product.low
        }
        return UInt32(truncatingIfNeeded: state ^ (state >> 32))
    }
}

/// Whether two byte strings are the same octets.
package func equal(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    for index in left.indices where left[index] != right[index] { return false }
    return true
}

/// Whether `left` stands before `right` in the order of their octets, which for UTF-8 is that of code points.
package func precedes(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
    let count = min(left.count, right.count)
    for index in 0..<count where left[index] != right[index] { return left[index] < right[index] }
    return left.count < right.count
}
