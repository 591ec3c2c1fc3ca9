//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Foundation
import VectorFolders

/// The table in the README that says how many lines agree; written by `Scripts/update-status`.
struct StatusTable {
    private static let start = "<!-- status: written by Scripts/update-status -->\n"
    private static let end = "<!-- end of status -->"

    let text: String

    init(_ conformance: Conformance) {
        let kinds = Set(conformance.verdicts.map(\.kind)).sorted()
        var rows = [
            "| kind | lines | agree | algorithm unavailable | vector wrong | not expressible | skipped |"
        ]
        rows.append("|---|---:|---:|---:|---:|---:|---:|")
        for kind in kinds { rows.append(Self.row(kind, conformance, kind: kind)) }
        rows.append(Self.row("**all**", conformance, kind: nil))
        text = rows.joined(separator: "\n") + "\n"
    }

    private static func row(_ name: String, _ conformance: Conformance, kind: String?) -> String {
        let verdicts: [Conformance.Verdict] = [.agreed] + ListedLine.Code.allCases.map { .listed($0) } + [.skipped]
        let counts = verdicts.map { conformance.count($0, kind: kind) }
        return "| " + ([name] + ([counts.reduce(0, +)] + counts).map(String.init)).joined(separator: " | ") + " |"
    }

    private static let readme = VectorFolder.package.appending(path: "README.md")

    /// What the README says now; `nil` where it has no such table.
    static func current() throws -> String? {
        let text = try String(contentsOf: readme, encoding: .utf8)
        guard let start = text.range(of: start), let end = text.range(of: end) else { return nil }
        return String(text[start.upperBound..<end.lowerBound])
    }

    func write() throws {
        var text = try String(contentsOf: Self.readme, encoding: .utf8)
        guard let start = text.range(of: Self.start), let end = text.range(of: Self.end) else { return }
        text.replaceSubrange(start.upperBound..<end.lowerBound, with: self.text)
        try text.write(to: Self.readme, atomically: true, encoding: .utf8)
    }
}
