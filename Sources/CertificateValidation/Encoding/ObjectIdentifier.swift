//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import SwiftASN1

/// An object identifier (X.660), compared by its octets in DER.
///
/// Components of any size are kept, such as those that are made from a UUID (`2.25.…`).
public struct ObjectIdentifier: Hashable, Sendable {
    /// The content in DER.
    package let octets: [UInt8]

    public func hash(into hasher: inout Hasher) { hasher.combine(octets: octets) }

    /// Longer ones occur only to make somebody compute.
    static let maximumByteCount = 128

    /// - Parameter octets: The content in DER, known to be right.
    package init(octets: [UInt8]) { self.octets = octets }

    init(_ node: ASN1Node) throws {
        let octets = try StrictDER.octets(node, .objectIdentifier)
        guard Self.isReadable(octets) else {
            throw CertificateError(
                .certificateMalformed,
                "an object identifier is not in DER or has more than \(Self.maximumByteCount) octets",
                clause: "X.690 §8.19"
            )
        }
        self.octets = Array(octets)
    }

    /// Whether the content is in DER, and not too long.
    static func isReadable(_ octets: ArraySlice<UInt8>) -> Bool {
        guard octets.count <= maximumByteCount, let last = octets.last else { return false }
        return last < 0x80 && isMinimal(octets)
    }

    /// No component begins with an octet that adds nothing to it.
    private static func isMinimal(_ octets: ArraySlice<UInt8>) -> Bool {
        var isFirst = true
        for octet in octets {
            if isFirst && octet == 0x80 { return false }
            isFirst = octet < 0x80
        }
        return true
    }

    /// An identifier from its dotted text, such as `2.5.29.15`; `nil` where it is none, or where a component has more
    /// than 63 bits.
    public init?(_ dotted: String) {
        var components: [UInt64] = []
        for part in dotted.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
            guard
                !part.isEmpty, part.allSatisfy({ (0x30...0x39).contains($0) }),
                part.count == 1 || part.first != 0x30,
                let component = UInt64(Substring(part)), component <= UInt64.max / 2 - 80
            else { return nil }
            components.append(component)
        }
        guard
            components.count >= 2, components[0] <= 2, components[0] == 2 || components[1] < 40
        else { return nil }
        var octets = Self.base128(components[0] * 40 + components[1])
        for component in components.dropFirst(2) { octets += Self.base128(component) }
        guard octets.count <= Self.maximumByteCount else { return nil }
        self.octets = octets
    }

    private static func base128(_ number: UInt64) -> [UInt8] {
        var octets = [UInt8(number & 0x7F)]
        var rest = number >> 7
        while rest > 0 {
            octets.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        return octets.reversed()
    }
}

extension ObjectIdentifier: CustomStringConvertible {
    /// The dotted text, such as `2.5.29.15`.
    public var description: String {
        var parts: [String] = []
        for component in Self.components(octets[...]) {
            parts += parts.isEmpty ? Self.firstTwo(component) : [DecimalNumber.text(component)]
        }
        return parts.joined(separator: ".")
    }

    /// The components as unsigned big-endian numbers; the first one stands for two.
    private static func components(_ octets: ArraySlice<UInt8>) -> [[UInt8]] {
        var components: [[UInt8]] = []
        var start = octets.startIndex
        for index in octets.indices where octets[index] < 0x80 {
            components.append(number(octets[start...index]))
            start = index + 1
        }
        return components
    }

    private static func number(_ base128: ArraySlice<UInt8>) -> [UInt8] {
        var octets: [UInt8] = []
        var bits = 0
        var rest: UInt16 = 0
        for digit in base128.reversed() {
            rest |= UInt16(digit & 0x7F) << bits
            bits += 7
            guard bits >= 8 else { continue }
            octets.append(UInt8(rest & 0xFF))
            rest >>= 8
            bits -= 8
        }
        if bits > 0 { octets.append(UInt8(rest)) }
        return octets.reversed()
    }

    private static func firstTwo(_ number: [UInt8]) -> [String] {
        let significant = number.drop { $0 == 0 }
        let value = significant.last ?? 0
        guard significant.count <= 1, value < 80 else { return ["2", DecimalNumber.text(number, subtracting: 80)] }
        return [String(value / 40), String(value % 40)]
    }
}
