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
    private var current = RecordBuffer<NameID>()
    /// What the declarations of the open elements hid, in their order.
    private var hidden = RecordBuffer<Binding>()

    struct Binding: BitwiseCopyable, Sendable {
        let prefix: NameID
        let uri: NameID
    }

    /// No namespace name, not even the empty one.
    static let unbound = NameID.max

    init() {
        current.append(0)
        current.append(NameTable.xmlNamespace)
    }

    /// The namespace name bound to a prefix; ``unbound`` where none is.
    @inline(__always)
    subscript(prefix: NameID) -> NameID { Int(prefix) < current.count ? current[Int(prefix)] : Self.unbound }

    /// Brings a declaration into scope.
    @inline(__always)
    mutating func bind(_ declaration: NamespaceDeclaration) {
        let prefix = Int(declaration.prefix)
        if current.count <= prefix { makeRoom(for: prefix) }
        hidden.append(Binding(prefix: declaration.prefix, uri: current[prefix]))
        current[prefix] = declaration.uri
    }

    @inline(never)
    private mutating func makeRoom(for prefix: Int) {
        while current.count <= prefix { current.append(Self.unbound) }
    }

    /// Takes the last declarations out of scope.
    @inline(__always)
    mutating func unbind(_ count: Int) {
        for _ in 0..<count {
            let binding = hidden.removeLast()
            current[Int(binding.prefix)] = binding.uri
        }
    }

    /// Takes all declarations out of scope, also those of a document that was given up.
    mutating func reset() { unbind(hidden.count) }
}
