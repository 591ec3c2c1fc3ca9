//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics

/// Puts paths together, from the leaf to an anchor, the most promising first, and goes back where one doesn't hold.
///
/// The order is total: key identifiers that agree, validity at the time, anchors before other certificates, then the
/// fingerprint. So neither what is found nor where the budget ends depends on the order in which certificates came.
struct PathSearch {
    /// Where a path could not go on.
    struct DeadEnd {
        enum Reason {
            /// Nobody of the issuer's name is known.
            case noIssuer
            /// Only with other keys than the certificate says.
            case otherKey
            /// Somebody is, but none of their keys made the signature.
            case wrongSignature
            /// The path would be too long.
            case tooDeep
        }

        /// Whether another one tells less of what is missing: a certificate that isn't at hand first, then a longer path,
        /// then another key's signature.
        fileprivate func isNearer(than other: Self) -> Bool { rank < other.rank }

        private var rank: Int {
            switch reason {
            case .noIssuer, .otherKey: 0
            case .wrongSignature where certificates.last?.isSelfIssued == true: 0
            case .tooDeep: 1
            case .wrongSignature: Self.rankOfWrongSignature
            }
        }

        private static let rankOfWrongSignature = 2

        /// Whether a certificate that isn't at hand, or a limit that is wider, could make a path of it.
        fileprivate func isOpen(at time: Instant) -> Bool {
            rank < Self.rankOfWrongSignature && certificates.allSatisfy { $0.isValid(at: time) }
        }

        let reason: Reason
        /// From the leaf to the certificate whose issuer is wanted.
        let certificates: [Certificate]
    }

    private let trust: TrustStore
    /// The only one at which a path may end; `nil` for any.
    private let anchor: TrustAnchor?
    private let pools: [CertificatePool]
    private let time: Instant
    let limits: PathLimits

    let leaf: Certificate
    private var path: [Certificate]
    /// For each certificate of ``path`` the issuers that were not tried yet, the best last.
    private var untried: [[Issuer]] = []
    /// Whether each has at least one issuer that was gone to.
    private var hasIssuer: [Bool] = []
    private var isStarted = false
    // Asked again on every path that comes by.
    private var sortedIssuers: [Certificate: [Issuer]] = [:]

    /// The dead end that came nearest to a path, of several the first; `nil` where none was met.
    private(set) var nearestDeadEnd: DeadEnd?
    /// The same of those that more certificates could make a path of.
    private(set) var openEnd: DeadEnd?

    private struct Issuer {
        let certificate: Certificate
        let anchor: TrustAnchor?
        /// Whether it is no anchor's, and has another key than the one that is wanted, as far as key identifiers say.
        let isOfAnotherKey: Bool
        /// Whether others have the same name, so that only the signature tells which one it was.
        var isOneOfSeveral: Bool
    }

    init(
        from leaf: Certificate,
        trust: TrustStore,
        to anchor: TrustAnchor? = nil,
        pools: [CertificatePool],
        at time: Instant,
        limits: PathLimits
    ) {
        self.trust = trust
        self.anchor = anchor
        self.pools = pools
        self.time = time
        self.limits = limits
        self.leaf = leaf
        path = [leaf]
    }

    /// Whose validity at the time decided in which order paths were tried.
    var rankedCertificates: [Certificate] { sortedIssuers.values.flatMap { $0.map(\.certificate) } }

    /// The next path; `nil` where there is none any more, or where the budget is exhausted.
    mutating func next(verifying signatures: inout SignatureVerifications) -> UnverifiedCertificatePath? {
        if !isStarted {
            isStarted = true
            open()
            if let anchor = trust.anchor(path[0]), mayEnd(at: anchor) {
                return UnverifiedCertificatePath(certificates: path, anchor: anchor)
            }
        }
        while !untried.isEmpty {
            guard let issuer = untried[untried.count - 1].popLast() else {
                goBack()
                continue
            }
            guard signatures.spend(steps: 1) else { return nil }
            guard !isOnPath(issuer.certificate), isPlausible(issuer, verifying: &signatures) else { continue }
            hasIssuer[hasIssuer.count - 1] = true
            if let anchor = issuer.anchor {
                return UnverifiedCertificatePath(certificates: path + [issuer.certificate], anchor: anchor)
            }
            path.append(issuer.certificate)
            open()
        }
        return nil
    }

    /// Looks for the issuers of the last certificate of the path.
    private mutating func open() {
        guard let last = path.last else { return }
        hasIssuer.append(false)
        guard !isTooDeep else {
            untried.append([])
            return
        }
        if let issuers = sortedIssuers[last] {
            untried.append(issuers)
            return
        }
        let issuers = issuers(of: last)
        sortedIssuers[last] = issuers
        untried.append(issuers)
    }

