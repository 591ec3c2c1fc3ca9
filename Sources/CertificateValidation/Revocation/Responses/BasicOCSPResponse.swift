//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics

/// A `BasicOCSPResponse`, by the order of RFC 6960 §4.2.1.
struct BasicOCSPResponse: Sendable {
    let responder: OCSPResponse.Responder
    let producedAt: Instant
    let answers: SingleResponses
    /// A critical extension that isn't known here, so that nothing in the response can be relied on.
    let unknownCritical: ObjectIdentifier?
    /// Those beside the signature.
    let certificates: [Certificate]
    /// Whether producedAt, or a time of an answer, has a fraction of a second.
    let hasFractions: Bool
    /// Where in the DER the signed part, the algorithm and the value of the signature are.
    let signed: Range<Int>
    let algorithm: Range<Int>
    let signature: Range<Int>
    /// Whether the signature is a number of whole octets, as all are.
    let isSignatureWhole: Bool

    /// - Parameter cursor: Over what is in `ResponseBytes`.
    init(_ cursor: DERCursor) throws(CertificateError) {
        var cursor = cursor
        var fields = cursor.walk(try cursor.next(0x30).content)
        try cursor.finish()
        let signed = try fields.next(0x30)
        let algorithm = try fields.next(0x30)
        try fields.checkAlgorithm(algorithm.content)
        self.algorithm = algorithm.encoded
        let bits = try fields.next(0x03).content
        guard let unused = bits.first, cursor.octets[unused] < 8, cursor.octets[unused] == 0 || bits.count > 1 else {
            throw fields.malformed("the signature is not a BIT STRING")
        }
        self.signed = signed.encoded
        signature = bits.dropFirst()
        isSignatureWhole = cursor.octets[unused] == 0
        certificates = try Self.certificates(&fields)
        try fields.finish()
        var data = fields.walk(signed.content)
        try Self.readVersion(&data)
        responder = try Self.responder(&data)
        let time = try data.next(0x18)
        producedAt = try data.time(time, allowsFraction: true)
        answers = try SingleResponses(data.walk(data.next(0x30).content))
        hasFractions = answers.hasFractions || producedAt.nanoseconds > 0
        if let tagged = try data.optional(0xA1) {
            unknownCritical = try OCSPExtensions(data.walk(tagged.content), known: [.onlineStatusNonce])
                .unknownCritical
        } else {
            unknownCritical = nil
        }
        try data.finish()
    }

    /// Version 1 is the DEFAULT; some responders write it out, which means nothing else.
    private static func readVersion(_ data: inout DERCursor) throws(CertificateError) {
        guard let tagged = try data.optional(0xA0) else { return }
        var inner = data.walk(tagged.content)
        let version = try inner.next(0x02).content
        try inner.finish()
        guard version.count == 1, data.octets[version.lowerBound] == 0 else {
            throw data.malformed("the version of the OCSP response is not 1")
        }
    }

    private static func responder(_ data: inout DERCursor) throws(CertificateError) -> OCSPResponse.Responder {
        let choice = try data.next()
        var inner = data.walk(choice.content)
        switch choice.tag {
        case 0xA1:
            let name = try inner.next(0x30).encoded
            try inner.finish()
            return .name(try DistinguishedName(der: Array(data.octets[name])))
        case 0xA2:
            let hash = try inner.next(0x04).content
            try inner.finish()
            guard hash.count == keyHashByteCount else {
                throw data.malformed("the responder's key hash is no SHA-1", clause: "RFC 6960 §4.2.2.3")
            }
            return .keyHash(Array(data.octets[hash]))
        default:
            throw data.malformed("the responder calls itself neither by name nor by key", clause: "RFC 6960 §4.2.2.3")
        }
    }

    /// Of SHA-1.
    private static let keyHashByteCount = 20

    private static func certificates(_ fields: inout DERCursor) throws(CertificateError) -> [Certificate] {
        guard let tagged = try fields.optional(0xA0) else { return [] }
        var inner = fields.walk(tagged.content)
        var list = inner.walk(try inner.next(0x30).content)
        try inner.finish()
        var certificates: [Certificate] = []
        while !list.isAtEnd {
            guard certificates.count < OCSPResponse.maximumCertificateCount else {
                throw CertificateError(
                    .onlineStatusResponseTooLarge,
                    "the OCSP response holds more than \(OCSPResponse.maximumCertificateCount) certificates"
                )
            }
            certificates.append(try Certificate(der: Array(list.octets[list.next(0x30).encoded])))
        }
        return certificates
    }
}
