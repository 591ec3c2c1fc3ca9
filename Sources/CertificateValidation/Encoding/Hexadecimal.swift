//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Two digits an octet.
package enum Hexadecimal {
    /// The octets with the letters a to f.
    package static func lowercase(_ octets: some Collection<UInt8>) -> String {
        text(octets, letters: UInt8(ascii: "a"))
    }

    /// The octets with the letters A to F.
    package static func uppercase(_ octets: some Collection<UInt8>) -> String {
        text(octets, letters: UInt8(ascii: "A"))
    }

    private static func text(_ octets: some Collection<UInt8>, letters: UInt8) -> String {
        var digits: [UInt8] = []
        digits.reserveCapacity(octets.count * 2)
        for octet in octets {
            digits.append(digit(octet >> 4, letters))
            digits.append(digit(octet & 15, letters))
        }
        return String(decoding: digits, as: UTF8.self)
    }

    private static func digit(_ value: UInt8, _ letters: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : letters + value - 10
    }
}
