//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import Diagnostics

/// Why a digest, a key or a signature value could not be worked with.
///
/// A signature value that was checked and does not match is no error; it is the answer of the check.
public struct CryptographyError: XMLDSigError, Hashable {
    /// What kind of failure it is.
    public let code: Code
    /// What was found and what would be accepted, for a person; with OpenSSL's reasons where it gave any.
    public let hint: String
    /// The clause of the standard that decides it.
    public let clause: String?
    /// What OpenSSL said, oldest first; often empty.
    public let openSSLErrors: [String]

    /// Keys and values have no place in a document of their own; who took them out of one knows it.
    public var position: SourcePosition? { nil }

    /// The ``code`` as text.
    public var codeName: String { code.description }

    /// An error; what OpenSSL said is joined to the hint.
    package init(_ code: Code, _ hint: String, clause: String? = nil, openSSLErrors: [String] = []) {
        self.code = code
        self.hint = openSSLErrors.isEmpty ? hint : hint + "; OpenSSL: " + openSSLErrors.joined(separator: "; ")
        self.clause = clause
        self.openSSLErrors = openSSLErrors
    }

    /// A stable code; see the catalogue of findings in the documentation.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        // A struct over the catalogue's list: a new code breaks nobody's `switch`.
        private let storage: CryptographyErrorName

        private init(_ storage: CryptographyErrorName) { self.storage = storage }

        /// What the code means, by the catalogue.
        public var entry: CatalogueEntry { storage.entry }

        /// Every code there is.
        public static var all: [Self] { CryptographyErrorName.allCases.map(Self.init) }

        /// The OpenSSL at hand doesn't offer the algorithm, or its configuration forbids it.
        public static let algorithmUnavailable = Self(.algorithmUnavailable)
        /// The signature method asks for another kind of key, or the key's restrictions forbid the method.
        public static let algorithmKeyMismatch = Self(.algorithmKeyMismatch)
        /// The key is not what its standard says.
        public static let keyMalformed = Self(.keyMalformed)
        /// A kind of key that signs nothing in XML-DSig, or that isn't built.
        public static let keyUnsupported = Self(.keyUnsupported)
        /// A number of the key is past the limit.
        public static let keyTooLarge = Self(.keyTooLarge)
        /// A DSA key without its domain parameters: they are inherited from the issuer's key (RFC 3279 §2.3.2).
        public static let keyParametersMissing = Self(.keyParametersMissing)
        /// A curve that is spelt out instead of named (RFC 5480 §2.1.1 forbids it).
        public static let curveParametersExplicit = Self(.curveParametersExplicit)
        /// A named curve that isn't known here.
        public static let curveUnsupported = Self(.curveUnsupported)
        /// RSASSA-PSS parameters that no key of this size can be used with.
        public static let signatureParametersRefused = Self(.signatureParametersRefused)
        /// An HMACOutputLength that truncates further than was allowed (XML-DSig 1.1 §6.3.1).
        public static let hmacOutputLengthRefused = Self(.hmacOutputLengthRefused)
        /// OpenSSL failed for a reason that says nothing about the input, such as no memory.
        public static let operationFailed = Self(.operationFailed)

        public var description: String { storage.rawValue }
    }
}

extension CryptographyError {
    /// Takes along what OpenSSL has to say about the call that just failed on this thread, and leaves its queue empty.
    static func carryingOpenSSLErrors(_ code: Code, _ hint: String, clause: String? = nil) -> Self {
        Self(code, hint, clause: clause, openSSLErrors: OpenSSL.takeErrors())
    }

    /// Why OpenSSL didn't take a key: because it doesn't take keys of this kind at all, or because of the key.
    static func refusedKey(ofKind kind: String, _ hint: String, clause: String? = nil) -> Self {
        let refusal = carryingOpenSSLErrors(.keyMalformed, hint, clause: clause)
        if OpenSSL.offersKeys(ofKind: kind) { return refusal }
        return Self(
            .algorithmUnavailable,
            "this OpenSSL doesn't offer keys of kind \(kind), or forbids them",
            openSSLErrors: refusal.openSSLErrors
        )
    }
}
