//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

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
}
