//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// The elements of a document by ID, made once while reading.
package struct IDIndex: Sendable {
    /// What an ID resolves to.
    package enum Resolution: Hashable, Sendable {
        case none
        case element(XMLNode)
        /// More than one element has it, the first two of them given.
        case ambiguous(XMLNode, XMLNode)
    }

    package struct Entry: Sendable {
        package let value: [UInt8]
        package let element: XMLNode
    }

    /// A value, and who has it.
    private struct Record: BitwiseCopyable {
        /// Where the value stands in ``source`` or, past ``decodedStart``, in ``decoded``.
        let start: UInt32
        let count: UInt32
        var first: UInt32
        /// 0 where there is only one; no element is the node 0.
        var second: UInt32 = 0

        var owners: Resolution {
            let element = XMLNode(Int(first))
            return second == 0 ? .element(element) : .ambiguous(element, XMLNode(Int(second)))
        }

        /// An element may carry the same ID twice (`Id` and `xml:id`); that names it no less clearly.
        mutating func add(_ node: UInt32) {
            if node == first || node == second { return }
            if node < first {
                second = first
                first = node
            } else if second == 0 || node < second {
                second = node
            }
        }
    }

    /// A place of the hash table. The hash stands beside the index, so that other values are passed over unseen.
    private struct Slot: BitwiseCopyable {
        var hash: UInt32
        /// The index of a record plus one; 0 where the slot is free.
        var next: UInt32
    }

    /// The octets of a document, which its tree holds as well; most values are as they stand there.
    private var source: [UInt8] = []
    /// The other values.
    private var decoded: [UInt8] = []
    /// One for each ID attribute; after ``build(for:_:)`` those of equal values are in the first of them.
    private var records: [Record] = []
    /// A power of two of places, at most half of them taken.
    private var slots: [Slot] = []
    /// As many places as numbers of so many bits.
    private var homeBits = 0
    private var hash: OctetHash?

    /// No document is as long.
    private static let decodedStart: UInt32 = 1 << 31

    package init() {}

    /// Forgets all IDs; memory that nobody else holds is used again, unless it is much more than there was.
    mutating func removeAll() {
        source = []
        if records.capacity > max(records.count * 16, 1 << 10) { return self = IDIndex() }
        decoded.removeAll(keepingCapacity: true)
        records.removeAll(keepingCapacity: true)
        slots.removeAll(keepingCapacity: true)
    }

    /// Notes an ID attribute whose value is as it stands in the document.
    mutating func add(_ range: Range<Int>, of element: XMLNode) {
        records.append(
            Record(
                start: UInt32(truncatingIfNeeded: range.lowerBound), count: UInt32(truncatingIfNeeded: range.count),
                first: UInt32(truncatingIfNeeded: element.index)
            )
        )
    }

    /// Notes an ID attribute with another value than the octets of the document.
    mutating func add(_ value: Span<UInt8>, of element: XMLNode) {
        let start = Self.decodedStart + UInt32(decoded.count)
        append(value, to: &decoded)
        records.append(Record(start: start, count: UInt32(value.count), first: UInt32(element.index)))
    }

    /// Lets ``resolve(_:)`` find the IDs that were noted.
    ///
    /// - Parameter hash: One that is there already, which spares asking the system for a seed.
    mutating func build(for source: [UInt8], _ hash: OctetHash) {
        guard !records.isEmpty else { return }
        self.source = source
        self.hash = hash
        homeBits = max(4, (records.count * 2).bitWidth - (records.count * 2 - 1).leadingZeroBitCount)
        slots.removeAll(keepingCapacity: true)
        slots.append(contentsOf: repeatElement(Slot(hash: 0, next: 0), count: 1 << homeBits))
        var entries = records.indices.map {
            Slot(hash: hash(octets(of: records[$0]).raw), next: UInt32(truncatingIfNeeded: $0 &+ 1))
        }
        if entries.count > Self.partitioned { entries = Self.partitioned(entries) }
        insert(entries)
    }

    private mutating func insert(_ entries: [Slot]) {
        // Moved out, so that no access has to find out whether they may be changed in place.
        var slots: [Slot] = []
        swap(&slots, &self.slots)
        var places = slots.mutableSpan
        for entry in entries {
            var place = home(of: entry.hash)
            while places[place].next != 0 {
                // Only where the hashes agree a value is looked at.
                if places[place].hash == entry.hash, isSame(entry, as: places[place]) { break }
                place = (place &+ 1) & (places.count &- 1)
            }
            if places[place].next == 0 { places[place] = entry }
        }
        swap(&slots, &self.slots)
    }

    /// Whether two entries are of the same value; the first one then takes over the owner of the other.
    private mutating func isSame(_ entry: Slot, as first: Slot) -> Bool {
        let own = records[Int(entry.next - 1)]
        let index = Int(first.next - 1)
        guard equal(octets(of: records[index]), octets(of: own)) else { return false }
        records[index].add(own.first)
        return true
    }

    /// The place that a value is looked for first: by the upper bits, so that the order of hashes is that of places.
    private func home(of hash: UInt32) -> Int { Int(hash >> UInt32(32 - homeBits)) }

    /// So many fit the cache of a processor.
    private static let partitioned = 4_096

    /// Brings those next to each other whose places in the table are near each other: a large table doesn't fit any cache,
    /// and going to and fro in it would take longer than all else.
    private static func partitioned(_ entries: [Slot]) -> [Slot] {
        var ends = [Int](repeating: 0, count: 256)
        for entry in entries { ends[Int(entry.hash >> 24)] += 1 }
        var sum = 0
        for part in ends.indices { (ends[part], sum) = (sum, sum + ends[part]) }
        var result = entries
        for entry in entries {
            let part = Int(entry.hash >> 24)
            result[ends[part]] = entry
            ends[part] += 1
        }
        return result
    }

    @_lifetime(borrow self)
    private func octets(of record: Record) -> Span<UInt8> {
        if record.start < Self.decodedStart {
            let start = Int(record.start)
            return source.span.extracting(start..<start + Int(record.count))
        }
        let start = Int(record.start - Self.decodedStart)
        return decoded.span.extracting(start..<start + Int(record.count))
    }

    /// What `value` resolves to; compared octet by octet, never by canonical equivalence of Unicode.
    package func resolve(_ value: [UInt8]) -> Resolution {
        guard let hash, !slots.isEmpty else { return .none }
        let wanted = hash(value.span.raw)
        var place = home(of: wanted)
        while slots[place].next != 0 {
            let record = records[Int(slots[place].next - 1)]
            if slots[place].hash == wanted, equal(octets(of: record), value.span) { return record.owners }
            place = (place + 1) & (slots.count - 1)
        }
        return .none
    }

    /// The IDs that more than one element has, in order of their octets, with the second element of each.
    package var duplicates: [Entry] {
        var result: [Entry] = []
        for record in records where record.second != 0 {
            result.append(
                Entry(value: CanonicalXML.octets(octets(of: record)), element: XMLNode(Int(record.second)))
            )
        }
        return result.sorted { precedes($0.value.span, $1.value.span) }
    }
}
