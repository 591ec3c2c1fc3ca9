//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// DER, octet by octet, so that a test can also write what DER forbids.
enum TLV {
    static func make(_ tag: UInt8, _ content: [UInt8]...) -> [UInt8] {
        let content = content.flatMap { $0 }
        return [tag] + length(content.count) + content
    }

    static func length(_ count: Int) -> [UInt8] {
        switch count {
        case ..<0x80: [UInt8(count)]
        case ..<0x100: [0x81, UInt8(count)]
        case ..<0x1_0000: [0x82, UInt8(count >> 8), UInt8(count & 0xFF)]
        default: [0x83, UInt8(count >> 16), UInt8(count >> 8 & 0xFF), UInt8(count & 0xFF)]
        }
    }

    static func sequence(_ content: [UInt8]...) -> [UInt8] { make(0x30, content.flatMap { $0 }) }

    static func set(_ content: [UInt8]...) -> [UInt8] { make(0x31, content.flatMap { $0 }) }

    static func integer(_ value: Int) -> [UInt8] {
        var octets = (0..<8).map { UInt8(truncatingIfNeeded: value >> (56 - 8 * $0)) }
        while octets.count > 1, octets[0] == (octets[1] >= 0x80 ? 0xFF : 0) { octets.removeFirst() }
        return make(0x02, octets)
    }

    static func bits(_ octets: [UInt8], unused: UInt8 = 0) -> [UInt8] { make(0x03, [unused], octets) }

    static func octets(_ octets: [UInt8]) -> [UInt8] { make(0x04, octets) }

    static let null: [UInt8] = [5, 0]
    static let yes: [UInt8] = [1, 1, 0xFF]

    /// An object identifier by the definition of X.690 §8.19.
    static func oid(_ components: UInt64...) -> [UInt8] {
        let numbers = [components[0] * 40 + components[1]] + components.dropFirst(2)
        return make(
            0x06,
            numbers.flatMap { number in
                var septets = [UInt8(number & 0x7F)]
                var rest = number >> 7
                while rest > 0 {
                    septets.append(UInt8(rest & 0x7F) | 0x80)
                    rest >>= 7
                }
                return septets.reversed()
            }
        )
    }

    static func utf8(_ text: String) -> [UInt8] { make(0x0C, Array(text.utf8)) }

    static func printable(_ text: String) -> [UInt8] { make(0x13, Array(text.utf8)) }

    static func utcTime(_ text: String) -> [UInt8] { make(0x17, Array(text.utf8)) }

    static func generalizedTime(_ text: String) -> [UInt8] { make(0x18, Array(text.utf8)) }

    /// A name of one relative name each for the attributes; the type is the last component of 2.5.4.
    static func name(_ attributes: (UInt64, [UInt8])...) -> [UInt8] {
        make(0x30, attributes.flatMap { set(sequence(oid(2, 5, 4, $0.0), $0.1)) })
    }

    static func name(_ commonName: String) -> [UInt8] { name((3, utf8(commonName))) }
}
