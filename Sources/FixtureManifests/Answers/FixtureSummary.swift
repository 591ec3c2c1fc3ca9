//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// How many cases agreed, and what that means for a process.
package struct FixtureSummary: Hashable, Sendable, CustomStringConvertible {
    package private(set) var passed = 0
    package private(set) var failed = 0
    package private(set) var skipped = 0

    package init() {}

    package init(_ answers: some Sequence<FixtureAnswer>) {
        for answer in answers { add(answer) }
    }

    package mutating func add(_ answer: FixtureAnswer) {
        switch answer.agreement {
        case .agrees: passed += 1
        case .disagrees: failed += 1
        case .skipped: skipped += 1
        }
    }

    /// 1 where a case disagrees; 2 where none does but some were skipped, or none agreed; 0 where all agree.
    package var exitStatus: Int32 {
        if failed > 0 { return 1 }
        return skipped > 0 || passed == 0 ? 2 : 0
    }

    package var description: String { "\(passed) passed, \(failed) failed, \(skipped) skipped" }
}
