//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

/// Writes documents, subtrees and node sets in one of the canonical forms.
///
/// The cost grows with the set and with what stands above it, never with the square of anything: namespaces are kept from
/// element to element, and where the set lists namespace nodes one by one, with the number of those in scope at its
/// elements.
public struct Canonicalizer: Sendable {
    private let method: CanonicalizationMethod
    private let inclusivePrefixes: [[UInt8]]
    private let outputLimit: Int?
    private let permitsRelativeNamespaces: Bool

    /// - Parameters:
    ///   - inclusivePrefixes: The PrefixList of the exclusive form; an empty one is `#default`. The others have none.
    ///   - outputLimit: How many octets a canonical form may have.
    ///   - permitsRelativeNamespaces: Whether documents are taken on which Canonical XML says to fail, because a namespace
    ///     name has no scheme.
    public init(
        _ method: CanonicalizationMethod, inclusivePrefixes: [[UInt8]] = [], outputLimit: Int? = nil,
        permitsRelativeNamespaces: Bool = false
    ) {
        self.method = method
        self.inclusivePrefixes = inclusivePrefixes
        self.outputLimit = outputLimit
        self.permitsRelativeNamespaces = permitsRelativeNamespaces
    }

    /// Hands the canonical form of `set` to `sink`, piece by piece.
    ///
    /// An empty set has an empty form, which is no error here; who verifies a signature refuses it.
    ///
    /// - Returns: The number of octets.
    /// - Throws: Also after octets were handed over, which are then no canonical form of anything.
    public func canonicalize(
        _ set: NodeSet, of tree: XMLTree, into sink: inout any CanonicalSink
    ) throws(CanonicalizationError) -> Int {
        if !permitsRelativeNamespaces { try refuseRelativeNamespaces(in: tree) }
        // Swapped out, so that a sink that keeps octets is not copied.
        let writer = CanonicalWriter(source: tree.source, sink: sink, limit: outputLimit)
        sink = CanonicalCounter()
        var pass = CanonicalPass(
            set, of: tree, method: method, inclusivePrefixes: inclusivePrefixes, writer: writer
        )
        defer { sink = pass.writer.sink }
        return try pass.run()
    }

    /// The canonical form of `set`.
    public func octets(of set: NodeSet, in tree: XMLTree) throws(CanonicalizationError) -> [UInt8] {
        var sink: any CanonicalSink = CanonicalBuffer()
        _ = try canonicalize(set, of: tree, into: &sink)
        return (sink as? CanonicalBuffer)?.octets ?? []
    }

    /// How much the canonical form of `set` makes it look at: nodes, attributes and namespace declarations, those of the
    /// set and, where the method takes them along, those above it.
    ///
    /// Little of it need be written, so whoever bounds the work for a document has to count it, not only the octets.
    package func workload(of set: NodeSet, in tree: XMLTree) -> Int {
        if set.axes != nil { return tree.recordCount }
        var count = 0
        for range in set.ranges { count += tree.recordCount(of: range) }
        if let first = set.ranges.first?.lowerBound, !method.isExclusive || !inclusivePrefixes.isEmpty {
            count += tree.recordCount(ofAncestorsOf: XMLNode(first))
        }
        return count
    }

    /// "Implementations of XML canonicalization MUST report an operation failure on documents containing relative namespace
    /// URIs": wherever in the document, in the set or not, rendered or not.
    private func refuseRelativeNamespaces(in tree: XMLTree) throws(CanonicalizationError) {
        guard let index = tree.relativeNamespace else { return }
        let declaration = tree.declarations[index]
        let element = tree.element(declaring: index)
        let prefix = String(decoding: CanonicalXML.octets(tree.table.names[declaration.prefix]), as: UTF8.self)
        throw CanonicalizationError(
            .relativeNamespaceURI, at: tree.position(of: element), clause: "Canonical XML 1.0 §2.1",
            "`\(prefix.isEmpty ? "xmlns" : "xmlns:" + prefix)` names a namespace without a scheme; it has to be absolute"
        )
    }
}
