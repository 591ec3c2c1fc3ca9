//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Takes canonical octets as they are made: a digest, a file, a buffer.
public protocol CanonicalSink {
    /// Takes the next octets.
    ///
    /// Chunks are 4 KB or more, but for the last and those before a long run of the source.
    mutating func write(_ octets: Span<UInt8>) throws(CanonicalizationError)
}

/// Keeps canonical octets in memory.
public struct CanonicalBuffer: CanonicalSink, Sendable {
    public private(set) var octets: [UInt8] = []

    public init() {}

    public mutating func write(_ octets: Span<UInt8>) {
        unsafe octets.withUnsafeBufferPointer { unsafe self.octets.append(contentsOf: $0) }
    }
}

/// Counts canonical octets and keeps none.
package struct CanonicalCounter: CanonicalSink, Sendable {
    package private(set) var count = 0

    package init() {}

    package mutating func write(_ octets: Span<UInt8>) { count += octets.count }
}

/// Compares canonical octets with those that are expected, and keeps none.
package struct CanonicalComparison: CanonicalSink, Sendable {
    private let expected: [UInt8]
    /// How many octets were taken.
    private var count = 0
    private var mismatch: Int?

    package init(with expected: [UInt8]) { self.expected = expected }

    package mutating func write(_ octets: Span<UInt8>) {
        if mismatch == nil, let index = difference(in: octets) { mismatch = count + index }
        count += octets.count
    }

    /// The index of the first of these octets that is not as expected.
    private func difference(in octets: Span<UInt8>) -> Int? {
        let rest = expected.span.extracting(min(count, expected.count)...)
        let common = min(octets.count, rest.count)
        for index in 0..<common where octets[index] != rest[index] { return index }
        return common < octets.count ? common : nil
    }

    /// The offset of the first octet that differs or that only one of them has; `nil` where they are equal.
    ///
    /// Meaningful after the whole canonical form was written.
    package var firstDifference: Int? { mismatch ?? (count < expected.count ? count : nil) }
}
