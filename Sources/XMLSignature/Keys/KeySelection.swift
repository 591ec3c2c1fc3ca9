//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import CertificateValidation
import Diagnostics
import SignatureCryptography

/// Finds the key that verifies a signature value: one that the caller pinned, else a candidate from `KeyInfo` or from
/// the certificates that the caller gave.
///
/// The signature method names a family, and only keys of that family are tried; it can't make a key another kind.
struct KeySelection {
    let pinned: [PinnedKey]
    let pool: CertificateIndex
    let pinnedCertificates: CertificateIndex
    let documentKey: DocumentKey?
    let policy: ValidationPolicy
    let keyInfo: DecodedKeyInfo
    /// Where objections about keys belong.
    let node: XMLNode

    func verify(
        _ signatureValue: [UInt8], over octets: [UInt8], _ plan: SignaturePlan, spending budget: inout PublicKeyBudget
    ) throws(Objection) -> VerifyingKey {
        // Asked before any key is looked for, since an OpenSSL without the algorithm has no keys of it either.
        try carryOut { () throws(CryptographyError) in try plan.method.requireOpenSSL() }
        return plan.method.family == .hmac
            ? try verifyCode(signatureValue, over: octets, plan)
            : try verifySignature(signatureValue, over: octets, plan, spending: &budget)
    }

    // MARK: HMAC

    private func verifyCode(
        _ signatureValue: [UInt8], over octets: [UInt8], _ plan: SignaturePlan
    ) throws(Objection) -> VerifyingKey {
        let keys = named(pinned.filter { $0.symmetricKey != nil }).prefix(policy.limits.keys)
        guard !keys.isEmpty else {
            throw noKey("the signature method is HMAC, and nobody gave a symmetric key")
        }
        var mismatch: SignatureVerdict.Reason?
        for key in keys.compactMap(\.symmetricKey) {
            let verdict = try carryOut { () throws(CryptographyError) in
                try key.verify(
                    signatureValue: signatureValue.span,
                    over: octets.span,
                    method: plan.method,
                    outputBitCount: plan.outputBitCount,
                    leniencies: policy.algorithms.leniencies
                )
            }
            switch verdict {
            case .verified(let forms):
                return VerifyingKey(
                    kind: .symmetric, isPinned: true, pinnedCertificates: [], certificates: [], forms: forms
                )
            case .notVerified(let reason): mismatch = mismatch ?? reason
            }
        }
        throw doesNotVerify(mismatch)
    }

    // MARK: Public keys

    private func verifySignature(
        _ signatureValue: [UInt8], over octets: [UInt8], _ plan: SignaturePlan, spending budget: inout PublicKeyBudget
    ) throws(Objection) -> VerifyingKey {
        let all = candidates().candidates.filter { $0.key.isUsable(with: plan.method.family) }
        guard !all.isEmpty else {
            throw noKey("no key for \(plan.method.family) was given or is in KeyInfo")
        }
        var refusal: Objection?
        var mismatch: SignatureVerdict.Reason?
        for candidate in all.prefix(policy.limits.keys) {
            if let concern = policy.algorithms.assess(candidate.key).refusal {
                refusal = refusal ?? Objection(concern, at: node)
                continue
            }
            try budget.spend(at: node)
            let verdict: SignatureVerdict
            do throws(Objection) {
                verdict = try check(candidate.key, signatureValue, octets, plan)
            } catch {
                refusal = refusal ?? error
                continue
            }
            switch verdict {
            case .verified(let forms): return key(candidate, forms)
            // A certificate of the pool that doesn't fit says nothing about the signature.
            case .notVerified(let reason): if candidate.origin != .pool { mismatch = mismatch ?? reason }
            }
        }
        if let refusal { throw refusal }
        guard all.count <= policy.limits.keys else {
            throw .limit("distinct keys may have made the signature", all.count, at: policy.limits.keys, node)
        }
        guard mismatch != nil else { throw noKey("none of the keys at hand made the signature") }
        throw doesNotVerify(mismatch)
    }

    private func check(
        _ key: PublicKey, _ signatureValue: [UInt8], _ octets: [UInt8], _ plan: SignaturePlan
    ) throws(Objection) -> SignatureVerdict {
        try carryOut { () throws(CryptographyError) in
            try key.verify(
                signatureValue: signatureValue.span,
                over: octets.span,
                method: plan.method,
                parameters: plan.pssParameters,
                context: plan.context,
                leniencies: policy.algorithms.leniencies
            )
        }
    }

    private func key(_ candidate: KeyCandidates.Candidate, _ forms: SignatureValueForms) -> VerifyingKey {
        VerifyingKey(
            kind: .publicKey(candidate.key),
            isPinned: candidate.origin == .pinned || documentKey?.pins(candidate) == true,
            pinnedCertificates: pinned.filter { $0.publicKey == candidate.key }.compactMap(\.certificate),
            certificates: candidate.certificates,
            forms: forms
        )
    }

