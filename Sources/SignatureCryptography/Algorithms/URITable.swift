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
    private let numbers: URINumbers
    private let values: [Value]

    /// - Precondition: No two values have the same URI.
    package init(_ values: [Value], uri: (Value) -> String) {
        numbers = URINumbers(values.map(uri))
        self.values = values
    }

    package subscript(uri: [UInt8]) -> Value? { numbers[uri].map { values[$0] } }
}

/// Finds the place of a URI in a list, by its octets.
///
/// Nobody adds URIs after it was made, so that a table that has no crowded place then never gets one, and no seeded hash
/// is called for.
package struct URINumbers: Sendable {
    /// A power of two, several times as many as URIs.
    private let places: [[(uri: [UInt8], number: Int)]]

    /// - Precondition: No two are the same.
    package init(_ uris: [String]) {
        var count = 16
        while count < uris.count * 4 { count *= 2 }
        var places = [[(uri: [UInt8], number: Int)]](repeating: [], count: count)
        for (number, uri) in uris.enumerated() {
            let uri = Array(uri.utf8)
            let place = Self.place(of: uri, among: count)
            precondition(!places[place].contains { $0.uri == uri }, "two URIs are the same")
            places[place].append((uri, number))
        }
        self.places = places
    }

    package subscript(uri: [UInt8]) -> Int? {
        for entry in places[Self.place(of: uri, among: places.count)] where entry.uri == uri { return entry.number }
        return nil
    }

    /// By the end, in which URIs of algorithms differ, and by the length.
    private static func place(of uri: [UInt8], among count: Int) -> Int {
        var state = UInt32(truncatingIfNeeded: uri.count)
        for index in max(0, uri.count - 8)..<uri.count { state = (state ^ UInt32(uri[index])) &* 0x0100_0193 }
        return Int(state ^ state >> 15) & (count - 1)
    }
}
