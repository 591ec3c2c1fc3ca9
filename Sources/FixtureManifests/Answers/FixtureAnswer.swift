//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// What was answered to a case, and whether that is what it expects.
package struct FixtureAnswer: Sendable {
    package let fixture: Fixture
    package let outcome: FixtureOutcome
    package let agreement: FixtureAgreement
    package let duration: Duration

    package init(_ fixture: Fixture, _ outcome: FixtureOutcome, duration: Duration) {
        self.fixture = fixture
        self.outcome = outcome
        agreement = FixtureAgreement(fixture, outcome)
        self.duration = duration
    }
}

/// What came out of a case, before it is compared with what is expected.
package struct FixtureOutcome: Hashable, Sendable {
    /// `got` of an answer.
    package enum Got: String, Sendable {
        case valid, invalid, refused, indeterminate
        case output, different
        case perTest = "per-test"
        case skipped
    }

    /// `nil` where the case could not even be tried: a file that it names can't be read. It agrees with nothing.
    package var got: Got?
    package var core: CoreResult?
    /// For signatures: the paths that each reference covers.
    package var covers: [[String]]?
    package var detail: String?
    /// Something else that the line states and that doesn't hold, such as an entry of `reference_outputs`.
    package var contradiction: String?

    package init(_ got: Got?, core: CoreResult? = nil, covers: [[String]]? = nil, detail: String? = nil) {
        self.got = got
        self.core = core
        self.covers = covers
        self.detail = detail
    }

    package static func skipped(_ reason: String) -> Self { Self(.skipped, detail: reason) }
}

/// Whether an answer is what a case expects.
package enum FixtureAgreement: Hashable, Sendable {
    case agrees
    /// With what doesn't agree, for a person.
    case disagrees(String)
    /// Nothing is expected, or the case can't be carried out here.
    case skipped

    /// `agrees` of an answer.
    package var value: Bool? {
        switch self {
        case .agrees: true
        case .disagrees: false
        case .skipped: nil
        }
    }
}

extension FixtureAgreement {
    /// What `detail` says where the OpenSSL at hand lacks the algorithm that a case is about.
    package static let algorithmUnavailable = "algorithm-unavailable"

    init(_ fixture: Fixture, _ outcome: FixtureOutcome) {
        guard let got = outcome.got else {
            self = .disagrees(outcome.detail ?? "it could not be tried")
            return
        }
        if got == .skipped || fixture.expect == nil {
            self = .skipped
        } else if got == .refused, !fixture.requires.isEmpty, outcome.detail == Self.algorithmUnavailable {
            self = .skipped
        } else if let contradiction = outcome.contradiction {
            self = .disagrees(contradiction)
        } else if !Self.isMet(fixture, by: outcome, got) {
            self = .disagrees("expected \(fixture.expect ?? ""), got \(got.rawValue)")
        } else if let core = fixture.core, core != outcome.core, !(outcome.core == nil && got == .refused) {
            self = .disagrees("expected core \(core.rawValue), got \(outcome.core?.rawValue ?? "none")")
        } else {
            self = .agrees
        }
    }

    private static func isMet(_ fixture: Fixture, by outcome: FixtureOutcome, _ got: FixtureOutcome.Got) -> Bool {
        if let kind = fixture.kind, kind.isJudgedByCore { return isMetByCore(fixture, outcome, got) }
        switch fixture.expect {
        case "valid": return got == .valid
        case "invalid" where fixture.core == .valid: return [.invalid, .refused, .indeterminate].contains(got)
        case "invalid", "refused": return got == .invalid || got == .refused
        default: return got.rawValue == fixture.expect
        }
    }

    /// XAdES and ASiC until they are built: core validation alone decides.
    private static func isMetByCore(
        _ fixture: Fixture, _ outcome: FixtureOutcome, _ got: FixtureOutcome.Got
    ) -> Bool {
        switch fixture.expect {
        case "valid": outcome.core == .valid
        case "invalid" where fixture.core == .valid: got != .valid
        case "invalid", "refused": outcome.core != .valid
        default: false
        }
    }
}
