//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics
import Testing

@Suite("Instants")
struct InstantTests {
    /// Seconds by `date -u -d TIME +%s`.
    static let examples: [(String, Int64, String)] = [
        ("1970-01-01T00:00:00Z", 0, "1970-01-01T00:00:00Z"),
        ("1969-12-31T23:59:59Z", -1, "1969-12-31T23:59:59Z"),
        ("2000-02-29T12:00:00+07:00", 951_800_400, "2000-02-29T05:00:00Z"),
        ("2026-11-24T08:00:00.250Z", 1_795_507_200, "2026-11-24T08:00:00.25Z"),
        ("9999-12-31T23:59:59Z", 253_402_300_799, "9999-12-31T23:59:59Z"),
        ("2016-12-31T23:59:60Z", 1_483_228_800, "2017-01-01T00:00:00Z"),
        ("1600-03-01t00:00:00-00:30", -11_670_910_200, "1600-03-01T00:30:00Z"),
    ]

    @Test("are read from RFC 3339 and written in UTC", arguments: examples)
    func agreesWithPOSIX(text: String, seconds: Int64, written: String) throws {
        let instant = try #require(Instant(rfc3339: text))
        #expect(instant.seconds == seconds)
        #expect(instant.rfc3339 == written)
    }

    @Test(
        "are refused where RFC 3339 §5.6 doesn't allow the text or the date doesn't exist",
        arguments: [
            "", "2026", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-01-01T24:00:00Z",
            "2026-01-01T00:00:00", "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00+0700", "2026-01-01T00:00:00Zx",
        ]
    )
    func refusesOthers(text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }

    /// RFC 3339 §1: all dates and times are in the years 0000 to 9999.
    @Test(
        "are refused where UTC has no text for them",
        arguments: ["0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "9999-12-31T23:59:60Z"]
    )
    func refusesOtherYears(text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }

    @Test("have a text at both ends of what can be counted")
    func extremes() {
        #expect(Instant(seconds: .min).rfc3339.hasSuffix("-01-27T08:29:52Z"))
        #expect(Instant(seconds: .max).rfc3339 == "292277026596-12-04T15:30:07Z")
    }
}
