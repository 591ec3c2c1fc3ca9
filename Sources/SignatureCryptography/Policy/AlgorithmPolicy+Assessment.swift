//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics

extension AlgorithmPolicy {
    /// What the policy says of a digest.
    package func assess(_ method: DigestMethod) -> AlgorithmAssessment {
        guard digestMethods.contains(method) else {
            return .refused(
                AlgorithmConcern(.algorithmRefused, "the policy refuses \(method)", clause: method.clause)
            )
        }
        guard method.status != .default else { return .allowed }
        return .allowedWithWarning(weakness(of: method.name, endDate: method.endDate, clause: method.clause))
    }

    /// What the policy says of a signature method, apart from key and parameters.
    package func assess(_ method: SignatureMethod) -> AlgorithmAssessment {
        guard signatureFamilies.contains(method.family) else {
            return .refused(
                AlgorithmConcern(.algorithmRefused, "the policy refuses \(method.family)", clause: method.clause)
            )
        }
        if let curve = method.edwardsCurve, !edwardsCurves.contains(curve) {
            return .refused(AlgorithmConcern(.algorithmRefused, "the policy refuses \(curve)", clause: method.clause))
        }
        if let digest = method.digest, !digestMethods.contains(digest) {
            return .refused(
                AlgorithmConcern(
                    .algorithmRefused,
                    "the policy refuses \(digest), and so \(method.name)",
                    clause: method.clause
                )
            )
        }
        switch method.status {
        case .default: return .allowed
        case .experimental:
            let message = "\(method.name) is experimental, and allowed by this policy only"
            return .allowedWithWarning(AlgorithmConcern(.algorithmExperimental, message, clause: method.clause))
        case .legacy, .refused:
            return .allowedWithWarning(
                weakness(of: method.name, endDate: method.digest?.endDate, clause: method.clause)
            )
        }
    }

    /// What the policy says of the parameters of `#rsa-pss`.
    package func assess(_ parameters: RSASSAPSSParameters) -> AlgorithmAssessment {
        let clause = "RFC 9231 §2.3.9"
        if parameters.trailerField != 1 {
            let message = "trailer field \(parameters.trailerField); only 1 exists"
            return .refused(AlgorithmConcern(.algorithmRefused, message, clause: "RFC 8017 §A.2.3"))
        }
        for digest in [parameters.digest, parameters.maskGenerationDigest] where !digestMethods.contains(digest) {
            return .refused(AlgorithmConcern(.algorithmRefused, "the policy refuses \(digest)", clause: clause))
        }
        guard !parameters.areConventional else { return assess(parameters.digest) }
        let message =
            "\(parameters.digest), MGF1 with \(parameters.maskGenerationDigest), salt of \(parameters.saltByteCount) "
            + "octets; the same digest for both and a salt of \(parameters.digest.byteCount) are usual"
        if requiresConventionalPSSParameters {
            return .refused(AlgorithmConcern(.algorithmRefused, message, clause: clause))
        }
        // One concern is all that an assessment holds, and no leniency may go unsaid.
        let weaknesses = Set([parameters.digest, parameters.maskGenerationDigest]).compactMap { assess($0).warning }
        let messages = [message] + weaknesses.map(\.message).sorted()
        return .allowedWithWarning(AlgorithmConcern(.weakAlgorithm, messages.joined(separator: "; "), clause: clause))
    }

    /// What the policy says of a key: its kind, its size, its curve.
    package func assess(_ key: PublicKey) -> AlgorithmAssessment {
        switch key.kind {
        case .rsa(let key): assessSize("RSA", key.bitCount, minimumRSABitCount, Self.strict.minimumRSABitCount)
        case .rsaPSS(let key): assessSize("RSA", key.bitCount, minimumRSABitCount, Self.strict.minimumRSABitCount)
        case .dsa(let key): assess(key)
        case .ec(let key): assess(key.curve)
        case .edwards(let key):
            edwardsCurves.contains(key.curve)
                ? .allowed
                : .refused(AlgorithmConcern(.algorithmRefused, "the policy refuses \(key.curve)"))
        case .postQuantum(let key):
            signatureFamilies.contains(key.parameterSet.family)
                ? .allowed
                : .refused(AlgorithmConcern(.algorithmRefused, "the policy refuses \(key.parameterSet.family)"))
        }
    }

