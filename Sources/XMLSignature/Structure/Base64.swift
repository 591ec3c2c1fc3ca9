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
        // White space makes the text longer, so this is never too little.
        var octets = [UInt8](repeating: 0, count: min(text.count / 4 * 3 + 3, max(limit, 0)))
        var output = octets.mutableSpan
        var decoder = Decoder(text, behind: decodeGroups(text, into: &output))
        while let group = try decoder.nextGroup() {
            guard decoder.octetCount + 3 <= limit else { throw .tooLong(decoder.octetCount + 3) }
            output[decoder.octetCount] = UInt8(truncatingIfNeeded: group >> 16)
            output[decoder.octetCount + 1] = UInt8(truncatingIfNeeded: group >> 8)
            output[decoder.octetCount + 2] = UInt8(truncatingIfNeeded: group)
            decoder.octetCount += 3
        }
        octets.removeSubrange(decoder.octetCount...)
        try decodeEnd(decoder.bits, decoder.count, decoder.padding, into: &octets)
        guard octets.count <= limit else { throw .tooLong(octets.count) }
        return octets
    }

    /// Decodes groups of four, as long as there is nothing but the alphabet, and room: nearly all of any text.
    ///
    /// - Returns: The number of groups.
    private static func decodeGroups(_ text: Span<UInt8>, into output: inout MutableSpan<UInt8>) -> Int {
        let values = values.span
        // Any octets may be looked at, and written.
        let text = unsafe text.bytes
        var octets = unsafe output.mutableBytes
        var count = 0
        // A group is written as a word, whose last octet the next one overwrites.
        while 4 &* count &+ 4 <= text.byteCount, 3 &* count &+ 4 <= octets.byteCount {
            // Within the text, by the condition above.
            let word = unsafe text.unsafeLoadUnaligned(fromUncheckedByteOffset: 4 &* count, as: UInt32.self)
            let characters = UInt32(littleEndian: word)
            let first = UInt32(values[Int(characters & 0xFF)])
            let second = UInt32(values[Int(characters &>> 8 & 0xFF)])
            let third = UInt32(values[Int(characters &>> 16 & 0xFF)])
            let fourth = UInt32(values[Int(characters &>> 24)])
            guard first | second | third | fourth < 64 else { break }
            let group = first &<< 26 | second &<< 20 | third &<< 14 | fourth &<< 8
            octets.storeBytes(of: group.bigEndian, toByteOffset: 3 &* count, as: UInt32.self)
            count &+= 1
        }
        return count
    }

    /// Finds groups of four characters.
    private struct Decoder: ~Escapable {
        private let text: Span<UInt8>
        private let values = Base64.values
        private var index: Int
        /// What is left after the last whole group: its bits, its characters, and the padding.
        private(set) var bits: UInt32 = 0
        private(set) var count = 0
        private(set) var padding = 0
        /// How much was decoded.
        var octetCount: Int

        /// - Parameter groupCount: How many groups of four without white space were decoded already.
        @_lifetime(copy text)
        init(_ text: Span<UInt8>, behind groupCount: Int) {
            self.text = text
            index = 4 * groupCount
            octetCount = 3 * groupCount
        }

        /// - Returns: The 24 bits of the next group; `nil` where no whole one follows.
        @inline(__always)
        @_lifetime(self: copy self)
        mutating func nextGroup() throws(Failure) -> UInt32? {
            // White space between groups is the common place for it.
            if count == 0, padding == 0, index &+ 4 <= text.count {
                let first = value(text[index])
                let second = value(text[index &+ 1])
                let third = value(text[index &+ 2])
                let fourth = value(text[index &+ 3])
                if first | second | third | fourth < 64 {
                    index &+= 4
                    return first << 18 | second << 12 | third << 6 | fourth
                }
            }
            return try nextSlowGroup()
        }

        @inline(never)
        @_lifetime(self: copy self)
        private mutating func nextSlowGroup() throws(Failure) -> UInt32? {
            while index < text.count {
                let byte = text[index]
                index += 1
                if byte.isXMLWhiteSpace { continue }
                if byte == UInt8(ascii: "=") {
                    padding += 1
                    continue
                }
                guard padding == 0 else { throw .malformed("a character follows the padding") }
                let value = value(byte)
                guard value < 64 else { throw .malformed("the octet \(byte) is not of the alphabet") }
                bits = bits << 6 | value
                count += 1
                if count == 4 {
                    let group = bits
                    bits = 0
                    count = 0
                    return group
                }
            }
            return nil
        }

        /// The six bits of a character; 255 where it is none of the alphabet.
        @inline(__always)
        private func value(_ byte: UInt8) -> UInt32 { UInt32(values[Int(byte)]) }
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

    /// The six bits of each octet; 255 of those that aren't of the alphabet.
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
