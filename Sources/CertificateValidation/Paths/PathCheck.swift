//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics
import SignatureCryptography

/// By which rules paths are checked.
struct PathRules: Sendable {
    /// What the anchor is to be trusted for.
    let purpose: CertificatePurpose
    /// What the leaf is to be good for.
    let leafPurpose: CertificatePurpose
    let policies: CertificatePolicyInputs
    let algorithms: AlgorithmPolicy
    let profile: CertificateProfile
    let time: Instant
    /// Whether no dates are looked at.
    let ignoresValidity: Bool
}

extension PathValidator {
    /// Its rules, for a leaf that is to be good for a purpose and policies.
    func rules(
        for leafPurpose: CertificatePurpose, _ policies: CertificatePolicyInputs, at time: Instant
    ) -> PathRules {
        PathRules(
            purpose: purpose,
            leafPurpose: leafPurpose,
            policies: policies,
            algorithms: algorithms,
            profile: profile,
            time: time,
            ignoresValidity: ignoresValidity
        )
    }
}

/// What stands against a path.
private struct PathCheckFailure {
    let subIndication: SubIndication
    let finding: Finding
    let rank: FailureRank

    /// - Parameter rank: `nil` where it is what the others say.
    init(_ subIndication: SubIndication, _ finding: Finding, rank: FailureRank? = nil) {
        self.subIndication = subIndication
        self.finding = finding
        self.rank = rank ?? FailureRank(subIndication, finding.code)
    }
}

/// The checks of one path; each says all that it finds.
struct PathCheck {
    let path: UnverifiedCertificatePath
    let rules: PathRules

    /// In the order in which they count; the first one decides.
    private var failures: [PathCheckFailure] = []
    private var warnings: [Finding] = []
    private var isAnchorTrusted = true
    /// Every check that was made, in order.
    private(set) var records: [PathCheckRecord] = []
    /// What was found of the revocation of its certificates, once somebody looked.
    private(set) var revocation: [CertificateRevocation] = []

    init(_ path: UnverifiedCertificatePath, by rules: PathRules) {
        self.path = path
        self.rules = rules
    }

    /// Why the path doesn't hold, and how far it is from holding by the worst of that; `nil` where it does.
    var failure: (subIndication: SubIndication, rank: FailureRank)? {
        guard let first = failures.first else { return nil }
        return (first.subIndication, failures.filter(counts).map(\.rank).max() ?? first.rank)
    }

    /// Whether something is certain that no other path mends: an authority took a certificate back, or the leaf itself,
    /// whoever certified the key that signed it, isn't good.
    private(set) var standsAgainstEveryPath = false

    /// What decided it first, warnings last.
    var findings: [Finding] { failures.map(\.finding) + warnings }

    /// Whether it is worth to look at revocation: nothing but validity periods stands against the path.
    private(set) var isRevocationInQuestion = false

    /// Makes all checks but that of revocation, in the order of ETSI EN 319 102-1 §5.2.6.4: the anchor, RFC 5280 §6.1,
    /// constraints of the policy, algorithms.
    mutating func run(verifying signatures: inout SignatureVerifications) {
        make("trust-anchor", "ETSI EN 319 102-1 §5.2.6.4") { $0.checkAnchor() }
        make("trust-anchor-constraints", "RFC 5937 §3.2") { $0.checkAnchorConstraints() }
        make("extensions", "RFC 5280 §4.2") { $0.checkExtensions() }
        make("names", "RFC 5280 §6.1.3 (a)(4)") { $0.checkNames() }
        checkPathByOpenSSL(verifying: &signatures)
        let failureCount = failures.count
        if rules.ignoresValidity {
            skip("validity", "RFC 5280 §6.1.3 (a)(2)")
        } else {
            make("validity", "RFC 5280 §6.1.3 (a)(2)") { $0.checkValidity() }
        }
        let validityFailureCount = failures.count - failureCount
        make("purpose", "RFC 5280 §4.2.1.3") { $0.checkPurpose() }
        make("issuer-duties", "RFC 5280 §4") { $0.checkIssuerDuties() }
        make("algorithms", "ETSI TS 119 312") { $0.checkAlgorithms() }
        isRevocationInQuestion = failures.count == validityFailureCount
        if !isRevocationInQuestion { skip("revocation", Self.revocationClause) }
        putCertainFailuresFirst()
    }

