//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

extension PublicKey {
    /// Whether the value is the message's signature under this key.
    ///
    /// - Parameters:
    ///   - signatureValue: The octets of `SignatureValue`.
    ///   - message: What was signed: the canonical octets of `SignedInfo`.
    ///   - method: The signature method.
    ///   - parameters: The parameters of `#rsa-pss`; `nil` for every other method.
    ///   - context: The context string, for the methods that have one.
    ///   - leniencies: The forms of a value that are tolerated beside the standard's.
    /// - Throws: `algorithmKeyMismatch` where the method is for another kind of key, or the key forbids it;
    ///   `algorithmUnavailable` where this OpenSSL lacks or forbids the algorithm; `signatureParametersRefused`;
    ///   `operationFailed`.
    package func verify(
        signatureValue: Span<UInt8>,
        over message: Span<UInt8>,
        method: SignatureMethod,
        parameters: RSASSAPSSParameters? = nil,
        context: [UInt8]? = nil,
        leniencies: SignatureValueLeniencies = .none
    ) throws(CryptographyError) -> SignatureVerdict {
        try verify(
            signatureValue: signatureValue,
            over: message,
            scheme: method.scheme(parameters: parameters, context: context),
            leniencies: leniencies
        )
    }

    /// As ``verify(signatureValue:over:method:parameters:context:leniencies:)``, for an algorithm that no URI needs to name.
    package func verify(
        signatureValue: Span<UInt8>,
        over message: Span<UInt8>,
        scheme: SignatureScheme,
        leniencies: SignatureValueLeniencies = .none
    ) throws(CryptographyError) -> SignatureVerdict {
        switch (kind, scheme) {
        case (.rsa(let key), .rsaPKCS1(let digest)):
            return try key.handle.verifyRSA(signatureValue, over: message, key.numbers, as: .rsaPKCS1(digest))
        case (.rsa(let key), .rsaPSS(let parameters)):
            try parameters.checkFit(key.numbers)
            return try key.handle.verifyRSA(signatureValue, over: message, key.numbers, as: .rsaPSS(parameters))
        case (.rsaPSS(let key), .rsaPSS(let parameters)):
            try key.permit(parameters)
            try parameters.checkFit(key.numbers)
            return try key.handle.verifyRSA(signatureValue, over: message, key.numbers, as: .rsaPSS(parameters))
        case (.ec(let key), .ecdsa(let digest)):
            return try key.verify(signatureValue, over: message, digest, leniencies)
        case (.dsa(let key), .dsa(let digest)):
            return try key.verify(signatureValue, over: message, digest)
        case (.edwards(let key), .edDSA(let curve)) where key.curve == curve:
            return try key.verify(signatureValue, over: message)
        case (.edwards(let key), .edDSAVariant(let variant, let context)) where key.curve == variant.curve:
            return try key.verify(signatureValue, over: message, variant, context: context)
        case (.postQuantum(let key), .postQuantum(let parameterSet, let context))
        where key.parameterSet == parameterSet:
            return try key.verify(signatureValue, over: message, context: context)
        default:
            throw CryptographyError(
                .algorithmKeyMismatch,
                "a key of kind \(self) doesn't verify \(scheme.description)"
            )
        }
    }
}

extension PublicKeyHandle {
    /// RSASSA-PSS and RSASSA-PKCS1-v1_5 (RFC 8017 §8.1.2, §8.2.2): a value is a number below the modulus, in as many
    /// octets as the modulus.
    fileprivate func verifyRSA(
        _ signatureValue: Span<UInt8>,
        over message: Span<UInt8>,
        _ numbers: RSANumbers,
        as algorithm: PreparedVerification.Algorithm
    ) throws(CryptographyError) -> SignatureVerdict {
        guard signatureValue.count == numbers.byteCount else {
            return .notVerified(.wrongLength(found: signatureValue.count, expected: numbers.byteCount))
        }
        guard numbers.modulus.isAbove(signatureValue) else { return .notVerified(.outOfRange) }
        let isSignature = try check(signatureValue, over: message, as: algorithm)
        return isSignature ? .verified(leniencies: []) : .notVerified(.mismatch)
    }

    /// DSA and ECDSA: two numbers in range.
    fileprivate func verify(
        _ value: DSASignatureValue,
        over message: Span<UInt8>,
        order: UnsignedNumber,
        _ digest: DigestMethod,
        using leniencies: SignatureValueForms
    ) throws(CryptographyError) -> SignatureVerdict {
        guard value.isInRange(of: order) else { return .notVerified(.outOfRange) }
        let isSignature = try check(value.der.span, over: message, as: .dsa(digest))
        return isSignature ? .verified(leniencies: leniencies) : .notVerified(.mismatch)
    }
}

