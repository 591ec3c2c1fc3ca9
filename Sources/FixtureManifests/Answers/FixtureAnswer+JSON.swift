//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

extension FixtureAnswer {
    /// The answer as one line of JSON, its members in the order of the contract.
    package var json: String {
        var line = JSONLine()
        line.add("line", number: fixture.line)
        line.add("kind", text: fixture.kindName)
        line.add("file", text: fixture.file)
        line.add("variant", text: fixture.variant)
        line.add("test", text: fixture.test)
        line.add("expect", text: fixture.expect)
        line.add("got", text: outcome.got?.rawValue)
        line.add("core", text: outcome.core?.rawValue)
        if let covers = outcome.covers { line.add("covers", lists: covers) }
        line.add("agrees", boolean: agreement.value)
        line.add("detail", text: detail)
        line.add("microseconds", number: microseconds)
        return line.text
    }

    /// What there is to say for a person: first why it doesn't agree.
    package var detail: String? {
        guard case .disagrees(let why) = agreement, why != outcome.detail else { return outcome.detail }
        return outcome.detail.map { "\(why): \($0)" } ?? why
    }

    package var microseconds: Int {
        let (seconds, attoseconds) = duration.components
        return Int(seconds) * 1_000_000 + Int(attoseconds / 1_000_000_000_000)
    }
}

/// One JSON object whose members keep their order.
private struct JSONLine {
    private var members = ""

    var text: String { "{" + members + "}" }

    mutating func add(_ name: String, text: String?) { add(name, json: text.map(Self.quoted) ?? "null") }

    mutating func add(_ name: String, number: Int) { add(name, json: String(number)) }

    mutating func add(_ name: String, boolean: Bool?) { add(name, json: boolean.map(String.init) ?? "null") }

    mutating func add(_ name: String, lists: [[String]]) {
        add(
            name,
            json: "[" + lists.map { "[" + $0.map(Self.quoted).joined(separator: ",") + "]" }.joined(separator: ",")
                + "]")
    }

    private mutating func add(_ name: String, json: String) {
        if !members.isEmpty { members += "," }
        members += Self.quoted(name) + ":" + json
    }

    /// RFC 8259 §7.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
