//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import CertificateValidation

/// Names of `X509Data` that one worker read lately: programs write those of the same signers into document after document.
struct RecentNames {
    /// A text has one place, where the last of all that have it stays.
    private var entries: [(text: [UInt8], name: DistinguishedNameText)?] = []
    private let seed = UInt64.random(in: .min ... .max) | 1

    private static let capacity = 256
    private static let maximumByteCount = 4_096

    /// The name that a text is; `nil` where it is none.
    mutating func name(_ text: [UInt8]) -> DistinguishedNameText? {
        guard text.count <= Self.maximumByteCount else { return DistinguishedNameText(text) }
        let place = place(of: text)
        if !entries.isEmpty, let entry = entries[place], equal(entry.text.span, text.span) { return entry.name }
        guard let name = DistinguishedNameText(text) else { return nil }
        if entries.isEmpty { entries = Array(repeating: nil, count: Self.capacity) }
        entries[place] = (text, name)
        return name
    }

    /// Who aims at a place displaces what is there, and can do no more.
    private func place(of text: [UInt8]) -> Int {
        var state = seed
        for octet in text.prefix(32) { state = (state ^ UInt64(octet)) &* seed }
        return Int(truncatingIfNeeded: state >> 32) & (Self.capacity - 1)
    }
}
