//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CXMLDSig.Crypto

/// Comparison of octets of which one side is secret.
package enum ConstantTime {
    /// Whether the octets are the same. The time it takes depends on their count only.
    package static func areEqual(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        guard left.count > 0 else { return true }
        return unsafe left.withUnsafeBufferPointer { left in
            unsafe right.withUnsafeBufferPointer { right in
                unsafe CXMLDSig_equal_in_constant_time(left.baseAddress!, right.baseAddress!, left.count) == 1
            }
        }
    }
}
