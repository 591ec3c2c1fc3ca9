//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// What a reader keeps from document to document: the table of names and memory.
///
/// It can't be copied, so that its parts are always changed in place.
struct ReadingScratch: ~Copyable, Sendable {
    /// The arrays of the last document, whose memory may be used again.
    var tree: GrowingTree
    var table: NameTable
    var bindings: NamespaceBindings
    var succession: NameSuccession
    var uriSuccession: NameSuccession
    let idNames: IDAttributeNames
    var declared: RecordBuffer<PendingDeclaration>
    var decoded: [UInt8]

    /// Names of old documents are no reason to keep megabytes.
    var isOvergrown: Bool { table.names.isOvergrown || table.uris.isOvergrown }
}

extension ReadingScratch {
    /// What the first document begins with.
    init(_ idAttributes: [IDAttribute]) {
        var table = NameTable()
        let idNames = IDAttributeNames(idAttributes, in: &table)
        self.init(
            tree: GrowingTree(), table: table, bindings: NamespaceBindings(), succession: NameSuccession(),
            uriSuccession: NameSuccession(), idNames: idNames, declared: RecordBuffer(), decoded: []
        )
    }
}

extension InternedBytes {
    fileprivate var isOvergrown: Bool { count > 1 << 16 || byteCount > 1 << 20 }
}
