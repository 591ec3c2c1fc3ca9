//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// An answer of the Online Certificate Status Protocol (RFC 6960).
///
/// What it says is not read yet: it counts as data that leaves the status of every certificate unknown.
public final class OCSPResponse: Sendable {
    /// The octets as they were given.
    public let der: [UInt8]
    /// The SHA-256 of ``der``.
    public let fingerprint: [UInt8]

    /// - Parameter der: One `OCSPResponse` in DER and nothing after it.
    public init(der: [UInt8]) throws(CertificateError) {
        self.der = der
        fingerprint = try Fingerprint.sha256(der)
    }
}

extension OCSPResponse: Hashable {
    public static func == (left: OCSPResponse, right: OCSPResponse) -> Bool {
        left === right || (left.fingerprint == right.fingerprint && left.der == right.der)
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }
}
