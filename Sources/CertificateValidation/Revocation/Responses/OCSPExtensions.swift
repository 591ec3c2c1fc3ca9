//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics

/// Extensions of a response, or of one of its answers (RFC 6960 §4.4).
struct OCSPExtensions: Sendable {
    /// Certificates that expired from then on are remembered (RFC 6960 §4.4.4).
    private(set) var archiveCutoff: Instant?
    /// A critical one that isn't known here.
    private(set) var unknownCritical: ObjectIdentifier?
    private(set) var hasFraction = false

    init() {}

    /// - Parameters:
    ///   - cursor: Over what is in the explicit tag.
    ///   - known: Which may be critical though nothing is done about them.
    init(_ cursor: DERCursor, known: Set<ObjectIdentifier>) throws(CertificateError) {
        var cursor = cursor
        var list = cursor.walk(try cursor.next(0x30).content)
        try cursor.finish()
        guard !list.isAtEnd else { throw list.malformed("a list of extensions is empty") }
        var seen: Set<ObjectIdentifier> = []
        while !list.isAtEnd {
            var fields = list.walk(try list.next(0x30).content)
            let octets = try fields.next(0x06).content
            guard ObjectIdentifier.isReadable(list.octets[octets]) else { throw list.malformed() }
            let type = ObjectIdentifier(octets: Array(list.octets[octets]))
            guard seen.insert(type).inserted else {
                throw list.malformed("the extension \(type) occurs twice", clause: "RFC 6960 §4.4, RFC 5280 §4.2")
            }
            let flag = try fields.optional(0x01)
            let isCritical = try flag.map { flag throws(CertificateError) in try fields.boolean(flag.content) } ?? false
            var value = fields.walk(try fields.next(0x04).content)
            try fields.finish()
            if type == .onlineStatusArchiveCutoff {
                let cutoff = try value.time(value.next(0x18), allowsFraction: true)
                try value.finish()
                archiveCutoff = cutoff
                hasFraction = hasFraction || cutoff.nanoseconds > 0
            } else if isCritical, !known.contains(type) {
                unknownCritical = unknownCritical ?? type
            }
        }
    }
}
