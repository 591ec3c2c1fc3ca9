//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation

/// Names of `X509Data` that one worker read lately: programs write those of the same signers into document after document.
struct RecentNames {
    private var values = RecentValues<DistinguishedNameText>(maximumByteCount: 4_096)

    /// The name that a text is; `nil` where it is none.
    mutating func name(_ text: [UInt8]) -> DistinguishedNameText? {
        if let name = values.value(of: text.span) { return name }
        guard let name = DistinguishedNameText(text) else { return nil }
        values.note(name, of: text.span)
        return name
    }
}
