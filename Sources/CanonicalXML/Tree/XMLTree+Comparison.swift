//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

extension XMLTree {
    /// Whether two elements are the same to whoever reads them: node for node the same expanded names, attributes and texts, and
    /// all values written with the same octets.
    ///
    /// - Parameter tree: That of the other element.
    /// - Returns: `false` also where octets differ that mean the same (`&#65;`, a CDATA section), and where there are
    ///   comments or processing instructions.
    package func isWritten(_ element: XMLNode, as other: XMLNode, in tree: XMLTree) -> Bool {
        let (nodes, others) = (nodes, tree.nodes)
        let (range, otherRange) = (subtree(of: element), tree.subtree(of: other))
        guard range.count == otherRange.count else { return false }
        for (index, otherIndex) in zip(range, otherRange) {
            guard nodes[index].kind == others[otherIndex].kind else { return false }
            switch nodes[index].kind {
            case .element:
                let record = self.element(XMLNode(index))
                let otherRecord = tree.element(XMLNode(otherIndex))
                guard Int(record.subtreeEnd) - index == Int(otherRecord.subtreeEnd) - otherIndex,
                    hasSameTag(record, otherRecord, in: tree)
                else { return false }
            case .text:
                let text = source.span.extracting(textRange(index))
                guard equal(text, tree.source.span.extracting(tree.textRange(otherIndex))) else { return false }
            case .document, .comment, .processingInstruction: return false
            }
        }
        return true
    }

    private func hasSameTag(_ element: ElementRecord, _ other: ElementRecord, in tree: XMLTree) -> Bool {
        guard element.attributeCount == other.attributeCount,
            isName(element.name, element.namespace, other.name, other.namespace, in: tree)
        else { return false }
        // Those of both are sorted.
        for (index, otherIndex) in zip(element.attributes, other.attributes) {
            let (attribute, otherAttribute) = (attributes[index], tree.attributes[otherIndex])
            let value = source.span.extracting(Int(attribute.valueStart)..<Int(attribute.valueEnd))
            let range = Int(otherAttribute.valueStart)..<Int(otherAttribute.valueEnd)
            guard isName(attribute.name, attribute.namespace, otherAttribute.name, otherAttribute.namespace, in: tree),
                equal(value, tree.source.span.extracting(range))
            else { return false }
        }
        return true
    }

    private func isName(
        _ name: NameID, _ namespace: NameID, _ otherName: NameID, _ otherNamespace: NameID, in tree: XMLTree
    ) -> Bool {
        equal(table.names[table.names.entry(name).local], tree.table.names[tree.table.names.entry(otherName).local])
            && equal(table.uris[namespace], tree.table.uris[otherNamespace])
    }
}
