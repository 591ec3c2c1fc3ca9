//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import CertificateValidation
public import Diagnostics
import SignatureCryptography

/// Why a certificate may be believed or not, with the evidence: everything that was checked, by which clause, and what was
/// tried beside.
public struct ChainReport: Hashable, Sendable, Codable {
    /// The name under which the certificate was given.
    public var document: String?
    public var verdict: ChainVerdict
    /// What decided the verdict, in the word of ETSI EN 319 102-1; `nil` where it is accepted.
    public var subIndication: SubIndication?
    /// Whom the certificate is about.
    public var subject: SignerReport
    /// What the path was asked for, such as `document-signing`.
    public var purpose: String
    /// How much of an issuer's duties was asked for, such as `relying-party`.
    public var profile: String
    /// The host that the certificate has to name; `nil` where none was asked for.
    public var host: String?
    public var validationTime: Instant
    /// The path that holds, from the certificate to the anchor; else the one that came nearest to it, of which nothing is
    /// believed.
    public var certificatePath: [PathCertificateReport]
    /// Every check of that path, in order.
    public var checks: [ChainCheckReport]
    public var revocation: PathRevocation
    public var certificateRevocation: [CertificateRevocationReport]
    /// What decided the verdict first.
    public var findings: [Finding]
    /// Other paths that were tried.
    public var otherPaths: [TriedPathReport]
    public var environment: EnvironmentReport

    /// - Parameters:
    ///   - outcome: What the validator said of the certificate.
    ///   - certificate: Which one was asked about.
    ///   - name: What the report calls it.
    ///   - validator: Which one was asked.
    ///   - policy: Where its algorithms come from.
    ///   - host: A host that the certificate has to name.
    ///   - time: The time at which the path has to hold.
    public init(
        _ outcome: PathValidationOutcome,
        of certificate: Certificate,
        named name: String? = nil,
        by validator: PathValidator,
        under policy: ValidationPolicy,
        host: HostName? = nil,
        at time: Instant
    ) {
        document = name
        verdict = ChainVerdict(outcome)
        subject = SignerReport(certificate)
        purpose = validator.purpose.description
        profile = validator.profile.description
        self.host = host?.description
        validationTime = time
        environment = EnvironmentReport(policy, trusting: validator.trust)
        let revocations: [CertificateRevocation]
        switch outcome {
        case .valid(let path):
            certificatePath = PathCertificateReport.path(path)
            checks = path.checks.map(ChainCheckReport.init)
            revocations = path.revocation
            findings = path.findings
            otherPaths = path.otherPaths.map(TriedPathReport.init)
        case .failed(let failure):
            subIndication = failure.subIndication
            certificatePath = failure.certificates.map(PathCertificateReport.init)
            checks = failure.checks.map(ChainCheckReport.init)
            revocations = failure.revocation
            findings = failure.findings
            otherPaths = failure.otherPaths.map(TriedPathReport.init)
        }
        revocation = PathRevocation(revocations)
        certificateRevocation = revocations.map(CertificateRevocationReport.init)
        checkKey(of: certificate, under: policy.algorithms)
        if let host { check(host, certificate) }
    }

    /// The certificate's own key, which no signature on the path is made with: a signer's is judged with the signature.
    private mutating func checkKey(of certificate: Certificate, under policy: AlgorithmPolicy) {
        // A key that nobody here can use, such as one that only encrypts, is judged by who uses it.
        let assessment = (try? certificate.publicKey).map { policy.assess($0) }
        let outcome: PathCheckRecord.Outcome =
            assessment.map { $0.refusal == nil ? .passed : .failed } ?? .notChecked
        checks.append(ChainCheckReport(name: "key", outcome: outcome.rawValue, clause: "ETSI TS 119 312"))
        guard let concern = assessment?.refusal ?? assessment?.warning else { return }
        let isRefused = outcome == .failed
        let message = "the key of the certificate: \(concern.message)"
        let finding = Finding(concern.code, isRefused ? .error : .warning, message, clause: concern.clause)
        if isRefused {
            refuse(.cryptographicConstraintsFailureNoProofOfExistence, finding)
        } else {
            findings.append(finding)
        }
    }

    /// RFC 9525 §6: who the server is, once its certificate may be believed; told as well where it may not.
    private mutating func check(_ host: HostName, _ certificate: Certificate) {
        let objection = host.objection(to: certificate)
        checks.append(
            ChainCheckReport(name: "host-name", outcome: objection == nil ? "passed" : "failed", clause: "RFC 9525 §6")
        )
        guard let objection else { return }
        let message = "the certificate isn't that of \(host): \(objection)"
        refuse(.chainConstraintsFailure, Finding(.hostNameMismatch, .error, message, clause: "RFC 9525 §6"))
    }

    /// Whatever can't be told of a path, none makes the key another one, or the certificate another host's. So that decides,
    /// unless something certain was found before.
    private mutating func refuse(_ reason: SubIndication, _ finding: Finding) {
        guard verdict != .refused else {
            findings.append(finding)
            return
        }
        verdict = .refused
        subIndication = reason
        findings.insert(finding, at: 0)
    }
}

/// What is to be made of a certificate.
public enum ChainVerdict: String, Hashable, Sendable, Codable, CaseIterable {
    /// A path holds.
    case accepted
    /// A constraint, a signature or a revocation stands for certain against every path that was tried, and no certificate is
    /// missing that could make another one.
    case refused
    /// It can't be told: there is no path, or not the data that it needs.
    case undecided

    /// - Parameter outcome: Of the search for a path.
    public init(_ outcome: PathValidationOutcome) {
        guard let failure = outcome.failure else {
            self = .accepted
            return
        }
        self = failure.isCertain ? .refused : .undecided
    }
}

/// A check of a path and what came of it.
public struct ChainCheckReport: Hashable, Sendable, Codable {
    /// Such as `signatures` or `validity`.
    public var name: String
    /// `passed`, `failed` or `not-checked`.
    public var outcome: String
    /// The clause of the standard that asks for it.
    public var clause: String

    package init(name: String, outcome: String, clause: String) {
        self.name = name
        self.outcome = outcome
        self.clause = clause
    }

    package init(_ record: PathCheckRecord) {
        self.init(name: record.name, outcome: record.outcome.rawValue, clause: record.clause)
    }
}

/// A path that was tried and doesn't hold.
public struct TriedPathReport: Hashable, Sendable, Codable {
    /// From the certificate on.
    public var certificates: [PathCertificateReport]
    public var subIndication: SubIndication
    /// The first one decided it.
    public var findings: [Finding]

    package init(_ path: TriedPath) {
        certificates = path.certificates.map(PathCertificateReport.init)
        subIndication = path.subIndication
        findings = path.findings
    }
}
