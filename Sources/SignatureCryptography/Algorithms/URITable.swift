//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Finds a value by its URI, compared as octets: `String` would take canonically equivalent texts for the same URI.
package struct URITable<Value: Sendable>: Sendable {
    private let values: [Key: Value]

    /// - Precondition: No two values have the same URI.
    package init(_ values: [Value], uri: (Value) -> String) {
        self.init(values.map { (uri: uri($0), value: $0) })
    }

    /// - Precondition: No two values have the same URI.
    package init(_ values: some Sequence<(uri: String, value: Value)>) {
        self.values = Dictionary(
            uniqueKeysWithValues: values.map { (Key(octets: Array($0.uri.utf8)), $0.value) }
        )
    }

    package subscript(uri: [UInt8]) -> Value? { values[Key(octets: uri)] }

    /// URIs of algorithms differ in their ends, and nobody adds any: the whole would be hashed for nothing.
    private struct Key: Hashable {
        let octets: [UInt8]

        func hash(into hasher: inout Hasher) {
            var end: UInt64 = 0
            for octet in octets.suffix(8) { end = end << 8 | UInt64(octet) }
            hasher.combine(end)
            hasher.combine(octets.count)
        }
    }
}
