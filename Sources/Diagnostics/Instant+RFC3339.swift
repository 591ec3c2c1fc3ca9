//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

extension Instant {
    /// Reads a time as RFC 3339 §5.6 writes it, with any offset and any fraction (cut after nanoseconds).
    ///
    /// A leap second (`:60`) is read as the second that follows, as POSIX time counts it.
    ///
    /// - Returns: `nil` where the text is not such a time, its date doesn't exist, or it lies outside of the years 0000
    ///   to 9999 in UTC (RFC 3339 §1), so that whatever is read can be written again.
    public init?(rfc3339 text: some StringProtocol) {
        var reader = DigitReader(text.utf8)
        guard
            let year = reader.digits(4), reader.skip("-"),
            let month = reader.digits(2), reader.skip("-"),
            let day = reader.digits(2), reader.skip("T", "t", " "),
            let hour = reader.digits(2), reader.skip(":"),
            let minute = reader.digits(2), reader.skip(":"),
            let second = reader.digits(2),
            (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day),
            hour < 24, minute < 60, second <= 60,
            let nanoseconds = reader.fraction(),
            let offset = reader.offset(), reader.isAtEnd
        else { return nil }
        let days = Self.daysSince1970(year: year, month: month, day: day)
        let seconds = days * 86_400 + Int64(hour * 3_600 + minute * 60 + second) - Int64(offset)
        guard Self.writableSeconds.contains(seconds) else { return nil }
        self.init(seconds: seconds, nanoseconds: nanoseconds)
    }

    /// 0000-01-01T00:00:00Z to 9999-12-31T23:59:59Z.
    private static let writableSeconds = -62_167_219_200...253_402_300_799 as ClosedRange<Int64>

    /// The time as RFC 3339 writes it, in UTC: `2026-01-31T08:00:00Z`; a fraction only where there is one.
    ///
    /// A time outside of the years 0000 to 9999, which RFC 3339 doesn't have, gets as many digits as its year needs.
    public var rfc3339: String {
        // No subtraction before the division: it would overflow at the least number.
        let (quotient, remainder) = seconds.quotientAndRemainder(dividingBy: 86_400)
        let day = remainder < 0 ? quotient - 1 : quotient
        let second = Int(remainder < 0 ? remainder + 86_400 : remainder)
        let (year, month, dayOfMonth) = Self.date(daysSince1970: day)
        var text = Self.padded(year, 4) + "-" + Self.padded(month, 2) + "-" + Self.padded(dayOfMonth, 2)
        text += "T" + Self.padded(second / 3_600, 2) + ":" + Self.padded(second / 60 % 60, 2)
        text += ":" + Self.padded(second % 60, 2)
        if nanoseconds > 0 {
            var digits = Self.padded(Int(nanoseconds), 9)
            while digits.hasSuffix("0") { digits.removeLast() }
            text += "." + digits
        }
        return text + "Z"
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// The days of a month in the Gregorian calendar.
    private static func days(in month: Int, of year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    // Both conversions count from 1 March 0000, so that the leap day is the last of its year.

    /// The count of days from 1970-01-01 to a day of the Gregorian calendar; negative before.
    package static func daysSince1970(year: Int, month: Int, day: Int) -> Int64 {
        let shifted = month > 2 ? year : year - 1
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Int64(era) * 146_097 + Int64(dayOfEra) - 719_468
    }

    /// The same time of the same day a year before; 28 February for a leap day.
    package var oneYearEarlier: Instant {
        let day = (seconds - Self.secondOfDay(seconds)) / 86_400
        let (year, month, dayOfMonth) = Self.date(daysSince1970: day)
        let earlier = Self.daysSince1970(
            year: year - 1, month: month, day: min(dayOfMonth, Self.days(in: month, of: year - 1))
        )
        return Instant(seconds: earlier * 86_400 + Self.secondOfDay(seconds), nanoseconds: nanoseconds)
    }

    private static func secondOfDay(_ seconds: Int64) -> Int64 { ((seconds % 86_400) + 86_400) % 86_400 }

    private static func date(daysSince1970 days: Int64) -> (year: Int, month: Int, day: Int) {
        let shifted = Int(days) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthIndex = (5 * dayOfYear + 2) / 153
        let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * monthIndex + 2) / 5 + 1)
    }
}

extension Instant: CustomStringConvertible {
    public var description: String { rfc3339 }
}

/// In JSON a time is its RFC 3339 text.
extension Instant: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let instant = Self(rfc3339: text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "`\(text)` is no RFC 3339 time")
        }
        self = instant
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rfc3339)
    }
}

/// Reads the fixed fields of a time from its ASCII text.
private struct DigitReader<Bytes: Collection> where Bytes.Element == UInt8 {
    private var rest: Bytes.SubSequence

    init(_ bytes: Bytes) { rest = bytes[...] }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func digits(_ count: Int) -> Int? {
        var value = 0
        for _ in 0..<count {
            guard let byte = rest.first, (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
            rest.removeFirst()
        }
        return value
    }

    mutating func skip(_ allowed: Unicode.Scalar...) -> Bool {
        guard let byte = rest.first, allowed.contains(Unicode.Scalar(byte)) else { return false }
        rest.removeFirst()
        return true
    }

    /// Nanoseconds; 0 where there is no fraction, `nil` where a point has no digit after it.
    mutating func fraction() -> Int32? {
        guard skip(".") else { return 0 }
        var value: Int32 = 0
        var count = 0
        while let byte = rest.first, (0x30...0x39).contains(byte) {
            if count < 9 { value = value * 10 + Int32(byte - 0x30) }
            count += 1
            rest.removeFirst()
        }
        guard count > 0 else { return nil }
        for _ in min(count, 9)..<9 { value *= 10 }
        return value
    }

    /// Seconds east of UTC.
    mutating func offset() -> Int? {
        if skip("Z", "z") { return 0 }
        let sign = rest.first == UInt8(ascii: "-") ? -1 : 1
        guard skip("+", "-"), let hours = digits(2), skip(":"), let minutes = digits(2), hours < 24, minutes < 60
        else { return nil }
        return sign * (hours * 3_600 + minutes * 60)
    }
}
