//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation
import SignatureCryptography

/// The public keys that may have made a signature, each once, in the order in which they are tried.
///
/// None of them is trusted for being here.
struct KeyCandidates {
    struct Candidate {
        let key: PublicKey
        /// Who brings it.
        let origin: Origin
        /// The certificates that hold it.
        var certificates: [Certificate]
    }

    enum Origin: Hashable {
        case pinned
        case keyInfo
        /// One of the certificates that the caller gave for building paths.
        case pool
    }

    private(set) var candidates: [Candidate] = []
    private var places = Numbering<PublicKey>()

    mutating func add(_ key: PublicKey, _ origin: Origin, _ certificate: Certificate? = nil) {
        if let place = places.number(of: key) {
            guard let certificate, !candidates[place].certificates.contains(certificate) else { return }
            candidates[place].certificates.append(certificate)
        } else {
            candidates.append(Candidate(key: key, origin: origin, certificates: certificate.map { [$0] } ?? []))
            places.add(key)
        }
    }

    /// Adds a certificate to the candidate that has its key already; makes no new candidate.
    mutating func attach(_ certificate: Certificate, _ key: PublicKey) {
        guard let place = places.number(of: key), !candidates[place].certificates.contains(certificate) else { return }
        candidates[place].certificates.append(certificate)
    }
}
