//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics

/// What a certificate shows of its issuer's duties; it never changes, so it is read once.
final class IssuerDeviations: Sendable {
    private let neglected: [(duty: IssuerDuty, warning: Finding, error: Finding)]

    init(of certificate: Certificate) {
        let duties = IssuerDuty.neglected(in: certificate)
        guard !duties.isEmpty else {
            neglected = []
            return
        }
        let name = certificate.nameForMessages
        neglected = duties.map { duty in
            (
                duty,
                duty.finding(about: name, under: .relyingParty),
                duty.finding(about: name, under: .conforming)
            )
        }
    }

    func findings(
        under profile: CertificateProfile,
        where isAsked: (IssuerDuty) -> Bool = { _ in true }
    ) -> [Finding] {
        neglected.filter { isAsked($0.duty) }.map { profile == .conforming ? $0.error : $0.warning }
    }
}

extension Certificate {
    /// The findings about what its issuer neglected: of what is demanded, errors under
    /// ``CertificateProfile/conforming``.
    ///
    /// - Parameter issuer: Whose key signed it.
    func deviations(under profile: CertificateProfile, signedBy issuer: Certificate) -> [Finding] {
        let own = issuerDeviations.findings(under: profile)
        let neglected = IssuerDuty.neglected(in: self, signedBy: issuer)
        guard !neglected.isEmpty else { return own }
        let name = nameForMessages
        return own + neglected.map { $0.finding(about: name, under: profile) }
    }

    /// The same of an anchor's certificate, of which only the constraints are applied to a path.
    func deviationsOfAnchor(under profile: CertificateProfile) -> [Finding] {
        issuerDeviations.findings(under: profile) { $0.isAboutConstraints }
    }
}

extension IssuerDuty {
    fileprivate func finding(about name: String, under profile: CertificateProfile) -> Finding {
        let severity: Finding.Severity = isRequired && profile == .conforming ? .error : .warning
        return Finding(code, severity, "\(name) \(message)", clause: clause)
    }
}
