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

        package init(value: [UInt8], element: XMLNode) {
            self.value = value
            self.element = element
        }
    }

    private struct Owners {
        var first: UInt32
        /// 0 where there is only one; no element is the node 0.
        var second: UInt32

        /// An element may carry the same ID twice (`Id` and `xml:id`); that names it no less clearly.
        mutating func add(_ node: UInt32) {
            if node == first || node == second { return }
            if first == 0 || node < first {
                second = first
                first = node
            } else if second == 0 || node < second {
                second = node
            }
        }
    }

    /// `nil` where there is no ID.
    private var values: InternedBytes?
    /// By the number of the value.
    private var owners: [Owners] = []

    package init() {}

    /// - Parameter entries: One for each ID attribute, in any order.
    package init(_ entries: [Entry]) {
        let seed = InternedBytes()
        for entry in entries { add(entry.value.span, of: entry.element, seedOf: seed) }
    }

    /// Forgets all IDs; the memory of an index that nobody else holds is used again, unless it is large.
    mutating func removeAll() {
        guard var values, values.count <= 1 << 10 else { return self = IDIndex() }
        self.values = nil
        values.removeAll()
        self.values = values
        owners.removeSubrange(1...)
    }

    /// Notes an ID attribute.
    ///
    /// - Parameter table: A table whose seed may be used.
    mutating func add(_ value: Span<UInt8>, of element: XMLNode, seedOf table: borrowing InternedBytes) {
        if values == nil {
            values = InternedBytes(seedOf: table)
            owners = [Owners(first: 0, second: 0)]
        }
        let id = Int(values!.intern(value))
        let node = UInt32(element.index)
        if id == owners.count {
            owners.append(Owners(first: node, second: 0))
        } else {
            owners[id].add(node)
        }
    }

    /// What `value` resolves to; compared octet by octet, never by canonical equivalence of Unicode.
    package func resolve(_ value: [UInt8]) -> Resolution {
        guard let id = values?.find(value.span), owners[Int(id)].first != 0 else { return .none }
        let owner = owners[Int(id)]
        let first = XMLNode(Int(owner.first))
        return owner.second == 0 ? .element(first) : .ambiguous(first, XMLNode(Int(owner.second)))
    }

    /// The IDs that more than one element has, in order of their octets, with the second element of each.
    package var duplicates: [Entry] {
        guard let values else { return [] }
        var result: [Entry] = []
        for id in owners.indices where owners[id].second != 0 {
            result.append(
                Entry(value: octets(values[UInt32(id)]), element: XMLNode(Int(owners[id].second)))
            )
        }
        return result.sorted { precedes($0.value.span, $1.value.span) }
    }
}
