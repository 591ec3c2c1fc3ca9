//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation
package import Diagnostics
public import SignatureCryptography

/// Which nodes of a document valid signatures cover.
public struct CoverageReport: Hashable, Sendable, Codable {
    /// Elements, text, comments, processing instructions and attributes that a valid reference digested.
    public var signedNodes: Int
    /// Those that none did.
    public var unsignedNodes: Int
    /// The nodes of signatures themselves that nobody digested: value, key, unsigned objects.
    public var envelopeNodes: Int
    /// Where unsigned nodes are, at most 100: the topmost element of each subtree of which nothing is signed, and what
    /// else isn't signed one by one. Text of white space is counted, not listed.
    public var unsigned: [String]

    package init(signedNodes: Int, unsignedNodes: Int, envelopeNodes: Int, unsigned: [String]) {
        self.signedNodes = signedNodes
        self.unsignedNodes = unsignedNodes
        self.envelopeNodes = envelopeNodes
        self.unsigned = unsigned
    }
}

/// Whether the signatures are the ones that a procedure asks for.
public struct ProcessReport: Hashable, Sendable, Codable {
    public var policy: String
    /// `nil` where it can't be told.
    public var met: Bool?
    public var steps: [Step]

    package init(policy: String, met: Bool?, steps: [Step]) {
        self.policy = policy
        self.met = met
        self.steps = steps
    }

    /// One step of the procedure.
    public struct Step: Hashable, Sendable, Codable {
        public var role: String
        /// The number of the signature that fulfils it.
        public var signature: Int?
        public var met: Bool?

        package init(role: String, signature: Int?, met: Bool?) {
            self.role = role
            self.signature = signature
            self.met = met
        }
    }
}

/// Why a document could not be judged.
public struct ErrorReport: Hashable, Sendable, Codable {
    public var code: String
    public var message: String
    public var line: Int?
    public var column: Int?
    public var hint: String

    package init(code: String, message: String, line: Int?, column: Int?, hint: String) {
        self.code = code
        self.message = message
        self.line = line
        self.column = column
        self.hint = hint
    }

    /// What an error of this library says.
    package init(_ error: any XMLDSigError) {
        self.init(
            code: error.codeName,
            message: error.description,
            line: error.position?.line,
            column: error.position.flatMap { $0.column > 0 ? $0.column : nil },
            hint: error.hint
        )
    }
}

/// With what the document was judged.
public struct EnvironmentReport: Hashable, Sendable, Codable {
    /// The version of this library.
    public var version: String
    /// The version of the OpenSSL that ran.
    public var openssl: String
    /// The advisories of the OpenSSL project about that version; none where it is new enough.
    public var opensslAdvisories: [OpenSSLAdvisory]
    /// The name of the policy.
    public var policy: String
    /// SHA-256 over everything that the policy says, in hexadecimal.
    public var policySHA256: String
    /// SHA-256 over trust anchors and pinned keys, in hexadecimal; `nil` without any.
    public var trustSHA256: String?

    /// - Parameters:
    ///   - policy: By which is judged.
    ///   - trust: Where paths may end.
    ///   - pinnedKeys: Keys that the caller vouches for.
    init(_ policy: ValidationPolicy, trusting trust: TrustStore?, pinnedKeys: [PinnedKey] = []) {
        version = LibraryVersion.current
        openssl = OpenSSL.version
        opensslAdvisories = OpenSSL.advisories
        self.policy = policy.name
        policySHA256 = policy.sha256
        let isAnybodyTrusted = trust != nil || !pinnedKeys.isEmpty
        trustSHA256 =
            isAnybodyTrusted
            ? DocumentValidation.sha256((trust?.digest ?? []) + pinnedKeys.flatMap(\.digestInput)) : nil
    }
}
