//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML

/// Base64 as XML Schema Part 2 §3.2.16 has it: white space anywhere, the padding that the length asks for, unused bits
/// zero, nothing else. Decoders that skip what they don't know give two documents the same value.
package enum Base64 {
    package enum Failure: Error, Hashable {
        case malformed(String)
        /// More octets than allowed; at least so many.
        case tooLong(Int)
    }

    package static func decode(_ text: Span<UInt8>, limit: Int) throws(Failure) -> [UInt8] {
        var octets: [UInt8] = []
        // White space makes the text longer, so this is never too little.
        octets.reserveCapacity(min(text.count / 4 * 3 + 3, limit))
        var bits: UInt32 = 0
        var count = 0
        var padding = 0
        for index in text.indices {
            let byte = text[index]
            if byte.isXMLWhiteSpace { continue }
            if byte == UInt8(ascii: "=") {
                padding += 1
                continue
            }
            guard padding == 0 else { throw .malformed("a character follows the padding") }
            let value = values[Int(byte)]
            guard value < 64 else { throw .malformed("the octet \(byte) is not of the alphabet") }
            bits = bits << 6 | UInt32(value)
            count += 1
            if count == 4 {
                guard octets.count + 3 <= limit else { throw .tooLong(octets.count + 3) }
                octets.append(UInt8(truncatingIfNeeded: bits >> 16))
                octets.append(UInt8(truncatingIfNeeded: bits >> 8))
                octets.append(UInt8(truncatingIfNeeded: bits))
                bits = 0
                count = 0
            }
        }
        try decodeEnd(bits, count, padding, into: &octets)
        guard octets.count <= limit else { throw .tooLong(octets.count) }
        return octets
    }

    /// The last two or three characters and their padding.
    private static func decodeEnd(
        _ bits: UInt32, _ count: Int, _ padding: Int, into octets: inout [UInt8]
    ) throws(Failure) {
        switch (count, padding) {
        case (0, 0): break
        case (2, 2):
            guard bits & 0x0F == 0 else { throw .malformed("unused bits are not zero") }
            octets.append(UInt8(truncatingIfNeeded: bits >> 4))
        case (3, 1):
            guard bits & 0x03 == 0 else { throw .malformed("unused bits are not zero") }
            octets.append(UInt8(truncatingIfNeeded: bits >> 10))
            octets.append(UInt8(truncatingIfNeeded: bits >> 2))
        default: throw .malformed("\(count) characters in the last group and \(padding) of padding")
        }
    }

    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 0xFF, count: 256)
        for (value, byte) in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8.enumerated() {
            values[Int(byte)] = UInt8(value)
        }
        return values
    }()

    /// In the canonical form, for reports.
    package static func encode(_ octets: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        for start in stride(from: 0, to: octets.count, by: 3) {
            let group = octets[start..<min(start + 3, octets.count)]
            var bits: UInt32 = 0
            for index in start..<start + 3 { bits = bits << 8 | (index < octets.count ? UInt32(octets[index]) : 0) }
            for position in 0..<4 {
                let isPadding = position > group.count
                text.append(isPadding ? UInt8(ascii: "=") : alphabet[Int(bits >> UInt32(18 - 6 * position) & 63)])
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
