//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics

/// How near a path that doesn't hold came to being accepted.
///
/// ETSI EN 319 102-1 §5.2.6.4 gives the status of the path that was built last and leaves the order of building open. So
/// that neither a report nor an exit status hangs on that order, the nearest is told:
///
/// 1. What can't be told, since data, a trusted anchor or a missing certificate may still come: first what lacks least. A
///    branch that no path came of (``PathSearch/openEnd``) is told only where all paths that were found are of the others.
/// 2. What is certain but for a proof that the signature is older (§5.6.2): validity, revocation, algorithms.
/// 3. What no proof mends: constraints, then signatures.
///
/// A path is as far as the worst that stands against it: what it lacks besides would not mend that. (The proof that an anchor
/// whose time is over needs mends the second kind too.) So nobody hides what is known of a certificate behind others that he
/// made up, which no authority signed. Of paths that are as near the one counts that was tried first.
struct FailureRank: Comparable, Hashable {
    /// Whether no data that may come later would make the path hold.
    let isCertain: Bool
    /// Among all sub-indications, from near to far.
    private let place: Int

    /// - Parameter reason: The code of the finding that says so.
    init(_ subIndication: SubIndication, _ reason: FindingCode?) {
        isCertain = !(Self.untold.contains(subIndication) || reason.map(Self.isUnchecked) == true)
        place = Self.order.firstIndex(of: subIndication) ?? Self.order.endIndex
    }

    /// Whether a proof that the signature is older could still mend it.
    var isMendedByProof: Bool { isCertain && place < Self.untold.count + Self.mendable.count }

    /// Nobody could check the path.
    static let pathNotExpressible = Self(.certificateChainGeneralFailure, .pathNotExpressible)

    static func < (left: Self, right: Self) -> Bool {
        if left.isCertain != right.isCertain { return right.isCertain }
        return left.place < right.place
    }

    private static let untold: [SubIndication] = [
        .tryLater, .revocationOutOfBoundsNoProofOfExistence, .noCertificateChainFoundNoProofOfExistence,
        .noCertificateChainFound,
    ]

    private static let mendable: [SubIndication] = [
        .outOfBoundsNotRevoked, .outOfBoundsNoProofOfExistence, .revokedAuthorityNoProofOfExistence,
        .revokedNoProofOfExistence, .cryptographicConstraintsFailureNoProofOfExistence,
    ]

    private static let unmendable: [SubIndication] = [
        .cryptographicConstraintsFailure, .chainConstraintsFailure, .certificateChainGeneralFailure,
    ]

    private static let order = untold + mendable + unmendable

    /// What ended the search, or could not be asked, says nothing of the certificate.
    private static func isUnchecked(_ reason: FindingCode) -> Bool {
        reason == .limitExceeded || reason == .pathNotExpressible
    }
}

extension PathValidationFailure {
    /// Whether every path that was tried is refused for certain, by a constraint, a signature, a validity or a revocation,
    /// and no certificate is missing that could make another one, unless what was found stands against every path.
    /// Otherwise a path, or data about one, may still come.
    public var isCertain: Bool { rank.isCertain }

    /// Whether its path came nearer to being accepted.
    package func isNearer(than other: Self) -> Bool { rank < other.rank }
}
