//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
import XMLDSig

extension Workload {
    /// Octets to a tree, by a reader that is kept.
    static let reading =
        Shape.allCases.map { shape in
            Workload("read/\(shape.rawValue)") {
                let document = shape.document(octets: 32_768)
                let reader = KeptReader()
                return { try reader.read(document).nodeCount }
            }
        }

    /// A tree to its canonical octets: each shape by one method, and two shapes by each.
    static let canonicalization =
        Shape.allCases.map { canonicalization($0, .exclusive10) }
        + [Shape.markup, .namespaces].flatMap { shape in
            [CanonicalizationMethod.canonical10, .canonical11].map { canonicalization(shape, $0) }
        }

    private static func canonicalization(_ shape: Shape, _ method: CanonicalizationMethod) -> Workload {
        Workload("canonicalize/\(method)/\(shape.rawValue)") {
            let tree = try KeptReader().read(shape.document(octets: 32_768))
            let set = NodeSet(subtreeOf: tree.rootElement, in: tree)
            let canonicalizer = Canonicalizer(method)
            return {
                var sink: any CanonicalSink = Discard()
                return try canonicalizer.canonicalize(set, of: tree, into: &sink)
            }
        }
    }
}

/// A reader that a closure can keep.
private final class KeptReader {
    private var reader = XMLReader()

    func read(_ document: [UInt8]) throws -> XMLTree { try reader.read(document) }
}
