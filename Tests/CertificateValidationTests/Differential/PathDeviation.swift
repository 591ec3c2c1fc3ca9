//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import COpenSSLSigner
import CertificateValidation
import Diagnostics

/// Where OpenSSL's verdict on a path is known not to be the standard's, or another than ours for a reason that is listed.
///
/// Each rule looks at what the certificates say and at the reason that was given for the refusal; that one side refuses
/// more is no rule. OpenSSL also checks paths within ``PathValidator``: what this finds is where we read otherwise, build
/// otherwise, ask otherwise or change the answer.
enum PathDeviation: String, CaseIterable {
    // MARK: We refuse what OpenSSL accepts

    /// Certificates are in DER. OpenSSL reads BER: longer lengths than needed, indefinite ones, truth values other than
    /// 0xFF, numbers with superfluous or no octets, bits set where none are used; and passes over octets that follow.
    case notDER = "not DER"
    /// OpenSSL reads any number, and the DEFAULT written out, which DER forbids (X.690 §11.5).
    case unknownVersion = "version other than 2 or 3 written"
    /// Unique identifiers are for versions 2 and 3, extensions for version 3. OpenSSL minds in no path but a strict one.
    case fieldOfAnotherVersion = "field of another version"
    /// `Extensions ::= SEQUENCE SIZE (1..MAX)`.
    case emptyExtensions = "no extension in the list of extensions"
    /// A certificate has an extension once. OpenSSL minds where it looks for that extension.
    case duplicateExtension = "extension twice"
    /// `RelativeDistinguishedName ::= SET SIZE (1..MAX)`.
    case emptyRelativeName = "relative name without attributes"
    /// At most 20 octets; we read 64.
    case longSerialNumber = "serial number of more than 64 octets"
    /// The algorithm beside the signature has to be the signed one. OpenSSL doesn't look at an anchor's signature.
    case anotherAlgorithmOfAnchor = "another algorithm beside the anchor's signature"
    /// An extension that is recognized has to be processed, so it has to be what its clause says. OpenSSL doesn't read
    /// what concerns policies in anchors, nor policyMappings and inhibitAnyPolicy in certificates without policies.
    case unreadableExtension = "extension that OpenSSL's own reader can't read"
    /// `SkipCerts ::= INTEGER (0..MAX)`. OpenSSL reads it as little as an unreadable extension.
    case negativeCount = "negative count of certificates"
    /// An issuer has a name. OpenSSL takes two empty ones for the same.
    case namelessIssuer = "issuer without a name"
    /// What an anchor's certificate says about policies is an input of the path (§3.2). OpenSSL leaves it out; given as
    /// its inputs, it refuses too.
    case policiesOfAnchor = "policies of the anchor's certificate"
    /// As ``policiesOfAnchor``, where it would begin in the middle of the path: a limit of ours, refused for want of a way
    /// to check.
    case policiesOfAnchorInTheMiddle = "policies of the anchor's certificate, from the middle of the path on"

    // MARK: We accept what OpenSSL refuses

    // Each of these stops OpenSSL before it has checked the whole path. So they hold only where it accepts the path that
    // it is given certificate by certificate, and without dates where the last second is about.

    /// The last second belongs to the validity. To OpenSSL it doesn't.
    case lastSecond = "last second of validity"
    /// authorityKeyIdentifier helps to build paths; §6.1, which says when one holds, doesn't know it. OpenSSL doesn't take
    /// an issuer that it doesn't fit.
    case unfitKeyIdentifier = "authorityKeyIdentifier that doesn't fit"
    /// Two authorities of the path have one name. §6.1 is about the path as given; OpenSSL puts it together from the
    /// certificates, takes the first one of the name and doesn't go back.
    case namesakes = "two authorities of one name"

    /// What proves our verdict.
    var clause: String {
        switch self {
        case .notDER: "RFC 5280 §4.1, X.690 §8, §10, §11"
        case .unknownVersion: "RFC 5280 §4.1.2.1"
        case .fieldOfAnotherVersion: "RFC 5280 §4.1.2.8, §4.1.2.9"
        case .emptyExtensions: "RFC 5280 §4.1"
        case .duplicateExtension, .unreadableExtension: "RFC 5280 §4.2"
        case .emptyRelativeName: "RFC 5280 §4.1.2.4"
        case .longSerialNumber: "RFC 5280 §4.1.2.2"
        case .anotherAlgorithmOfAnchor: "RFC 5280 §4.1.1.2"
        case .negativeCount: "RFC 5280 §4.2.1.11, §4.2.1.14"
        case .namelessIssuer: "RFC 5280 §4.1.2.4, §4.1.2.6"
        case .policiesOfAnchor, .policiesOfAnchorInTheMiddle: "RFC 5937 §3.2"
        case .lastSecond: "RFC 5280 §4.1.2.5"
        case .unfitKeyIdentifier: "RFC 5280 §4.2.1.1, §6.1"
        case .namesakes: "RFC 5280 §6.1"
        }
    }

