//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

extension SymmetricKey {
    /// Whether the value is the message's HMAC under this key.
    ///
    /// - Parameters:
    ///   - signatureValue: The octets of `SignatureValue`.
    ///   - message: What was signed: the canonical octets of `SignedInfo`.
    ///   - method: The signature method.
    ///   - outputBitCount: The HMACOutputLength, where the document has one.
    ///   - leniencies: How far it may truncate.
    /// - Throws: `algorithmKeyMismatch` where the method isn't HMAC; `hmacOutputLengthRefused`;
    ///   `algorithmUnavailable` where this OpenSSL lacks or forbids the algorithm.
    package func verify(
        signatureValue: Span<UInt8>,
        over message: Span<UInt8>,
        method: SignatureMethod,
        outputBitCount: Int? = nil,
        leniencies: SignatureValueLeniencies = .none
    ) throws(CryptographyError) -> SignatureVerdict {
        guard method.family == .hmac else {
            throw CryptographyError(.algorithmKeyMismatch, "a symmetric key verifies HMAC, not `\(method.uri)`")
        }
        return try verify(
            signatureValue: signatureValue,
            over: message,
            scheme: method.scheme(),
            outputBitCount: outputBitCount,
            leniencies: leniencies
        )
    }

    /// As ``verify(signatureValue:over:method:outputBitCount:leniencies:)``, for an algorithm that no URI needs to name.
    package func verify(
        signatureValue: Span<UInt8>,
        over message: Span<UInt8>,
        scheme: SignatureScheme,
        outputBitCount: Int? = nil,
        leniencies: SignatureValueLeniencies = .none
    ) throws(CryptographyError) -> SignatureVerdict {
        guard case .hmac(let digest) = scheme else {
            throw CryptographyError(.algorithmKeyMismatch, "a symmetric key doesn't verify \(scheme.description)")
        }
        let fullBitCount = 8 * digest.byteCount
        let bitCount = outputBitCount ?? fullBitCount
        try leniencies.truncation.permit(bitCount, of: fullBitCount)

        guard signatureValue.count == bitCount / 8 else {
            return .notVerified(.wrongLength(found: signatureValue.count, expected: bitCount / 8))
        }
        let code = try authenticationCode(of: message, digest)
        guard ConstantTime.areEqual(code.span.extracting(..<(bitCount / 8)), signatureValue) else {
            return .notVerified(.mismatch)
        }
        return .verified(leniencies: bitCount < fullBitCount ? .truncatedHMAC : [])
    }
}

extension SignatureValueLeniencies.Truncation {
    /// Whether an HMACOutputLength is permitted: the full length always is.
    ///
    /// CVE-2009-0217: with a length of the document's choosing a forger has to guess as few bits as they like.
    fileprivate func permit(_ bitCount: Int, of fullBitCount: Int) throws(CryptographyError) {
        if bitCount == fullBitCount { return }
        let floor: Int
        switch self {
        case .none: floor = fullBitCount
        case .toTheStandardsFloor: floor = max(80, fullBitCount / 2)
        // 8 bits are what a multiple of 8 above 0 has at least.
        case .toBits(let bits): floor = max(8, bits)
        }
        guard bitCount < fullBitCount, bitCount >= floor, bitCount.isMultiple(of: 8) else {
            let accepted = self == .none ? "\(fullBitCount)" : "multiples of 8 from \(floor) to \(fullBitCount)"
            throw CryptographyError(
                .hmacOutputLengthRefused,
                "an HMACOutputLength of \(bitCount) bits; accepted: \(accepted)",
                clause: "XML-DSig 1.1 §6.3.1"
            )
        }
    }
}
