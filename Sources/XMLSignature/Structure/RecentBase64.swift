//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Long texts in base64 that one worker decoded lately, with what they hold: the certificates of those who sign document
/// after document.
///
/// A class, since the structure is read by values that don't change; no two tasks share one.
final class RecentBase64 {
    private var values = RecentValues<[UInt8]>(maximumByteCount: 16_384)

    /// What a text holds; `nil` where that isn't known any more.
    ///
    /// - Parameter text: As it is written in the document.
    func octets(of text: Span<UInt8>) -> [UInt8]? { values.value(of: text) }

    func note(_ octets: [UInt8], as text: Span<UInt8>) { values.note(octets, of: text) }
}
