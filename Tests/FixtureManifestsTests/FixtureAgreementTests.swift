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
import Testing

/// The contract's table: kind, expected, expected core, got, core, agrees.
@Suite("Agreement of an answer")
struct FixtureAgreementTests {
    typealias Got = FixtureOutcome.Got

    struct Case: Sendable {
        let kind: String
        let expect: String?
        let expectedCore: CoreResult?
        let got: Got
        let core: CoreResult?
        let agrees: Bool?

        init(
            _ kind: String, _ expect: String?, _ expectedCore: CoreResult?, _ got: Got, _ core: CoreResult?,
            _ agrees: Bool?
        ) {
            self.kind = kind
            self.expect = expect
            self.expectedCore = expectedCore
            self.got = got
            self.core = core
            self.agrees = agrees
        }
    }

    static let cases: [Case] = [
        // An expected `valid` is met by `valid` only.
        Case("xmldsig", "valid", nil, .valid, .valid, true),
        Case("xmldsig", "valid", nil, .indeterminate, .valid, false),
        Case("xmldsig", "valid", nil, .invalid, .invalid, false),
        Case("xmldsig", "valid", nil, .refused, nil, false),
        // An expected `invalid` with `core: valid` by `invalid`, `refused` or `indeterminate`.
        Case("xmldsig", "invalid", .valid, .invalid, .valid, true),
        Case("xmldsig", "invalid", .valid, .indeterminate, .valid, true),
        Case("xmldsig", "invalid", .valid, .refused, nil, true),
        Case("xmldsig", "invalid", .valid, .valid, .valid, false),
        // Any other expected `invalid`, and `refused`, by `invalid` or `refused`.
        Case("xmldsig", "invalid", nil, .invalid, .invalid, true),
        Case("xmldsig", "invalid", nil, .refused, nil, true),
        Case("xmldsig", "invalid", nil, .indeterminate, .valid, false),
        Case("attack", "refused", nil, .refused, nil, true),
        Case("attack", "refused", nil, .invalid, .invalid, true),
        Case("attack", "refused", nil, .indeterminate, .valid, false),
        Case("attack", "refused", nil, .valid, .valid, false),
        // Where the line has `core`, the answer's must be the same, or null if `got` is `refused`.
        Case("xmldsig", "invalid", .valid, .invalid, .invalid, false),
        Case("xmldsig", "invalid", .invalid, .invalid, nil, false),
        Case("xmldsig", "invalid", .invalid, .refused, nil, true),
        // `output` and `per-test` by themselves.
        Case("c14n", "output", nil, .output, nil, true),
        Case("c14n", "output", nil, .different, nil, false),
        Case("c14n", "output", nil, .refused, nil, false),
        Case("sigvec", "per-test", nil, .perTest, nil, true),
        Case("sigvec", "per-test", nil, .different, nil, false),
        Case("parser", "refused", nil, .refused, nil, true),
        Case("parser", "refused", nil, .valid, nil, false),
        // `xades` and `asic` are judged by `core` until XAdES is built.
        Case("xades", "valid", nil, .indeterminate, .valid, true),
        Case("asic", "valid", nil, .refused, nil, false),
        Case("xades", "invalid", nil, .indeterminate, .valid, false),
        Case("asic", "invalid", nil, .invalid, .invalid, true),
        Case("xades", "invalid", .valid, .indeterminate, .valid, true),
        Case("xades", "invalid", .valid, .valid, .valid, false),
        // Nothing expected, nothing carried out.
        Case("xmldsig", nil, nil, .valid, .valid, nil),
        Case("xmldsig", "valid", nil, .skipped, nil, nil),
    ]

    @Test("is as the contract says", arguments: cases)
    func agrees(row: Case) {
        let fixture = Fixture(line: 1, kind: row.kind, file: "f", expect: row.expect, core: row.expectedCore)
        let answer = FixtureAnswer(fixture, FixtureOutcome(row.got, core: row.core), duration: .zero)
        #expect(answer.agreement.value == row.agrees)
    }

