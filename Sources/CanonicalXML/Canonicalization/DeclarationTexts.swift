//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Namespace declarations as they are written, each put together once.
struct DeclarationTexts {
    /// The texts one after another.
    private(set) var octets: [UInt8] = []
    /// The texts of pairs that ``range(of:_:)`` finds.
    private var entries: [Entry] = []
    /// A power of two of numbers of ``entries`` plus one, at most half full; 0 is free.
    private var slots: [UInt32] = []
    private let multiplier = HashMultiplier()

    private struct Entry {
        let pair: UInt64
        let range: Range<Int>
    }

    init() {
        // What most documents need: small ones would spend much of their time growing it.
        octets.reserveCapacity(256)
    }

    /// Where the text of a prefix and a namespace name stands; `nil` where it isn't there.
    func range(of prefix: NameID, _ uri: NameID) -> Range<Int>? {
        guard !slots.isEmpty else { return nil }
        let pair = Self.pair(prefix, uri)
        var index = home(of: pair)
        while slots[index] != 0 {
            let entry = entries[Int(slots[index] - 1)]
            if entry.pair == pair { return entry.range }
            index = (index + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Adds ` xmlns:prefix="uri"`.
    mutating func append(_ prefix: NameID, _ uri: NameID, _ tree: XMLTree) -> Range<Int> {
        let start = octets.count
        octets.append(contentsOf: " xmlns".utf8)
        if prefix != 0 {
            octets.append(UInt8(ascii: ":"))
            CanonicalXML.append(tree.table.names[prefix], to: &octets)
        }
        octets.append(contentsOf: "=\"".utf8)
        appendAttributeValue(tree.table.uris[uri], to: &octets)
        octets.append(UInt8(ascii: "\""))
        return start..<octets.count
    }

    /// Lets ``range(of:_:)`` find a text.
    mutating func note(_ range: Range<Int>, of prefix: NameID, _ uri: NameID) {
        entries.append(Entry(pair: Self.pair(prefix, uri), range: range))
        if entries.count * 2 > slots.count {
            slots = [UInt32](repeating: 0, count: max(64, slots.count * 2))
            for number in entries.indices { insert(number) }
        } else {
            insert(entries.count - 1)
        }
    }

    private mutating func insert(_ number: Int) {
        var index = home(of: entries[number].pair)
        while slots[index] != 0 { index = (index + 1) & (slots.count - 1) }
        slots[index] = UInt32(number + 1)
    }

    private static func pair(_ prefix: NameID, _ uri: NameID) -> UInt64 { UInt64(prefix) << 32 | UInt64(uri) }

    private func home(of pair: UInt64) -> Int {
        // The uppermost bits of the product depend on all bits of the pair.
        Int(truncatingIfNeeded: multiplier(pair) >> UInt64(64 - slots.count.trailingZeroBitCount))
    }
}
