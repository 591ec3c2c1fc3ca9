//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation
import Foundation
import Testing

/// Our verdict on a path against OpenSSL's on the same certificates, over paths that a seed decides.
///
/// A slice of them here; `Scripts/differential-paths` runs 100,000.
@Suite("Mutated paths of certificates")
struct PathDifferentialTests {
    private static func number(_ name: String) -> UInt64? {
        ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
    }

    static let count = number("XMLDSIG_PATHS_COUNT") ?? 1_500
    static let seed = number("XMLDSIG_PATHS_SEED") ?? 1
    /// The number of the first path.
    static let first = number("XMLDSIG_PATHS_FIRST") ?? 0
    /// Fewer say nothing about shares.
    private static let leastCount = 1_500
    /// One in so many has to hold, or hardly anything that counts would be tried.
    private static let leastAcceptedShare = 5
    /// At most one in so many, or a rule is too wide.
    private static let leastExcusableShare = 40
    /// So many are shown, with their certificates.
    private static let shownCount = 3

    @Test("hold for us where they hold for OpenSSL, but for listed deviations")
    func agree() {
        var tally = PathTally()
        for number in Self.first..<(Self.first + Self.count) {
            let verdicts = PathVerdicts(GeneratedPath(number: number, seed: Self.seed))
            let deviation = PathDeviation.allCases.first { $0.explains(verdicts) }
            tally.count(verdicts, deviation)
            #expect(
                verdicts.isAcceptedByUs == verdicts.isAcceptedByOpenSSL || deviation != nil,
                "seed \(Self.seed), \(verdicts)"
            )
            if verdicts.path.mutations.isEmpty { #expect(verdicts.isAcceptedByBoth, "without a mutation: \(verdicts)") }
            note(&tally, verdicts)
            if Self.count <= Self.shownCount { print(verdicts, verdicts.certificatesInPEM, separator: "\n") }
        }
        print(tally)
        guard tally.total >= Self.leastCount else { return }
        #expect(tally.acceptedByBoth * Self.leastAcceptedShare >= tally.total, "too few paths hold")
        #expect(tally.excusable * Self.leastExcusableShare <= tally.refusedByBoth, "the rules excuse too much")
        for mutation in PathMutation.allCases {
            #expect(tally.mutations[mutation] ?? 0 > 0, "no path with: \(mutation.rawValue)")
            #expect(tally.decisive.contains(mutation), "no path fails for: \(mutation.rawValue)")
        }
    }

    /// Notes which mutations decide the verdict on a path: without them it is another one.
    private func note(_ tally: inout PathTally, _ verdicts: PathVerdicts) {
        for (place, mutation) in verdicts.path.mutations.enumerated() where !tally.decisive.contains(mutation) {
            let without = GeneratedPath(number: verdicts.path.number, seed: Self.seed, omitting: place)
            if !PathVerdicts(without).isLike(verdicts) { tally.decisive.insert(mutation) }
        }
    }

    /// What a seed decides has to be the same each time, or a difference could not be looked at again.
    @Test("are the same for the same seed and number")
    func deterministic() {
        for number in 0..<100 as Range<UInt64> {
            let paths = (0..<2).map { _ in GeneratedPath(number: number, seed: Self.seed) }
            #expect(paths[0].certificates == paths[1].certificates)
            #expect("\(paths[0])" == "\(paths[1])")
        }
        let other = GeneratedPath(number: 0, seed: Self.seed &+ 1)
        #expect(other.certificates != GeneratedPath(number: 0, seed: Self.seed).certificates)
    }
}