    /// Whatever may still come of an anchor, it doesn't mend what is certain, and that decides then.
    private mutating func putCertainFailuresFirst() {
        guard failures.count > 1 else { return }
        func decides(_ failure: PathCheckFailure) -> Bool { failure.rank.isCertain && counts(failure) }
        failures = failures.filter(decides) + failures.filter { !decides($0) }
    }

    /// Where the anchor isn't trusted at the time, nothing is added by what the same proof would mend.
    private func counts(_ failure: PathCheckFailure) -> Bool { isAnchorTrusted || !failure.rank.isMendedByProof }

    /// Takes what was found about revocation. A certain revocation stands before a validity that has ended, and that
    /// before revocation data that may come later.
    mutating func take(_ found: PathRevocationCheck) {
        revocation = found.certificates
        if found.objections.isEmpty, found.isLeafGood, isOnlyLeafOutOfValidity {
            // ETSI EN 319 102-1 §5.2.6.4: what is known of revocation makes another sub-indication of it.
            failures = failures.map { PathCheckFailure(.outOfBoundsNotRevoked, $0.finding) }
        }
        let objections = found.objections.map { PathCheckFailure($0.subIndication, $0.finding) }
        let isRevoked = found.objections.first?.isCertain == true
        failures.insert(contentsOf: objections, at: isRevoked ? 0 : failures.count)
        if isRevoked { standsAgainstEveryPath = true }
        warnings += found.remarks
        let isChecked = found.certificates.contains { $0.status != .unchecked }
        let outcome: PathCheckRecord.Outcome =
            !found.objections.isEmpty ? .failed : isChecked ? .passed : .notChecked
        record("revocation", outcome, Self.revocationClause)
    }

    private static let revocationClause = "RFC 5280 §6.1.3 (a)(3), §6.3"

    /// Of a path against which nothing but validity stands.
    private var isOnlyLeafOutOfValidity: Bool {
        path.certificates.dropFirst().dropLast().allSatisfy { $0.isValid(at: rules.time) }
            && failures.first?.subIndication == .outOfBoundsNoProofOfExistence
    }

    private mutating func make(_ name: String, _ clause: String, _ check: (inout Self) -> Void) {
        let failureCount = failures.count
        check(&self)
        record(name, failures.count > failureCount ? .failed : .passed, clause)
    }

    private mutating func record(_ name: String, _ outcome: PathCheckRecord.Outcome, _ clause: String) {
        records.append(PathCheckRecord(name, outcome, clause: clause))
    }

    private mutating func skip(_ name: String, _ clause: String) {
        record(name, .notChecked, clause)
    }

    private mutating func fail(
        _ subIndication: SubIndication,
        _ code: FindingCode,
        _ message: String,
        clause: String?
    ) {
        failures.append(PathCheckFailure(subIndication, Finding(code, .error, message, clause: clause)))
    }

    private mutating func checkAnchor() {
        guard
            let objection = path.anchor.objection(
                at: rules.time,
                for: rules.purpose,
                ignoringValidity: rules.ignoresValidity
            )
        else { return }
        isAnchorTrusted = false
        fail(objection.subIndication, .noCertificateChain, objection.message, clause: objection.clause)
    }

    /// Those of the caller's; those of the anchor's certificate are OpenSSL's to apply, or inputs for it.
    private mutating func checkAnchorConstraints() {
        guard let objection = path.objectionToTerms() else { return }
        fail(objection.subIndication, .certificatePathInvalid, objection.message, clause: objection.clause)
    }

