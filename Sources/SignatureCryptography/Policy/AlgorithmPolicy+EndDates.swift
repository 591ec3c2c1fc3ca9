//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

package import Diagnostics

extension AlgorithmPolicy {
    /// What the policy says of a signature whose key was used with a method, given that it is known to exist at a time and
    /// not before.
    ///
    /// The end is the earlier one of the key's and the digest's in ``AlgorithmTable``. From one year before it there is a
    /// warning. What ``strict`` doesn't allow has its end in the warning that every use carries, and none here.
    package func assessEnd(of method: SignatureMethod, _ key: PublicKey, at time: Instant) -> AlgorithmAssessment {
        assessEnd(of: method.name, method.family, method.digest, key, at: time)
    }

    /// As that of a method, also for what no URI names, such as signatures of certificates.
    ///
    /// - Parameters:
    ///   - name: What messages call the algorithm.
    ///   - digest: `nil` where the algorithm has its digest built in.
    package func assessEnd(
        of name: @autoclosure () -> String,
        _ family: SignatureFamily,
        _ digest: DigestMethod?,
        _ key: PublicKey,
        at time: Instant
    ) -> AlgorithmAssessment {
        guard let end = end(of: family, digest, key), time >= end.oneYearEarlier else { return .allowed }
        let what = "\(name()) with a key of \(key.bitCount) bits"
        let day = end.rfc3339.prefix(10)
        let clause = "ETSI TS 119 312"
        guard time >= end else {
            return .allowedWithWarning(
                AlgorithmConcern(.algorithmEndsSoon, "\(what) is thought secure until \(day) only", clause: clause)
            )
        }
        let concern = AlgorithmConcern(
            .algorithmEnded, "\(what) is not thought secure from \(day) on", clause: clause
        )
        return enforcesEndDates ? .refused(concern) : .allowedWithWarning(concern)
    }

    /// The times at which ``assessEnd(of:_:_:_:at:)`` changes its answer.
    package func changes(of family: SignatureFamily, _ digest: DigestMethod?, _ key: PublicKey) -> [Instant] {
        end(of: family, digest, key).map { [$0.oneYearEarlier, $0] } ?? []
    }

    private func end(of family: SignatureFamily, _ digest: DigestMethod?, _ key: PublicKey) -> Instant? {
        guard Self.strict.signatureFamilies.contains(family), digest?.status ?? .default == .default,
            Self.strict.assess(key) == .allowed
        else { return nil }
        let keyEnd = AlgorithmTable.endDate(of: key, in: family)
        guard let digestEnd = digest?.endDate else { return keyEnd }
        return keyEnd.map { min($0, digestEnd) } ?? digestEnd
    }
}
