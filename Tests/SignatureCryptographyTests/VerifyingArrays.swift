//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import SignatureCryptography

// A span can't be captured by the closures of `#expect(throws:)`; an array can.

extension PublicKey {
    func verify(
        _ value: [UInt8],
        over message: [UInt8],
        _ method: SignatureMethod,
        parameters: RSASSAPSSParameters? = nil,
        context: [UInt8]? = nil,
        leniencies: SignatureValueLeniencies = .none
    ) throws(CryptographyError) -> SignatureVerdict {
        try verify(
            signatureValue: value.span,
            over: message.span,
            method: method,
            parameters: parameters,
            context: context,
            leniencies: leniencies
        )
    }

    func verify(
        _ value: [UInt8],
        over message: [UInt8],
        _ scheme: SignatureScheme
    ) throws(CryptographyError) -> SignatureVerdict {
        try verify(signatureValue: value.span, over: message.span, scheme: scheme)
    }
}

extension SymmetricKey {
    func verify(
        _ value: [UInt8],
        over message: [UInt8],
        _ method: SignatureMethod,
        bits: Int? = nil,
        truncation: SignatureValueLeniencies.Truncation = .none
    ) throws(CryptographyError) -> SignatureVerdict {
        var leniencies = SignatureValueLeniencies.none
        leniencies.truncation = truncation
        return try verify(
            signatureValue: value.span,
            over: message.span,
            method: method,
            outputBitCount: bits,
            leniencies: leniencies
        )
    }
}

extension DSASignatureValue {
    /// r‖s of a value in DER.
    static func concatenated(der value: [UInt8], halfByteCount: Int) -> [UInt8] {
        Self(der: value.span)?.concatenated(halfByteCount: halfByteCount) ?? []
    }
}
