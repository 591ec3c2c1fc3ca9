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
    fileprivate let duties: [IssuerDuty]
    /// Of the certificate, where there are any: to write a name takes longer than all the rest.
    fileprivate let name: String?

    init(of certificate: Certificate) {
        duties = IssuerDuty.neglected(in: certificate)
        name = duties.isEmpty ? nil : certificate.nameForMessages
    }
}

extension Certificate {
    /// The findings about what its issuer neglected: of what is demanded, errors under
    /// ``CertificateProfile/conforming``.
    ///
    /// - Parameter issuer: Whose key signed it.
    func deviations(under profile: CertificateProfile, signedBy issuer: Certificate) -> [Finding] {
        findings(about: issuerDeviations.duties + IssuerDuty.neglected(in: self, signedBy: issuer), under: profile)
    }

    /// The same of an anchor's certificate, of which only the constraints are applied to a path.
    func deviationsOfAnchor(under profile: CertificateProfile) -> [Finding] {
        findings(about: issuerDeviations.duties.filter(\.isAboutConstraints), under: profile)
    }

    private func findings(about duties: [IssuerDuty], under profile: CertificateProfile) -> [Finding] {
        guard !duties.isEmpty else { return [] }
        let name = issuerDeviations.name ?? nameForMessages
        return duties.map { duty in
            let severity: Finding.Severity = duty.isRequired && profile == .conforming ? .error : .warning
            return Finding(duty.code, severity, "\(name) \(duty.message)", clause: duty.clause)
        }
    }
}