    /// Whether the difference between two verdicts is this one.
    func explains(_ verdicts: PathVerdicts) -> Bool {
        guard verdicts.isAcceptedByUs != verdicts.isAcceptedByOpenSSL else { return false }
        switch verdicts.ours.refusal {
        case nil: return explains(verdicts.theirs, of: verdicts)
        case .certificate(let index, let error): return explains(error, of: verdicts, at: index)
        case .path(let failure): return explains(failure, of: verdicts)
        }
    }

    // MARK: Of a certificate that we don't read

    private func explains(_ error: CertificateError, of verdicts: PathVerdicts, at index: Int) -> Bool {
        let der = verdicts.certificates[index]
        guard let facts = CertificateFacts(der) else { return self == .notDER && BERValue(der)?.isDER != true }
        switch error.code {
        case .certificateMalformed: return explainsMalformed(facts)
        case .extensionMalformed: return explainsMalformedExtension(facts, der)
        case .extensionDuplicate: return self == .duplicateExtension && facts.hasDuplicateExtension
        case .signatureAlgorithmMismatch:
            return self == .anotherAlgorithmOfAnchor && !facts.hasOneAlgorithm
                && index == verdicts.certificates.count - 1
        default: return false
        }
    }

    private func explainsMalformed(_ facts: CertificateFacts) -> Bool {
        switch self {
        case .notDER: !facts.isDER
        case .unknownVersion: facts.version.map { $0 != [1] && $0 != [2] } ?? false
        case .fieldOfAnotherVersion:
            (facts.extensions != nil && facts.version != [2]) || (facts.hasUniqueIdentifier && facts.version == nil)
        case .emptyExtensions: facts.extensions?.isEmpty == true
        case .emptyRelativeName: facts.hasEmptyRelativeName
        case .longSerialNumber: facts.serialNumber.count > 64
        default: false
        }
    }

    private func explainsMalformedExtension(_ facts: CertificateFacts, _ der: [UInt8]) -> Bool {
        switch self {
        case .notDER: return facts.extensions?.contains { !$0.isDER && $0.isAlwaysRead } == true
        case .unreadableExtension: return unsafe oracle_has_unreadable_extension(der, der.count) != 0
        case .negativeCount: return facts.hasNegativeCount
        default: return false
        }
    }

    // MARK: Of a path that we don't accept

    private func explains(_ failure: PathValidationFailure, of verdicts: PathVerdicts) -> Bool {
        let finding = failure.findings.first
        switch self {
        case .namelessIssuer:
            return finding?.code == .certificatePathInvalid && finding?.clause == clause
                && verdicts.certificates.dropLast().contains { CertificateFacts($0)?.issuer.content.isEmpty == true }
        case .policiesOfAnchor:
            return finding?.code == .certificatePathInvalid && verdicts.isRefusedByOpenSSLWithPoliciesOfAnchor
        case .policiesOfAnchorInTheMiddle:
            return finding?.code == .pathNotExpressible && verdicts.anchor?.hasPolicyLimits == true
        default: return false
        }
    }

    // MARK: Of a path that OpenSSL doesn't accept

    private func explains(_ theirs: OpenSSLVerdict, of verdicts: PathVerdicts) -> Bool {
        // X509_V_ERR_CERT_HAS_EXPIRED, _UNABLE_TO_GET_ISSUER_CERT_LOCALLY and _CERT_SIGNATURE_FAILURE
        guard [.lastSecond: 10, .unfitKeyIdentifier: 20, .namesakes: 7][self] == theirs.error else { return false }
        let facts = verdicts.certificates.compactMap { CertificateFacts($0) }
        guard facts.count == verdicts.certificates.count else { return false }
        let isLastSecond = facts.contains(where: \.endsAtTime)
        let given = OpenSSLVerdict(verdicts.certificates, verdicts.path, isGiven: true, ignoresValidity: isLastSecond)
        guard given.error == 0 else { return false }
        switch self {
        case .lastSecond: return facts[theirs.depth].endsAtTime
        case .unfitKeyIdentifier:
            return theirs.depth + 1 < facts.count && facts[theirs.depth].hasUnfitIdentifier(of: facts[theirs.depth + 1])
        case .namesakes:
            let names = facts.dropFirst().map(\.subject.content)
            return Set(names).count < names.count
        default: return false
        }
    }
}

extension PathVerdicts {
    fileprivate var anchor: CertificateFacts? { certificates.last.flatMap { CertificateFacts($0) } }

    /// Whether OpenSSL finds that policies are missing once it is given, as inputs, what the anchor says of them.
    fileprivate var isRefusedByOpenSSLWithPoliciesOfAnchor: Bool {
        guard let anchor else { return false }
        var path = path
        if anchor.requiresExplicitPolicy { path.policies.requiresExplicitPolicy = true }
        if anchor.inhibitsPolicyMapping { path.policies.inhibitsPolicyMapping = true }
        if anchor[54] != nil { path.policies.inhibitsAnyPolicy = true }
        if let own = anchor.policies, !own.contains(CertificatePolicy.anyIdentifier) {
            let initial = path.policies.initialPolicies ?? [CertificatePolicy.anyIdentifier]
            path.policies.initialPolicies =
                initial.contains(CertificatePolicy.anyIdentifier) ? own : initial.filter(own.contains)
        }
        // X509_V_ERR_NO_EXPLICIT_POLICY
        return OpenSSLVerdict(certificates, path).error == 43
    }
}
