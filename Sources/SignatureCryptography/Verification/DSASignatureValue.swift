//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import SwiftASN1

/// A signature value of DSA or ECDSA: two numbers.
package struct DSASignatureValue: Hashable, Sendable {
    /// The first number.
    package let r: UnsignedNumber
    /// The second number.
    package let s: UnsignedNumber

    /// A value from its numbers, in whatever range they are.
    package init(r: UnsignedNumber, s: UnsignedNumber) {
        self.r = r
        self.s = s
    }

    /// r‖s with halves of equal length (XML-DSig 1.1 §6.4.1, §6.4.3).
    ///
    /// - Parameter octets: An even count of them.
    init(concatenated octets: Span<UInt8>) {
        let half = octets.count / 2
        r = UnsignedNumber((0..<half).map { octets[$0] })
        s = UnsignedNumber((half..<octets.count).map { octets[$0] })
    }

    /// From DER, as X.509 and CMS have it (RFC 3279 §2.2.2, §2.2.3).
    ///
    /// - Returns: `nil` where the octets aren't exactly one SEQUENCE of two INTEGERs that are not negative.
    package init?(der octets: Span<UInt8>) {
        let octets = octets.indices.map { octets[$0] }
        let numbers = try? SubjectPublicKeyInfo.parsing("Ecdsa-Sig-Value", clause: "RFC 3279 §2.2.3") {
            try DER.sequence(DER.parse(octets), identifier: .sequence) { fields in
                (
                    try SubjectPublicKeyInfo.unsignedNumber(&fields),
                    try SubjectPublicKeyInfo.unsignedNumber(&fields)
                )
            }
        }
        guard let numbers else { return nil }
        (r, s) = numbers
    }

    /// Whether both numbers are in 1…order−1. A high s is as good as a low one.
    func isInRange(of order: UnsignedNumber) -> Bool {
        !r.isZero && !s.isZero && r < order && s < order
    }

    /// In DER, as OpenSSL takes it.
    var der: [UInt8] {
        let body = Self.integer(r) + Self.integer(s)
        return [0x30] + Self.length(body.count) + body
    }

    /// r‖s with halves of `count` octets; `nil` where a number needs more.
    package func concatenated(halfByteCount count: Int) -> [UInt8]? {
        guard r.octets.count <= count, s.octets.count <= count else { return nil }
        let zeros = { (number: UnsignedNumber) in [UInt8](repeating: 0, count: count - number.octets.count) }
        return zeros(r) + r.octets + zeros(s) + s.octets
    }

    private static func integer(_ number: UnsignedNumber) -> [UInt8] {
        let needsSign = number.octets.first.map { $0 >= 0x80 } ?? true
        let content = (needsSign ? [0] : []) + number.octets
        return [0x02] + length(content.count) + content
    }

    /// A length of at most 255: two numbers of curves here have at most 138 octets.
    private static func length(_ count: Int) -> [UInt8] {
        count < 0x80 ? [UInt8(count)] : [0x81, UInt8(truncatingIfNeeded: count)]
    }
}
