//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import SignatureCryptography

/// Digests canonical octets as they are made.
///
/// A class, since a digest under way can't be copied and a sink travels as an existential.
final class DigestSink: CanonicalSink {
    private var digest: MessageDigest
    // Kept with OpenSSL's reasons, which a `sinkFailed` would lose; it is thrown at the end.
    private var failure: CryptographyError?

    init(_ method: DigestMethod) throws(CryptographyError) { digest = try MessageDigest(method) }

    func write(_ octets: Span<UInt8>) throws(CanonicalizationError) {
        guard failure == nil else { return }
        do throws(CryptographyError) {
            try digest.update(octets)
        } catch {
            failure = error
        }
    }

    /// The digest of everything that was written.
    func finish() throws(CryptographyError) -> [UInt8] {
        if let failure { throw failure }
        return try digest.finishAndRestart()
    }
}
