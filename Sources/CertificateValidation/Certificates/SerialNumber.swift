//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import SwiftASN1

/// The number by which an issuer tells its certificates apart (RFC 5280 §4.1.2.2).
///
/// Authorities are to use positive numbers of at most 20 octets; others are read as well.
public struct SerialNumber: Hashable, Sendable {
    /// The content of the INTEGER in DER: big-endian, in two's complement.
    public let octets: [UInt8]

    /// Longer ones occur only to make somebody compute.
    static let maximumByteCount = 64

    init(_ node: ASN1Node) throws {
        let octets = Array(try StrictDER.octets(node, .integer))
        guard !octets.isEmpty, octets.count <= Self.maximumByteCount, Self.isMinimal(octets) else {
            throw CertificateError(
                .certificateMalformed,
                "the serial number is not in DER or has more than \(Self.maximumByteCount) octets",
                clause: "RFC 5280 §4.1.2.2"
            )
        }
        self.octets = octets
    }

    private static func isMinimal(_ octets: [UInt8]) -> Bool {
        guard octets.count > 1 else { return true }
        let isNegative = octets[1] >= 0x80
        return octets[0] != (isNegative ? 0xFF : 0)
    }

    private var isNegative: Bool { octets[0] >= 0x80 }

    /// The number without its sign, big-endian; one zero octet for zero.
    private var magnitude: [UInt8] {
        var magnitude = octets
        if isNegative {
            var carry = true
            for index in magnitude.indices.reversed() {
                magnitude[index] = ~magnitude[index]
                if carry { (magnitude[index], carry) = magnitude[index].addingReportingOverflow(1) }
            }
        }
        return magnitude.count > 1 && magnitude[0] == 0 ? Array(magnitude.dropFirst()) : magnitude
    }

    /// The number in hexadecimal, two capital digits an octet, such as `01A2`.
    public var hexadecimal: String { (isNegative ? "-" : "") + Hexadecimal.uppercase(magnitude) }

    /// The number in decimal, as `X509SerialNumber` writes it (XML-DSig §4.5.4).
    public var decimal: String { (isNegative ? "-" : "") + DecimalNumber.text(magnitude) }
}

extension SerialNumber: CustomStringConvertible {
    public var description: String { hexadecimal }
}