    private mutating func goBack() {
        if hasIssuer.last == false, let last = path.last {
            note(DeadEnd(reason: reasonOfDeadEnd(at: last), certificates: path))
        }
        untried.removeLast()
        hasIssuer.removeLast()
        path.removeLast()
    }

    private func reasonOfDeadEnd(at last: Certificate) -> DeadEnd.Reason {
        if isTooDeep { return .tooDeep }
        let issuers = sortedIssuers[last]?.filter { !isOnPath($0.certificate) } ?? []
        if issuers.isEmpty { return .noIssuer }
        return issuers.allSatisfy(\.isOfAnotherKey) ? .otherKey : .wrongSignature
    }

    private mutating func note(_ deadEnd: DeadEnd) {
        // Above an anchor nobody has to follow: the path that ends there was tried.
        guard !path.contains(where: { trust.anchor($0).map(mayEnd) == true }) else { return }
        if nearestDeadEnd.map(deadEnd.isNearer(than:)) != false { nearestDeadEnd = deadEnd }
        if deadEnd.isOpen(at: time), openEnd.map(deadEnd.isNearer(than:)) != false { openEnd = deadEnd }
    }

    /// Whether no issuer may follow.
    private var isTooDeep: Bool {
        if path.count > limits.pathDepth { return true }
        guard let limit = limits.intermediates else { return false }
        return path.dropFirst().count { !$0.isSelfIssued } > limit
    }

    /// A certificate that is on the path already, or another one for the same name and key, leads nowhere new.
    private func isOnPath(_ certificate: Certificate) -> Bool {
        path.contains {
            $0 == certificate
                || ($0.subject.matches(certificate.subject)
                    && $0.subjectPublicKeyInfo == certificate.subjectPublicKeyInfo)
        }
    }

    /// Whether the issuer's key made the signature on the last certificate, where that decides between several, or whether
    /// it is at hand at all. A single one is taken at its word: the check of the whole path verifies it.
    private func isPlausible(_ issuer: Issuer, verifying signatures: inout SignatureVerifications) -> Bool {
        guard issuer.isOneOfSeveral || issuer.isOfAnotherKey, let last = path.last else { return true }
        return signatures.isSigned(last, by: issuer.certificate)
    }

    private func mayEnd(at anchor: TrustAnchor) -> Bool {
        self.anchor.map { $0.certificate == anchor.certificate } ?? true
    }

    /// All certificates of the issuer's name, the most promising last.
    private func issuers(of certificate: Certificate) -> [Issuer] {
        var issuers: [Issuer] = []
        var seen: Set<Certificate> = []
        for anchor in trust.anchors(named: certificate.issuer) {
            seen.insert(anchor.certificate)
            if mayEnd(at: anchor) {
                issuers.append(
                    Issuer(
                        certificate: anchor.certificate, anchor: anchor, isOfAnotherKey: false, isOneOfSeveral: false
                    )
                )
                // Above itself there is nobody.
                if anchor.certificate.isSelfIssued { continue }
            }
            // Where its terms don't admit the path, another anchor above it may.
            issuers.append(
                Issuer(certificate: anchor.certificate, anchor: nil, isOfAnotherKey: false, isOneOfSeveral: false)
            )
        }
        for pool in pools {
            for candidate in pool.certificates(named: certificate.issuer) where seen.insert(candidate).inserted {
                let isOfAnotherKey = Self.keyIdentifiersAgree(certificate, candidate) == false
                issuers.append(
                    Issuer(certificate: candidate, anchor: nil, isOfAnotherKey: isOfAnotherKey, isOneOfSeveral: false)
                )
            }
        }
        if seen.count > 1 { for index in issuers.indices { issuers[index].isOneOfSeveral = true } }
        return issuers.sorted { isBetter($1, than: $0, for: certificate) }
    }

    private func isBetter(_ left: Issuer, than right: Issuer, for certificate: Certificate) -> Bool {
        let ranks = (rank(left, for: certificate), rank(right, for: certificate))
        if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
        return left.certificate.fingerprint.lexicographicallyPrecedes(right.certificate.fingerprint)
    }

    private func rank(_ issuer: Issuer, for certificate: Certificate) -> Int {
        var rank = 0
        switch Self.keyIdentifiersAgree(certificate, issuer.certificate) {
        case nil: rank += 4
        case false?: rank += 8
        case true?: break
        }
        if !issuer.certificate.isValid(at: time) { rank += 2 }
        if issuer.anchor == nil { rank += 1 }
        return rank
    }

    /// Whether the issuer has the key that a certificate wants of it; `nil` where one of them doesn't say.
    private static func keyIdentifiersAgree(_ certificate: Certificate, _ issuer: Certificate) -> Bool? {
        guard let wanted = certificate.authorityKeyIdentifier?.keyIdentifier, let found = issuer.subjectKeyIdentifier
        else { return nil }
        return wanted == found
    }
}
