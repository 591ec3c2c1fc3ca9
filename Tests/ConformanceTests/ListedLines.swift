//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import FixtureManifests
import Foundation

/// A line of a manifest that doesn't agree yet, and why.
struct ListedLine: Decodable {
    /// The closed set of reasons.
    enum Code: String, Decodable, CaseIterable {
        /// Not every OpenSSL that is supported offers the algorithm. Where it does, the line has to agree.
        case algorithmUnavailable = "algorithm-unavailable"
        /// The vector, or the line about it, contradicts its standard, whose clause is in `clause`. Where it is the line,
        /// which doesn't name data that the signature asks for, the line has to agree with that of `detached`.
        case vectorWrong = "vector-wrong"
        /// OpenSSL can't be asked about exactly this path, so that it is refused (`path-not-expressible`).
        case notExpressible = "not-expressible"
    }

    let file: String
    let variant: String?
    let test: String?
    let code: Code
    let clause: String?
    /// The data that the line of the manifest would have to name, where it doesn't: files by their URIs.
    let detached: [String: String]?

    var key: LineKey { LineKey(file: file, variant: variant, test: test) }

    /// Whether what the code asks for is there.
    var isComplete: Bool {
        switch code {
        case .algorithmUnavailable, .notExpressible: true
        case .vectorWrong: clause?.isEmpty == false
        }
    }
}

/// What tells the lines of a manifest apart.
struct LineKey: Hashable, CustomStringConvertible {
    let file: String
    let variant: String?
    let test: String?

    init(file: String, variant: String?, test: String?) {
        self.file = file
        self.variant = variant
        self.test = test
    }

    init(_ fixture: Fixture) {
        self.init(file: fixture.file, variant: fixture.variant, test: fixture.test)
    }

    var description: String {
        var text = file
        if let variant { text += " variant \(variant)" }
        if let test { text += " test \(test)" }
        return text
    }
}

/// The list of one manifest.
struct ListedLines {
    let lines: [ListedLine]
    private let texts: [Substring]
    private let file: URL
    private let byKey: [LineKey: ListedLine]

    /// - Parameter name: The file's name beside this one, in the folder `Listed`.
    init(_ name: String) throws {
        file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Listed/\(name)")
        texts = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        let decoder = JSONDecoder()
        lines = try texts.map { try decoder.decode(ListedLine.self, from: Data($0.utf8)) }
        byKey = Dictionary(lines.map { ($0.key, $0) }) { first, _ in first }
    }

    subscript(fixture: Fixture) -> ListedLine? { byKey[LineKey(fixture)] }

    /// Takes lines out of the file, since they agree by now; nothing ever puts one in.
    func remove(_ keys: Set<LineKey>) throws {
        let kept = zip(lines, texts).filter { !keys.contains($0.0.key) }.map { $0.1 + "\n" }
        try kept.joined().write(to: file, atomically: true, encoding: .utf8)
    }

    var duplicates: [LineKey] {
        Dictionary(grouping: lines, by: \.key).filter { $0.value.count > 1 }.map(\.key)
    }
}
