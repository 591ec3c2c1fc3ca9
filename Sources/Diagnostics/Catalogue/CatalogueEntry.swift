//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// What a code means and what to do about it.
public struct CatalogueEntry: Hashable, Sendable {
    /// The stable word for programs.
    public let code: String
    /// Where it occurs: `Findings` for those of reports, else the type of the error.
    public let room: String
    /// The severities that it occurs with; an error of a room is always an error.
    public let severities: [Finding.Severity]
    /// The clause of the standard that decides it, where there is one for all its uses.
    public let clause: String?
    /// What it says, in a sentence.
    public let meaning: String
    /// What to do.
    public let hint: String
}

/// A room's list of codes, each with its entry: a code without one doesn't compile.
package protocol CatalogueCode: RawRepresentable, CaseIterable, Hashable, Sendable where RawValue == String {
    static var room: String { get }
    var entry: CatalogueEntry { get }
}

extension CatalogueCode {
    func entry(
        _ severities: [Finding.Severity], _ clause: String?, _ meaning: String, _ hint: String
    ) -> CatalogueEntry {
        CatalogueEntry(
            code: rawValue, room: Self.room, severities: severities, clause: clause, meaning: meaning, hint: hint
        )
    }

    static var entries: [CatalogueEntry] { allCases.map(\.entry) }
}
