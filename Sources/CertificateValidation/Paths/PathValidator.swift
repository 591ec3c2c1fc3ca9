//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import Diagnostics
public import SignatureCryptography

/// Says whether a path leads from a certificate to a trust anchor, and whether it holds at a time (RFC 5280 §6).
///
/// Building and checking are apart. Paths are put together here, from the certificates that the caller has, with
/// going back where one doesn't hold and within a budget. Each is then checked as a whole: RFC 5280 §6.1 by OpenSSL,
/// which sees that one path and nothing else; times, purpose and algorithms here. No network, no store of the system,
/// and no clock: the time is always the caller's.
public struct PathValidator: Sendable {
    /// Where a path may end.
    public let trust: TrustStore
    /// What signatures of certificates may be made with. The anchor's own signature isn't judged.
    public let algorithms: AlgorithmPolicy
    /// What the leaf is to be good for.
    public let purpose: CertificatePurpose
    /// The certificate policies that are asked for.
    public let policies: CertificatePolicyInputs
    /// How much of an issuer's duties is asked for.
    public let profile: CertificateProfile
    /// What is asked of revocation data.
    public let revocation: RevocationPolicy
    /// Revocation data for every leaf.
    public let revocationData: RevocationData
    /// How much work a search may be.
    public let limits: PathLimits
    /// What is kept of what was found out.
    public let caches: ValidationCaches

    let intermediates: CertificatePool
    // For fixtures that ask for it by name; no user can.
    let ignoresValidity: Bool
    /// Which one this validator is among all that share its caches.
    private let configuration: UInt64

    /// - Parameters:
    ///   - intermediates: Certificates that may help to build paths, for every leaf. Nothing in them is believed.
    ///   - caches: Which may be shared with other validators, also of other threads.
    public init(
        trust: TrustStore,
        intermediates: [Certificate] = [],
        algorithms: AlgorithmPolicy = .strict,
        purpose: CertificatePurpose = .documentSigning,
        policies: CertificatePolicyInputs = CertificatePolicyInputs(),
        profile: CertificateProfile = .relyingParty,
        revocation: RevocationPolicy = RevocationPolicy(),
        revocationData: RevocationData = RevocationData(),
        limits: PathLimits = PathLimits(),
        caches: ValidationCaches = ValidationCaches()
    ) {
        self.init(
            trust: trust,
            intermediates: intermediates,
            algorithms: algorithms,
            purpose: purpose,
            policies: policies,
            profile: profile,
            revocation: revocation,
            revocationData: revocationData,
            limits: limits,
            caches: caches,
            ignoresValidity: false
        )
    }

    /// As the public one.
    ///
    /// - Parameter ignoresValidity: Whether no certificate's dates are looked at.
    package init(
        trust: TrustStore,
        intermediates: [Certificate],
        algorithms: AlgorithmPolicy,
        purpose: CertificatePurpose,
        policies: CertificatePolicyInputs = CertificatePolicyInputs(),
        profile: CertificateProfile = .relyingParty,
        revocation: RevocationPolicy = RevocationPolicy(),
        revocationData: RevocationData = RevocationData(),
        limits: PathLimits = PathLimits(),
        caches: ValidationCaches = ValidationCaches(),
        ignoresValidity: Bool
    ) {
        self.trust = trust
        self.intermediates = CertificatePool(intermediates)
        self.algorithms = algorithms
        self.purpose = purpose
        self.policies = policies
        self.profile = profile
        self.revocation = revocation
        self.revocationData = revocationData
        self.limits = limits
        self.caches = caches
        self.ignoresValidity = ignoresValidity
        configuration = caches.number(
            of: PathConfiguration(
                trust: trust.digest,
                intermediates: PathQuestion.fingerprints(intermediates.map(\.fingerprint)),
                algorithms: algorithms,
                purpose: purpose,
                policies: policies,
                profile: profile,
                revocation: revocation,
                revocationData: revocationData.fingerprints,
                collectedAt: revocationData.collectedAt,
                limits: limits,
                ignoresValidity: ignoresValidity
            )
        )
    }

    /// Looks for a path that holds.
    ///
    /// - Parameters:
    ///   - leaf: Whose certificate it is about.
    ///   - candidates: More certificates that may help, such as those in the signature. Neither their order nor
    ///     whether the leaf or an anchor is among them matters.
    ///   - revocationData: More revocation data, such as that in the signature.
    ///   - time: The time at which the path has to hold.
    ///   - proofs: What is proven to have existed when.
    /// - Returns: The first path that holds, or why the one that came nearest doesn't, whatever the order of trying.
    public func validate(
        _ leaf: Certificate,
        candidates: [Certificate] = [],
        revocationData: RevocationData = RevocationData(),
        at time: Instant,
        proofs: ProofsOfExistence = .none
    ) -> PathValidationOutcome {
        var operations = Int.max
        var recent = RecentPaths.none
        return validate(
            leaf,
            candidates: candidates,
            revocationData: revocationData,
            at: time,
            proofs: proofs,
            spending: &operations,
            remembering: &recent
        )
    }

    /// As the public one, within a budget that several searches share, and asking a memory of the caller's own before the
    /// caches that threads share.
    ///
    /// - Parameters:
    ///   - operations: How many public-key operations are left to all of them; what the search used is taken off, and it
    ///     ends where there are none any more.
    ///   - recent: What the caller found before, with this validator or with others.
    package func validate(
        _ leaf: Certificate,
        candidates: [Certificate],
        revocationData: RevocationData,
        at time: Instant,
        proofs: ProofsOfExistence,
        spending operations: inout Int,
        remembering recent: inout RecentPaths
    ) -> PathValidationOutcome {
        var limits = limits
        limits.publicKeyOperations = min(limits.publicKeyOperations, operations)
        let question = PathQuestion(leaf, candidates, revocationData, by: configuration)
        if let kept = kept(question, of: leaf, at: time, within: limits, &recent) {
            operations -= kept.publicKeyOperations
            return .valid(kept.path.found(at: time))
        }
        var validation = PathValidation(
            validator: self,
            pools: [CertificatePool(candidates), intermediates],
            revocationData: [revocationData, self.revocationData].filter { !$0.isEmpty },
            proofs: proofs,
            time: time,
            signatures: SignatureVerifications(limits, caches)
        )
        defer { operations -= limits.publicKeyOperations - validation.signatures.budget.publicKeyOperations }
        let outcome = validation.outcome(from: leaf)
        if let kept = validation.kept(outcome, within: limits) {
            caches.paths.store(kept, question)
            recent.store(kept, question, of: leaf)
        }
        return outcome
    }

    private func kept(
        _ question: PathQuestion,
        of leaf: Certificate,
        at time: Instant,
        within limits: PathLimits,
        _ recent: inout RecentPaths
    ) -> KeptPath? {
        if let kept = recent.path(question, of: leaf), kept.holds(at: time, within: limits) {
            recent.countAnswer()
            return kept
        }
        guard let kept = caches.paths.value(question, where: { $0.holds(at: time, within: limits) }) else { return nil }
        recent.store(kept, question, of: leaf)
        return kept
    }
}
