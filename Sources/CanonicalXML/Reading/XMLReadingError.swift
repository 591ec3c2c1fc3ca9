//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import Diagnostics

/// Why a document was refused before anything in it was believed.
public struct XMLReadingError: XMLDSigError, Hashable {
    public let code: Code
    /// Where reading stopped; `nil` where that is nowhere in the document, as for one that is too long.
    public let position: SourcePosition?
    public let clause: String?
    public let hint: String
    /// The limit that was exceeded, where that is the reason.
    public let limit: Limit?

    public var codeName: String { code.description }

    package init(
        _ code: Code, at position: SourcePosition?, clause: String?, _ hint: String, limit: Limit? = nil
    ) {
        self.code = code
        self.position = position
        self.clause = clause
        self.hint = hint
        self.limit = limit
    }

    /// A limit of ``ReadingLimits`` and what it was set to.
    public struct Limit: Hashable, Sendable {
        /// The name of the property, such as `depth`.
        public let name: String
        public let value: Int

        package init(_ name: String, _ value: Int) {
            self.name = name
            self.value = value
        }
    }
}
