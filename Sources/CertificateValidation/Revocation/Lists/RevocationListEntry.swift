//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics

/// What a revocation list says of one certificate (RFC 5280 §5.3).
struct RevocationListEntry: Hashable, Sendable {
    let date: Instant
    /// `nil` where the list doesn't say.
    let reason: RevocationReason?
    /// Since when the key may have been misused, by the issuer's word.
    let invalidityDate: Instant?

    /// Whether a later list may take it back.
    var isHold: Bool { reason == .certificateHold }
    /// Whether it takes an earlier one back.
    var isRemoval: Bool { reason == .removeFromRevocationList }
}

/// One entry as it stands in the list.
struct RevocationListEntryFields: Sendable {
    let serialNumber: Range<Int>
    let entry: RevocationListEntry
    /// The `GeneralNames` of whose certificate it is, where the entry says so.
    let certificateIssuer: Range<Int>?
    /// A critical extension that isn't known here.
    let unknownCritical: Range<Int>?
    let deviations: RevocationListDeviations

    /// - Parameter cursor: At an element of `revokedCertificates`.
    init(_ cursor: inout DERCursor, isVersion2: Bool) throws(CertificateError) {
        var fields = cursor.walk(try cursor.next(0x30).content)
        serialNumber = try fields.next(0x02).content
        guard fields.isInteger(serialNumber), serialNumber.count <= SerialNumber.maximumByteCount else {
            throw fields.malformed("a serial number of the list is not in DER or too long")
        }
        let time = try fields.next()
        let date = try fields.time(time)
        var extensions = EntryExtensions()
        if let sequence = try fields.optional(0x30) {
            guard isVersion2 else {
                throw fields.malformed("an entry of a list of version 1 has extensions", clause: "RFC 5280 §5.1.2.1")
            }
            try extensions.read(fields.walk(sequence.content))
        }
        try fields.finish()
        entry = RevocationListEntry(
            date: date,
            reason: extensions.reason,
            invalidityDate: extensions.invalidityDate
        )
        certificateIssuer = extensions.certificateIssuer
        unknownCritical = extensions.unknownCritical
        deviations = extensions.deviations.union(fields.isUnusualTime(time, date) ? .timeEncoding : [])
    }
}

extension DERCursor {
    /// Whether the time has the wrong type for its year (RFC 5280 §5.1.2.4): GeneralizedTime begins in 2050.
    func isUnusualTime(_ element: Element, _ time: Instant) -> Bool {
        element.tag == 0x18 && time.seconds < 2_524_608_000
    }
}

private struct EntryExtensions {
    var reason: RevocationReason?
    var invalidityDate: Instant?
    var certificateIssuer: Range<Int>?
    var unknownCritical: Range<Int>?
    var deviations: RevocationListDeviations = []
    // The last octet of 2.5.29.x, of those that are known.
    private var seen: UInt32 = 0

    mutating func read(_ cursor: DERCursor) throws(CertificateError) {
        var cursor = cursor
        guard !cursor.isAtEnd else { throw cursor.malformed("an entry's list of extensions is empty") }
        var others: Set<[UInt8]> = []
        while !cursor.isAtEnd {
            var fields = cursor.walk(try cursor.next(0x30).content)
            let type = try fields.next(0x06).content
            guard ObjectIdentifier.isReadable(cursor.octets[type]) else { throw cursor.malformed() }
            let isCritical: Bool
            if let flag = try fields.optional(0x01) {
                isCritical = try fields.boolean(flag.content)
            } else {
                isCritical = false
            }
            let value = fields.walk(try fields.next(0x04).content)
            try fields.finish()
            if let number = Self.number(cursor.octets, type) {
                guard seen & 1 << number == 0 else { throw Self.duplicate(cursor) }
                seen |= 1 << number
                try interpret(number, isCritical, value)
            } else {
                guard others.insert(Array(cursor.octets[type])).inserted else { throw Self.duplicate(cursor) }
                if isCritical { unknownCritical = unknownCritical ?? type }
            }
        }
    }

    private static func duplicate(_ cursor: DERCursor) -> CertificateError {
        cursor.malformed("an extension occurs twice in an entry", clause: "RFC 5280 §5.3, §4.2")
    }

    /// 21 reasonCode, 24 invalidityDate, 29 certificateIssuer.
    private static func number(_ octets: [UInt8], _ type: Range<Int>) -> UInt8? {
        guard type.count == 3, octets[type.lowerBound] == 0x55, octets[type.lowerBound + 1] == 0x1D else { return nil }
        let number = octets[type.lowerBound + 2]
        return number == 21 || number == 24 || number == 29 ? number : nil
    }

    private mutating func interpret(
        _ number: UInt8,
        _ isCritical: Bool,
        _ value: DERCursor
    ) throws(CertificateError) {
        var value = value
        switch number {
        case 21:
            let code = try value.next(0x0A).content
            guard value.isInteger(code) else { throw value.malformed("a reason is not as DER asks") }
            // Whatever it says, the certificate is revoked.
            reason = code.count == 1 ? RevocationReason(rawValue: Int(value.octets[code.lowerBound])) : nil
            if reason == nil || reason == .unspecified { deviations.insert(.reasonValue) }
            if reason == .removeFromRevocationList { deviations.insert(.removal) }
            if isCritical { deviations.insert(.entryCriticality) }
        case 24:
            let element = try value.next(0x18)
            invalidityDate = try value.time(element)
            if isCritical { deviations.insert(.entryCriticality) }
        default:
            certificateIssuer = try value.next(0x30).encoded
            if !isCritical { deviations.insert(.entryCriticality) }
        }
        try value.finish()
    }
}
