//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import CertificateValidation

/// Certificates as they were read: those that one worker saw lately, and behind them the caches that workers share.
///
/// No lock stands before a certificate that signs one document after another.
struct KnownCertificates {
    /// And the names that describe them.
    var names = RecentNames()
    private let caches: ValidationCaches
    /// Octets have one place, where the last certificate of all that have it stays.
    private var recent: [Certificate?] = []
    private let seed = UInt64.random(in: .min ... .max) | 1

    private static let capacity = 256
    /// Larger ones are only kept where they are shared; real ones have some 2 KB.
    private static let maximumByteCount = 8_192

    init(_ caches: ValidationCaches) { self.caches = caches }

    /// As ``Certificate/init(der:)``.
    mutating func certificate(der: [UInt8]) throws(CertificateError) -> Certificate {
        guard der.count <= Self.maximumByteCount else { return try caches.certificate(der: der) }
        let place = place(of: der)
        if !recent.isEmpty, let known = recent[place] {
            let octets = known.der
            if equal(octets.span, der.span) { return known }
        }
        let certificate = try caches.certificate(der: der)
        if recent.isEmpty { recent = Array(repeating: nil, count: Self.capacity) }
        recent[place] = certificate
        return certificate
    }

    /// By the last octets, which are those of a signature, and so as good as random. Who aims at a place displaces what
    /// is there, and can do no more.
    private func place(of der: [UInt8]) -> Int {
        var state = seed
        for octet in der.suffix(8) { state = (state ^ UInt64(octet)) &* seed }
        return Int(truncatingIfNeeded: state >> 32) & (Self.capacity - 1)
    }
}
