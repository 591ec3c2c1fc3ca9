//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import Diagnostics

/// What came of validating a path.
public enum PathValidationOutcome: Hashable, Sendable {
    /// A path holds.
    case valid(CertificatePath)
    /// None does.
    case failed(PathValidationFailure)

    /// The path, where one holds.
    public var path: CertificatePath? { if case .valid(let path) = self { path } else { nil } }

    /// Why none holds, where none does.
    public var failure: PathValidationFailure? { if case .failed(let failure) = self { failure } else { nil } }
}

/// Why no path holds (ETSI EN 319 102-1 §5.2.6).
public struct PathValidationFailure: Hashable, Sendable {
    /// Why, in the standard's word.
    public let subIndication: SubIndication
    /// Why, for a person; the first finding decided it.
    public let findings: [Finding]
    /// The path that came nearest to being accepted, for display only: nothing in it is believed. Its last certificate is an anchor's
    /// only where the sub-indication isn't ``SubIndication/noCertificateChainFound``.
    public let certificates: [Certificate]
    /// What was found of each certificate's revocation on that path, as far as anybody looked.
    public let revocation: [CertificateRevocation]
    /// Every check of that path that was made, in order.
    public let checks: [PathCheckRecord]
    /// The other paths that were tried, and why each doesn't hold.
    public let otherPaths: [TriedPath]
    /// By the worst that stands against its path.
    let rank: FailureRank

    /// - Parameter rank: `nil` where it is that of the first finding.
    init(
        _ subIndication: SubIndication,
        _ findings: [Finding],
        _ certificates: [Certificate],
        rank: FailureRank? = nil,
        revocation: [CertificateRevocation] = [],
        checks: [PathCheckRecord] = [],
        otherPaths: [TriedPath] = []
    ) {
        self.subIndication = subIndication
        self.findings = findings
        self.certificates = certificates
        self.revocation = revocation
        self.checks = checks
        self.otherPaths = otherPaths
        self.rank = rank ?? FailureRank(subIndication, findings.first?.code)
    }

    /// What the sub-indication stands with.
    public var indication: Indication { subIndication.indication }
}
