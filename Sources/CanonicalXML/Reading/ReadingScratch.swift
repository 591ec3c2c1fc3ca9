//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// What a reader keeps from document to document: the table of names and memory.
struct ReadingScratch: Sendable {
    var table: NameTable
    var bindings = NamespaceBindings()
    let idNames: IDAttributeNames
    /// The arrays of the last document, whose memory may be used again.
    var tree = GrowingTree()

    init(_ idAttributes: [IDAttribute]) {
        var table = NameTable()
        idNames = IDAttributeNames(idAttributes, in: &table)
        self.table = table
    }

    /// Names of old documents are no reason to keep megabytes.
    var isOvergrown: Bool { table.names.isOvergrown || table.uris.isOvergrown }
}

extension InternedBytes {
    fileprivate var isOvergrown: Bool { count > 1 << 16 || byteCount > 1 << 20 }
}
