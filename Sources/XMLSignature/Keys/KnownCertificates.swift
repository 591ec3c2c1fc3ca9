//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation

/// Certificates as they were read: those that one worker saw lately, and behind them the caches that workers share.
///
/// No lock stands before a certificate that signs one document after another.
struct KnownCertificates {
    /// And the names that describe them.
    var names = RecentNames()
    private let caches: ValidationCaches
    /// Larger ones are only kept where they are shared; real ones have some 2 KB.
    private var recent = RecentValues<Certificate>(maximumByteCount: 8_192)

    /// How often one was seen lately.
    private(set) var answerCount = 0

    init(_ caches: ValidationCaches) { self.caches = caches }

    /// As ``Certificate/init(der:)``.
    mutating func certificate(der: [UInt8]) throws(CertificateError) -> Certificate {
        if let known = recent.value(of: der.span) {
            answerCount += 1
            return known
        }
        let certificate = try caches.certificate(der: der)
        recent.note(certificate, of: der.span)
        return certificate
    }
}