    @Test("counts an algorithm that OpenSSL lacks as skipped where the line requires a newer one, else as refused")
    func skipsUnavailableAlgorithms() {
        var fixture = Fixture(line: 1, kind: "xmldsig", file: "f", expect: "valid")
        let outcome = FixtureOutcome(.refused, detail: "algorithm-unavailable")
        #expect(FixtureAnswer(fixture, outcome, duration: .zero).agreement.value == false)
        fixture.requires = OpenSSLRequirement("openssl>=3.5").map { [$0] } ?? []
        let answer = FixtureAnswer(fixture, outcome, duration: .zero)
        #expect(answer.agreement == .skipped)
        #expect(answer.json.contains(#""got":"refused","core":null,"agrees":null,"detail":"algorithm-unavailable""#))
    }

    @Test("fails where a further statement of the line doesn't hold, or a file is missing")
    func contradictions() {
        let fixture = Fixture(line: 1, kind: "xmldsig", file: "f", expect: "valid")
        var outcome = FixtureOutcome(.valid, core: .valid)
        outcome.contradiction = "reference 0 digests other octets"
        #expect(
            FixtureAnswer(fixture, outcome, duration: .zero).agreement == .disagrees("reference 0 digests other octets")
        )
        #expect(FixtureAnswer(fixture, FixtureOutcome(nil), duration: .zero).agreement.value == false)
        let refused = Fixture(line: 1, kind: "parser", file: "nowhere.xml", expect: "refused")
        let answer = FixtureRunner(folder: "/nowhere").answer(refused)
        #expect(answer.agreement.value == false, "a missing file is no refusal")
    }

    @Test("is told as one line of JSON with the contract's members in their order")
    func json() throws {
        let fixture = Fixture(line: 17, kind: "xmldsig", file: "a\"\n.xml", variant: "v", expect: "valid")
        let outcome = FixtureOutcome(.valid, core: .valid, covers: [["/a/b"], []])
        let json = FixtureAnswer(fixture, outcome, duration: .microseconds(1_500_001)).json
        #expect(
            json
                == #"{"line":17,"kind":"xmldsig","file":"a\"\n.xml","variant":"v","test":null,"expect":"valid","#
                + #""got":"valid","core":"valid","covers":[["/a/b"],[]],"agrees":true,"detail":null,"#
                + #""microseconds":1500001}"#
        )
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(json.utf8)) }
    }

    @Test(
        "makes the exit status: 1 one disagrees, 2 some skipped or none agreed, 0 all agree",
        arguments: [
            ([], 2), ([.valid], 0), ([.valid, .skipped], 2), ([.skipped], 2), ([.invalid, .skipped], 1),
        ] as [([Got], Int32)]
    )
    func exitStatus(gots: [Got], status: Int32) {
        let fixture = Fixture(line: 1, kind: "xmldsig", file: "f", expect: "valid")
        let answers = gots.map { FixtureAnswer(fixture, FixtureOutcome($0), duration: .zero) }
        #expect(FixtureSummary(answers).exitStatus == status)
    }

    @Test("is written for continuous integration as well-formed XML")
    func junit() throws {
        let fixture = Fixture(line: 1, kind: "xmldsig", file: "a<&\"\u{1}.xml", expect: "valid")
        let answers = [FixtureOutcome(.valid), FixtureOutcome(.invalid), .skipped("why")].map {
            FixtureAnswer(fixture, $0, duration: .milliseconds(1))
        }
        let xml = JUnitReport("m & n", answers).xml
        #expect(
            xml.contains(#"<testsuite name="m &amp; n" tests="3" failures="1" errors="0" skipped="1" time="0.003000">"#)
        )
        #expect(xml.contains("name=\"a&lt;&amp;&quot;\u{FFFD}.xml (line 1)\""))
        #expect(xml.contains(#"<failure message="expected valid, got invalid"/>"#))
    }
}
