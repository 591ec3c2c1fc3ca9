//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

extension CanonicalPass {
    /// `<name`, namespaces, attributes (Canonical XML 1.0 §2.3); not the `>`.
    ///
    /// Where the set has no axes, the declarations are collected already.
    mutating func writeStartTag(
        _ node: NodeRecord, _ element: ElementRecord, isOrphan: Bool
    ) throws(CanonicalizationError) {
        var selection = AxisNodes.Selection.all
        if let axes = set.axes {
            selection = axes.selections[Int(node.payload)]
            collectDeclarations(element, selection)
        }
        try writer.write(source: Int(node.start)..<nameRange(node, element).upperBound)
        if !pending.isEmpty { try writeDeclarations() }
        if isOrphan, let inherited = try inheritance.attributes(for: element, selection, tree, base: &base) {
            try write(inherited)
        } else {
            try writeAttributes(element, selection)
        }
    }

    /// The name behind the `<`.
    func nameRange(_ node: NodeRecord, _ element: ElementRecord) -> Range<Int> {
        let start = Int(node.start) + 1
        return start..<start + tree.table.names.count(of: element.name)
    }

    mutating func writeEndTag(_ node: NodeRecord, _ element: ElementRecord) throws(CanonicalizationError) {
        let name = nameRange(node, element)
        if node.flags.contains(.hasVerbatimEndTag) {
            return try writer.write(source: Int(element.end) - name.count - 3..<Int(element.end))
        }
        try writer.write("</")
        try writer.write(source: name)
        try writer.write(">")
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
                try writer.write(" xml:")
                try writer.write("base=\"")
                var escaped: [UInt8] = []
                appendAttributeValue(base.span, to: &escaped)
                try writer.write(escaped)
                try writer.write("\"")
            } else {
                try write(attribute: index)
            }
        }
    }

    /// A space, the name, `="`, the value, `"`.
    private mutating func write(attribute index: Int) throws(CanonicalizationError) {
        let attribute = tree.attributes[index]
        let start = Int(attribute.start)
        let nameEnd = start + tree.table.names.count(of: attribute.name)
        let value = Int(attribute.valueStart)..<Int(attribute.valueEnd)
        if value.lowerBound == nameEnd + 2, tree.source[start - 1] == UInt8(ascii: " "),
            tree.source[nameEnd + 1] == UInt8(ascii: "\"")
        {
            if attribute.isVerbatim { return try writer.write(source: start - 1..<value.upperBound + 1) }
            try writer.write(source: start - 1..<value.lowerBound)
            try writeAttributeValue(value)
            return try writer.write(source: value.upperBound..<value.upperBound + 1)
        }
        try writer.write(" ")
        try writer.write(source: start..<nameEnd)
        try writer.write("=\"")
        if attribute.isVerbatim {
            try writer.write(source: value)
        } else {
            try writeAttributeValue(value)
        }
        try writer.write("\"")
    }
}
