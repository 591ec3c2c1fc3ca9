//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation
import SignatureCryptography
import XMLSignature

/// Reads the lines of a journal up to where it broke off.
struct JournalReader {
    private let stream: OctetStream
    /// How many octets whole lines have.
    private(set) var wholeOctets = 0

    init(stream: OctetStream) { self.stream = stream }

    /// - Returns: The first line; `nil` where none is whole.
    mutating func first() throws(InputFileError) -> [UInt8]? { try wholeLine() }

    /// - Returns: The next result; `nil` at the end, or where the last line broke off.
    mutating func next(path: String) throws -> (number: Int, line: [UInt8])? {
        let begin = wholeOctets
        guard let line = try wholeLine() else { return nil }
        if let result = Self.result(line) { return result }
        // Only a write that didn't finish leaves such a line, and it is the last one.
        guard try stream.octets(1).isEmpty else {
            throw BatchJournalError(
                .damaged, path: path, "the line at octet \(begin) isn't what was written, and others follow"
            )
        }
        wholeOctets = begin
        return nil
    }

    /// A line with its end; what is behind the last end is none.
    private mutating func wholeLine() throws(InputFileError) -> [UInt8]? {
        guard case .line(let line) = try stream.line(limit: .max), stream.endedLine else { return nil }
        wholeOctets += line.count + 1
        return line
    }

    private static func result(_ line: [UInt8]) -> (number: Int, line: [UInt8])? {
        let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4,
            let number = Int(String(decoding: parts[0], as: UTF8.self)), number > 0,
            Int(String(decoding: parts[1], as: UTF8.self)) == parts[3].count,
            String(decoding: parts[2], as: UTF8.self) == checksum(of: Array(parts[3]))
        else { return nil }
        return (number, Array(parts[3]))
    }

    /// Against lines that broke off, not against somebody who writes journals: 16 digits are enough.
    static func checksum(of line: [UInt8]) -> String {
        // Without SHA-256 no document could be judged, and no line would count.
        guard let digest = try? MessageDigest.value(of: line.span, .sha256) else { return "" }
        return String(Hexadecimal.lowercase(digest).prefix(16))
    }
}
