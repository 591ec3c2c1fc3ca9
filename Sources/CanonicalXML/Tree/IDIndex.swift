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
        var hash: UInt32 = 0
        var first: UInt32
        /// 0 where there is only one; no element is the node 0.
        var second: UInt32 = 0

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

    /// The octets of a document, which its tree holds as well; most values are as they stand there.
    private var source: [UInt8] = []
    /// The other values.
    private var decoded: [UInt8] = []
    /// One for each ID attribute; after ``build(for:_:)`` those of equal values are in the first of them.
    private var records: [Record] = []
    /// A power of two of indices of ``records`` plus one, at most half full; 0 is free.
    private var slots: [UInt32] = []
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
        var count = 16
        while count < records.count * 2 { count *= 2 }
        slots.removeAll(keepingCapacity: true)
        slots.append(contentsOf: repeatElement(0, count: count))
        for number in records.indices {
            records[number].hash = hash(octets(of: records[number]).raw)
            let slot = slot(of: octets(of: records[number]), records[number].hash)
            if slots[slot] == 0 {
                slots[slot] = UInt32(number + 1)
            } else {
                records[Int(slots[slot] - 1)].add(records[number].first)
            }
        }
    }

    /// Where a value stands in ``slots``, or the free slot that it would take.
    private func slot(of value: Span<UInt8>, _ hash: UInt32) -> Int {
        var index = Int(hash) & (slots.count - 1)
        while slots[index] != 0 {
            let record = records[Int(slots[index] - 1)]
            if record.hash == hash, equal(octets(of: record), value) { return index }
            index = (index + 1) & (slots.count - 1)
        }
        return index
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
        let next = slots[slot(of: value.span, hash(value.span.raw))]
        guard next != 0 else { return .none }
        let record = records[Int(next - 1)]
        let first = XMLNode(Int(record.first))
        return record.second == 0 ? .element(first) : .ambiguous(first, XMLNode(Int(record.second)))
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
