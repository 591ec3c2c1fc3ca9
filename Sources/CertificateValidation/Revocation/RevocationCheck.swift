//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics

/// Asks all revocation data about one certificate: OCSP responses and revocation lists (RFC 5280 §6.1.3 (a)(3)).
struct RevocationCheck {
    let data: [RevocationData]
    let question: RevocationQuestion

    /// What the data says together: revoked where any usable data says so, else good where any does.
    ///
    /// Both kinds are always asked. What revoked a certificate is not outweighed by an answer that doesn't know it yet.
    func answer(
        about subject: RevocationSubject,
        signers: inout some RevocationSigners
    ) -> RevocationAnswer {
        OCSPCheck(data, question).answer(about: subject, signers: &signers)
            .combined(with: RevocationListCheck(data, question).answer(about: subject, signers: &signers))
    }
}

extension RevocationAnswer {
    /// What two kinds of data say together.
    package func combined(with other: Self) -> Self {
        var both = self
        both.status = status.combined(with: other.status)
        // A status rests upon what says so.
        both.evidence = [self, other].filter { $0.status.isAs(grave: both.status) }.flatMap(\.evidence)
        both.findings += other.findings
        both.hasData = hasData || other.hasData
        both.isSignerOutOfValidity = isOutOfValidityOnly(other)
        return both
    }

    /// Whether nothing but the validity of signers stands against all data that there is.
    private func isOutOfValidityOnly(_ other: Self) -> Bool {
        (isSignerOutOfValidity || !hasData) && (other.isSignerOutOfValidity || !other.hasData)
            && (isSignerOutOfValidity || other.isSignerOutOfValidity)
    }
}

extension RevocationStatus {
    /// The worse of two, where a hold is better than what can't be undone.
    ///
    /// Of two revocations the earlier one.
    func combined(with other: Self) -> Self {
        if case (.revoked(let date, _), .revoked(let otherDate, _)) = (self, other), other.rank == rank {
            return otherDate < date ? other : self
        }
        return other.rank > rank ? other : self
    }

    fileprivate func isAs(grave other: Self) -> Bool { rank == other.rank }

    private var rank: Int {
        switch self {
        case .unchecked: 0
        case .unknown: 1
        case .good: 2
        case .revoked(_, .certificateHold): 3
        case .revoked: 4
        }
    }
}
