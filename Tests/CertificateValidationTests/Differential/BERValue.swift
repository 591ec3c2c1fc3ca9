//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// A value in BER, as tolerant a reader of certificates takes it.
struct BERValue {
    let tag: UInt8
    let content: ArraySlice<UInt8>
    /// Where what follows it begins.
    let end: Int
    private let isShortest: Bool

    /// The first value of the octets; `nil` where there is none, or where its tag has more than one octet.
    init?(_ octets: ArraySlice<UInt8>) {
        guard let header = DERHeader(octets) else { return nil }
        tag = header.tag
        isShortest = header.isShortest
        if header.isIndefinite {
            var position = header.contentStart
            while !octets[position...].starts(with: [0, 0]) {
                guard let value = BERValue(octets[position...]) else { return nil }
                position = value.end
            }
            content = octets[header.contentStart..<position]
            end = position + 2
        } else {
            guard header.contentEnd <= octets.endIndex else { return nil }
            content = octets[header.contentStart..<header.contentEnd]
            end = header.contentEnd
        }
    }

    init?(_ octets: [UInt8]) { self.init(octets[...]) }

    /// Values one after the other; `nil` where something else is among them.
    static func list(_ octets: ArraySlice<UInt8>) -> [BERValue]? {
        var values: [BERValue] = []
        var position = octets.startIndex
        while position < octets.endIndex {
            guard let value = BERValue(octets[position...]) else { return nil }
            values.append(value)
            position = value.end
        }
        return values
    }

    /// What is in a constructed value; none where it is primitive or can't be read.
    var nodes: [BERValue] { tag & 0x20 != 0 ? Self.list(content) ?? [] : [] }

    /// Whether it is as DER has it, and all that is in it.
    var isDER: Bool {
        guard isShortest else { return false }
        if tag & 0x20 != 0 {
            guard let nodes = Self.list(content) else { return false }
            // Of universal types, DER constructs SEQUENCE and SET only (X.690 §10.2).
            return (tag >= 0x40 || tag == 0x30 || tag == 0x31) && nodes.allSatisfy(\.isDER)
        }
        switch tag {
        case 0x01: return content.count == 1 && [0, 0xFF].contains(content[content.startIndex])  // X.690 §11.1
        case 0x02: return Self.isShortestNumber(content)
        case 0x03: return Self.areBits(content)
        case 0x05: return content.isEmpty
        case 0x06: return Self.isIdentifier(content)
        case 0x10, 0x11: return false  // X.690 §8.9.1, §8.11.1
        default: return true
        }
    }

    /// X.690 §8.3.
    static func isShortestNumber(_ content: ArraySlice<UInt8>) -> Bool {
        guard let first = content.first else { return false }
        guard let second = content.dropFirst().first else { return true }
        return !(first == 0 && second < 0x80) && !(first == 0xFF && second >= 0x80)
    }

    /// X.690 §8.6 and §11.2.1: the bits that aren't used are zero.
    private static func areBits(_ content: ArraySlice<UInt8>) -> Bool {
        guard let unused = content.first, unused <= 7, let last = content.last else { return false }
        return content.count == 1 ? unused == 0 : last & ((1 << unused) - 1) == 0
    }

    /// X.690 §8.19.2.
    private static func isIdentifier(_ content: ArraySlice<UInt8>) -> Bool {
        guard let last = content.last, last < 0x80 else { return false }
        return zip([0] + content, content).allSatisfy { !($0 < 0x80 && $1 == 0x80) }
    }
}
