//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

package import CanonicalXML

/// One case of a fixture manifest: a line of JSON, every field of it that this runner knows.
///
/// The form is a contract (JSON Lines; paths relative to the manifest). Fields that aren't known are ignored, since
/// they only inform. A *value* that isn't known could change what the case asks for; such a case is kept, with the
/// reason in ``unknown``, and is skipped, never passed.
package struct Fixture: Sendable {
    /// The line in the manifest, from 1.
    package let line: Int
    /// The kind as written.
    package let kindName: String
    package let file: String
    package let variant: String?
    package let test: String?
    /// What is expected, as written; absent where the line only asks.
    package let expect: String?
    /// What core validation alone has to say.
    package let core: CoreResult?

    package var kind: Kind? { Kind(rawValue: kindName) }
    package var key: FixtureKey?
    package var keyName: String?
    package var lookupPool: [String] = []
    package var trust: [String] = []
    package var untrusted: [String] = []
    package var crls: [String] = []
    /// Folders all of whose certificates and revocation lists may be used.
    package var pool: [String] = []
    package var time: String?
    package var policy: Set<Policy> = []
    package var profile: Profile?
    /// RFC 5280 §6.1.1 (c), dotted; absent: any-policy.
    package var initialPolicies: [String]?
    package var explicitPolicy = false
    package var inhibitPolicyMapping = false
    package var inhibitAnyPolicy = false
    /// The user-constrained policy set, dotted.
    package var expectedPolicies: [String]?
    package var needs: Set<FixtureNeed> = []
    /// The names of ID attributes in place of the default, as the command line writes them.
    package var idAttributes: [String]?
    package var detached: [String: String] = [:]
    package var signatureIndex = 0
    package var requires: [OpenSSLRequirement] = []
    package var referenceOutputs: [String: String] = [:]
    package var signedPaths: [String]?
    package var method: CanonicalizationMethod?
    package var output: String?
    package var xpath: String?
    /// What the prefixes of ``xpath`` stand for.
    package var namespaces: [String: String] = [:]
    package var inclusivePrefixes: String?
    /// Why the line can't be answered, where a value isn't known.
    package var unknown: String?
    /// Every field of the line that is text, for `--only`.
    package var fields: [String: String] = [:]

    package init(
        line: Int,
        kind: String,
        file: String,
        variant: String? = nil,
        test: String? = nil,
        expect: String? = nil,
        core: CoreResult? = nil
    ) {
        self.line = line
        kindName = kind
        self.file = file
        self.variant = variant
        self.test = test
        self.expect = expect
        self.core = core
    }
}

extension Fixture {
    /// What a case is about.
    package enum Kind: String, Sendable, CaseIterable {
        case xmldsig, attack, xades, asic
        case c14n
        case parser
        case sigvec
        case chain, crl

        /// Whether the case is about one signature of a document.
        package var isSignature: Bool {
            switch self {
            case .xmldsig, .attack, .xades, .asic: true
            case .c14n, .parser, .sigvec, .chain, .crl: false
            }
        }

        /// Whether core validation alone decides, since the rest isn't built.
        package var isJudgedByCore: Bool { self == .xades || self == .asic }
    }

    /// What a line asks of paths and revocation.
    package enum Policy: String, Sendable, CaseIterable {
        case noChainValidation = "no-chain-validation"
        case verifyConfiguredKeyCertificate = "verify-configured-key-cert"
        case skipCertificateTime = "skip-cert-time"
        case requireRevocationList = "require-crl"
        case verifyRevocationLists = "verify-crls"
    }

    /// Whose rules a path is to meet.
    package enum Profile: String, Sendable, CaseIterable {
        /// The issuer's duties of RFC 5280 §4 and §5 too.
        case rfc5280
        /// The rules of the CA/Browser Forum.
        case webpki
        /// Those of live web sites.
        case online
    }

    /// The expectations that lines may have.
    package static let expectations: Set<String> = ["valid", "invalid", "refused", "output", "per-test"]
}

/// What core validation (XML-DSig §3.2) said.
package enum CoreResult: String, Sendable {
    case valid, invalid
}