    private mutating func checkExtensions() {
        // RFC 5280 §4.2: a critical extension that can't be read has to be refused; OpenSSL passes over some of them,
        // also over names and constraints.
        for certificate in path.certificates where certificate.openSSL?.hasReadableExtensions == false {
            let message = "an extension of \(Self.name(certificate)) can't be read"
            fail(.chainConstraintsFailure, .certificatePathInvalid, message, clause: "RFC 5280 §4.2")
        }
    }

    private mutating func checkNames() {
        // An authority without a name: OpenSSL takes names for chained where both are empty.
        for (certificate, _) in path.edges where certificate.issuer.isEmpty {
            let message = "\(Self.name(certificate)) names no issuer"
            fail(.chainConstraintsFailure, .certificatePathInvalid, message, clause: "RFC 5280 §4.1.2.4, §4.1.2.6")
        }
    }

    /// Signatures, and RFC 5280's constraints of basicConstraints, key usage, names and policies.
    private mutating func checkPathByOpenSSL(verifying signatures: inout SignatureVerifications) {
        let policies = path.policyInputs(rules.policies)
        var result: OpenSSLPathResult?
        if let policies {
            result = checkByOpenSSL(policies, verifying: &signatures)
        } else {
            let message =
                "the trust anchor's certificate restricts policies from the middle of the path on, which can't be checked"
            fail(.certificateChainGeneralFailure, .pathNotExpressible, message, clause: "RFC 5937 §3.2")
        }
        let isVerified = result?.isVerified == true || checkSignatures(verifying: &signatures)
        record("signatures", isVerified ? .passed : .failed, Self.signatureClause)
        let isInTheWay = policies == nil || result?.isWrongSignature == false
        let constraints: PathCheckRecord.Outcome =
            result?.holds == true ? .passed : isInTheWay ? .failed : .notChecked
        record("constraints", constraints, Self.constraintClause)
    }

    private static let signatureClause = "RFC 5280 §6.1.3 (a)(1)"
    private static let constraintClause = "RFC 5280 §6.1.3 (b) to (f), §6.1.4"

    /// - Returns: `nil` where OpenSSL could not check the path; that it failed is noted then.
    private mutating func checkByOpenSSL(
        _ policies: CertificatePolicyInputs,
        verifying signatures: inout SignatureVerifications
    ) -> OpenSSLPathResult? {
        guard checkKeys() else { return nil }
        guard let result = path.checkedByOpenSSL(policies, verifying: &signatures) else {
            fail(.certificateChainGeneralFailure, .pathNotExpressible, "OpenSSL could not check the path", clause: nil)
            return nil
        }
        // Which signature is wrong is said of every path in the same words.
        if !result.holds, !result.isWrongSignature { fail(result) }
        return result
    }

    /// Where OpenSSL didn't verify all signatures: it asks for them last, and for none where something else stands against
    /// the path. But one that a signature is missing in is none at all, whatever else there is to say of it: anybody may
    /// have made it up.
    ///
    /// - Returns: Whether every signature holds.
    private mutating func checkSignatures(verifying signatures: inout SignatureVerifications) -> Bool {
        var areAllUsable = true
        for (depth, (certificate, issuer)) in path.edges.enumerated().reversed() {
            guard (try? issuer.publicKey) != nil else {
                areAllUsable = false
                continue
            }
            guard !signatures.isSigned(certificate, by: issuer) else { continue }
            let message = "\(OpenSSLPathResult.wrongSignatureText) at depth \(depth), \(Self.name(certificate))"
            let finding = Finding(.certificatePathInvalid, .error, message, clause: "RFC 5280 §6.1")
            failures.insert(PathCheckFailure(.certificateChainGeneralFailure, finding), at: 0)
            return false
        }
        return areAllUsable
    }

