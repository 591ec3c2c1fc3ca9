//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import Diagnostics

/// An answer of the Online Certificate Status Protocol, read once and never changed (RFC 6960 §4.2).
///
/// That a response could be read says nothing of who signed it: its signature isn't verified by making one. Responses
/// are the same when their DER is; they are shared, not copied, also between threads.
public final class OCSPResponse: Sendable {
    /// A larger one is refused unread. Most have some 2 KB; one with answers about ten thousand certificates has 1 MB.
    public static let maximumByteCount = 4_194_304
    /// One that holds more certificates is refused. Most hold one, that of a delegated responder.
    public static let maximumCertificateCount = 16

    /// The octets as they were given.
    public let der: [UInt8]
    /// The SHA-256 of ``der``.
    public let fingerprint: [UInt8]

    let content: OCSPResponseContent

    /// - Parameter der: One `OCSPResponse` in DER and nothing after it.
    /// - Throws: `onlineStatusResponseTooLarge`, or what in it isn't as RFC 6960 §4.2.1 says.
    public init(der: [UInt8]) throws(CertificateError) {
        guard der.count <= Self.maximumByteCount else {
            throw CertificateError(
                .onlineStatusResponseTooLarge,
                "the OCSP response has \(der.count) octets; at most \(Self.maximumByteCount) are read"
            )
        }
        do throws(CertificateError) {
            content = try OCSPResponseContent(der: der)
        } catch {
            throw error.ofOnlineStatusResponse
        }
        self.der = der
        fingerprint = try Fingerprint.sha256(der)
    }

    /// Whether the responder answered (RFC 6960 §2.3, §4.2.1); the raw value is its code.
    public enum Status: Int, Hashable, Sendable, CaseIterable {
        case successful = 0
        case malformedRequest = 1
        case internalError = 2
        case tryLater = 3
        case signatureRequired = 5
        case unauthorized = 6
    }

    /// Who signed, by its own word (RFC 6960 §4.2.2.3).
    public enum Responder: Hashable, Sendable {
        /// By the subject of its certificate.
        case name(DistinguishedName)
        /// By the SHA-1 of its public key: of the content of the BIT STRING.
        case keyHash([UInt8])
    }
}

extension CertificateError {
    /// The parts that responses share with certificates and lists are read by the same code.
    fileprivate var ofOnlineStatusResponse: Self {
        code == .onlineStatusResponseTooLarge || code == .digestUnavailable
            ? self : Self(.onlineStatusResponseMalformed, hint, clause: clause, at: position)
    }
}

extension OCSPResponse {
    /// Whether the responder answered.
    public var status: Status { if case .failure(let status) = content { status } else { .successful } }
    /// Who signed it, by its own word; `nil` where it has no answer of the type that is read here, `id-pkix-ocsp-basic`.
    public var responder: Responder? { basic?.responder }
    /// When it was signed, by its own word; `nil` as ``responder``.
    public var producedAt: Instant? { basic?.producedAt }
    /// About how many certificates it says something.
    public var answerCount: Int { basic?.answers.count ?? 0 }
    /// The certificates beside the signature, in their order. Nothing in them is believed.
    public var certificates: [Certificate] { basic?.certificates ?? [] }

    var basic: BasicOCSPResponse? { if case .basic(let basic) = content { basic } else { nil } }

    /// What is signed, with the signature on it; an empty one, which nobody made, where it has bits that are no octets.
    func signedOctets(of basic: BasicOCSPResponse) -> SignedOctets {
        SignedOctets(
            content: der[basic.signed],
            algorithm: Array(der[basic.algorithm]),
            signature: basic.isSignatureWhole ? Array(der[basic.signature]) : [],
            fingerprint: fingerprint
        )
    }

    /// The response as a message has it.
    var nameForMessages: String {
        guard let basic else { return "the OCSP response `\(Hexadecimal.lowercase(fingerprint.prefix(8)))…`" }
        return "the OCSP response of \(basic.responder.nameForMessages) of \(basic.producedAt)"
    }
}

extension OCSPResponse.Responder {
    var nameForMessages: String {
        switch self {
        case .name(let name): "`\(name.shortened)`"
        case .keyHash(let hash): "the key `\(Hexadecimal.lowercase(hash))`"
        }
    }
}

extension OCSPResponse: Hashable {
    public static func == (left: OCSPResponse, right: OCSPResponse) -> Bool {
        left === right || (left.fingerprint == right.fingerprint && left.der == right.der)
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }
}
