//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

extension FixtureRunner {
    /// Answers the cases of a manifest.
    ///
    /// - Parameters:
    ///   - jobs: How many are worked on at a time.
    ///   - report: Called with each answer, in the order of the manifest.
    /// - Returns: All answers, in the order of the manifest.
    @discardableResult
    package func answers(
        _ manifest: FixtureManifest,
        jobs: Int,
        report: (FixtureAnswer) -> Void = { _ in }
    ) async -> [FixtureAnswer] {
        await withTaskGroup(of: (Int, FixtureAnswer).self) { group in
            var pending = manifest.fixtures.enumerated().makeIterator()
            func startNext() {
                guard let (index, fixture) = pending.next() else { return }
                group.addTask { (index, answer(fixture)) }
            }
            for _ in 0..<max(1, jobs) { startNext() }
            var waiting: [Int: FixtureAnswer] = [:]
            var answers: [FixtureAnswer] = []
            while let (index, answer) = await group.next() {
                waiting[index] = answer
                startNext()
                // Answers that came early wait for their turn.
                while let next = waiting.removeValue(forKey: answers.count) {
                    report(next)
                    answers.append(next)
                }
            }
            return answers
        }
    }
}
