//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import CertificateValidation

/// What is known of the revocation of a path's certificates, all together.
public enum PathRevocation: String, Hashable, Sendable, Codable, CaseIterable {
    /// Usable data says of each certificate but the anchor that it is not revoked.
    case good
    /// At least one is revoked.
    case revoked
    /// Of at least one the data that was given doesn't tell.
    case unknown
    /// Of at least one no revocation data was looked at.
    case unchecked
}

extension PathRevocation {
    /// The worst of what was found of each certificate. Where nobody looked, nothing is good.
    public init(_ certificates: [CertificateRevocation]) {
        var worst = certificates.isEmpty ? Self.unchecked : .good
        for certificate in certificates {
            switch certificate.status {
            case .revoked: worst = .revoked
            case .unknown where worst != .revoked: worst = .unknown
            case .unchecked where worst == .good: worst = .unchecked
            case .good, .unknown, .unchecked: break
            }
        }
        self = worst
    }
}
