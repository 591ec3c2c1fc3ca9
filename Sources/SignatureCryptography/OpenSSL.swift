//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CXMLDSig.Crypto

/// The OpenSSL at hand.
public enum OpenSSL {
    /// The version that runs, such as `3.0.19`; not the one that was compiled against.
    public static var version: String { unsafe String(cString: CXMLDSig_openssl_version()) }

    /// Takes everything out of this thread's error queue, oldest first.
    ///
    /// To be called right after the failed call: in between, nothing may suspend the task, since it could go on on
    /// another thread.
    static func takeErrors() -> [String] {
        var errors: [String] = []
        // OpenSSL keeps at most sixteen.
        while let error = nextError() { errors.append(error) }
        return errors
    }

    /// Whether this thread's error queue is empty; for tests, and it empties it.
    package static func errorQueueWasEmpty() -> Bool { takeErrors().isEmpty }

    /// Whether keys of this kind can be made at all.
    static func offersKeys(ofKind kind: String) -> Bool { unsafe CXMLDSig_key_kind_is_available(kind) == 1 }

    /// - Parameters:
    ///   - name: What OpenSSL calls the signature algorithm.
    ///   - parameter: What the algorithm has to take, where it is that which makes the difference.
    ///   - what: What is asked for, for a person.
    /// - Throws: `algorithmUnavailable` with OpenSSL's reasons where it doesn't offer that.
    static func requireSignature(
        _ name: String, takingParameter parameter: String? = nil, for what: String
    ) throws(CryptographyError) {
        guard unsafe CXMLDSig_signature_is_available(name, parameter) == 1 else {
            throw .carryingOpenSSLErrors(
                .algorithmUnavailable, "OpenSSL \(version) doesn't offer \(what), or its configuration forbids it"
            )
        }
    }

    private static func nextError() -> String? {
        let text = unsafe String(unsafeUninitializedCapacity: 512) { buffer in
            // A `String` hands out octets, the shim writes characters; both are one byte.
            let characters = unsafe UnsafeMutableRawPointer(buffer.baseAddress!).assumingMemoryBound(to: CChar.self)
            return unsafe CXMLDSig_errors_next(characters, buffer.count)
        }
        return text.isEmpty ? nil : text
    }
}
