//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import CertificateValidation
import Diagnostics

/// The certificates of which one is the signer's: those that the signed properties name, of all that hold the key
/// (ETSI EN 319 102-1 §5.2.3).
struct SignerCandidates {
    /// In an order that the document doesn't decide. Where some may have a path, they are all of those; where none may,
    /// one stands for all.
    let certificates: [Certificate]
    /// Why the signed properties name none of them.
    let mismatch: Objection?
    /// What the policy has to say of the digests by which they are named.
    let findings: [Finding]

    /// - Parameters:
    ///   - entries: Of properties that the signature covers; others choose nothing.
    ///   - mayHavePath: Those of several from which there may be a path. Anybody can make certificates that hold the key
    ///     and put them beside the signer's: they cost nothing here, and hide neither a path nor a revocation.
    init(
        holding key: VerifyingKey, namedBy entries: [SigningCertificateEntry], under policy: ValidationPolicy,
        _ positions: PositionIndex, mayHavePath: ([Certificate]) -> [Certificate]
    ) {
        let holders = key.pinnedCertificates.isEmpty ? Self.sorted(key.certificates) : key.pinnedCertificates
        var named = holders
        var mismatch: Objection?
        var findings: [Finding] = []
        if !entries.isEmpty {
            let match = SigningCertificateMatch(policy: policy, positions: positions)
            named = holders.filter { certificate in
                let objection = match.match(entries, certificate, noting: &findings)
                mismatch = mismatch ?? objection
                return objection == nil
            }
        }
        let candidates = named.isEmpty ? holders : named
        // Whoever pins several certificates of a key has said which comes first.
        let isChosen = candidates.count < 2 || !key.pinnedCertificates.isEmpty
        let promising = isChosen ? [] : mayHavePath(candidates)
        certificates = promising.isEmpty ? Array(candidates.prefix(1)) : promising
        self.mismatch = named.isEmpty ? mismatch : nil
        self.findings = findings
    }

    /// By SHA-256: anybody can put what `KeyInfo` holds in another order.
    private static func sorted(_ certificates: [Certificate]) -> [Certificate] {
        guard certificates.count > 1 else { return certificates }
        return certificates.sorted { $0.fingerprint.lexicographicallyPrecedes($1.fingerprint) }
    }
}
