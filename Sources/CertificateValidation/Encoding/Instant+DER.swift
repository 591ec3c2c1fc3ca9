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
    /// 2050-01-01T00:00:00Z: earlier times are to be UTCTime (RFC 5280 §4.1.2.5).
    static let generalizedTimeBegins = Instant(seconds: 2_524_608_000)

    /// A time as RFC 5280 §4.1.2.5 has it: UTCTime `YYMMDDHHMMSSZ` for 1950 to 2049, or GeneralizedTime
    /// `YYYYMMDDHHMMSSZ`; in UTC, with seconds and without a fraction.
    ///
    /// A GeneralizedTime before 2050 is an error of the issuer and read as what it says.
    init(_ node: ASN1Node) throws {
        guard node.identifier == .utcTime || node.identifier == .generalizedTime else {
            throw ASN1Error.unexpectedFieldType(node.identifier)
        }
        let octets = try StrictDER.octets(node, node.identifier)
        let isUTCTime = node.identifier == .utcTime
        do throws(TimeRefusal) {
            try self.init(octets, isUTCTime: isUTCTime)
        } catch {
            let found = "`\(String(decoding: octets.prefix(32), as: UTF8.self))`"
            let hint =
                switch error {
                case .form: "the time \(found) is not \(isUTCTime ? 12 : 14) digits and `Z`"
                case .noSuchTime: "there is no time \(found)"
                }
            throw CertificateError(.certificateMalformed, hint, clause: "RFC 5280 §4.1.2.5")
        }
    }

    /// What keeps octets from being a time.
    enum TimeRefusal: Error {
        /// They are not digits in UTC, with seconds, and `Z`.
        case form
        /// The Gregorian calendar, or the clock, hasn't it.
        case noSuchTime
    }

    /// - Parameters:
    ///   - octets: The content of a UTCTime or of a GeneralizedTime.
    ///   - allowsFraction: Whether a GeneralizedTime may have up to nine digits of a second's fraction.
    init(_ octets: ArraySlice<UInt8>, isUTCTime: Bool, allowsFraction: Bool = false) throws(TimeRefusal) {
        let digits = octets.prefix(isUTCTime ? 12 : 14)
        guard
            digits.count == (isUTCTime ? 12 : 14), Self.areDigits(digits),
            let fraction = Self.fraction(octets[digits.endIndex...]),
            fraction.isEmpty || (allowsFraction && !isUTCTime)
        else { throw .form }
        var place = digits.startIndex
        func pair() -> Int {
            defer { place += 2 }
            return Int(digits[place] - 0x30) * 10 + Int(digits[place + 1] - 0x30)
        }
        var year = pair()
        // §4.1.2.5.1: 50 and more belong to the 20th century.
        year = isUTCTime ? year + (year >= 50 ? 1_900 : 2_000) : year * 100 + pair()
        let (month, day, hour, minute, second) = (pair(), pair(), pair(), pair(), pair())
        guard hour < 24, minute < 60, second < 60, let days = Self.daysSince1970(year, month, day) else {
            throw .noSuchTime
        }
        self.init(
            seconds: days * 86_400 + Int64(hour * 3_600 + minute * 60 + second),
            nanoseconds: Self.nanoseconds(fraction)
        )
    }

    private static func areDigits(_ octets: ArraySlice<UInt8>) -> Bool {
        octets.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// The digits between the seconds and `Z`, none without a point; `nil` where something else is there.
    private static func fraction(_ rest: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard rest.last == UInt8(ascii: "Z") else { return nil }
        guard let point = rest.dropLast().first else { return [] }
        let digits = rest.dropLast().dropFirst()
        return point == UInt8(ascii: ".") && (1...9).contains(digits.count) && areDigits(digits) ? digits : nil
    }

    private static func nanoseconds(_ fraction: ArraySlice<UInt8>) -> Int32 {
        let value = fraction.reduce(Int32(0)) { $0 * 10 + Int32($1 - 0x30) }
        return (fraction.count..<9).reduce(value) { value, _ in value * 10 }
    }

    /// `nil` where the Gregorian calendar hasn't the day.
    private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int64? {
        guard (1...12).contains(month), day >= 1 else { return nil }
        let days = daysSince1970(year: year, month: month, day: day)
        let next =
            month == 12
            ? daysSince1970(year: year + 1, month: 1, day: 1)
            : daysSince1970(year: year, month: month + 1, day: 1)
        return days < next ? days : nil
    }
}
