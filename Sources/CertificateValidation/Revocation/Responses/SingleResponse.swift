//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics

/// What a response says of one certificate (RFC 6960 §4.2.1, `SingleResponse`).
struct SingleResponse: Hashable, Sendable {
    enum Status: Hashable, Sendable {
        case good
        case revoked(at: Instant, reason: RevocationReason?)
        case unknown
    }

    let status: Status
    let thisUpdate: Instant
    let nextUpdate: Instant?
    let archiveCutoff: Instant?
    /// A critical extension that isn't known here, so that the answer can't be relied on.
    let unknownCritical: ObjectIdentifier?

    /// When it was revoked for good, where it was (RFC 5280 §5.3.1): only a hold is taken back.
    var revocation: (date: Instant, reason: RevocationReason?)? {
        guard case .revoked(let date, let reason) = status, reason != .certificateHold else { return nil }
        return (date, reason)
    }
}

/// One answer as it stands in the response.
struct SingleResponseFields {
    /// The `AlgorithmIdentifier` of the hashes; with ``nameHash`` and ``keyHash`` whose certificate it is.
    let hashAlgorithm: Range<Int>
    let nameHash: Range<Int>
    let keyHash: Range<Int>
    let serialNumber: Range<Int>
    let answer: SingleResponse
    let hasFractions: Bool

    /// - Parameter cursor: At an element of `responses`.
    init(_ cursor: inout DERCursor) throws(CertificateError) {
        var fields = cursor.walk(try cursor.next(0x30).content)
        var identifier = fields.walk(try fields.next(0x30).content)
        hashAlgorithm = try identifier.next(0x30).content
        try identifier.checkAlgorithm(hashAlgorithm, isDigest: true)
        nameHash = try identifier.next(0x04).content
        keyHash = try identifier.next(0x04).content
        serialNumber = try identifier.next(0x02).content
        try identifier.finish()
        guard fields.isInteger(serialNumber), serialNumber.count <= SerialNumber.maximumByteCount else {
            throw fields.malformed("a serial number of the OCSP response is not in DER or too long")
        }
        let status = try Self.status(&fields)
        let thisUpdate = try fields.time(fields.next(0x18), allowsFraction: true)
        var nextUpdate: Instant?
        if let tagged = try fields.optional(0xA0) {
            var inner = fields.walk(tagged.content)
            nextUpdate = try inner.time(inner.next(0x18), allowsFraction: true)
            try inner.finish()
        }
        var extensions = OCSPExtensions()
        if let tagged = try fields.optional(0xA1) {
            extensions = try OCSPExtensions(
                fields.walk(tagged.content), known: [.onlineStatusRevocationListReference])
        }
        try fields.finish()
        answer = SingleResponse(
            status: status,
            thisUpdate: thisUpdate,
            nextUpdate: nextUpdate,
            archiveCutoff: extensions.archiveCutoff,
            unknownCritical: extensions.unknownCritical
        )
        hasFractions = extensions.hasFraction || answer.hasFractions
    }

    private static func status(_ fields: inout DERCursor) throws(CertificateError) -> SingleResponse.Status {
        let choice = try fields.next()
        switch choice.tag {
        case 0x80 where choice.content.isEmpty: return .good
        case 0x82 where choice.content.isEmpty: return .unknown
        case 0xA1: return try revoked(fields.walk(choice.content))
        default: throw fields.malformed("a certStatus is neither good, revoked nor unknown")
        }
    }

    private static func revoked(_ fields: DERCursor) throws(CertificateError) -> SingleResponse.Status {
        var fields = fields
        let date = try fields.time(fields.next(0x18), allowsFraction: true)
        var reason: RevocationReason?
        if let tagged = try fields.optional(0xA0) {
            var inner = fields.walk(tagged.content)
            let code = try inner.next(0x0A).content
            try inner.finish()
            guard fields.isInteger(code) else { throw fields.malformed("a reason is not as DER asks") }
            // Whatever it says, the certificate is revoked.
            reason = code.count == 1 ? RevocationReason(rawValue: Int(fields.octets[code.lowerBound])) : nil
        }
        try fields.finish()
        return .revoked(at: date, reason: reason)
    }
}

extension SingleResponse {
    fileprivate var hasFractions: Bool {
        var times = [thisUpdate]
        if let nextUpdate { times.append(nextUpdate) }
        if case .revoked(let date, _) = status { times.append(date) }
        return times.contains { $0.nanoseconds > 0 }
    }
}
