//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

extension XMLTree {
    /// The value of an attribute after normalization (XML 1.0 §3.3.3), in UTF-8.
    public func value(of attribute: XMLAttribute) -> [UInt8] {
        let record = attributes[attribute.index]
        var value: [UInt8] = []
        decodeAttributeValue(Int(record.valueStart)..<Int(record.valueEnd), into: &value)
        return value
    }

    /// The string-value of a node (XPath 1.0 §5), in UTF-8: of the document and of an element all text below it, so
    /// that a comment inside never hides a part.
    public func stringValue(of node: XMLNode) -> [UInt8] {
        var value: [UInt8] = []
        switch kind(of: node) {
        case .document, .element:
            for index in subtree(of: node) where nodes[index].kind == .text {
                decodeText(textRange(index), into: &value)
            }
        case .text: decodeText(textRange(node.index), into: &value)
        case .comment:
            // After the `<!--`.
            normalizeLineEnds(Int(nodes[node.index].start) + 4..<Int(nodes[node.index].payload), into: &value)
        case .processingInstruction:
            let record = instructions[Int(nodes[node.index].payload)]
            normalizeLineEnds(Int(record.dataStart)..<Int(record.dataEnd), into: &value)
        }
        return value
    }

    /// The octets of a text node as written.
    package func textRange(_ index: Int) -> Range<Int> { Int(nodes[index].start)..<Int(nodes[index].payload) }

    /// Appends text as the application sees it: references and CDATA sections resolved, line ends by §2.11.
    package func decodeText(_ range: Range<Int>, into value: inout [UInt8]) {
        source.span.raw.decodeText(range, into: &value)
    }

    /// Appends the value of an attribute after normalization (XML 1.0 §3.3.3).
    package func decodeAttributeValue(_ range: Range<Int>, into value: inout [UInt8]) {
        source.span.raw.decodeAttributeValue(range, into: &value)
    }

    /// Appends the octets of a range with line ends by §2.11.
    package func normalizeLineEnds(_ range: Range<Int>, into value: inout [UInt8]) {
        source.span.raw.normalizeLineEnds(range, into: &value)
    }
}
