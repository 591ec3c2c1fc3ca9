//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import Diagnostics

/// Why a canonical form could not be made.
///
/// What a sink was given before is no canonical form of anything; whoever digests it throws it away.
public struct CanonicalizationError: XMLDSigError, Hashable {
    public let code: Code
    public let position: SourcePosition?
    public let clause: String?
    public let hint: String

    public init(_ code: Code, at position: SourcePosition? = nil, clause: String? = nil, _ hint: String) {
        self.code = code
        self.position = position
        self.clause = clause
        self.hint = hint
    }

    public var codeName: String { code.description }

    /// A stable code; see the catalogue of findings in the documentation.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        // A struct over the catalogue's list: a new code breaks nobody's `switch`.
        private let storage: CanonicalizationErrorName

        private init(_ storage: CanonicalizationErrorName) { self.storage = storage }

        /// Every code there is.
        public static var all: [Self] { CanonicalizationErrorName.allCases.map(Self.init) }

        /// What the code means, by the catalogue.
        public var entry: CatalogueEntry { storage.entry }

        /// A namespace name of the document has no scheme (Canonical XML 1.0 §2.1).
        public static let relativeNamespaceURI = Self(.relativeNamespaceURI)
        /// The canonical form is longer than the caller allows.
        public static let outputLimit = Self(.outputLimit)
        /// Joining `xml:base` values (Canonical XML 1.1 §2.4) takes more work than the size of the document warrants.
        public static let baseFixUpLimit = Self(.baseFixUpLimit)
        /// Whoever takes the octets can take no more.
        public static let sinkFailed = Self(.sinkFailed)

        public var description: String { storage.rawValue }
    }
}
