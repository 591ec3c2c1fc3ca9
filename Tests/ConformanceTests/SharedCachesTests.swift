//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation
import FixtureManifests
import Testing
import VectorFolders

/// What one validation found out may make another one faster and never different.
@Suite("Caches that all lines of a manifest share")
struct SharedCachesTests {
    /// The same numbers in every run (splitmix64).
    struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
            return mixed ^ mixed >> 31
        }
    }

    /// Signatures and paths; the others have nothing to do with certificates.
    private static func fixtures(_ vectors: VectorFolder) throws -> [Fixture] {
        try FixtureManifest(octets: vectors.manifestOctets()).fixtures.filter { fixture in
            fixture.kind.map { $0.isSignature || $0 == .chain || $0 == .crl } ?? false
        }
    }

    /// By line, what a runner answers that knows nothing of the other lines.
    private static func coldAnswers(_ vectors: VectorFolder, _ fixtures: [Fixture]) -> [Int: FixtureOutcome] {
        let runner = FixtureRunner(folder: vectors.path)
        return Dictionary(
            fixtures.map { ($0.line, runner.answer($0).outcome) }, uniquingKeysWith: { first, _ in first }
        )
    }

    private static func check(
        _ vectors: VectorFolder, _ expected: [Int: FixtureOutcome], _ order: [Fixture], _ caches: ValidationCaches
    ) {
        let runner = FixtureRunner(folder: vectors.path, caches: caches)
        for fixture in order {
            let outcome = runner.answer(fixture).outcome
            #expect(outcome == expected[fixture.line], "line \(fixture.line)")
        }
    }

    @Test("change the answer to none of our own, in whatever order they come", .enabled(if: VectorFolder.own.exists))
    func own() throws {
        let fixtures = try Self.fixtures(.own)
        let expected = Self.coldAnswers(.own, fixtures)
        #expect(Set(expected.values.map(\.got)).isSuperset(of: [.valid, .invalid, .refused]))
        var generator = Generator(state: 1)
        for order in [fixtures, fixtures.reversed(), fixtures.shuffled(using: &generator)] {
            let caches = ValidationCaches()
            Self.check(.own, expected, order, caches)
            #expect(caches.pathStatistics.hits > 0)
            #expect(caches.signatureStatistics.hits > 0)
            #expect(caches.certificateStatistics.hits > 0)
            // Once more, now that everything is there that is ever kept.
            Self.check(.own, expected, fixtures.shuffled(using: &generator), caches)
        }
    }

    @Test("change the answer to none of other projects", .enabled(if: VectorFolder.others.exists))
    func others() throws {
        let fixtures = try Self.fixtures(.others)
        var generator = Generator(state: 2)
        let order = fixtures.shuffled(using: &generator)
        Self.check(.others, Self.coldAnswers(.others, fixtures), order, ValidationCaches())
    }
}
