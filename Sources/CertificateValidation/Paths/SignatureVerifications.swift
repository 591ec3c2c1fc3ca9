//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Who signed what, as far as one validation found out, and what it may still do.
///
/// Each question is answered once, and counts once against the budget, also where the answer is known from another
/// validation: else the verdict would depend on what was validated before.
struct SignatureVerifications {
    private(set) var budget: PathBudget
    private var answers: [SignatureQuestion: Bool] = [:]
    private let caches: ValidationCaches

    init(_ limits: PathLimits, _ caches: ValidationCaches) {
        budget = PathBudget(limits)
        self.caches = caches
    }

    /// Whether the issuer's key made the signature on the certificate; also `false` where the budget is exhausted.
    mutating func isSigned(_ certificate: Certificate, by issuer: Certificate) -> Bool {
        answer(SignatureQuestion(signed: certificate.fingerprint, signer: issuer.fingerprint)) {
            certificate.isSigned(by: issuer)
        }
    }

    /// Whether the signer's key made the signature; also `false` where the budget is exhausted.
    mutating func isMade(_ signature: SignedOctets, by signer: Certificate) -> Bool {
        // A list may have many megabytes, and each key that is tried digests them all.
        let cost = 1 + signature.content.count / Self.octetsOfAnOperation
        return answer(SignatureQuestion(signed: signature.fingerprint, signer: signer.fingerprint), cost: cost) {
            signer.verifies(signature)
        }
    }

    /// So many octets to be digested count as another operation. Certificates never have so many.
    private static let octetsOfAnOperation = 1_048_576

    /// The limit that was met, for a person; `nil` as long as none was.
    var exhausted: String? { budget.exhausted }

    /// `false` where not so much is left; the validation is over then.
    mutating func spend(paths: Int = 0, signerPaths: Int = 0, steps: Int = 0) -> Bool {
        budget.spend(paths: paths, signerPaths: signerPaths, steps: steps)
    }

    private mutating func answer(_ question: SignatureQuestion, cost: Int = 1, _ verify: () -> Bool) -> Bool {
        if let answer = answers[question] { return answer }
        guard budget.spend(publicKeyOperations: cost) else { return false }
        if caches.signatures.value(question) == true {
            answers[question] = true
            return true
        }
        let answer = verify()
        // That a signature doesn't hold may also mean that there was no memory to verify it.
        if answer { caches.signatures.store(true, question) }
        answers[question] = answer
        return answer
    }
}

/// Whether a key made a signature.
struct SignatureQuestion: Hashable, Sendable {
    /// The SHA-256 of what is signed with its signature.
    let signed: [UInt8]
    /// The SHA-256 of the certificate with the key.
    let signer: [UInt8]

    func hash(into hasher: inout Hasher) {
        hasher.combine(octets: signed)
        hasher.combine(octets: signer)
    }
}
