//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics
import SignatureCryptography

/// One validation under way: what it looks for, what it has to look with, and what it has learnt.
///
/// Who signed revocation data needs a path too. So a search may start others, each of which may need the status of
/// further certificates; all of them share one budget.
struct PathValidation {
    let validator: PathValidator
    let pools: [CertificatePool]
    let revocationData: [RevocationData]
    let proofs: ProofsOfExistence
    /// When signatures are relied upon.
    let time: Instant
    var signatures: SignatureVerifications

    // What is kept of signers of revocation data; see `PathValidation+RevocationSigners`.
    var statuses: [StatusQuestion: RevocationAnswer] = [:]
    var statusesInQuestion: [StatusQuestion] = []
    var signerPaths: [SignerQuestion: PathValidationFailure?] = [:]
    /// The first of ``statusesInQuestion`` that the answer under way had to do without, since it hangs on itself.
    var firstCycle = Int.max
    /// What the policy tolerates in signatures on revocation data, until somebody takes it.
    var toleratedInSignatures: [Finding] = []

    /// Whose validity at the time decided in which order paths were tried.
    private var rankedCertificates: [Certificate] = []

    init(
        validator: PathValidator,
        pools: [CertificatePool],
        revocationData: [RevocationData],
        proofs: ProofsOfExistence,
        time: Instant,
        signatures: SignatureVerifications
    ) {
        self.validator = validator
        self.pools = pools
        self.revocationData = revocationData
        self.proofs = proofs
        self.time = time
        self.signatures = signatures
    }

    /// Looks for a path that holds.
    mutating func outcome(from leaf: Certificate) -> PathValidationOutcome {
        let goal = PathGoal(
            leaf: leaf,
            anchor: nil,
            rules: validator.rules(for: validator.purpose, validator.policies, at: time),
            revocation: validator.revocation
        )
        return outcome(goal)
    }

    /// - Returns: The first path that holds, or why the nearest one doesn't.
    mutating func outcome(_ goal: PathGoal) -> PathValidationOutcome {
        var search = PathSearch(
            from: goal.leaf,
            trust: validator.trust,
            to: goal.anchor,
            pools: pools,
            at: goal.rules.time,
            limits: validator.limits
        )
        var tried = TriedPaths()
        while let path = search.next(verifying: &signatures) {
            guard signatures.spend(paths: goal.anchor == nil ? 1 : 0, signerPaths: goal.anchor == nil ? 0 : 1)
            else { break }
            let check = check(path, goal)
            // A check that could not be made to its end proves nothing.
            guard signatures.exhausted == nil else { break }
            guard let failure = check.failure else {
                if goal.anchor == nil { rankedCertificates = search.rankedCertificates }
                return .valid(CertificatePath(path, check, at: goal.rules.time, otherPaths: tried.all))
            }
            tried.append(check, failure.subIndication, failure.rank)
        }
        if let limit = signatures.exhausted {
            return .failed(tried.exhausted(limit, from: goal.leaf))
        }
        return .failed(failure(of: search, tried))
    }

    private func failure(of search: PathSearch, _ tried: TriedPaths) -> PathValidationFailure {
        guard let failure = tried.failure else { return search.failure }
        guard let openEnd = search.openEnd, failure.isCertain, !tried.isDecided else { return failure }
        // Whatever stands against the paths that were tried, the one that lacks a certificate may be another one.
        return search.failure(at: openEnd, otherPaths: tried.all)
    }

    private mutating func check(_ path: UnverifiedCertificatePath, _ goal: PathGoal) -> PathCheck {
        var check = PathCheck(path, by: goal.rules)
        check.run(verifying: &signatures)
        if check.isRevocationInQuestion { check.take(revocation(of: path, goal)) }
        return check
    }

    /// Looks at the revocation of each certificate but the anchor's, from the anchor down.
    private mutating func revocation(of path: UnverifiedCertificatePath, _ goal: PathGoal) -> PathRevocationCheck {
        var revocation = PathRevocationCheck()
        let mode = goal.revocation.mode
        for (certificate, issuer) in path.edges.reversed() {
            let subject = RevocationSubject(certificate: certificate, issuer: issuer, anchor: path.anchor)
            let answer = mode == .off ? .unchecked : status(StatusQuestion(subject: subject, time: goal.rules.time))
            revocation.append(answer, about: subject, isLeaf: certificate == goal.leaf, mode: mode)
        }
        revocation.close()
        return revocation
    }
}

extension PathValidation {
    /// What of an outcome may be kept for others: a path that holds.
    func kept(_ outcome: PathValidationOutcome, within limits: PathLimits) -> KeptPath? {
        guard let path = outcome.path else { return nil }
        var interval = ConstantInterval(around: time)
        for certificate in path.certificates + rankedCertificates { interval.add(validityOf: certificate) }
        interval.add(trustIn: path.anchor)
        for (certificate, issuer) in zip(path.certificates, path.certificates.dropFirst()) {
            let changes = validator.algorithms.changes(of: certificate.content.signatureAlgorithm, by: issuer)
            for change in changes { interval.add(changeAt: change) }
        }
        // Revocation data has many dates, and why another path doesn't hold may be told with the time.
        if (validator.revocation.mode != .off && !revocationData.isEmpty) || !path.otherPaths.isEmpty {
            interval.restrictToOneTime()
        }
        let budget = signatures.budget
        return KeptPath(
            path: path,
            interval: interval,
            publicKeyOperations: limits.publicKeyOperations - budget.publicKeyOperations,
            steps: limits.steps - budget.steps
        )
    }
}

/// What a search looks for.
struct PathGoal {
    let leaf: Certificate
    /// The only anchor at which the path may end; `nil` for any.
    let anchor: TrustAnchor?
    let rules: PathRules
    let revocation: RevocationPolicy
}

/// Paths that don't hold, in the order in which they were tried.
private struct TriedPaths {
    private(set) var all: [TriedPath] = []
    /// Whether on one of them something was found that stands against every path.
    private(set) var isDecided = false
    private var nearest: (check: PathCheck, rank: FailureRank)?

    /// How many are told of.
    private static let maximumCount = 8

    mutating func append(_ check: PathCheck, _ subIndication: SubIndication, _ rank: FailureRank) {
        if nearest.map({ rank < $0.rank }) != false { nearest = (check, rank) }
        if check.standsAgainstEveryPath { isDecided = true }
        guard all.count < Self.maximumCount else { return }
        all.append(TriedPath(check.path.certificates, subIndication, check.findings))
    }

    /// Why the nearest path doesn't hold; `nil` where there is none.
    var failure: PathValidationFailure? {
        guard let check = nearest?.check, let failure = check.failure else { return nil }
        return PathValidationFailure(
            failure.subIndication,
            check.findings,
            check.path.certificates,
            rank: failure.rank,
            revocation: check.revocation,
            checks: check.records,
            otherPaths: others
        )
    }

    /// Whether there is a path that holds was not found out.
    func exhausted(_ limit: String, from leaf: Certificate) -> PathValidationFailure {
        let finding = Finding(
            .limitExceeded,
            .error,
            "the search for a path from \(leaf.nameForMessages) ended at its limit of \(limit)"
        )
        let check = nearest?.check
        return PathValidationFailure(
            .certificateChainGeneralFailure,
            [finding] + (check?.findings ?? []),
            check?.path.certificates ?? [leaf],
            revocation: check?.revocation ?? [],
            checks: check?.records ?? [],
            otherPaths: others
        )
    }

    private var others: [TriedPath] { all.filter { $0.certificates != nearest?.check.path.certificates } }
}
