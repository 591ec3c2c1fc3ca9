//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics

extension TrustAnchor {
    /// Why the anchor isn't used.
    struct Objection: Hashable, Sendable {
        let subIndication: SubIndication
        let message: String
        let clause: String
    }

    /// Why a path may not end at this anchor, as far as its terms and the dates of its certificate say (ETSI
    /// EN 319 102-1 §5.2.6.4); `nil` where it may.
    ///
    /// After its sunset an anchor may have vouched for what was signed before, so that a proof of the signature's
    /// existence could still decide; before it is trusted, and for another purpose, there is no such anchor at all.
    ///
    /// - Parameter ignoresValidity: Whether no dates are looked at.
    func objection(
        at time: Instant,
        for purpose: CertificatePurpose,
        ignoringValidity ignoresValidity: Bool = false
    ) -> Objection? {
        let clause = "ETSI EN 319 102-1 §5.2.6.4"
        if let purposes, !purposes.contains(purpose.withoutDemands) {
            let names = purposes.map(\.description).sorted().joined(separator: ", ")
            // Who asks for no purpose in particular would be told that the path is good for all of them.
            let asked = purpose == .any ? "and no purpose was asked for" : "not for \(purpose)"
            let message = "the trust anchor \(nameForMessages) is trusted for \(names) only, \(asked)"
            return Objection(subIndication: .noCertificateChainFound, message: message, clause: clause)
        }
        guard !ignoresValidity else { return nil }
        // The later beginning and the earlier end count.
        let first = max(trustedFrom ?? certificate.notBefore, certificate.notBefore)
        let isSunset = time.seconds > certificate.notAfter.seconds || trustedUntil.map { time > $0 } == true
        guard time < first || isSunset else { return nil }
        let last = min(trustedUntil ?? certificate.notAfter, certificate.notAfter)
        return Objection(
            subIndication: time < first ? .noCertificateChainFound : .noCertificateChainFoundNoProofOfExistence,
            message: "the trust anchor \(nameForMessages) is not trusted at \(time), only from \(first) to \(last)",
            clause: clause
        )
    }

    /// Its name where it has one, else its subject, as a message has it.
    var nameForMessages: String {
        guard let name else { return certificate.nameForMessages }
        return "`\(String(name.unicodeScalars.prefix(200)))` (\(certificate.nameForMessages))"
    }
}
