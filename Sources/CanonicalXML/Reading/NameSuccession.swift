//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Which name followed each name when it was read last; for names of elements and attributes, and for namespace names.
///
/// Documents repeat themselves: a name that is looked for where it is expected needs no hash, and the reader goes on before
/// its octets are compared. Nothing that is read depends on it.
struct NameSuccession: ~Copyable, Sendable {
    /// By the number of a name the name that followed it; 0, the empty string, where none did.
    private var following: [NameID] = [0]
    private var last: NameID = 0

    /// The name that is likely to come; 0 where nothing is known.
    @inline(__always)
    var expected: NameID { Int(last) < following.count ? following[Int(last)] : 0 }

    /// The expected name came.
    @inline(__always)
    mutating func confirm(_ name: NameID) { last = name }

    /// Another one came.
    @inline(never)
    mutating func note(_ name: NameID) {
        while following.count <= Int(last) { following.append(0) }
        following[Int(last)] = name
        last = name
    }

    /// Begins a document.
    mutating func restart() { last = 0 }
}
