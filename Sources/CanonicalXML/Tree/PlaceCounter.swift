//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

package import Diagnostics

/// Counts lines and characters of a source in UTF-8.
package struct PlaceCounter {
    private var line = 1
    /// Scalars before this place in its line.
    private var column = 0
    /// Octets, scalars and UTF-16 code units before this place, from which offsets into the input follow.
    private var octets = 0
    private var scalars = 0
    private var units = 0
    /// Whether the octet before is a carriage return, which together with a line feed is one line end.
    private var isAfterCarriageReturn = false

    package init() {}

    /// Goes on to `end`.
    package mutating func advance(to end: Int, in source: Span<UInt8>) {
        while octets < end {
            let byte = source[octets]
            octets += 1
            // Continuation octets of UTF-8 belong to the scalar before.
            if byte & 0xC0 == 0x80 { continue }
            scalars += 1
            units += byte >= 0xF0 ? 2 : 1
            if byte == 0x0A || byte == 0x0D {
                if !(byte == 0x0A && isAfterCarriageReturn) { line += 1 }
                column = 0
            } else {
                column += 1
            }
            isAfterCarriageReturn = byte == 0x0D
        }
    }

    /// This place in the input that the source was made from.
    package func position(_ origin: SourceOrigin) -> SourcePosition {
        let byteOffset =
            switch origin {
            case .utf8(let mark): octets + mark
            case .utf16(let mark): units * 2 + mark
            case .latin1: scalars
            case .expanded: -1
            }
        return SourcePosition(line: line, column: column + 1, byteOffset: byteOffset)
    }
}
