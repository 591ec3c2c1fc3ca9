//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Something that was observed while a signature was judged, kept in the report beside the indication.
public struct Finding: Hashable, Sendable, Codable {
    /// How much a finding weighs.
    public enum Severity: String, Hashable, Sendable, Codable, CaseIterable {
        /// Part of the reason why a signature isn't `TOTAL-PASSED`.
        case error
        /// A leniency that was used or a deviation that was tolerated.
        case warning
        /// Worth knowing, weighs nothing.
        case information
    }

    /// What kind of finding it is.
    public let code: FindingCode
    /// How much it weighs.
    public let severity: Severity
    /// What was found and what would be accepted, for a person.
    public let message: String
    /// The clause of the standard that decides it.
    public let clause: String?
    /// The line in the document, from 1, where there is one.
    public let line: Int?
    /// The column in characters, from 1, where there is one.
    public let column: Int?

    /// A finding; a column that isn't known stays out.
    public init(
        _ code: FindingCode,
        _ severity: Severity,
        _ message: String,
        clause: String? = nil,
        at position: SourcePosition? = nil
    ) {
        self.code = code
        self.severity = severity
        self.message = message
        self.clause = clause
        self.line = position?.line
        self.column = position.flatMap { $0.column > 0 ? $0.column : nil }
    }
}
