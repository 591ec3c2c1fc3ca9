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
struct NamespaceBindings: ~Copyable, Sendable {
    /// By the number of the prefix.
    private var current: [NameID] = [0, NameTable.xmlNamespace]
    /// What the declarations of the open elements hid, in their order.
    private var hidden: [NamespaceDeclaration] = []

    /// No namespace name, not even the empty one.
    static let unbound = NameID.max

    /// The namespace name bound to a prefix; ``unbound`` where none is.
    @inline(__always)
    subscript(prefix: NameID) -> NameID { Int(prefix) < current.count ? current[Int(prefix)] : Self.unbound }

    /// Brings a declaration into scope.
    mutating func bind(_ declaration: NamespaceDeclaration) {
        let prefix = Int(declaration.prefix)
        while current.count <= prefix { current.append(Self.unbound) }
        hidden.append(NamespaceDeclaration(prefix: declaration.prefix, uri: current[prefix]))
        current[prefix] = declaration.uri
    }

    /// Takes the last declarations out of scope.
    mutating func unbind(_ count: Int) {
        for _ in 0..<count {
            let binding = hidden.removeLast()
            current[Int(binding.prefix)] = binding.uri
        }
    }

    /// Takes all declarations out of scope, also those of a document that was given up.
    mutating func reset() { unbind(hidden.count) }
}
