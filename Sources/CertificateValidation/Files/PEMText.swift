//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics

/// The blocks of a PEM text (RFC 7468); what stands between them is for people.
struct PEMText {
    struct Block {
        let label: [UInt8]
        let octets: [UInt8]
        /// Where its first line stands.
        let position: SourcePosition

        /// What is read from its octets; an error says where the block stands.
        func read<Value>(
            _ parse: ([UInt8]) throws(CertificateError) -> Value
        ) throws(CertificateError) -> Value {
            do throws(CertificateError) {
                return try parse(octets)
            } catch {
                throw error.located(at: position)
            }
        }
    }

    private static let begin = Array("-----BEGIN ".utf8)
    private static let end = Array("-----END ".utf8)
    private static let dashes = Array("-----".utf8)

    /// Whether the octets are such a text rather than DER.
    static func isIn(_ octets: [UInt8]) -> Bool {
        // No certificate and no bundle is shorter than 128 octets, and no text goes on with such an octet.
        if octets.count > 1, octets[0] == 0x30, octets[1] >= 0x80 { return false }
        return octets.split(separator: UInt8(ascii: "\n")).contains { $0.starts(with: begin) }
    }

    /// The blocks with one of these labels. Others, such as private keys, are skipped unread.
    static func blocks(_ octets: [UInt8], labelled labels: Set<[UInt8]>) throws(CertificateError) -> [Block] {
        var blocks: [Block] = []
        var open: (label: [UInt8], position: SourcePosition)?
        var body: [UInt8] = []
        var number = 0
        for line in octets.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            if let (label, position) = open {
                guard let closing = Self.label(line, after: end) else {
                    if labels.contains(label) { body += line }
                    continue
                }
                guard closing == label else {
                    throw malformed("`BEGIN \(text(label))` ends with `END \(text(closing))`", position)
                }
                if labels.contains(label) { blocks.append(try block(label, body, position)) }
                open = nil
                body = []
            } else if let label = Self.label(line, after: begin) {
                open = (label, SourcePosition(line: number, column: 1, byteOffset: line.startIndex))
            }
        }
        if let (label, position) = open {
            throw malformed("`BEGIN \(text(label))` has no `END \(text(label))`", position)
        }
        return blocks
    }

    private static func label(_ line: ArraySlice<UInt8>, after start: [UInt8]) -> [UInt8]? {
        guard line.starts(with: start) else { return nil }
        var rest = line.dropFirst(start.count)
        while let last = rest.last, last == 0x20 || last == 0x0D || last == 0x09 { rest.removeLast() }
        guard rest.count >= dashes.count, rest.suffix(dashes.count).elementsEqual(dashes) else { return nil }
        return Array(rest.dropLast(dashes.count))
    }

    private static func block(
        _ label: [UInt8],
        _ body: [UInt8],
        _ position: SourcePosition
    ) throws(CertificateError) -> Block {
        guard let octets = Base64.decode(body), !octets.isEmpty else {
            throw malformed("what stands in `\(text(label))` is not Base64", position)
        }
        return Block(label: label, octets: octets, position: position)
    }

    /// A label for a message.
    private static func text(_ label: [UInt8]) -> String { String(decoding: label.prefix(64), as: UTF8.self) }

    private static func malformed(_ hint: String, _ position: SourcePosition) -> CertificateError {
        CertificateError(.pemMalformed, hint, clause: "RFC 7468 §2", at: position)
    }
}
