//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CXMLDSig.Crypto

/// An `X509` of OpenSSL, which checks signatures and paths.
@safe final class OpenSSLCertificate: @unchecked Sendable {
    // The shim fills all caches of the object when it makes it; afterwards OpenSSL only reads it, counts references
    // atomically and locks its policy cache (CXMLDSigX509.h). The pointer itself never changes.
    private let pointer: OpaquePointer

    /// `nil` where OpenSSL refuses the octets.
    init?(der: [UInt8]) {
        guard let pointer = unsafe CXMLDSig_certificate_new(der, der.count) else { return nil }
        unsafe self.pointer = pointer
    }

    deinit { unsafe CXMLDSig_certificate_free(pointer) }

    /// Whether the key of `issuer` made the signature on this certificate.
    func isSigned(by issuer: OpenSSLCertificate) -> Bool {
        unsafe CXMLDSig_certificate_is_signed_by(pointer, issuer.pointer) == 1
    }
}
