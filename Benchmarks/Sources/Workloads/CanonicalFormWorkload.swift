//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

public import XMLDSig

/// From the octets of a document to the octets of its canonical form, as who verifies does it: piece by piece.
public struct CanonicalFormWorkload: ~Copyable {
    private var reader = XMLReader()
    private let canonicalizer: Canonicalizer

    public init(method: CanonicalizationMethod) {
        canonicalizer = Canonicalizer(method)
    }

    /// - Returns: The number of canonical octets.
    public mutating func run(_ document: [UInt8]) throws -> Int {
        let tree = try reader.read(document)
        var sink: any CanonicalSink = Discard()
        return try canonicalizer.canonicalize(NodeSet(subtreeOf: tree.rootElement, in: tree), of: tree, into: &sink)
    }

    public mutating func octets(of document: [UInt8]) throws -> [UInt8] {
        let tree = try reader.read(document)
        return try canonicalizer.octets(of: NodeSet(subtreeOf: tree.rootElement, in: tree), in: tree)
    }
}

/// Takes octets and keeps none.
struct Discard: CanonicalSink {
    mutating func write(_ octets: Span<UInt8>) {}
}
