//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// The answers in the form that continuous integration reads: one suite, one test case a line.
package struct JUnitReport: Sendable {
    private let name: String
    private let answers: [FixtureAnswer]

    package init(_ name: String, _ answers: [FixtureAnswer]) {
        self.name = name
        self.answers = answers
    }

    package var xml: String {
        let summary = FixtureSummary(answers)
        let time = Self.seconds(answers.reduce(.zero) { $0 + $1.duration })
        var text = #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n"
        text += "<testsuites>\n"
        text += #"<testsuite name="\#(Self.escaped(name))" tests="\#(answers.count)" failures="\#(summary.failed)""#
        text += #" errors="0" skipped="\#(summary.skipped)" time="\#(time)">"# + "\n"
        for answer in answers { text += testCase(answer) }
        return text + "</testsuite>\n</testsuites>\n"
    }

    private func testCase(_ answer: FixtureAnswer) -> String {
        let fixture = answer.fixture
        let parts = [fixture.file, fixture.variant, fixture.test == fixture.variant ? nil : fixture.test]
        let title = parts.compactMap(\.self).joined(separator: " ") + " (line \(fixture.line))"
        let start = #"<testcase classname="\#(Self.escaped(fixture.kindName))" name="\#(Self.escaped(title))""#
        let head = start + #" time="\#(Self.seconds(answer.duration))""#
        let detail = Self.escaped(answer.detail ?? "")
        switch answer.agreement {
        case .agrees: return head + "/>\n"
        case .disagrees: return head + #"><failure message="\#(detail)"/></testcase>"# + "\n"
        case .skipped: return head + #"><skipped message="\#(detail)"/></testcase>"# + "\n"
        }
    }

    package static func seconds(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let digits = String(attoseconds / 1_000_000_000_000)
        return "\(seconds)." + String(repeating: "0", count: 6 - digits.count) + digits
    }

    /// For an attribute value; what no XML document can hold becomes U+FFFD (XML 1.0 §2.2).
    package static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case "\"": result += "&quot;"
            case "\n", "\r", "\t": result += "&#\(scalar.value);"
            case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