    /// The keys in the order in which they are tried.
    private func candidates() -> KeyCandidates {
        var candidates = KeyCandidates()
        if !pinned.isEmpty {
            for pin in named(pinned.filter { $0.publicKey != nil }) {
                if let key = pin.publicKey { candidates.add(key, .pinned, pin.certificate) }
            }
        } else {
            addKeyInfo(to: &candidates)
        }
        for (certificate, key) in keyInfo.certificates {
            if let key { candidates.attach(certificate, key) }
        }
        addPool(to: &candidates)
        return candidates
    }

    private func addKeyInfo(to candidates: inout KeyCandidates) {
        guard documentKey?.source != .description else { return }
        if documentKey?.source != .keyValue {
            for (certificate, key) in keyInfo.certificates {
                if let key { candidates.add(key, .keyInfo, certificate) }
            }
        }
        if documentKey?.source != .certificate || keyInfo.certificates.isEmpty {
            for key in keyInfo.keyValues { candidates.add(key, .keyInfo) }
        }
    }

    /// The caller's certificates: those that `X509Data` describes become candidates, those with a key that is a candidate
    /// already are attached to it; the others become candidates only where nothing else says whose key it is.
    private func addPool(to candidates: inout KeyCandidates) {
        if pinned.isEmpty, documentKey?.source != .keyValue {
            for certificate in keyInfo.descriptions.flatMap({ pool.certificates(matching: $0.description) }) {
                if let key = try? certificate.publicKey { candidates.add(key, .pool, certificate) }
            }
        }
        if pinned.isEmpty, documentKey == nil, candidates.candidates.isEmpty {
            for certificate in pool.certificates {
                if let key = try? certificate.publicKey { candidates.add(key, .pool, certificate) }
            }
        } else {
            for candidate in candidates.candidates {
                for certificate in pool.certificates(holding: candidate.key) {
                    candidates.attach(certificate, candidate.key)
                }
            }
        }
    }

    /// The pinned keys that a `KeyName` calls by their names, or whose certificates `X509Data` describes; all of them
    /// where that is none.
    private func named(_ keys: [PinnedKey]) -> [PinnedKey] {
        let described = Set(
            keyInfo.descriptions.flatMap { pinnedCertificates.certificates(matching: $0.description) }
        )
        let names = Set(keyInfo.keyNames)
        let called = keys.filter { key in
            key.name.map(names.contains) ?? false || key.certificate.map(described.contains) ?? false
        }
        return called.isEmpty ? keys : called
    }

    // MARK: Answers

    private func carryOut<Value>(_ work: () throws(CryptographyError) -> Value) throws(Objection) -> Value {
        do throws(CryptographyError) {
            return try work()
        } catch {
            throw Objection(cryptography: error, at: node)
        }
    }

    private func doesNotVerify(_ reason: SignatureVerdict.Reason?) -> Objection {
        Objection(
            .signatureValueMismatch,
            .signatureCryptographyFailure,
            "the SignatureValue doesn't verify: \(reason.map(\.description) ?? "no key was tried")",
            clause: "XML-DSig §3.2.2",
            at: node
        )
    }

    private func noKey(_ message: String) -> Objection {
        Objection(.noUsableKey, .noSigningCertificateFound, message, clause: "XML-DSig §4.5", at: node)
    }
}

extension PublicKey {
    /// Whether a key of this kind can verify methods of the family at all.
    fileprivate func isUsable(with family: SignatureFamily) -> Bool {
        switch family {
        case .rsaPKCS1: rsa != nil
        case .rsaPSS: rsa != nil || rsaPSS != nil
        case .ecdsa: ec != nil
        case .dsa: dsa != nil
        case .edDSA, .hashEdDSA, .ed25519ctx: edwards != nil
        case .mlDSA, .slhDSA: postQuantum?.parameterSet.family == family
        default: false
        }
    }
}

extension Objection {
    /// What OpenSSL could or may not do with a key is no verdict on the signature.
    init(cryptography error: CryptographyError, at node: XMLNode) {
        let isMissingKey = error.code == .algorithmKeyMismatch || error.code == .keyMalformed
        let code: FindingCode =
            switch error.code {
            case .algorithmUnavailable, .operationFailed: .algorithmUnavailable
            case .algorithmKeyMismatch, .keyMalformed: .noUsableKey
            default: .algorithmRefused
            }
        self.init(
            code,
            isMissingKey ? .noSigningCertificateFound : .cryptographicConstraintsFailureNoProofOfExistence,
            error.reason,
            clause: error.clause,
            at: node
        )
    }
}
