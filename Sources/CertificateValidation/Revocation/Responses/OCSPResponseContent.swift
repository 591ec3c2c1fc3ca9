//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// What is read of an OCSP response when it is made (RFC 6960 §4.2.1).
enum OCSPResponseContent: Sendable {
    /// The responder gave no answer.
    case failure(OCSPResponse.Status)
    /// An answer of a type that is not known here.
    case unknownType(ObjectIdentifier)
    case basic(BasicOCSPResponse)

    init(der: [UInt8]) throws(CertificateError) {
        var file = DERCursor(der, of: .onlineStatusResponse)
        var fields = file.walk(try file.next(0x30).content)
        try file.finish()
        let code = try fields.next(0x0A).content
        guard code.count == 1, let status = OCSPResponse.Status(rawValue: Int(der[code.lowerBound])) else {
            throw fields.malformed("the responseStatus of the OCSP response is none that there is")
        }
        guard status == .successful else {
            try fields.finish()
            self = .failure(status)
            return
        }
        var tagged = fields.walk(try fields.next(0xA0).content)
        try fields.finish()
        var bytes = tagged.walk(try tagged.next(0x30).content)
        try tagged.finish()
        let type = try bytes.next(0x06).content
        guard ObjectIdentifier.isReadable(der[type]) else { throw bytes.malformed() }
        let value = try bytes.next(0x04).content
        try bytes.finish()
        let identifier = ObjectIdentifier(octets: Array(der[type]))
        guard identifier == .basicOnlineStatusResponse else {
            self = .unknownType(identifier)
            return
        }
        self = .basic(try BasicOCSPResponse(bytes.walk(value)))
    }
}

extension ObjectIdentifier {
    // 1.3.6.1.5.5.7.48.1.…
    private static let onlineStatus: [UInt8] = [0x2B, 6, 1, 5, 5, 7, 48, 1]
    /// id-pkix-ocsp-basic (RFC 6960 §4.2.1).
    static let basicOnlineStatusResponse = Self(octets: onlineStatus + [1])
    /// id-pkix-ocsp-nonce (RFC 6960 §4.4.1).
    static let onlineStatusNonce = Self(octets: onlineStatus + [2])
    /// id-pkix-ocsp-crl (RFC 6960 §4.4.2).
    static let onlineStatusRevocationListReference = Self(octets: onlineStatus + [3])
    /// id-pkix-ocsp-nocheck (RFC 6960 §4.2.2.2.1).
    static let onlineStatusNoCheck = Self(octets: onlineStatus + [5])
    /// id-pkix-ocsp-archive-cutoff (RFC 6960 §4.4.4).
    static let onlineStatusArchiveCutoff = Self(octets: onlineStatus + [6])
}
