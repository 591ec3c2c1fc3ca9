//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import Diagnostics

/// One check of a path and what came of it.
public struct PathCheckRecord: Hashable, Sendable {
    /// What came of a check.
    public enum Outcome: String, Hashable, Sendable {
        case passed
        case failed
        /// It wasn't made, since an earlier one failed or the caller didn't ask for it.
        case notChecked = "not-checked"
    }

    /// What was checked, such as `signatures` or `validity`.
    public let name: String
    public let outcome: Outcome
    /// The clause of the standard that asks for it.
    public let clause: String

    init(_ name: String, _ outcome: Outcome, clause: String) {
        self.name = name
        self.outcome = outcome
        self.clause = clause
    }
}

/// A path that was put together and doesn't hold.
public struct TriedPath: Hashable, Sendable {
    /// From the leaf on.
    public let certificates: [Certificate]
    /// Why it doesn't hold, in the standard's word.
    public let subIndication: SubIndication
    /// Why, for a person; the first finding decided it.
    public let findings: [Finding]

    init(_ certificates: [Certificate], _ subIndication: SubIndication, _ findings: [Finding]) {
        self.certificates = certificates
        self.subIndication = subIndication
        self.findings = findings
    }
}
