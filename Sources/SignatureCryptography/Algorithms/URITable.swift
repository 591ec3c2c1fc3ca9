//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Finds a value by its URI, compared as octets: `String` would take canonically equivalent texts for the same URI.
struct URITable<Value: Sendable>: Sendable {
    private let values: [[UInt8]: Value]

    /// - Precondition: No two values have the same URI.
    init(_ values: [Value], uri: (Value) -> String) {
        self.values = Dictionary(uniqueKeysWithValues: values.map { (Array(uri($0).utf8), $0) })
    }

    subscript(uri: [UInt8]) -> Value? { values[uri] }
}
