//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics
import SwiftASN1

extension Instant {
    /// A time as RFC 5280 §4.1.2.5 has it: UTCTime `YYMMDDHHMMSSZ` for 1950 to 2049, or GeneralizedTime
    /// `YYYYMMDDHHMMSSZ`; in UTC, with seconds and without a fraction.
    ///
    /// A GeneralizedTime before 2050 is an error of the issuer and read as what it says.
    init(_ node: ASN1Node) throws {
        let clause = "RFC 5280 §4.1.2.5"
        let text: String
        switch node.identifier {
        case .utcTime:
            let digits = try Self.digits(node, count: 12, clause: clause)
            // §4.1.2.5.1: 50 and more belong to the 20th century.
            text = (digits.utf8.first! >= UInt8(ascii: "5") ? "19" : "20") + digits
        case .generalizedTime:
            text = try Self.digits(node, count: 14, clause: clause)
        default:
            throw ASN1Error.unexpectedFieldType(node.identifier)
        }
        guard let instant = Self(compact: text) else {
            throw CertificateError(.certificateMalformed, "there is no time `\(text)`", clause: clause)
        }
        self = instant
    }

    private static func digits(_ node: ASN1Node, count: Int, clause: String) throws -> String {
        let octets = try StrictDER.octets(node, node.identifier)
        guard
            octets.count == count + 1, octets.last == UInt8(ascii: "Z"),
            octets.dropLast().allSatisfy({ (0x30...0x39).contains($0) })
        else {
            let found = String(decoding: octets.prefix(32), as: UTF8.self)
            throw CertificateError(
                .certificateMalformed,
                "the time `\(found)` is not \(count) digits and `Z`",
                clause: clause
            )
        }
        return String(decoding: octets.dropLast(), as: UTF8.self)
    }

    /// - Parameter digits: `YYYYMMDDHHMMSS`.
    private init?(compact digits: String) {
        let parts = Array(digits)
        func part(_ range: Range<Int>) -> String { String(parts[range]) }
        // RFC 3339 writes a leap second; a certificate's time has none.
        guard part(12..<14) != "60" else { return nil }
        self.init(
            rfc3339: "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(8..<10)):\(part(10..<12)):\(part(12..<14))Z"
        )
    }
}
