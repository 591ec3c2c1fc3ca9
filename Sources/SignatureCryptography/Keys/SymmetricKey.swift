//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CXMLDSig.Crypto

/// A key for HMAC, which only the caller can give.
///
/// Nothing prints it or shows its octets, and they are overwritten when the last copy goes away.
@safe public struct SymmetricKey: Sendable {
    private let octets: SecretOctets

    /// - Parameter octets: The raw key. The caller's own copy stays the caller's to wipe.
    /// - Throws: `keyMalformed` where there is none: with an empty key everybody can make the value.
    public init(_ octets: [UInt8]) throws(CryptographyError) {
        guard !octets.isEmpty else {
            throw CryptographyError(.keyMalformed, "the symmetric key is empty", clause: "RFC 2104 §3")
        }
        self.octets = SecretOctets(octets.span)
    }

    /// The size of the key in bits.
    public var bitCount: Int { octets.count * 8 }

    /// The HMAC of a message under this key, of full length.
    package func authenticationCode(
        of message: Span<UInt8>, _ digest: DigestMethod
    ) throws(CryptographyError) -> [UInt8] {
        let algorithm = try FetchedHMAC.shared.get()
        let code = unsafe octets.withOctets { key in
            unsafe message.withUnsafeBufferPointer { message in
                unsafe [UInt8](unsafeUninitializedCapacity: 64) { buffer, count in
                    count = unsafe CXMLDSig_hmac(
                        algorithm.pointer,
                        digest.openSSLName,
                        key.baseAddress!,
                        key.count,
                        message.baseAddress,
                        message.count,
                        buffer.baseAddress!
                    )
                }
            }
        }
        guard code.count == digest.byteCount else {
            throw .carryingOpenSSLErrors(
                .algorithmUnavailable,
                "this OpenSSL doesn't compute HMAC with \(digest), or its configuration forbids it"
            )
        }
        return code
    }
}

extension SymmetricKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "a symmetric key" }

    public var debugDescription: String { description }

    /// Without children, so that `dump` shows nothing either.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Octets that are wiped when nobody holds them any more.
@safe private final class SecretOctets: @unchecked Sendable {
    // Written in the initializer and wiped in the deinitializer; in between they are only read.
    private let storage: UnsafeMutableBufferPointer<UInt8>

    init(_ octets: Span<UInt8>) {
        let storage = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: octets.count)
        for index in octets.indices { unsafe storage.initializeElement(at: index, to: octets[index]) }
        unsafe self.storage = storage
    }

    deinit {
        if let base = unsafe storage.baseAddress { unsafe CXMLDSig_wipe(base, storage.count) }
        unsafe storage.deallocate()
    }

    var count: Int { unsafe storage.count }

    func withOctets<Value>(_ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
        unsafe body(UnsafeBufferPointer(storage))
    }
}
