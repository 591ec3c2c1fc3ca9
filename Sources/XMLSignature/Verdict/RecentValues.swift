//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML

/// What one worker made of octets lately, so that it needn't be made anew for each document.
///
/// Octets have one place, where the last of all that have it stays. Who aims at a place displaces what is there, and can
/// do no more: what is found is compared octet by octet.
struct RecentValues<Value> {
    private var entries: [(octets: [UInt8], value: Value)?] = []
    private let seed = UInt64.random(in: .min ... .max) | 1
    /// Longer ones are made anew each time.
    private let maximumByteCount: Int

    private static var capacity: Int { 256 }

    init(maximumByteCount: Int) { self.maximumByteCount = maximumByteCount }

    /// - Returns: `nil` where it isn't known, or not any more.
    func value(of octets: Span<UInt8>) -> Value? {
        guard !entries.isEmpty, let entry = entries[place(of: octets)], equal(entry.octets.span, octets) else {
            return nil
        }
        return entry.value
    }

    mutating func note(_ value: Value, of octets: Span<UInt8>) {
        guard octets.count <= maximumByteCount else { return }
        if entries.isEmpty { entries = Array(repeating: nil, count: Self.capacity) }
        entries[place(of: octets)] = (CanonicalXML.octets(octets), value)
    }

    /// By the beginning, in which names differ, and by the end, where certificates have their signatures.
    private func place(of octets: Span<UInt8>) -> Int {
        var state = seed
        for index in 0..<min(32, octets.count) { state = (state ^ UInt64(octets[index])) &* seed }
        for index in max(0, octets.count - 24)..<octets.count { state = (state ^ UInt64(octets[index])) &* seed }
        return Int(truncatingIfNeeded: state >> 32) & (Self.capacity - 1)
    }
}
