//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import FixtureManifests

/// The answers to a manifest, held against the list of lines that don't agree yet.
struct Conformance {
    /// What became of a line.
    enum Verdict: Hashable {
        case agreed
        case listed(ListedLine.Code)
        /// Of a kind that isn't built yet, or with something that a runner may lack.
        case skipped
    }

    private(set) var verdicts: [(kind: String, verdict: Verdict)] = []
    /// Lines that disagree and aren't listed.
    private(set) var failures: [String] = []
    /// Listed lines that agree by now, so that the list only shrinks.
    private(set) var outdated: [LineKey] = []
    /// Listed lines that the manifest doesn't have.
    private(set) var unknown: [LineKey] = []

    init(_ answers: [FixtureAnswer], _ list: ListedLines) {
        for answer in answers { add(answer, list[answer.fixture]) }
        let known = Set(answers.map { LineKey($0.fixture) })
        unknown = list.lines.map(\.key).filter { !known.contains($0) }
    }

    private mutating func add(_ answer: FixtureAnswer, _ entry: ListedLine?) {
        let name = "line \(answer.fixture.line), \(LineKey(answer.fixture))"
        let verdict: Verdict
        switch (answer.agreement, entry) {
        case (.agrees, nil): verdict = .agreed
        case (.agrees, let entry?) where entry.code != .algorithmUnavailable:
            outdated.append(entry.key)
            verdict = .agreed
        // Where OpenSSL has the algorithm, the line has to agree.
        case (.disagrees, let entry?) where entry.code == .algorithmUnavailable:
            failures.append("\(name): \(answer.detail ?? "disagrees")")
            return
        // So that the counts don't depend on the OpenSSL at hand, the others count as listed in any case.
        case (_, let entry?): verdict = .listed(entry.code)
        case (.skipped, nil) where answer.fixture.maySkip: verdict = .skipped
        case (.skipped, nil), (.disagrees, nil):
            failures.append("\(name): \(answer.detail ?? "skipped")")
            return
        }
        verdicts.append((answer.fixture.kindName, verdict))
    }

    func count(_ verdict: Verdict, kind: String? = nil) -> Int {
        verdicts.count { $0.verdict == verdict && (kind == nil || $0.kind == kind) }
    }

    /// `N lines, N agreed, N listed, N skipped`.
    var summary: String {
        let listed = ListedLine.Code.allCases.reduce(0) { $0 + count(.listed($1)) }
        let total = verdicts.count + failures.count
        return "\(total) lines, \(count(.agreed)) agreed, \(listed) listed, \(count(.skipped)) skipped"
    }
}

extension Fixture {
    /// Whether the manifest's contract lets a runner skip the line: a profile that isn't built, or an ability
    /// that a runner may lack.
    fileprivate var maySkip: Bool {
        profile == .webpki || profile == .online || policy.contains(.requireRevocationList)
            || needs.contains { $0.missingAbility != nil }
    }
}
