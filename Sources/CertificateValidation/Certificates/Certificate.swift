//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import Diagnostics
public import SignatureCryptography

/// A certificate of X.509, read once and never changed (RFC 5280 §4.1).
///
/// That a certificate could be read says nothing of whom it belongs to: a ``PathValidator`` says that. Certificates are
/// the same when their DER is; they are shared, not copied, also between threads.
public final class Certificate: Sendable {
    /// A larger one is refused unread. Real ones have some 2 KB; the largest signatures that are standardized 50 KB.
    public static let maximumByteCount = 1_048_576

    /// The octets as they were given.
    public let der: [UInt8]
    /// The SHA-256 of ``der``.
    public let fingerprint: [UInt8]

    let content: CertificateContent
    // Made on first use: for most certificates of a pool nobody asks.
    private let lazyKey = LazyReference<KeyResult>()
    private let lazyOpenSSL = LazyReference<OpenSSLResult>()
    private let lazyDeviations = LazyReference<IssuerDeviations>()
    let lazyTexts = LazyReference<CertificateTexts>()

    /// - Parameter der: One certificate in DER and nothing after it.
    /// - Throws: `certificateTooLarge`, or what in it isn't as RFC 5280 §4.1 says.
    public convenience init(der: [UInt8]) throws(CertificateError) {
        try self.init(der: der, fingerprint: nil)
    }

    /// As the public one.
    ///
    /// - Parameter fingerprint: The SHA-256 of the octets, where the caller has it.
    init(der: [UInt8], fingerprint: [UInt8]?) throws(CertificateError) {
        guard der.count <= Self.maximumByteCount else {
            throw CertificateError(
                .certificateTooLarge,
                "the certificate has \(der.count) octets; at most \(Self.maximumByteCount) are read"
            )
        }
        content = try CertificateContent(der: der)
        self.der = der
        self.fingerprint = if let fingerprint { fingerprint } else { try Fingerprint.sha256(der) }
    }
}

extension Certificate {
    /// 1 to 3.
    public var version: Int { content.version }
    /// The number that its issuer gave it.
    public var serialNumber: SerialNumber { content.serialNumber }
    /// Who signed it, by its own word.
    public var issuer: DistinguishedName { content.issuer }
    /// Whom it is about.
    public var subject: DistinguishedName { content.subject }
    /// The first moment at which it is valid.
    public var notBefore: Instant { content.notBefore }
    /// The last second in which it is valid; that second belongs to it (RFC 5280 §4.1.2.5).
    public var notAfter: Instant { content.notAfter }
    /// The key in DER, with its algorithm.
    public var subjectPublicKeyInfo: [UInt8] { content.subjectPublicKeyInfo }
    /// What the key may be used for; `nil` where the certificate doesn't restrict it.
    public var keyUsage: KeyUsage? { content.extensions.keyUsage }
    /// The purposes of the key (RFC 5280 §4.2.1.12); `nil` where the certificate doesn't restrict them.
    public var extendedKeyUsage: [ObjectIdentifier]? { content.extensions.extendedKeyUsage }
    /// Whether it is an authority's; `nil` where it doesn't say.
    public var basicConstraints: BasicConstraints? { content.extensions.basicConstraints }
    /// A name for its key (RFC 5280 §4.2.1.2).
    public var subjectKeyIdentifier: [UInt8]? { content.extensions.subjectKeyIdentifier }
    /// A name for the key that signed it.
    public var authorityKeyIdentifier: AuthorityKeyIdentifier? { content.extensions.authorityKeyIdentifier }
    /// The policies under which it was issued (RFC 5280 §4.2.1.4).
    public var certificatePolicies: Set<ObjectIdentifier> { content.extensions.certificatePolicies }
    /// The identifiers of all extensions, in their order.
    public var extensionTypes: [ObjectIdentifier] { content.extensions.all.map(\.type) }

    /// The ``fingerprint`` in lower-case hexadecimal, as reports write it.
    public var sha256: String { Hexadecimal.lowercase(fingerprint) }

    /// Whether issuer and subject are one name. Such a certificate may still be signed with another key.
    public var isSelfIssued: Bool { subject.matches(issuer) }

    /// Whether the other one says that it is its issuer, or somebody of the same name.
    package func isNamedIssuer(of other: Certificate) -> Bool { content.subject.matches(other.content.issuer) }

    /// Whether the time is one of its validity, first and last second included (RFC 5280 §4.1.2.5).
    public func isValid(at time: Instant) -> Bool { time >= notBefore && time.seconds <= notAfter.seconds }

    /// The key, ready to verify with.
    ///
    /// - Throws: What about the key is wrong or not supported; the certificate can still be shown.
    public var publicKey: PublicKey {
        get throws(CryptographyError) {
            let result = lazyKey.value {
                do throws(CryptographyError) {
                    return KeyResult(.success(try PublicKey(subjectPublicKeyInfo: subjectPublicKeyInfo)))
                } catch {
                    return KeyResult(.failure(error))
                }
            }
            return try result.key.get()
        }
    }

    /// The certificate as OpenSSL knows it; `nil` where it refuses it.
    var openSSL: OpenSSLCertificate? {
        lazyOpenSSL.value { OpenSSLResult(OpenSSLCertificate(der: der, key: try? publicKey)) }.certificate
    }

    /// What its issuer neglected.
    var issuerDeviations: IssuerDeviations { lazyDeviations.value { IssuerDeviations(of: self) } }

    private final class KeyResult: Sendable {
        let key: Result<PublicKey, CryptographyError>

        init(_ key: Result<PublicKey, CryptographyError>) { self.key = key }
    }

    // A refusal is kept too: a search asks hundreds of times, and each time all octets would be read again.
    private final class OpenSSLResult: Sendable {
        let certificate: OpenSSLCertificate?

        init(_ certificate: OpenSSLCertificate?) { self.certificate = certificate }
    }
}

extension Certificate: Hashable {
    public static func == (left: Certificate, right: Certificate) -> Bool {
        left === right || (left.fingerprint == right.fingerprint && left.der == right.der)
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(octets: fingerprint) }
}

extension Certificate: CustomStringConvertible {
    /// Subject and serial number.
    public var description: String { "\(subject), serial number \(serialNumber)" }
}
