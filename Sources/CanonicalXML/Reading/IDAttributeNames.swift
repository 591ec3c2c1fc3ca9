//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// The names of ID attributes by their numbers in the table of names.
struct IDAttributeNames: Sendable {
    private var names: [(namespace: NameID, local: NameID)] = []
    /// A bit for each local name, modulo its size: most attributes are ruled out by it.
    private var locals: UInt64 = 0

    /// What is no name in the first place can't be one of an attribute, and no entry of the table either.
    init(_ attributes: [IDAttribute], in table: inout NameTable) {
        for attribute in attributes where attribute.name.local.span.raw.isUncolonizedName {
            let local = table.names.intern(attribute.name.local.span)
            names.append((table.intern(uri: attribute.name.namespace.span), local))
            locals |= 1 &<< UInt64(local & 63)
        }
    }

    @inline(__always)
    func contains(namespace: NameID, local: NameID) -> Bool {
        guard locals & 1 &<< UInt64(local & 63) != 0 else { return false }
        return names.contains { $0.local == local && $0.namespace == namespace }
    }
}
