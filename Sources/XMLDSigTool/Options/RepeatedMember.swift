//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// A member that stands twice in one object of a JSON text.
///
/// What a reader makes of that is left open (RFC 8259 §4), and `JSONDecoder` takes one of the two in silence: who reviews
/// a file could read another rule than the one that is in force.
struct RepeatedMember {
    let name: String
    /// Where it stands for the second time, from 1.
    let line: Int

    /// - Parameter octets: In UTF-8; a decoder has taken it.
    static func first(in octets: [UInt8]) throws -> Self? {
        // The names of each object that is open; an array has none.
        var names: [Set<String>] = []
        var line = 1
        var position = 0
        while position < octets.count {
            switch octets[position] {
            case UInt8(ascii: "{"), UInt8(ascii: "["): names.append([])
            case UInt8(ascii: "}"), UInt8(ascii: "]"): names.removeLast()
            case UInt8(ascii: "\n"): line += 1
            case UInt8(ascii: "\""):
                let end = end(ofStringAt: position, in: octets)
                if isName(before: end, in: octets) {
                    let name = try text(octets[position..<end])
                    guard names[names.count - 1].insert(name).inserted else { return Self(name: name, line: line) }
                }
                position = end - 1
            default: break
            }
            position += 1
        }
        return nil
    }

    /// Behind the quotation mark that closes it.
    private static func end(ofStringAt start: Int, in octets: [UInt8]) -> Int {
        var position = start + 1
        while octets[position] != UInt8(ascii: "\"") {
            position += octets[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        return position + 1
    }

    /// Only behind a name is there a colon.
    private static func isName(before position: Int, in octets: [UInt8]) -> Bool {
        octets[position...].first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: ":")
    }

    /// What a string says, its escapes decoded.
    private static func text(_ string: ArraySlice<UInt8>) throws -> String {
        guard string.contains(UInt8(ascii: "\\")) else {
            return String(decoding: string.dropFirst().dropLast(), as: UTF8.self)
        }
        return try JSONDecoder().decode(String.self, from: Data(string))
    }
}
