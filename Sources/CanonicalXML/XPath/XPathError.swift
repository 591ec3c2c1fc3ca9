//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import Diagnostics

/// Why an XPath expression was not evaluated to its end; there is no value then.
public struct XPathError: XMLDSigError, Hashable {
    public let code: Code
    public let clause: String?
    public let hint: String

    /// Unknown here: an expression is no part of the document that it is about.
    public var position: SourcePosition? { nil }
    public var codeName: String { code.description }

    package init(_ code: Code, clause: String? = nil, _ hint: String) {
        self.code = code
        self.clause = clause
        self.hint = hint
    }

    /// A stable code; see the catalogue of findings in the documentation.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        // A struct over a private enumeration: a new code breaks nobody's `switch`.
        private enum Storage: String, CaseIterable {
            case syntax = "xpath-syntax"
            case unknownFunction = "xpath-unknown-function"
            case unboundName = "xpath-unbound-name"
            case expressionLimit = "xpath-expression-limit"
            case operationLimit = "xpath-operation-limit"
            case nodeLimit = "xpath-node-limit"
            case deadline = "xpath-deadline"
            case ambiguousID = "xpath-ambiguous-id"
            case otherDocument = "xpath-other-document"
            case noNodeSet = "xpath-no-node-set"
            case failed = "xpath-failed"
        }

        private let storage: Storage

        private init(_ storage: Storage) { self.storage = storage }

        /// Every code there is.
        public static var all: [Self] { Storage.allCases.map(Self.init) }

        /// The text is no expression (XPath 1.0 §3).
        public static let syntax = Self(.syntax)
        /// A function that is neither of XPath 1.0 §4 nor `here()`.
        public static let unknownFunction = Self(.unknownFunction)
        /// A prefix without a namespace, or a variable: there are none.
        public static let unboundName = Self(.unboundName)
        /// The expression is too long, nested too deep, or has too many parts or prefixes.
        public static let expressionLimit = Self(.expressionLimit)
        /// The document's operations are used up.
        public static let operationLimit = Self(.operationLimit)
        /// A node set, or the document, has too many nodes.
        public static let nodeLimit = Self(.nodeLimit)
        /// The document's processor time is used up.
        public static let deadline = Self(.deadline)
        /// `id()` names more than one element.
        public static let ambiguousID = Self(.ambiguousID)
        /// `here()` where the expression stands in another document (XML-DSig §6.6.3).
        public static let otherDocument = Self(.otherDocument)
        /// The value is no node-set where one has to be.
        public static let noNodeSet = Self(.noNodeSet)
        /// libxml2 has something against the expression, or no memory.
        public static let failed = Self(.failed)

        public var description: String { storage.rawValue }
    }
}
