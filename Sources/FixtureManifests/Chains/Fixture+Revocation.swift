//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation

extension Fixture {
    /// What a line asks of revocation data: `require-crl` wants it for each certificate, and else what is given is
    /// looked at.
    ///
    /// - Parameter hasData: Whether any is given.
    func revocationMode(hasData: Bool) -> RevocationMode {
        if policy.contains(.requireRevocationList) { return .required }
        return hasData || policy.contains(.verifyRevocationLists) ? .ifPresent : .off
    }

    /// Whether data that can't be used at the line's time counts for nothing, rather than failing the line: no word of
    /// its policy asks for more.
    var ignoresUnusableRevocationData: Bool {
        policy.isDisjoint(with: [.requireRevocationList, .verifyRevocationLists])
    }
}
