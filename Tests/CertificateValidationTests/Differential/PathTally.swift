//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// What was tried, and what was found.
struct PathTally: CustomStringConvertible {
    private(set) var total = 0
    private(set) var acceptedByBoth = 0
    private(set) var refusedByBoth = 0
    /// Of those that both refuse, how many a rule would excuse if we accepted them.
    private(set) var excusable = 0
    private var acceptedByUs = 0
    private var acceptedByOpenSSL = 0
    private(set) var mutations: [PathMutation: Int] = [:]
    private var deviations: [PathDeviation: Int] = [:]
    private(set) var unexplained = 0
    /// Mutations without which the verdict on a path was another.
    var decisive: Set<PathMutation> = []

    /// - Parameter deviation: What explains the difference, where there is one.
    mutating func count(_ verdicts: PathVerdicts, _ deviation: PathDeviation?) {
        total += 1
        for mutation in Set(verdicts.path.mutations) { mutations[mutation, default: 0] += 1 }
        switch (verdicts.isAcceptedByUs, verdicts.isAcceptedByOpenSSL) {
        case (true, true): acceptedByBoth += 1
        case (false, false):
            refusedByBoth += 1
            let verdicts = verdicts.ifAcceptedByUs
            if PathDeviation.allCases.contains(where: { $0.explains(verdicts) }) { excusable += 1 }
        case (true, false): acceptedByUs += 1
        case (false, true): acceptedByOpenSSL += 1
        }
        guard verdicts.isAcceptedByUs != verdicts.isAcceptedByOpenSSL else { return }
        if let deviation { deviations[deviation, default: 0] += 1 } else { unexplained += 1 }
    }

    var description: String {
        let lines = [
            "\(total) paths", "  accepted by both: \(acceptedByBoth)", "  refused by both: \(refusedByBoth)",
            "    of which a rule would excuse our acceptance: \(excusable)",
            "  refused by OpenSSL only: \(acceptedByUs)", "  refused by us only: \(acceptedByOpenSSL)",
            "differences by the rule that explains them",
        ]
        let rules = PathDeviation.allCases.map { "  \($0.rawValue): \(deviations[$0] ?? 0) (\($0.clause))" }
        let kinds = PathMutation.allCases.map { "  \($0.rawValue): \(mutations[$0] ?? 0)" }
        return
            (lines + rules + ["  not explained: \(unexplained)", "paths with the mutation"] + kinds)
            .joined(separator: "\n")
    }
}
