//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Octets that something is found by in a table: a name, or a fingerprint.
struct HashedOctets: Hashable, Sendable {
    let octets: [UInt8]

    init(_ octets: [UInt8]) { self.octets = octets }

    func hash(into hasher: inout Hasher) { hasher.combine(octets: octets) }
}

extension Hasher {
    /// Takes the octets as one block. Those of an array it takes one by one, which lasts ten times as long.
    mutating func combine(octets: [UInt8]) {
        combine(octets.count)
        unsafe octets.withUnsafeBytes { unsafe combine(bytes: $0) }
    }
}
