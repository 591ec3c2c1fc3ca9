//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Paths that one worker found lately, by the question, so that no lock stands before those that are asked for again and
/// again.
///
/// A path is in here exactly as ``ValidationCaches`` keeps it, and holds under the same conditions.
package struct RecentPaths: Sendable {
    /// A question has one place, where the last of all that have it stays.
    private var entries: [(question: PathQuestion, path: KeptPath)?] = []

    /// How often a path was seen lately that held.
    package private(set) var answerCount = 0

    private static let capacity = 256
    private let isKept: Bool

    package init() { isKept = true }

    private init(isKept: Bool) { self.isKept = isKept }

    /// Keeps nothing, for who asks once.
    static let none = Self(isKept: false)

    func path(_ question: PathQuestion, of leaf: Certificate) -> KeptPath? {
        guard !entries.isEmpty, let entry = entries[Self.place(of: leaf)] else { return nil }
        return entry.question == question ? entry.path : nil
    }

    /// A path that was seen lately answers the question.
    mutating func countAnswer() { answerCount += 1 }

    mutating func store(_ path: KeptPath, _ question: PathQuestion, of leaf: Certificate) {
        guard isKept else { return }
        if entries.isEmpty { entries = Array(repeating: nil, count: Self.capacity) }
        entries[Self.place(of: leaf)] = (question, path)
    }

    /// The fingerprint is a digest: who aims at a place displaces what is there, and can do no more.
    private static func place(of leaf: Certificate) -> Int { leaf.fingerprint.first.map { Int($0) % capacity } ?? 0 }
}
