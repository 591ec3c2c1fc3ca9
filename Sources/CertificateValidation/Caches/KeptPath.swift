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

/// Everything that the answer of a search depends on, apart from the time.
struct PathQuestion: Hashable, Sendable {
    /// Of the validator, by a number that no other one has.
    let configuration: UInt64
    /// The SHA-256 of the leaf, then of the other certificates at hand, sorted.
    private let certificates: [UInt8]
    private let revocationData: [UInt8]
    private let collectedAt: Instant?

    init(_ leaf: Certificate, _ candidates: [Certificate], _ data: RevocationData, by configuration: UInt64) {
        self.configuration = configuration
        certificates = leaf.fingerprint + Self.fingerprints(candidates.map(\.fingerprint))
        revocationData = data.fingerprints
        collectedAt = data.collectedAt
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(configuration)
        hasher.combine(octets: certificates)
        hasher.combine(octets: revocationData)
        hasher.combine(collectedAt)
    }

    /// One after the other, sorted: no order matters.
    static func fingerprints(_ fingerprints: [[UInt8]]) -> [UInt8] {
        guard fingerprints.count > 1 else { return fingerprints.first ?? [] }
        return fingerprints.sorted { $0.lexicographicallyPrecedes($1) }.flatMap(\.self)
    }
}

extension RevocationData {
    /// The SHA-256 of all lists, then of all responses, each sorted.
    var fingerprints: [UInt8] {
        guard !isEmpty else { return [] }
        let lists = PathQuestion.fingerprints(lists.map(\.fingerprint))
        return lists + PathQuestion.fingerprints(responses.map(\.fingerprint))
    }
}

/// What a validator goes by, apart from what it is given for one leaf.
struct PathConfiguration: Hashable, Sendable {
    let trust: [UInt8]
    let intermediates: [UInt8]
    let algorithms: AlgorithmPolicy
    let purpose: CertificatePurpose
    let policies: CertificatePolicyInputs
    let profile: CertificateProfile
    let revocation: RevocationPolicy
    let revocationData: [UInt8]
    let collectedAt: Instant?
    let limits: PathLimits
    let ignoresValidity: Bool
}

/// A path that holds, with all that was found of it.
struct KeptPath: Sendable {
    let path: CertificatePath
    /// The times at which the same would be found again.
    let interval: ConstantInterval
    /// What the search cost, which each validation counts for itself.
    let publicKeyOperations: Int
    let steps: Int

    /// Whether a search at the time would find the same, within limits that may be narrower than they were.
    func holds(at time: Instant, within limits: PathLimits) -> Bool {
        publicKeyOperations <= limits.publicKeyOperations && steps <= limits.steps && interval.contains(time)
    }
}

/// The times for which every comparison with a time comes out as it did for one of them.
struct ConstantInterval: Hashable, Sendable {
    /// The first of them; `nil` without a beginning.
    private(set) var first: Instant?
    /// The first after them; `nil` without an end.
    private(set) var end: Instant?
    private let time: Instant

    /// - Parameter time: For which the comparisons were made.
    init(around time: Instant) { self.time = time }

    func contains(_ time: Instant) -> Bool {
        if let first, time < first { return false }
        if let end, time >= end { return false }
        return true
    }

    /// Takes in that something changes from an instant on.
    mutating func add(changeAt instant: Instant) {
        if instant <= time {
            first = max(first ?? instant, instant)
        } else {
            end = min(end ?? instant, instant)
        }
    }

    /// Takes in that something changes after an instant.
    mutating func add(changeAfter instant: Instant) { add(changeAt: instant.next) }

    /// Takes in the validity of a certificate, whose last second belongs to it.
    mutating func add(validityOf certificate: Certificate) {
        add(changeAt: certificate.notBefore)
        let (second, isLast) = certificate.notAfter.seconds.addingReportingOverflow(1)
        if !isLast { add(changeAt: Instant(seconds: second)) }
    }

    /// Takes in from when to when the caller trusts an anchor.
    mutating func add(trustIn anchor: TrustAnchor) {
        if let first = anchor.trustedFrom { add(changeAt: first) }
        if let last = anchor.trustedUntil { add(changeAfter: last) }
    }

    /// Takes in that nobody knows what changes when.
    mutating func restrictToOneTime() {
        add(changeAt: time)
        add(changeAfter: time)
    }
}

extension Instant {
    /// One nanosecond later.
    fileprivate var next: Instant {
        guard nanoseconds == 999_999_999 else { return Instant(seconds: seconds, nanoseconds: nanoseconds + 1) }
        let (second, isLast) = seconds.addingReportingOverflow(1)
        return isLast ? self : Instant(seconds: second)
    }
}
