//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import SignatureCryptography

enum Fingerprint {
    static func sha256(_ octets: [UInt8]) throws(CertificateError) -> [UInt8] { try value(of: octets, .sha256) }

    static func value(of octets: [UInt8], _ method: DigestMethod) throws(CertificateError) -> [UInt8] {
        do throws(CryptographyError) {
            return try MessageDigest.value(of: octets.span, method)
        } catch {
            throw CertificateError(.digestUnavailable, error.hint, clause: error.clause)
        }
    }
}
