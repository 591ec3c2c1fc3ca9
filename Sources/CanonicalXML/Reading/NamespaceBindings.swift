//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// The namespaces in scope: for each prefix the namespace name that it is bound to now.
///
/// A look-up is one load whatever the depth, and leaving an element costs what its declarations cost.
struct NamespaceBindings: Sendable {
    /// By the number of the prefix.
    private var current: [NameID] = []
    /// What the declarations of the open elements hid, in their order.
    private var hidden: [NameID] = []

    /// No namespace name, not even the empty one.
    static let unbound = NameID.max

    /// The namespace name bound to a prefix; ``unbound`` where none is.
    @inline(__always)
    subscript(prefix: NameID) -> NameID { Int(prefix) < current.count ? current[Int(prefix)] : Self.unbound }

    /// Only `xml`, and no default namespace.
    mutating func reset() {
        hidden.removeAll(keepingCapacity: true)
        for index in current.indices { current[index] = Self.unbound }
        set(0, to: 0)
        set(NameTable.xml, to: NameTable.xmlNamespace)
    }

    mutating func bind(_ declaration: NamespaceDeclaration) {
        hidden.append(self[declaration.prefix])
        set(declaration.prefix, to: declaration.uri)
    }

    mutating func unbind(_ declarations: ArraySlice<NamespaceDeclaration>) {
        for declaration in declarations.reversed() { current[Int(declaration.prefix)] = hidden.removeLast() }
    }

    private mutating func set(_ prefix: NameID, to uri: NameID) {
        while current.count <= Int(prefix) { current.append(Self.unbound) }
        current[Int(prefix)] = uri
    }
}
