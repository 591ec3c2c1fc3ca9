//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
import FixtureManifests
import Testing

@Suite("Listed lines")
struct ListedLinesTests {
    private static let line = """
        {"file": "xmlsec/aleksey-xmldsig-01/enveloped-sha512-mldsa44.xml", "kind": "xmldsig", "expect": "valid", \
        "requires": ["openssl>=3.5"]}
        """

    /// What is answered, and what becomes of a line that is listed since not every OpenSSL has its algorithm.
    static let cases: [(outcome: FixtureOutcome, isListed: Bool)] = [
        // An OpenSSL without the algorithm, and one that has it.
        (FixtureOutcome(.refused, detail: FixtureAgreement.algorithmUnavailable), true),
        (FixtureOutcome(.valid, core: .valid), true),
        (FixtureOutcome(.invalid, core: .invalid), false),
        (FixtureOutcome(.refused, detail: "algorithm-refused"), false),
        (FixtureOutcome(nil, detail: "no such file"), false),
    ]

    @Test("of an algorithm that OpenSSL may lack are skipped or agree, and nothing else", arguments: cases)
    func unavailableAlgorithms(outcome: FixtureOutcome, isListed: Bool) throws {
        let fixture = try #require(FixtureManifest(octets: Array(Self.line.utf8)).fixtures.first)
        let list = try ListedLines("Vectors.jsonl")
        #expect(list[fixture]?.code == .algorithmUnavailable)
        let conformance = Conformance([FixtureAnswer(fixture, outcome, duration: .zero)], list)
        #expect(conformance.count(.listed(.algorithmUnavailable)) == (isListed ? 1 : 0))
        #expect(conformance.failures.isEmpty == isListed)
        #expect(conformance.outdated.isEmpty)
    }
}