    /// What the policy says of a curve of ECDSA.
    package func assess(_ curve: NamedCurve) -> AlgorithmAssessment {
        guard curves.contains(curve) else {
            return .refused(AlgorithmConcern(.algorithmRefused, "the policy refuses the curve \(curve)"))
        }
        if curve.bitCount < 256 {
            return .allowedWithWarning(AlgorithmConcern(.keyTooWeak, "the curve \(curve) has less than 256 bits"))
        }
        guard !Self.strict.curves.contains(curve) else { return .allowed }
        return .allowedWithWarning(
            AlgorithmConcern(.weakAlgorithm, "the curve \(curve) is allowed by this policy only")
        )
    }

    private func assess(_ key: DSAPublicKey) -> AlgorithmAssessment {
        guard signatureFamilies.contains(.dsa) else {
            return .refused(AlgorithmConcern(.algorithmRefused, "the policy refuses DSA"))
        }
        return assessSize("DSA", key.bitCount, minimumDSABitCount, Self.strict.minimumDSABitCount)
    }

    private func assessSize(_ name: String, _ bitCount: Int, _ minimum: Int, _ good: Int) -> AlgorithmAssessment {
        // Of most keys nobody needs it.
        var message: String { "an \(name) key of \(bitCount) bits" }
        if bitCount < minimum {
            return .refused(AlgorithmConcern(.keyTooWeak, "\(message); the policy asks for at least \(minimum)"))
        }
        guard bitCount < good else { return .allowed }
        return .allowedWithWarning(AlgorithmConcern(.keyTooWeak, "\(message); at least \(good) are thought secure"))
    }

    private func weakness(of name: String, endDate: Instant?, clause: String) -> AlgorithmConcern {
        let until = endDate.map { "; it ends on \($0.rfc3339.prefix(10)) (ETSI TS 119 312)" } ?? ""
        return AlgorithmConcern(.weakAlgorithm, "\(name) is allowed for old signatures\(until)", clause: clause)
    }
}

extension AlgorithmPolicy {
    /// What the policy says of the digest method that a document names.
    package func digestMethod(uri: [UInt8]) -> AlgorithmDecision<DigestMethod> {
        guard let method = DigestMethod(uri: uri) else { return .refuse(concern(notBuilt: uri, as: .digest)) }
        let assessment = assess(method)
        if let refusal = assessment.refusal { return .refuse(refusal) }
        guard method.isAvailable else { return .refuse(Self.unavailable(method.name, clause: method.clause)) }
        return .use(method, warning: assessment.warning)
    }

    /// What the policy says of the signature method that a document names, apart from key and parameters.
    package func signatureMethod(uri: [UInt8]) -> AlgorithmDecision<SignatureMethod> {
        guard let method = SignatureMethod(uri: uri) else { return .refuse(concern(notBuilt: uri, as: .signature)) }
        let assessment = assess(method)
        if let refusal = assessment.refusal { return .refuse(refusal) }
        return .use(method, warning: assessment.warning)
    }

    /// Why a URI can't be used that no method here has.
    private func concern(notBuilt uri: [UInt8], as use: AlgorithmTable.Entry.Use) -> AlgorithmConcern {
        let text = String(decoding: uri, as: UTF8.self)
        guard let entry = AlgorithmTable.entry(uri: uri) else {
            let question = AlgorithmAlias(uri: uri).map { "; " + $0.question } ?? ""
            let message = "`\(text)` is an algorithm that no standard known here defines"
            return AlgorithmConcern(.algorithmUnknown, message + question)
        }
        guard entry.use == use else {
            let message = "`\(text)` is a \(entry.use.rawValue) method; a \(use.rawValue) method belongs here"
            return AlgorithmConcern(.algorithmUnknown, message, clause: entry.clause)
        }
        return AlgorithmConcern(.algorithmRefused, "\(entry.name) is refused under every policy", clause: entry.clause)
    }

    private static func unavailable(_ name: String, clause: String) -> AlgorithmConcern {
        AlgorithmConcern(.algorithmUnavailable, "\(name) can't be carried out here", clause: clause)
    }
}
