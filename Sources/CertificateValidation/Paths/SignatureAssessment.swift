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

extension AlgorithmPolicy {
    /// The times at which what it says of a signature changes.
    ///
    /// - Parameter algorithm: The `AlgorithmIdentifier` of the signature, in DER.
    func changes(of algorithm: [UInt8], by signer: Certificate) -> [Instant] {
        guard let algorithm = try? CertificateSignatureAlgorithm(der: algorithm), let key = try? signer.publicKey
        else { return [] }
        return changes(of: algorithm.family, algorithm.digest, key)
    }
}

/// What a policy of algorithms says of a signature on a certificate or on revocation data, and of the key that made it.
struct SignatureAssessment {
    /// Why it may not be relied upon.
    private(set) var refusals: [Finding] = []
    /// What is tolerated.
    private(set) var warnings: [Finding] = []

    /// - Parameters:
    ///   - algorithm: The `AlgorithmIdentifier` of the signature, in DER.
    ///   - signer: Whose key made it.
    ///   - what: What is signed, as messages call it; asked for only where there is one.
    ///   - time: When the signature is relied upon; nothing proves yet that it is older. `nil` where no dates matter.
    init(
        algorithm der: [UInt8],
        by signer: Certificate,
        on what: @autoclosure () -> String,
        under policy: AlgorithmPolicy,
        at time: Instant?
    ) {
        var algorithm: CertificateSignatureAlgorithm?
        do throws(CertificateSignatureAlgorithm.UnusableAlgorithm) {
            let known = try CertificateSignatureAlgorithm(der: der)
            note(policy.assess(known), "the signature on \(what())")
            algorithm = known
        } catch {
            refusals.append(Finding(.algorithmUnknown, .error, "the signature on \(what()): \(error.message)"))
        }
        do throws(CryptographyError) {
            let key = try signer.publicKey
            note(policy.assess(key), "the key of \(signer.nameForMessages)")
            guard let algorithm, let time else { return }
            let end = policy.assessEnd(of: algorithm.name, algorithm.family, algorithm.digest, key, at: time)
            note(end, "the signature on \(what())")
        } catch {
            let message = "the key of \(signer.nameForMessages): \(error.hint)"
            refusals.append(Finding(.algorithmRefused, .error, message, clause: error.clause))
        }
    }

    private mutating func note(_ assessment: AlgorithmAssessment, _ what: @autoclosure () -> String) {
        if let concern = assessment.refusal {
            refusals.append(Finding(concern.code, .error, "\(what()): \(concern.message)", clause: concern.clause))
        } else if let concern = assessment.warning {
            warnings.append(Finding(concern.code, .warning, "\(what()): \(concern.message)", clause: concern.clause))
        }
    }
}
