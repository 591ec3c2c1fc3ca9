//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML

/// Long texts in base64 that one worker decoded lately, with what they hold: the certificates of those who sign document
/// after document.
///
/// A class, since the structure is read by values that don't change; no two tasks share one.
final class RecentBase64 {
    /// A text has one place, where the last of all that have it stays.
    private var entries: [(text: [UInt8], octets: [UInt8])?] = []
    private let seed = UInt64.random(in: .min ... .max) | 1

    private static let capacity = 256
    private static let maximumByteCount = 16_384

    init() {}

    /// What a text holds; `nil` where that isn't known any more.
    ///
    /// - Parameter text: As it is written in the document.
    func octets(of text: Span<UInt8>) -> [UInt8]? {
        guard !entries.isEmpty, let entry = entries[place(of: text)], equal(entry.text.span, text) else { return nil }
        return entry.octets
    }

    func note(_ octets: [UInt8], as text: Span<UInt8>) {
        guard text.count <= Self.maximumByteCount else { return }
        if entries.isEmpty { entries = Array(repeating: nil, count: Self.capacity) }
        entries[place(of: text)] = (CanonicalXML.octets(text), octets)
    }

    /// By octets near the end, which in a certificate are those of a signature, and so as good as random. Who aims at a
    /// place displaces what is there, and can do no more.
    private func place(of text: Span<UInt8>) -> Int {
        var state = seed
        for index in max(0, text.count - 24)..<text.count { state = (state ^ UInt64(text[index])) &* seed }
        return Int(truncatingIfNeeded: state >> 32) & (Self.capacity - 1)
    }
}
