//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation
import Diagnostics

extension [Finding] {
    private static let duties = Set(IssuerDuty.all.map(\.code))

    /// Those that aren't about what an issuer neglected: authorities of tests often leave out what RFC 5280 §4 asks.
    var besideDuties: [Finding] { filter { !Self.duties.contains($0.code) } }

    /// The others.
    var ofDuties: [Finding] { filter { Self.duties.contains($0.code) } }
}
