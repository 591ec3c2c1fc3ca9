//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Finds a value by its URI, compared as octets: `String` would take canonically equivalent texts for the same URI.
///
/// Nobody adds URIs after it was made, so that a table that has no crowded place then never gets one, and no seeded hash
/// is called for.
///
/// Inlinable, since each table is of another type.
package struct URITable<Value: Sendable>: Sendable {
    @usableFromInline typealias Entry = (uri: [UInt8], value: Value)

    /// A power of two, several times as many as URIs.
    @usableFromInline let places: [[Entry]]

    /// - Precondition: No two values have the same URI.
    package init(_ values: [Value], uri: (Value) -> String) {
        self.init(values.map { (uri: uri($0), value: $0) })
    }

    /// - Precondition: No two values have the same URI.
    package init(_ values: some Collection<(uri: String, value: Value)>) {
        var count = 16
        while count < values.count * 4 { count *= 2 }
        var places = [[Entry]](repeating: [], count: count)
        for (uri, value) in values {
            let uri = Array(uri.utf8)
            let place = Self.place(of: uri, among: count)
            precondition(!places[place].contains { $0.uri == uri }, "two values have the same URI")
            places[place].append((uri, value))
        }
        self.places = places
    }

    @inlinable package subscript(uri: [UInt8]) -> Value? {
        for entry in places[Self.place(of: uri, among: places.count)] where entry.uri == uri { return entry.value }
        return nil
    }

    /// By the end, in which URIs of algorithms differ, and by the length.
    @usableFromInline static func place(of uri: [UInt8], among count: Int) -> Int {
        var state = UInt32(truncatingIfNeeded: uri.count)
        for index in max(0, uri.count - 8)..<uri.count { state = (state ^ UInt32(uri[index])) &* 0x0100_0193 }
        return Int(state ^ state >> 15) & (count - 1)
    }
}
