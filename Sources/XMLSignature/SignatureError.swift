//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import Diagnostics

/// Why the signatures of a document could not be judged at all.
///
/// A single signature that is bad or can't be judged is no error: it is in the report.
public struct SignatureError: XMLDSigError, Hashable {
    public let code: Code
    public let position: SourcePosition?
    public let clause: String?
    public let hint: String

    public var codeName: String { code.description }

    package init(_ code: Code, at position: SourcePosition? = nil, clause: String? = nil, _ hint: String) {
        self.code = code
        self.position = position
        self.clause = clause
        self.hint = hint
    }

    /// A stable code; see the catalogue of findings in the documentation.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        // A struct over the catalogue's list: a new code breaks nobody's `switch`.
        private let storage: SignatureErrorName

        private init(_ storage: SignatureErrorName) { self.storage = storage }

        /// What the code means, by the catalogue.
        public var entry: CatalogueEntry { storage.entry }

        /// Every code there is.
        public static var all: [Self] { SignatureErrorName.allCases.map(Self.init) }

        /// The document has more signatures than the policy allows.
        public static let limitExceeded = Self(.limitExceeded)
        /// The document has signatures, and the one that was asked for isn't among them.
        public static let signatureNotFound = Self(.signatureNotFound)

        public var description: String { storage.rawValue }
    }
}
