//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// The name of an attribute whose value is an ID.
public struct IDAttribute: Hashable, Sendable {
    public let name: ExpandedName

    public init(_ name: ExpandedName) { self.name = name }

    /// `Id`, `ID`, `id`, `xml:id` and `wsu:Id`.
    public static let defaults: [Self] = [
        Self(ExpandedName("Id")), Self(ExpandedName("ID")), Self(ExpandedName("id")),
        Self(ExpandedName("http://www.w3.org/XML/1998/namespace", "id")),
        Self(
            ExpandedName(
                "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd", "Id"
            )
        ),
    ]
}

/// The elements of a document by ID, made once while reading.
package struct IDIndex: Sendable {
    /// What an ID resolves to.
    package enum Resolution: Hashable, Sendable {
        case none
        case element(XMLNode)
        /// More than one element has it, the first of them given.
        case ambiguous(XMLNode, XMLNode)
    }

    package struct Entry: Sendable {
        package let value: [UInt8]
        package let element: XMLNode
    }

    /// Sorted by value, then by element; one entry for each pair.
    private let entries: [Entry]

    /// - Parameter entries: One for each ID attribute, in any order.
    package init(_ entries: [Entry]) {
        var sorted = entries.sorted {
            $0.value == $1.value ? $0.element < $1.element : precedes($0.value.span, $1.value.span)
        }
        // An element may carry the same ID twice (`Id` and `xml:id`); that names it no less clearly.
        var kept = 0
        for index in sorted.indices {
            if kept > 0, sorted[kept - 1].value == sorted[index].value,
                sorted[kept - 1].element == sorted[index].element
            {
                continue
            }
            sorted[kept] = sorted[index]
            kept += 1
        }
        sorted.removeSubrange(kept...)
        self.entries = sorted
    }

    /// What `value` resolves to; compared octet by octet, never by canonical equivalence of Unicode.
    package func resolve(_ value: [UInt8]) -> Resolution {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            let candidate = entries[middle].value
            if precedes(candidate.span, value.span) { low = middle + 1 } else { high = middle }
        }
        guard low < entries.count, entries[low].value == value else { return .none }
        if low + 1 < entries.count, entries[low + 1].value == value {
            return .ambiguous(entries[low].element, entries[low + 1].element)
        }
        return .element(entries[low].element)
    }

    /// The IDs that more than one element has, in order of their octets, with the second element of each.
    package var duplicates: [Entry] {
        var result: [Entry] = []
        for index in entries.indices.dropFirst() where entries[index].value == entries[index - 1].value {
            if result.last?.value != entries[index].value { result.append(entries[index]) }
        }
        return result
    }
}
