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
        /// The first sixteen octets, zeros behind a shorter string.
        fileprivate var head: ByteBlock
        fileprivate var start: UInt32
        package fileprivate(set) var count: UInt32
        fileprivate var hash: UInt32
        /// Of a qualified name: the number of its prefix; 0 for none.
        package fileprivate(set) var prefix: UInt32
        /// Of a qualified name: the number of its local part.
        package fileprivate(set) var local: UInt32
    }

    private var bytes: [UInt8] = []
    private var entries: [Entry] = []
    /// A power of two of numbers plus one; 0 is free. Never more than half full.
    private var slots: [UInt32]
    private let seed: ByteBlock

    /// A table that holds the empty string as number 0.
    package init() {
        seed = ByteBlock(low: UInt64.random(in: .min ... .max), high: UInt64.random(in: .min ... .max))
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

    /// The number of a string of at most sixteen octets, where it is known: the way of nearly every name.
    ///
    /// - Parameter head: The octets, zeros behind them.
    @inline(__always)
    func find(_ head: ByteBlock, count: Int) -> UInt32? {
        var slot = Int(hash(of: head, count: count)) & (slots.count - 1)
        while slots[slot] != 0 {
            let id = slots[slot] - 1
            let entry = entries[Int(id)]
            if entry.head == head, Int(entry.count) == count { return id }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// The number of a string, where it is known.
    package func find(_ string: Span<UInt8>) -> UInt32? {
        find(string, head: ByteBlock(string, at: 0), hash: hash(of: string))
    }

    /// The number of a string, which is added where it is new.
    package mutating func intern(_ string: Span<UInt8>) -> UInt32 {
        let head = ByteBlock(string, at: 0)
        let hash = hash(of: string)
        if let id = find(string, head: head, hash: hash) { return id }
        if (entries.count + 1) * 2 > slots.count { grow() }
        let id = UInt32(entries.count)
        entries.append(
            Entry(
                head: head, start: UInt32(bytes.count), count: UInt32(string.count), hash: hash, prefix: 0, local: id
            )
        )
        append(string)
        insert(id, hash: hash)
        return id
    }

    /// Notes the parts of the qualified name `id`.
    package mutating func setParts(of id: UInt32, prefix: UInt32, local: UInt32) {
        entries[Int(id)].prefix = prefix
        entries[Int(id)].local = local
    }

    /// Whether the string `left` stands before `right` in the order of their octets.
    package func precedes(_ left: UInt32, _ right: UInt32) -> Bool {
        if left == right { return false }
        let first = entries[Int(left)].head
        let second = entries[Int(right)].head
        // XML has no NUL, so zeros behind a shorter string order it as its end does.
        if first != second { return first.precedes(second) }
        return CanonicalXML.precedes(self[left], self[right])
    }

    private func find(_ string: Span<UInt8>, head: ByteBlock, hash: UInt32) -> UInt32? {
        var slot = Int(hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let id = slots[slot] - 1
            let entry = entries[Int(id)]
            if entry.hash == hash, entry.head == head, equal(self[id], string) { return id }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    private mutating func append(_ string: Span<UInt8>) {
        unsafe string.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
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

    /// One multiplication for each sixteen octets, as in wyhash; without the seed nobody can aim at a zero factor.
    private func hash(of string: Span<UInt8>) -> UInt32 {
        var index = 0
        var carry: UInt64 = 0
        while string.count - index > 16 {
            let block = ByteBlock(string, at: index)
            carry = ByteBlock(low: block.low ^ seed.low ^ carry, high: block.high ^ seed.high).folded
            index += 16
        }
        let block = ByteBlock(string, at: index)
        return hash(of: ByteBlock(low: block.low ^ carry, high: block.high), count: string.count)
    }

    @inline(__always)
    private func hash(of block: ByteBlock, count: Int) -> UInt32 {
        let state = ByteBlock(
            low: block.low ^ seed.low, high: block.high ^ seed.high ^ (UInt64(truncatingIfNeeded: count) &* Self.odd)
        ).folded
        return UInt32(truncatingIfNeeded: state ^ (state >> 32))
    }

    private static let odd: UInt64 = 0x9E37_79B9_7F4A_7C15
}

/// Sixteen octets as two little-endian words.
struct ByteBlock: BitwiseCopyable, Hashable, Sendable {
    var low: UInt64
    var high: UInt64

    init(low: UInt64, high: UInt64) {
        self.low = low
        self.high = high
    }

    /// At most sixteen octets of `string` from `start` on, zeros behind the last.
    init(_ string: Span<UInt8>, at start: Int) {
        low = Self.word(string, at: start)
        high = Self.word(string, at: start + 8)
    }

    private static func word(_ string: Span<UInt8>, at start: Int) -> UInt64 {
        var word: UInt64 = 0
        var shift: UInt64 = 0
        for index in start..<max(start, min(start + 8, string.count)) {
            word |= UInt64(string[index]) << shift
            shift += 8
        }
        return word
    }

    /// The upper half of the product of the words, mixed with the lower.
    @inline(__always)
    fileprivate var folded: UInt64 {
        let product = low.multipliedFullWidth(by: high)
        return product.high ^ product.low
    }

    func precedes(_ other: ByteBlock) -> Bool {
        low == other.low ? high.byteSwapped < other.high.byteSwapped : low.byteSwapped < other.low.byteSwapped
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
