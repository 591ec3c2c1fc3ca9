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
import SignatureCryptography
import Testing

/// A root, a certificate that it issued with the serial number 7, and what is asked about it: by whole validations, so
/// that responders are judged as they are anywhere.
struct OCSPScene {
    let root: TestAuthority
    let leaf: Certificate
    /// At hand, and believed in nothing.
    var others: [Certificate] = []
    var lists: [RevocationList] = []
    var time = Moment.middle
    var policy = RevocationPolicy()
    var profile = CertificateProfile.relyingParty
    var algorithms = AlgorithmPolicy.strict
    var collectedAt: Instant?

    init(
        root: TestAuthority? = nil,
        _ change: (inout CertificateRecipe) -> Void = { _ in }
    ) throws {
        let root = try root ?? TestAuthority("Root") { $0.notAfter = TLV.utcTime("491231235959Z") }
        self.root = root
        leaf = try root.issue {
            $0.serialNumber = TLV.integer(7)
            $0.notAfter = TLV.utcTime("491231235959Z")
            change(&$0)
        }
    }

    /// A certificate with which the root charges a key to answer for it; `change` makes it another one.
    static func responder(
        of authority: TestAuthority,
        key: SigningKey,
        named name: String = "Responder",
        noCheck: Bool = true,
        _ change: (inout CertificateRecipe) -> Void = { _ in }
    ) throws -> Certificate {
        try authority.issue(name, key: key) {
            $0.serialNumber = TLV.integer(8)
            $0.notAfter = TLV.utcTime("491231235959Z")
            $0.extensions = [Extension.endEntity, Extension.keyUsage(0x80), Extension.responder]
            if noCheck { $0.extensions.append(Extension.noCheck) }
            change(&$0)
        }
    }

    /// A response that another key signs, which calls itself by its hash.
    func response(
        by key: SigningKey,
        holding certificates: [Certificate] = [],
        _ change: (inout OCSPRecipe) throws -> Void = { _ in }
    ) throws -> OCSPResponse {
        try root.response(signedBy: key) {
            $0.responder = try key.responder()
            $0.certificates = certificates
            try change(&$0)
        }
    }

    func outcome(_ responses: [OCSPResponse]) throws -> PathValidationOutcome {
        PathValidator(
            trust: try TrustStore([root.certificate]),
            intermediates: others,
            algorithms: algorithms,
            purpose: .any,
            profile: profile,
            revocation: policy,
            revocationData: RevocationData(lists: lists, responses: responses, collectedAt: collectedAt)
        ).validate(leaf, at: time)
    }

    /// What was found of the certificate.
    func found(_ responses: [OCSPResponse]) throws -> CertificateRevocation {
        let outcome = try outcome(responses)
        return try #require((outcome.path?.revocation ?? outcome.failure?.revocation)?.first)
    }

    func verdict(_ responses: [OCSPResponse]) throws -> RevocationVerdict {
        RevocationVerdict(try found(responses).status)
    }

    /// What OpenSSL says of one response; a hold is a revocation to it, and it doesn't look at times.
    func oracle(_ response: OCSPResponse) -> RevocationVerdict {
        let oracle = unsafe oracle_new()
        defer { unsafe oracle_free(oracle) }
        precondition(unsafe oracle_trust(oracle, root.certificate.der, root.certificate.der.count) == 1)
        // OpenSSL looks for the responder among those alone.
        for other in [root.certificate] + others {
            precondition(unsafe oracle_add_certificate(oracle, other.der, other.der.count) == 1)
        }
        let (certificate, issuer) = (leaf.der, root.certificate.der)
        let status = unsafe oracle_status(
            oracle, response.der, response.der.count, certificate, certificate.count, issuer, issuer.count,
            time.seconds
        )
        return status == 0 ? .good : status == 1 ? .revoked : .unknown
    }
}

extension Extension {
    /// id-kp-OCSPSigning.
    static let responder = make(37, TLV.sequence(TLV.oid(1, 3, 6, 1, 5, 5, 7, 3, 9)))
    /// id-pkix-ocsp-nocheck.
    static let noCheck = TLV.sequence(TLV.oid(1, 3, 6, 1, 5, 5, 7, 48, 1, 5), TLV.octets(TLV.null))
}
