//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics
import SwiftASN1

/// What is read of a revocation list when it is made, by the order of RFC 5280 §5.1.
struct RevocationListContent: Sendable {
    let issuer: DistinguishedName
    let thisUpdate: Instant
    let nextUpdate: Instant?
    let extensions: RevocationListExtensions
    let entries: RevocationListEntries
    /// What its issuer did against RFC 5280 §5, as far as it is noticed while reading.
    let deviations: RevocationListDeviations
    /// Where in the DER the signed part, the algorithm and the value of the signature are.
    let signed: Range<Int>
    let algorithm: Range<Int>
    let signature: Range<Int>
    /// Whether the signature is a number of whole octets, as all are.
    let isSignatureWhole: Bool

    /// The issuer's name and the extensions may have so many octets; all the rest are entries.
    static let maximumHeaderByteCount = 1_048_576

    init(der: [UInt8]) throws(CertificateError) {
        var file = DERCursor(der)
        var fields = file.walk(try file.next(0x30).content)
        try file.finish()
        let signed = try fields.next(0x30)
        algorithm = try fields.next(0x30).encoded
        let bits = try fields.next(0x03).content
        try fields.finish()
        guard let unused = bits.first, der[unused] < 8, der[unused] == 0 || bits.count > 1 else {
            throw fields.malformed("the signature is not a BIT STRING", clause: "RFC 5280 §5.1.1.3")
        }
        self.signed = signed.encoded
        signature = bits.dropFirst()
        isSignatureWhole = der[unused] == 0
        var list = fields.walk(signed.content)
        let isVersion2 = try Self.isVersion2(&list)
        guard der[try list.next(0x30).encoded] == der[algorithm] else {
            throw CertificateError(
                .signatureAlgorithmMismatch,
                "the algorithm beside the signature of the list is another one than the signed one",
                clause: "RFC 5280 §5.1.1.2"
            )
        }
        issuer = try DistinguishedName(der: Array(try Self.header(list.next(0x30).encoded, der)))
        let times = try Self.times(&list)
        (thisUpdate, nextUpdate) = (times.thisUpdate, times.nextUpdate)
        var deviations = times.deviations
        entries = try RevocationListEntries(&list, isVersion2: isVersion2)
        extensions = try Self.extensions(&list, isVersion2: isVersion2)
        try list.finish()
        deviations.formUnion(entries.deviations)
        if !isVersion2 { deviations.insert(.version) }
        self.deviations = deviations
    }

    /// Version 1 is the DEFAULT, which isn't written.
    private static func isVersion2(_ list: inout DERCursor) throws(CertificateError) -> Bool {
        guard let version = try list.optional(0x02) else { return false }
        guard version.content.count == 1, list.octets[version.content.lowerBound] == 1 else {
            throw list.malformed("the version of the list is neither 1 nor 2", clause: "RFC 5280 §5.1.2.1")
        }
        return true
    }

    private static func times(
        _ list: inout DERCursor
    ) throws(CertificateError) -> (thisUpdate: Instant, nextUpdate: Instant?, deviations: RevocationListDeviations) {
        let element = try list.next()
        let thisUpdate = try list.time(element)
        var deviations: RevocationListDeviations = list.isUnusualTime(element, thisUpdate) ? .timeEncoding : []
        guard list.nextTag == 0x17 || list.nextTag == 0x18 else { return (thisUpdate, nil, deviations) }
        let next = try list.next()
        let nextUpdate = try list.time(next)
        if list.isUnusualTime(next, nextUpdate) { deviations.insert(.timeEncoding) }
        return (thisUpdate, nextUpdate, deviations)
    }

    private static func extensions(
        _ list: inout DERCursor,
        isVersion2: Bool
    ) throws(CertificateError) -> RevocationListExtensions {
        guard let tagged = try list.optional(0xA0) else { return RevocationListExtensions() }
        guard isVersion2 else {
            throw list.malformed("a list of version 1 has extensions", clause: "RFC 5280 §5.1.2.1")
        }
        return try RevocationListExtensions(header(tagged.content, list.octets))
    }

    private static func header(_ range: Range<Int>, _ der: [UInt8]) throws(CertificateError) -> ArraySlice<UInt8> {
        guard range.count <= maximumHeaderByteCount else {
            throw CertificateError(
                .revocationListTooLarge,
                "the issuer or the extensions of the list have \(range.count) octets; at most "
                    + "\(maximumHeaderByteCount) are read"
            )
        }
        return der[range]
    }
}