    /// OpenSSL would verify with keys of any size, and write parameters into keys that lack them.
    private mutating func checkKeys() -> Bool {
        if let incomplete = path.certificates.first(where: { $0.openSSL?.inheritsKeyParameters == true }) {
            let message = "the key of \(Self.name(incomplete)) has no parameters of its own; none are inherited here"
            fail(.certificateChainGeneralFailure, .pathNotExpressible, message, clause: "RFC 5280 §6.1.4 (e)")
            return false
        }
        if let unusable = path.edges.first(where: { (try? $1.publicKey) == nil }) {
            let message = "the key of \(Self.name(unusable.1)) can't be used, so its signature can't be verified"
            fail(.certificateChainGeneralFailure, .pathNotExpressible, message, clause: "RFC 5280 §6.1.3 (a)")
            return false
        }
        return true
    }

    private mutating func fail(_ result: OpenSSLPathResult) {
        guard result.isGivenPath else {
            let message = "OpenSSL can't express the path: \(result.message)"
            fail(.certificateChainGeneralFailure, .pathNotExpressible, message, clause: "RFC 5280 §6.1")
            return
        }
        let certificates = path.certificates
        let about = certificates.indices.contains(result.depth) ? ", \(Self.name(certificates[result.depth]))" : ""
        let message = "\(result.message) at depth \(result.depth)\(about)"
        fail(result.subIndication, .certificatePathInvalid, message, clause: "RFC 5280 §6.1")
    }

    private mutating func checkValidity() {
        // The anchor's own validity is its sunset.
        for certificate in path.certificates where certificate != path.anchor.certificate {
            guard !certificate.isValid(at: rules.time) else { continue }
            fail(
                .outOfBoundsNoProofOfExistence,
                .certificateOutOfValidity,
                "\(Self.name(certificate)) is not valid at \(rules.time), only \(Self.validity(certificate))",
                clause: "RFC 5280 §6.1.3 (a)(2)"
            )
        }
    }

    private mutating func checkPurpose() {
        guard let objection = rules.leafPurpose.objection(to: path.leaf) else { return }
        let message = "\(Self.name(path.leaf)): \(objection.message)"
        fail(.chainConstraintsFailure, .certificatePathInvalid, message, clause: objection.clause)
        standsAgainstEveryPath = true
    }

    /// Those of each authority for what it signed. The anchor is trusted whatever its own certificate looks like
    /// (RFC 5280 §6.1), but for what it says about the path.
    private mutating func checkIssuerDuties() {
        for (certificate, issuer) in path.edges {
            take(certificate.deviations(under: rules.profile, signedBy: issuer))
        }
        if path.certificates.count > 1 {
            take(path.anchor.certificate.deviationsOfAnchor(under: rules.profile))
        }
    }

    private mutating func take(_ deviations: [Finding]) {
        for finding in deviations {
            if finding.severity == .error {
                failures.append(PathCheckFailure(.chainConstraintsFailure, finding))
            } else {
                warnings.append(finding)
            }
        }
    }

    /// Each signature of the path, and the key that made it.
    private mutating func checkAlgorithms() {
        for (certificate, issuer) in path.edges {
            let assessment = SignatureAssessment(
                algorithm: certificate.content.signatureAlgorithm,
                by: issuer,
                on: Self.name(certificate),
                under: rules.algorithms,
                at: rules.ignoresValidity ? nil : rules.time
            )
            // Of a key that nobody here can use no more is certain than that.
            let rank: FailureRank? = (try? issuer.publicKey) == nil ? .pathNotExpressible : nil
            failures += assessment.refusals.map {
                PathCheckFailure(.cryptographicConstraintsFailureNoProofOfExistence, $0, rank: rank)
            }
            // Whoever certified it, that key signed the leaf that way.
            if certificate == path.leaf, rank == nil, !assessment.refusals.isEmpty { standsAgainstEveryPath = true }
            warnings += assessment.warnings
        }
    }

    private static func name(_ certificate: Certificate) -> String { certificate.nameForMessages }

    private static func validity(_ certificate: Certificate) -> String {
        "from \(certificate.notBefore) to \(certificate.notAfter)"
    }
}

extension Certificate {
    /// The subject as a message has it: names are as long as their makers like, messages aren't.
    var nameForMessages: String { "`\(subject.shortened)`" }
}
