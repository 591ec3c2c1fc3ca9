//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Which revocation lists are about a certificate, and about which reasons (RFC 5280 §6.3.3 (b), (d)).
struct RevocationListScope {
    private let certificate: Certificate
    private let points: [DistributionPoint]

    init(of certificate: Certificate) throws(CertificateError) {
        self.certificate = certificate
        // Last in §6.3.3: lists of the certificate's issuer itself, wherever they are published.
        let issuer = MatchingName.directory(certificate.issuer.matchingKey)
        points = try certificate.distributionPoints + [DistributionPoint(name: .full([issuer]))]
    }

    /// Whether somebody issued the list whose lists may be about the certificate.
    func isConcerned(_ list: RevocationList) -> Bool { points.contains { isIssuer(of: list, at: $0) } }

    /// - Returns: About which reasons the list speaks; none where the certificate is outside of its scope.
    func reasons(of list: RevocationList) -> RevocationReasons {
        let scope = list.content.extensions.issuingDistributionPoint
        guard !isExcluded(by: scope) else { return [] }
        let names = scope?.name?.names(relativeTo: list.issuer)
        return points.reduce(into: RevocationReasons()) { reasons, point in
            guard
                isIssuer(of: list, at: point),
                // Only an indirect list is about certificates of others. An issuer that names itself here, against
                // §4.2.1.13, is none.
                list.issuer.matches(certificate.issuer) || scope?.isIndirect == true,
                names.map({ isPlace($0, of: list, point) }) ?? true
            else { return }
            reasons.formUnion(point.reasons.intersection(scope?.onlySomeReasons ?? .all))
        }
    }

    /// (b)(1), the names.
    private func isIssuer(of list: RevocationList, at point: DistributionPoint) -> Bool {
        guard let issuers = point.listIssuer else { return list.issuer.matches(certificate.issuer) }
        return issuers.contains(.directory(list.issuer.matchingKey))
    }

    /// (b)(2)(i): any name that both have is enough.
    private func isPlace(_ names: Set<MatchingName>, of list: RevocationList, _ point: DistributionPoint) -> Bool {
        !names.isDisjoint(with: point.name?.names(relativeTo: list.issuer) ?? point.listIssuer ?? [])
    }

    /// (b)(2)(ii) to (iv).
    private func isExcluded(by scope: IssuingDistributionPoint?) -> Bool {
        guard let scope else { return false }
        let isAuthority = certificate.basicConstraints?.isAuthority == true
        return scope.onlyContainsAttributeCertificates || (scope.onlyContainsUserCertificates && isAuthority)
            || (scope.onlyContainsAuthorityCertificates && !isAuthority)
    }
}

extension Certificate {
    /// Where its revocation can be found (RFC 5280 §4.2.1.13); none where it doesn't say.
    var distributionPoints: [DistributionPoint] {
        get throws(CertificateError) {
            guard let value = content.extensions.distributionPoints else { return [] }
            return try DistributionPoint.read(value)
        }
    }
}
