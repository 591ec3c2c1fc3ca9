//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

extension CanonicalPass {
    /// `<name`, namespaces, attributes, `>` (Canonical XML 1.0 §2.3).
    mutating func writeStartTag(
        _ node: NodeRecord, _ element: ElementRecord, isOrphan: Bool
    ) throws(CanonicalizationError) {
        let selection = set.axes?.selections[Int(node.payload)] ?? .all
        collectDeclarations(element, selection)
        let inherited = isOrphan ? try inheritance.attributes(for: element, selection, tree, base: &base) : nil
        let start = Int(node.start)
        if pending.isEmpty, inherited == nil, selection == .all, node.flags.contains(.hasVerbatimStartTag) {
            return try writer.write(source: start..<Int(element.startTagEnd))
        }
        try writer.write(source: start..<start + 1 + tree.table.names[element.name].count)
        try writeDeclarations()
        if let inherited {
            try write(inherited)
        } else {
            try writeAttributes(element, selection)
        }
        try writer.write(UInt8(ascii: ">"))
    }

    mutating func writeEndTag(_ index: Int) throws(CanonicalizationError) {
        let node = tree.nodes[index]
        let element = tree.elements[Int(node.payload)]
        if node.flags.contains(.hasVerbatimEndTag) {
            return try writer.write(source: Int(element.endTagStart)..<Int(element.end))
        }
        try writer.write("</")
        let nameStart = Int(node.start) + 1
        try writer.write(source: nameStart..<nameStart + tree.table.names[element.name].count)
        try writer.write(UInt8(ascii: ">"))
    }

    /// What is in the set of the axes of an element that is not: it is written all the same, without a tag around it.
    mutating func writeOmitted(
        _ element: ElementRecord, _ selection: AxisNodes.Selection
    ) throws(CanonicalizationError) {
        collectOmittedDeclarations(selection)
        try writeDeclarations()
        try writeAttributes(element, selection)
    }

    private mutating func writeAttributes(
        _ element: ElementRecord, _ selection: AxisNodes.Selection
    ) throws(CanonicalizationError) {
        switch selection {
        case .all: for index in element.attributes { try write(attribute: index) }
        case .none: break
        case .listed(let attributes, _): for index in attributes { try write(attribute: index) }
        }
    }

    private mutating func write(_ inherited: AttributeInheritance.Merged) throws(CanonicalizationError) {
        for index in inherited.attributes {
            if index == inherited.fixedBase {
                try writer.write(" xml:base=\"")
                var escaped: [UInt8] = []
                appendAttributeValue(base.span, to: &escaped)
                try writer.write(escaped)
                try writer.write(UInt8(ascii: "\""))
            } else {
                try write(attribute: index)
            }
        }
    }

    /// A space, the name, `="`, the value, `"`.
    private mutating func write(attribute index: Int) throws(CanonicalizationError) {
        let attribute = tree.attributes[index]
        let start = Int(attribute.start)
        let nameEnd = start + tree.table.names[attribute.name].count
        let value = Int(attribute.valueStart)..<Int(attribute.valueEnd)
        if attribute.isVerbatim, value.lowerBound == nameEnd + 2, tree.source[start - 1] == UInt8(ascii: " "),
            tree.source[nameEnd + 1] == UInt8(ascii: "\"")
        {
            return try writer.write(source: start - 1..<value.upperBound + 1)
        }
        try writer.write(UInt8(ascii: " "))
        try writer.write(source: start..<nameEnd)
        try writer.write("=\"")
        if attribute.isVerbatim {
            try writer.write(source: value)
        } else {
            try writeAttributeValue(value)
        }
        try writer.write(UInt8(ascii: "\""))
    }
}
