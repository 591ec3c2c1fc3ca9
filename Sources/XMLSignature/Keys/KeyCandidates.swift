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
    /// Of more than a few; to compare those is faster than to hash them.
    private var places: [PublicKey: Int] = [:]

    private static let fewCount = 8

    mutating func add(_ key: PublicKey, _ origin: Origin, _ certificate: Certificate? = nil) {
        if let place = place(of: key) {
            guard let certificate, !candidates[place].certificates.contains(certificate) else { return }
            candidates[place].certificates.append(certificate)
        } else {
            candidates.append(Candidate(key: key, origin: origin, certificates: certificate.map { [$0] } ?? []))
            note(key)
        }
    }

    /// Adds a certificate to the candidate that has its key already; makes no new candidate.
    mutating func attach(_ certificate: Certificate, _ key: PublicKey) {
        guard let place = place(of: key), !candidates[place].certificates.contains(certificate) else { return }
        candidates[place].certificates.append(certificate)
    }

    private func place(of key: PublicKey) -> Int? {
        candidates.count > Self.fewCount ? places[key] : candidates.firstIndex { $0.key == key }
    }

    private mutating func note(_ key: PublicKey) {
        if candidates.count == Self.fewCount + 1 {
            for (place, candidate) in candidates.enumerated() { places[candidate.key] = place }
        } else if candidates.count > Self.fewCount {
            places[key] = candidates.count - 1
        }
    }
}
