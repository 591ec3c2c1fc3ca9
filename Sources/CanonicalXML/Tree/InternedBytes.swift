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
        fileprivate(set) var head: ByteBlock
        fileprivate var start: UInt32
        package fileprivate(set) var count: UInt32
        /// Of a qualified name: the number of its prefix; 0 for none.
        package fileprivate(set) var prefix: UInt32
        /// Of a qualified name: the number of its local part.
        package fileprivate(set) var local: UInt32
    }

    /// A place of the hash table. The hash stands beside the number, so that other strings are passed over without a
    /// look at their entries.
    private struct Slot: BitwiseCopyable {
        var hash: UInt32
        /// The number plus one; 0 where the slot is free.
        var next: UInt32
    }

    /// The octets of all strings.
    private(set) var bytes: [UInt8] = []
    private var entries: [Entry] = []
    /// A power of two. Never more than half full.
    private var slots: [Slot]
    let hash = OctetHash()

    /// A table that holds the empty string as number 0.
    package init() {
        slots = [Slot](repeating: Slot(hash: 0, next: 0), count: 64)
        let empty: [UInt8] = []
        _ = intern(empty.span)
    }

    package var count: Int { entries.count }
    /// How much memory the strings take, in octets.
    package var byteCount: Int { bytes.count }

    /// The octets of the string `id`.
    package subscript(id: UInt32) -> Span<UInt8> {
        @_lifetime(borrow self)
        borrowing get { bytes.span.extracting(range(of: id)) }
    }

    /// Where in ``bytes`` the string `id` stands.
    func range(of id: UInt32) -> Range<Int> {
        let entry = entries[Int(id)]
        return Int(entry.start)..<Int(entry.start) + Int(entry.count)
    }

    /// How many octets the string `id` has.
    package func count(of id: UInt32) -> Int { Int(entries[Int(id)].count) }

    package func entry(_ id: UInt32) -> Entry { entries[Int(id)] }

    /// The number of a string of at most sixteen octets, where it is known: the way of nearly every name.
    ///
    /// - Parameter head: The octets, zeros behind them.
    @inline(__always)
    package func find(_ head: ByteBlock, count: Int) -> UInt32? {
        let hash = hash(head, count: count)
        var index = Int(hash) & (slots.count &- 1)
        while slots[index].next != 0 {
            if slots[index].hash == hash {
                let id = slots[index].next &- 1
                let entry = entries[Int(id)]
                if entry.head == head, Int(entry.count) == count { return id }
            }
            index = (index &+ 1) & (slots.count &- 1)
        }
        return nil
    }

    /// The number of a string, where it is known.
    package func find(_ string: Span<UInt8>) -> UInt32? {
        find(string, head: ByteBlock(string.raw, at: 0), hash: hash(string.raw))
    }

    /// The number of a string, which is added where it is new.
    package mutating func intern(_ string: Span<UInt8>) -> UInt32 {
        let head = ByteBlock(string.raw, at: 0)
        let hash = hash(string.raw)
        if let id = find(string, head: head, hash: hash) { return id }
        if (entries.count + 1) * 2 > slots.count { grow() }
        let id = UInt32(entries.count)
        entries.append(
            Entry(
                head: head, start: UInt32(bytes.count), count: UInt32(string.count), prefix: 0, local: id
            )
        )
        append(string)
        insert(Slot(hash: hash, next: id + 1))
        return id
    }

    /// Forgets all strings but the empty one.
    package mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        entries.removeAll(keepingCapacity: true)
        for index in slots.indices { slots[index] = Slot(hash: 0, next: 0) }
        let empty: [UInt8] = []
        _ = intern(empty.span)
    }

    /// Notes the parts of the qualified name `id`.
    package mutating func setParts(of id: UInt32, prefix: UInt32, local: UInt32) {
        entries[Int(id)].prefix = prefix
        entries[Int(id)].local = local
    }

    /// The first sixteen octets of a string, zeros behind a shorter one.
    @inline(__always)
    func head(_ id: UInt32) -> ByteBlock { entries[Int(id)].head }

    /// Whether the string `left` stands before `right` in the order of their octets.
    @inline(__always)
    package func precedes(_ left: UInt32, _ right: UInt32) -> Bool {
        if left == right { return false }
        let first = entries[Int(left)].head
        let second = entries[Int(right)].head
        // XML has no NUL, so zeros behind a shorter string order it as its end does.
        if first != second { return first.precedes(second) }
        return precedesBeyondHead(left, right)
    }

    @inline(never)
    private func precedesBeyondHead(_ left: UInt32, _ right: UInt32) -> Bool {
        CanonicalXML.precedes(self[left], self[right])
    }

    private func find(_ string: Span<UInt8>, head: ByteBlock, hash: UInt32) -> UInt32? {
        var index = Int(hash) & (slots.count &- 1)
        while slots[index].next != 0 {
            if slots[index].hash == hash {
                let id = slots[index].next &- 1
                let entry = entries[Int(id)]
                // Of a short string the head is all there is.
                if entry.head == head, Int(entry.count) == string.count, string.count <= 16 || equal(self[id], string) {
                    return id
                }
            }
            index = (index &+ 1) & (slots.count &- 1)
        }
        return nil
    }

    private mutating func append(_ string: Span<UInt8>) {
        unsafe string.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    }

    private mutating func insert(_ slot: Slot) {
        var index = Int(slot.hash) & (slots.count - 1)
        while slots[index].next != 0 { index = (index + 1) & (slots.count - 1) }
        slots[index] = slot
    }

    private mutating func grow() {
        let old = slots
        slots = [Slot](repeating: Slot(hash: 0, next: 0), count: old.count * 2)
        for slot in old where slot.next != 0 { insert(slot) }
    }
}

