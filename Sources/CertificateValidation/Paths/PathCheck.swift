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

/// The checks of one path; each says all that it finds.
struct PathCheck {
    let path: UnverifiedCertificatePath
    let time: Instant
    let purpose: CertificatePurpose
    let algorithms: AlgorithmPolicy
    let policies: CertificatePolicyInputs
    let ignoresValidity: Bool

    /// The first failure, by the order of the checks; `nil` where the path holds.
    private(set) var subIndication: SubIndication?
    private var errors: [Finding] = []
    private var warnings: [Finding] = []

    /// What decided it first, warnings last.
    var findings: [Finding] { errors + warnings }

    init(
        _ path: UnverifiedCertificatePath,
        at time: Instant,
        purpose: CertificatePurpose,
        algorithms: AlgorithmPolicy,
        policies: CertificatePolicyInputs,
        ignoresValidity: Bool
    ) {
        self.path = path
        self.time = time
        self.purpose = purpose
        self.algorithms = algorithms
        self.policies = policies
        self.ignoresValidity = ignoresValidity
    }

    /// Makes all checks, in the order of ETSI EN 319 102-1 §5.2.6.4: the anchor, RFC 5280 §6.1, constraints of the
    /// policy, algorithms.
    mutating func run() {
        if !ignoresValidity { checkAnchor() }
        checkConstraints()
        if !ignoresValidity { checkValidity() }
        checkPurpose()
        checkAlgorithms()
    }

    private mutating func fail(
        _ subIndication: SubIndication,
        _ code: FindingCode,
        _ message: String,
        clause: String?
    ) {
        self.subIndication = self.subIndication ?? subIndication
        errors.append(Finding(code, .error, message, clause: clause))
    }

    /// An anchor's notAfter is its sunset date: the day from which nobody answers for it any more.
    private mutating func checkAnchor() {
        let anchor = path.anchor.certificate
        guard !anchor.isValid(at: time) else { return }
        let isSunset = time >= anchor.notBefore
        fail(
            isSunset ? .noCertificateChainFoundNoProofOfExistence : .noCertificateChainFound,
            .noCertificateChain,
            "the trust anchor \(Self.name(anchor)) is not trusted at \(time), only \(Self.validity(anchor))",
            clause: "ETSI EN 319 102-1 §5.2.6.4"
        )
    }

    private mutating func checkConstraints() {
        // OpenSSL would verify with keys of any size.
        if let unusable = path.edges.first(where: { (try? $1.publicKey) == nil }) {
            let message = "the key of \(Self.name(unusable.1)) can't be used, so its signature can't be verified"
            fail(.certificateChainGeneralFailure, .certificatePathInvalid, message, clause: "RFC 5280 §6.1.3 (a)")
            return
        }
        // RFC 5280 §4.2: a critical extension that can't be read has to be refused; OpenSSL passes over some of them,
        // also over names and constraints.
        for certificate in path.certificates where certificate.openSSL?.hasReadableExtensions == false {
            let message = "an extension of \(Self.name(certificate)) can't be read"
            fail(.chainConstraintsFailure, .certificatePathInvalid, message, clause: "RFC 5280 §4.2")
        }
        // An authority without a name: OpenSSL takes names for chained where both are empty.
        for (certificate, _) in path.edges where certificate.issuer.isEmpty {
            let message = "\(Self.name(certificate)) names no issuer"
            fail(.chainConstraintsFailure, .certificatePathInvalid, message, clause: "RFC 5280 §4.1.2.4, §4.1.2.6")
        }
        guard let result = path.checkedByOpenSSL(policies) else {
            let message = "OpenSSL could not check the path"
            fail(.certificateChainGeneralFailure, .certificatePathInvalid, message, clause: nil)
            return
        }
        guard !result.holds else { return }
        let certificates = path.certificates
        let about = certificates.indices.contains(result.depth) ? ", \(Self.name(certificates[result.depth]))" : ""
        let message = "\(result.message) at depth \(result.depth)\(about)"
        fail(result.subIndication, .certificatePathInvalid, message, clause: "RFC 5280 §6.1")
    }

    private mutating func checkValidity() {
        // The anchor's own validity is its sunset.
        for certificate in path.certificates where certificate != path.anchor.certificate {
            guard !certificate.isValid(at: time) else { continue }
            fail(
                .outOfBoundsNoProofOfExistence,
                .certificateOutOfValidity,
                "\(Self.name(certificate)) is not valid at \(time), only \(Self.validity(certificate))",
                clause: "RFC 5280 §6.1.3 (a)(2)"
            )
        }
    }

    private mutating func checkPurpose() {
        guard let objection = purpose.objection(to: path.leaf) else { return }
        let message = "\(Self.name(path.leaf)): \(objection)"
        fail(.chainConstraintsFailure, .certificatePathInvalid, message, clause: "RFC 5280 §4.2.1.3")
    }

    /// Each signature of the path, and the key that made it.
    private mutating func checkAlgorithms() {
        for (certificate, issuer) in path.edges {
            let name = Self.name(certificate)
            do throws(CertificateSignatureAlgorithm.UnusableAlgorithm) {
                let algorithm = try CertificateSignatureAlgorithm(der: certificate.content.signatureAlgorithm)
                note(algorithms.assess(algorithm), "the signature on \(name)")
            } catch {
                let message = "the signature on \(name): \(error.message)"
                fail(.cryptographicConstraintsFailureNoProofOfExistence, .algorithmUnknown, message, clause: nil)
            }
            do throws(CryptographyError) {
                note(algorithms.assess(try issuer.publicKey), "the key of \(Self.name(issuer))")
            } catch {
                let message = "the key of \(Self.name(issuer)): \(error.hint)"
                fail(
                    .cryptographicConstraintsFailureNoProofOfExistence,
                    .algorithmRefused,
                    message,
                    clause: error.clause
                )
            }
        }
    }

    private mutating func note(_ assessment: AlgorithmAssessment, _ what: String) {
        if let concern = assessment.refusal {
            fail(
                .cryptographicConstraintsFailureNoProofOfExistence,
                concern.code,
                "\(what): \(concern.message)",
                clause: concern.clause
            )
        } else if let concern = assessment.warning {
            let message = "\(what): \(concern.message)"
            warnings.append(Finding(concern.code, .warning, message, clause: concern.clause))
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
