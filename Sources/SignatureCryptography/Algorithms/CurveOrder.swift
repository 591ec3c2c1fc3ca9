//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CXMLDSig.Crypto
import Synchronization

/// The orders of base points, asked of OpenSSL once each.
enum CurveOrder {
    private static let known = Mutex<[NamedCurve: UnsignedNumber]>([:])

    /// The order of the curve's base point.
    ///
    /// - Throws: `algorithmUnavailable` where this OpenSSL doesn't offer the curve.
    static func of(_ curve: NamedCurve) throws(CryptographyError) -> UnsignedNumber {
        if let order = known.withLock({ $0[curve] }) { return order }
        let octets = unsafe [UInt8](unsafeUninitializedCapacity: 72) { buffer, count in
            count = unsafe CXMLDSig_curve_order(curve.openSSLName, buffer.baseAddress!, buffer.count)
        }
        guard !octets.isEmpty else {
            throw .carryingOpenSSLErrors(.algorithmUnavailable, "this OpenSSL doesn't offer the curve \(curve)")
        }
        let order = UnsignedNumber(octets)
        known.withLock { $0[curve] = order }
        return order
    }
}