/// Whether two byte strings are the same octets.
package func equal(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    let (left, right) = (left.raw, right.raw)
    let count = left.byteCount
    guard count > 16 else { return ByteBlock(left, at: 0) == ByteBlock(right, at: 0) }
    // Long ones are certificates, the same ones document after document.
    var index = 0
    while index &+ 32 <= count {
        let differences =
            (left.word(uncheckedAt: index) ^ right.word(uncheckedAt: index))
            | (left.word(uncheckedAt: index &+ 8) ^ right.word(uncheckedAt: index &+ 8))
            | (left.word(uncheckedAt: index &+ 16) ^ right.word(uncheckedAt: index &+ 16))
            | (left.word(uncheckedAt: index &+ 24) ^ right.word(uncheckedAt: index &+ 24))
        guard differences == 0 else { return false }
        index &+= 32
    }
    while index &+ 8 <= count {
        guard left.word(uncheckedAt: index) == right.word(uncheckedAt: index) else { return false }
        index &+= 8
    }
    // The last eight octets, some of them for the second time.
    return left.word(uncheckedAt: count &- 8) == right.word(uncheckedAt: count &- 8)
}

extension RawSpan {
    /// Eight octets.
    ///
    /// - Precondition: There are so many from `index` on.
    @inline(__always)
    fileprivate func word(uncheckedAt index: Int) -> UInt64 {
        unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self)
    }
}

/// Whether `left` stands before `right` in the order of their octets, which for UTF-8 is that of code points.
package func precedes(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
    let index = firstDifference(left.raw, right.raw)
    guard index < min(left.count, right.count) else { return left.count < right.count }
    return left[index] < right[index]
}

/// The index of the first octet in which two byte strings differ; the count of the shorter where it begins the other.
private func firstDifference(_ left: RawSpan, _ right: RawSpan) -> Int {
    let count = min(left.byteCount, right.byteCount)
    var index = 0
    while index &+ 16 <= count, ByteBlock(left, at: index) == ByteBlock(right, at: index) { index &+= 16 }
    // Where all blocks are equal, the last sixteen octets decide at once, some of them for the second time.
    if index &+ 16 > count, index < count, count >= 16 {
        let tail = count &- 16
        if ByteBlock(left, at: tail) == ByteBlock(right, at: tail) { return count }
    }
    while index < count, left.octet(at: index) == right.octet(at: index) { index &+= 1 }
    return index
}