extension ECPublicKey {
    /// ECDSA (XML-DSig 1.1 §6.4.3): r‖s, each with as many octets as the order of the base point.
    fileprivate func verify(
        _ signatureValue: Span<UInt8>,
        over message: Span<UInt8>,
        _ digest: DigestMethod,
        _ leniencies: SignatureValueLeniencies
    ) throws(CryptographyError) -> SignatureVerdict {
        let half = order.octets.count
        let value: DSASignatureValue
        var used: SignatureValueForms = []
        if signatureValue.count == 2 * half {
            value = DSASignatureValue(concatenated: signatureValue)
        } else if let decoded = DSASignatureValue(der: signatureValue) {
            guard leniencies.allowsDEREncodedECDSA else {
                return .notVerified(.malformed(hint: "the value is in DER; r‖s of \(2 * half) octets is asked for"))
            }
            value = decoded
            used = .derEncodedECDSA
        } else if leniencies.allowsPaddedECDSA, signatureValue.count > 0, signatureValue.count.isMultiple(of: 2) {
            value = DSASignatureValue(concatenated: signatureValue)
            used = .paddedECDSA
        } else {
            return .notVerified(.wrongLength(found: signatureValue.count, expected: 2 * half))
        }
        return try handle.verify(value, over: message, order: order, digest, using: used)
    }
}

extension DSAPublicKey {
    /// DSA (XML-DSig 1.1 §6.4.1): r‖s, each with as many octets as q.
    fileprivate func verify(
        _ signatureValue: Span<UInt8>,
        over message: Span<UInt8>,
        _ digest: DigestMethod
    ) throws(CryptographyError) -> SignatureVerdict {
        let half = domain.q.octets.count
        guard signatureValue.count == 2 * half else {
            return .notVerified(.wrongLength(found: signatureValue.count, expected: 2 * half))
        }
        let value = DSASignatureValue(concatenated: signatureValue)
        return try handle.verify(value, over: message, order: domain.q, digest, using: [])
    }
}

extension EdwardsPublicKey {
    /// Pure EdDSA (RFC 8032 §5.1.7, §5.2.7; RFC 9231 §2.3.12).
    fileprivate func verify(
        _ signatureValue: Span<UInt8>,
        over message: Span<UInt8>
    ) throws(CryptographyError) -> SignatureVerdict {
        try handle.verify(signatureValue, ofByteCount: 2 * curve.keyByteCount, over: message, .pure)
    }
}

extension RSASSAPSSParameters {
    /// - Throws: `signatureParametersRefused` where no signature with these parameters exists for a modulus of this
    ///   size (RFC 8017 §9.1.1: emLen ≥ hLen + sLen + 2).
    fileprivate func checkFit(_ numbers: RSANumbers) throws(CryptographyError) {
        let encodedByteCount = (numbers.modulus.bitCount - 1 + 7) / 8
        guard trailerField == 1, saltByteCount >= 0,
            saltByteCount <= encodedByteCount - digest.byteCount - 2
        else {
            throw CryptographyError(
                .signatureParametersRefused,
                """
                a salt of \(saltByteCount) octets with \(digest) and trailer field \(trailerField) don't go with a \
                modulus of \(numbers.modulus.bitCount) bits
                """,
                clause: "RFC 8017 §9.1.1"
            )
        }
    }
}

extension UnsignedNumber {
    /// Whether this number is greater than one in as many octets as this has.
    fileprivate func isAbove(_ other: Span<UInt8>) -> Bool {
        for index in octets.indices where octets[index] != other[index] { return octets[index] > other[index] }
        return false
    }
}

extension SignatureScheme: CustomStringConvertible {
    package var description: String {
        switch self {
        case .rsaPKCS1(let digest): "RSA PKCS#1 v1.5 with \(digest)"
        case .rsaPSS(let parameters): "RSASSA-PSS with \(parameters.digest)"
        case .ecdsa(let digest): "ECDSA with \(digest)"
        case .dsa(let digest): "DSA with \(digest)"
        case .edDSA(let curve): "\(curve)"
        case .edDSAVariant(let variant, _): variant.name
        case .postQuantum(let parameterSet, _): parameterSet.name
        case .hmac(let digest): "HMAC with \(digest)"
        }
    }
}
