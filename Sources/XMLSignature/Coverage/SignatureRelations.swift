//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML

/// Finds the relations between the signatures of a document: two binary searches a pair.
struct SignatureRelations {
    private let tree: XMLTree
    private let nodes: [XMLNode]
    /// Of signatures whose structure is in order; nothing else has one value.
    private let values: [XMLNode?]

    init(of outcomes: [JudgedSignature], in tree: XMLTree) {
        self.tree = tree
        nodes = outcomes.map(\.outcome.node)
        // One alone has no relation.
        values = (outcomes.count > 1 ? outcomes : []).map { judged in
            judged.outcome.signature == nil ? nil : tree.signatureValue(in: judged.outcome.node)
        }
    }

    /// What is not parallel to a signature, in document order.
    ///
    /// - Parameters:
    ///   - index: The place of the signature among all.
    ///   - covered: What it covers.
    func relations(ofSignatureAt index: Int, covering covered: WholeSubtrees) -> [RelationReport] {
        nodes.indices.compactMap { other in
            guard other != index else { return nil }
            if covered.contain(nodes[other], in: tree) {
                return RelationReport(signature: other + 1, kind: .coversEarlier)
            }
            guard let value = values[other], covered.contain(value, in: tree) else { return nil }
            return RelationReport(signature: other + 1, kind: .countersigns)
        }
    }
}

extension XMLTree {
    fileprivate func signatureValue(in signature: XMLNode) -> XMLNode? {
        children(of: signature).first { isElement($0, SignatureNamespace.signature, "SignatureValue") }
    }
}
