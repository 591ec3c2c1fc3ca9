//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
/// What a signature over a message itself depends on beside its key: nothing, or an instance and a context string.
struct MessageSignature {
    /// What OpenSSL calls the instance, where the key has several.
    var instance: String?
    /// At most 255 octets.
    var context: [UInt8] = []

    /// Pure EdDSA.
    static let pure = Self()
}
