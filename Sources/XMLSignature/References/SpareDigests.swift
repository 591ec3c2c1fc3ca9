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
import SignatureCryptography

/// Digests that wait for the next reference with their method.
struct SpareDigests {
    private var sinks: [DigestMethod: DigestSink] = [:]

    /// - Throws: Where this OpenSSL doesn't offer the method.
    mutating func take(_ method: DigestMethod) throws(CryptographyError) -> DigestSink {
        if let sink = sinks.removeValue(forKey: method) { return sink }
        return try DigestSink(method)
    }

    /// - Parameter sink: One that was finished just now; one that broke off would begin with what it took.
    mutating func putBack(_ sink: DigestSink, _ method: DigestMethod) { sinks[method] = sink }

    /// The SHA-256 of octets in hexadecimal; `nil` where OpenSSL can't compute it.
    mutating func sha256(_ octets: [UInt8]) -> String? {
        guard let sink = try? take(.sha256), (try? sink.write(octets.span)) != nil, let value = try? sink.finish()
        else {
            return nil
        }
        putBack(sink, .sha256)
        return Hexadecimal.lowercase(value)
    }
}
