//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import Diagnostics

/// A certificate revocation list, read once and never changed (RFC 5280 §5).
///
/// That a list could be read says nothing of who signed it: its signature isn't verified by making one. Lists are the
/// same when their DER is; they are shared, not copied, also between threads.
public final class RevocationList: Sendable {
    /// A larger one is refused unread. The largest that are published have some 40 MB.
    public static let maximumByteCount = 67_108_864

    /// The octets as they were given.
    public let der: [UInt8]
    /// The SHA-256 of ``der``.
    public let fingerprint: [UInt8]

    let content: RevocationListContent

    /// - Parameter der: One list in DER and nothing after it.
    /// - Throws: `revocationListTooLarge`, or what in it isn't as RFC 5280 §5.1 says.
    public init(der: [UInt8]) throws(CertificateError) {
        guard der.count <= Self.maximumByteCount else {
            throw CertificateError(
                .revocationListTooLarge,
                "the revocation list has \(der.count) octets; at most \(Self.maximumByteCount) are read"
            )
        }
        do throws(CertificateError) {
            content = try RevocationListContent(der: der)
        } catch {
            throw error.ofRevocationList
        }
        self.der = der
        fingerprint = try Fingerprint.sha256(der)
    }
}

extension CertificateError {
    /// The parts that lists share with certificates are read by the same code.
    fileprivate var ofRevocationList: Self {
        code == .certificateMalformed || code == .extensionMalformed
            ? Self(.revocationListMalformed, hint, clause: clause, at: position) : self
    }
}

extension RevocationList {
    /// Who signed it, by its own word.
    public var issuer: DistinguishedName { content.issuer }
    /// When what it says was known to be right.
    public var thisUpdate: Instant { content.thisUpdate }
    /// When newer data is promised at the latest; `nil` where the list doesn't say.
    public var nextUpdate: Instant? { content.nextUpdate }
    /// How many certificates it names.
    public var entryCount: Int { content.entries.count }
    /// Whether it says only what changed since another list (RFC 5280 §5.2.4).
    public var isDelta: Bool { content.extensions.baseNumber != nil }

    /// What is signed, with the signature on it; an empty one, which nobody made, where it has bits that are no octets.
    package var signedOctets: SignedOctets {
        SignedOctets(
            // No copy: lists have many megabytes, and are asked about often.
            content: der[content.signed],
            algorithm: Array(der[content.algorithm]),
            signature: content.isSignatureWhole ? Array(der[content.signature]) : [],
            fingerprint: fingerprint
        )
    }

    /// What it says of a certificate, whoever's list it is.
    func entries(about certificate: Certificate) -> [RevocationListEntry] {
        content.entries.entries(
            of: certificate.serialNumber,
            issuedBy: certificate.issuer,
            listIssuer: issuer
        )
    }

    /// The list as a message has it.
    var nameForMessages: String { "the \(isDelta ? "delta" : "list") of `\(issuer.shortened)` of \(thisUpdate)" }
}

extension RevocationList: Hashable {
    public static func == (left: RevocationList, right: RevocationList) -> Bool {
        left === right || (left.fingerprint == right.fingerprint && left.der == right.der)
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }
}
