//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation
import Diagnostics
import SignatureCryptography

/// Judges the signers of revocation data by paths over a pool of certificates, whose own revocation is looked at by the
/// same lists; without caches and budgets.
struct TestSigners: RevocationSigners {
    let pool: [Certificate]
    let data: RevocationData
    var policy = RevocationPolicy()
    var profile = CertificateProfile.relyingParty
    var algorithms = AlgorithmPolicy.legacy
    /// Whose revocation is being asked about, so that nobody vouches for themselves in a circle.
    private(set) var asked: Set<Certificate> = []
    /// How many signatures were verified.
    private(set) var signatureCount = 0

    init(_ pool: [Certificate], _ data: RevocationData) {
        self.pool = pool
        self.data = data
    }

    func certificates(named name: DistinguishedName) -> [Certificate] { pool.filter { $0.subject.matches(name) } }

    func certificates(issuedBy name: DistinguishedName) -> [Certificate] { pool.filter { $0.issuer.matches(name) } }

    func isSigned(_ certificate: Certificate, by issuer: Certificate) -> Bool {
        guard let trust = try? TrustStore([issuer]) else { preconditionFailure("no trust store") }
        let validator = PathValidator(
            trust: trust, intermediates: [], algorithms: algorithms, purpose: .any, revocation: RevocationPolicy(.off),
            ignoresValidity: true
        )
        return validator.validate(certificate, at: Moment.middle).path?.certificates.count == 2
    }

    mutating func objection(to signature: SignedOctets, by signer: Certificate) -> Finding? {
        signatureCount += 1
        return signer.verifies(signature)
            ? nil : Finding(.revocationDataUnusable, .error, "the signature is another key's", clause: nil)
    }

    mutating func objection(
        toPathFrom signer: Certificate,
        to anchor: TrustAnchor,
        at time: Instant,
        looksAtRevocation: Bool
    ) -> PathValidationFailure? {
        guard let trust = try? TrustStore([anchor]) else { preconditionFailure("no trust store") }
        let validator = PathValidator(
            trust: trust,
            intermediates: pool,
            algorithms: algorithms,
            purpose: .any,
            revocation: RevocationPolicy(.off)
        )
        let outcome = validator.validate(signer, at: time)
        guard let path = outcome.path else { return outcome.failure }
        guard looksAtRevocation, statuses(of: path).contains(where: { $0.status != .good }) else { return nil }
        // A failure to hand out, that of trusting nobody: what it says doesn't matter here.
        guard let nobody = try? TrustStore([Certificate]()) else { preconditionFailure("no trust store") }
        return PathValidator(trust: nobody, revocation: RevocationPolicy(.off)).validate(signer, at: time).failure
    }

    /// What the lists say of each certificate of a path but the anchor's.
    mutating func statuses(of path: CertificatePath) -> [RevocationAnswer] {
        zip(path.certificates, path.certificates.dropFirst()).map { certificate, issuer in
            guard asked.insert(certificate).inserted else { return RevocationAnswer() }
            defer { asked.remove(certificate) }
            let subject = RevocationSubject(certificate: certificate, issuer: issuer, anchor: path.anchor)
            return answer(about: subject, at: path.time)
        }
    }

    mutating func answer(about subject: RevocationSubject, at time: Instant) -> RevocationAnswer {
        let question = RevocationQuestion(time: time, proofs: .none, policy: policy, profile: profile)
        return RevocationListCheck([data], question).answer(about: subject, signers: &self)
    }
}
