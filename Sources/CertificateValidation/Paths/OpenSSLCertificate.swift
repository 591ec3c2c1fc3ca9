//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CXMLDSig.Crypto
package import SignatureCryptography

/// An `X509` of OpenSSL, which checks signatures and paths.
@safe final class OpenSSLCertificate: @unchecked Sendable {
    // The shim fills all caches of the object when it makes it; afterwards OpenSSL only reads it and counts references
    // atomically (CXMLDSigX509.h). The pointer itself never changes.
    private let pointer: OpaquePointer

    /// - Parameter key: The certificate's, where it can be used. Then OpenSSL needn't read it for itself.
    /// - Returns: `nil` where OpenSSL refuses the octets.
    init?(der: [UInt8], key: PublicKey?) {
        let known =
            switch key?.kind {
            case .rsa: CXMLDSig_known_key_rsa
            case .ec: CXMLDSig_known_key_ec
            default: CXMLDSig_known_key_none
            }
        guard let pointer = unsafe CXMLDSig_certificate_new(der, der.count, known) else { return nil }
        unsafe self.pointer = pointer
    }

    deinit { unsafe CXMLDSig_certificate_free(pointer) }

    /// Whether OpenSSL could read the extensions that it knows, those about policies apart.
    var hasReadableExtensions: Bool { unsafe CXMLDSig_certificate_has_readable_extensions(pointer) == 1 }

    /// Whether the parameters of the key are to be those of whoever signed it.
    var inheritsKeyParameters: Bool { unsafe CXMLDSig_certificate_inherits_parameters(pointer) == 1 }

    fileprivate var hasUnreadKey: Bool { unsafe CXMLDSig_certificate_has_unread_key(pointer) == 1 }
    fileprivate var verifiesItself: Bool { unsafe CXMLDSig_certificate_verifies_itself(pointer) == 1 }

    /// Whether the key made the signature on this certificate.
    func isSigned(by key: PublicKey) -> Bool {
        unsafe key.withHandle { unsafe CXMLDSig_certificate_is_signed_by(pointer, $0) == 1 }
    }

    /// Whether the names of the certificate are within constraints (RFC 5280 §4.2.1.10).
    ///
    /// - Parameters:
    ///   - nameConstraints: In DER.
    ///   - isLeaf: Whether the common name is compared too where it looks like a host, as along a path.
    /// - Returns: An `X509_V_ERR_…`, or 0 where they are; `nil` where it could not be told.
    func check(_ nameConstraints: [UInt8], isLeaf: Bool) -> Int32? {
        let error = unsafe CXMLDSig_certificate_check_names(
            pointer,
            nameConstraints,
            nameConstraints.count,
            isLeaf ? 1 : 0
        )
        return error < 0 ? nil : error
    }

    /// Calls `body` with the pointers of certificates, which live as long as the call.
    static func withPointers<Value>(
        _ certificates: [OpenSSLCertificate],
        _ body: (UnsafeBufferPointer<OpaquePointer>) -> Value
    ) -> Value {
        withExtendedLifetime(certificates) {
            let pointers = unsafe certificates.map { unsafe $0.pointer }
            return unsafe pointers.withUnsafeBufferPointer { unsafe body($0) }
        }
    }
}

/// How OpenSSL has the key of a certificate; for tests. Without the provider of unread keys every path comes out the same,
/// only later.
package struct OpenSSLKey: Hashable, Sendable {
    /// Whether nothing but its kind was read.
    package let isUnread: Bool
    /// Whether it verifies the certificate's own signature.
    package let verifiesItself: Bool

    /// As the check of paths has it; `nil` where OpenSSL refuses the certificate.
    package init?(of certificate: Certificate) {
        guard let certificate = certificate.openSSL else { return nil }
        self.init(certificate)
    }

    /// As it is had where a certificate is said to have a key of that kind.
    package init?(of certificate: Certificate, saidToBe key: PublicKey) {
        guard let certificate = OpenSSLCertificate(der: certificate.der, key: key) else { return nil }
        self.init(certificate)
    }

    private init(_ certificate: OpenSSLCertificate) {
        isUnread = certificate.hasUnreadKey
        verifiesItself = certificate.verifiesItself
    }
}

/// Calls `body` with texts as C has them, which live as long as the call.
func withCStrings<Value>(
    _ texts: [String],
    _ body: (UnsafeBufferPointer<UnsafePointer<CChar>>) -> Value
) -> Value {
    var characters: [CChar] = []
    var starts: [Int] = []
    for text in texts {
        starts.append(characters.count)
        characters += text.utf8.map { CChar(bitPattern: $0) }
        characters.append(0)
    }
    return unsafe characters.withUnsafeBufferPointer { characters in
        let pointers = unsafe starts.map { unsafe characters.baseAddress! + $0 }
        return unsafe pointers.withUnsafeBufferPointer { unsafe body($0) }
    }
}
