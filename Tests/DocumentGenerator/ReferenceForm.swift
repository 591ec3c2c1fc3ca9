//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML

/// A canonical form straight from the definitions: every node is asked for, every axis listed, nothing kept.
///
/// Slow and recursive; a second reading of the standards beside the canonicalizer's, for the node sets on which the
/// peers don't follow them.
package struct ReferenceForm {
    private let tree: XMLTree
    private let set: NodeSet
    private let method: CanonicalizationMethod
    private let inclusivePrefixes: Set<NameID>
    private let scopes: [[NameID: NameID]]
    private var output: [UInt8] = []

    package static func octets(of generated: GeneratedCase) -> [UInt8] {
        var form = ReferenceForm(generated)
        form.write(.document)
        return form.output
    }

    private init(_ generated: GeneratedCase) {
        tree = generated.tree
        set = generated.set
        method = generated.method
        let names = generated.tree.table.names
        inclusivePrefixes = Set(
            generated.inclusivePrefixes.compactMap { $0.isEmpty ? 0 : names.find($0.span) }
        )
        scopes = ScopeWalk.bindings(of: generated.tree)
    }

    // MARK: Questions to the set

    private func contains(_ node: XMLNode) -> Bool { set.contains(node, in: tree) }

    private func selection(_ element: XMLNode) -> AxisNodes.Selection {
        if let axes = set.axes { return axes.selections[Int(tree.nodes[element.index].payload)] }
        return contains(element) ? .all : .none
    }

    private func selectedAttributes(_ element: XMLNode) -> [XMLAttribute] {
        switch selection(element) {
        case .all: Array(tree.attributes(of: element))
        case .none: []
        case .listed(let attributes, _): attributes.map { XMLAttribute($0) }
        }
    }

    /// The namespace nodes of an element that are in the set: prefixes and namespace names.
    private func selectedNamespaces(_ element: XMLNode) -> [NameID: NameID] {
        let scope = scopes[element.index]
        switch selection(element) {
        case .all: return scope
        case .none: return [:]
        case .listed(_, let prefixes): return scope.filter { prefixes.contains($0.key) }
        }
    }

    /// Ancestor elements, nearest first.
    private func ancestors(_ element: XMLNode) -> [XMLNode] {
        Array(sequence(first: element) { tree.parent(of: $0) }.dropFirst().filter { $0 != .document })
    }

    // MARK: Nodes (Canonical XML 1.0 §2.3)

    private mutating func write(_ node: XMLNode) {
        switch tree.kind(of: node) {
        case .document: for child in tree.children(of: node) { write(child) }
        case .element: writeElement(node)
        case .text: if contains(node) { output += escaped(tree.stringValue(of: node), isAttribute: false) }
        case .comment:
            guard contains(node), method.keepsComments else { return }
            writeOutside(node, Array("<!--".utf8) + tree.stringValue(of: node) + "-->".utf8)
        case .processingInstruction:
            guard contains(node) else { return }
            let data = tree.stringValue(of: node)
            let target = Array(tree.nameAsWritten(of: node).utf8)
            writeOutside(node, "<?".utf8 + target + (data.isEmpty ? [] : " ".utf8 + data) + "?>".utf8)
        }
    }

    private mutating func writeOutside(_ node: XMLNode, _ text: [UInt8]) {
        let isOutside = tree.parent(of: node) == .document
        if isOutside, tree.rootElement < node { output.append(0x0A) }
        output += text
        if isOutside, node < tree.rootElement { output.append(0x0A) }
    }

    private mutating func writeElement(_ element: XMLNode) {
        let name = Array(tree.nameAsWritten(of: element).utf8)
        if contains(element) { output += "<".utf8 + name }
        let rendered = method.isExclusive ? exclusiveNamespaces(element) : inclusiveNamespaces(element) { _ in true }
        for (prefix, uri) in rendered.sorted(by: { precedes(text($0.key).span, text($1.key).span) }) {
            let attribute = prefix == 0 ? "xmlns" : "xmlns:" + String(decoding: text(prefix), as: UTF8.self)
            write(attribute: Array(attribute.utf8), octets(of: uri))
        }
        for attribute in attributes(element) { write(attribute: attribute.name, attribute.value) }
        if contains(element) { output += ">".utf8 }
        for child in tree.children(of: element) { write(child) }
        if contains(element) { output += "</".utf8 + name + ">".utf8 }
    }

    private mutating func write(attribute name: [UInt8], _ value: [UInt8]) {
        output += " ".utf8 + name + "=\"".utf8 + escaped(value, isAttribute: true) + "\"".utf8
    }

    private func text(_ name: NameID) -> [UInt8] { CanonicalXML.octets(tree.table.names[name]) }
    private func octets(of uri: NameID) -> [UInt8] { CanonicalXML.octets(tree.table.uris[uri]) }

    private func escaped(_ value: [UInt8], isAttribute: Bool) -> [UInt8] {
        value.flatMap { byte -> [UInt8] in
            switch (byte, isAttribute) {
            case (UInt8(ascii: "&"), _): Array("&amp;".utf8)
            case (UInt8(ascii: "<"), _): Array("&lt;".utf8)
            case (UInt8(ascii: ">"), false): Array("&gt;".utf8)
            case (UInt8(ascii: "\""), true): Array("&quot;".utf8)
            case (0x09, true): Array("&#x9;".utf8)
            case (0x0A, true): Array("&#xA;".utf8)
            case (0x0D, _): Array("&#xD;".utf8)
            default: [byte]
            }
        }
    }
}

// MARK: Namespaces

extension ReferenceForm {
    /// Canonical XML 1.0 §2.3, *Namespace Axis*, for some prefixes; 0 as the namespace name for `xmlns=""`.
    private func inclusiveNamespaces(_ element: XMLNode, where applies: (NameID) -> Bool) -> [NameID: NameID] {
        let nearest = ancestors(element).first { contains($0) }.map { selectedNamespaces($0) } ?? [:]
        let own = selectedNamespaces(element)
        var rendered = own.filter { applies($0.key) && nearest[$0.key] != $0.value }
        if applies(0), contains(element), own[0] == nil, nearest[0] != nil { rendered[0] = 0 }
        return rendered
    }

    /// Exclusive XML Canonicalization 1.0 §3.
    private func exclusiveNamespaces(_ element: XMLNode) -> [NameID: NameID] {
        var rendered = inclusiveNamespaces(element) { inclusivePrefixes.contains($0) }
        guard contains(element) else { return rendered }
        let own = selectedNamespaces(element)
        for prefix in utilized(element) where !inclusivePrefixes.contains(prefix) {
            let nearest = ancestors(element).first { contains($0) && utilized($0).contains(prefix) }
            let before = nearest.flatMap { selectedNamespaces($0)[prefix] }
            if let uri = own[prefix] {
                if before != uri { rendered[prefix] = uri }
            } else if prefix == 0, before != nil {
                rendered[0] = 0
            }
        }
        return rendered
    }

    private func utilized(_ element: XMLNode) -> Set<NameID> {
        var prefixes: Set = [prefix(of: tree.qualifiedName(of: element))]
        for attribute in selectedAttributes(element) {
            let prefix = prefix(of: tree.attributes[attribute.index].name)
            if prefix != 0 { prefixes.insert(prefix) }
        }
        prefixes.remove(NameTable.xml)
        return prefixes
    }

    private func prefix(of name: NameID) -> NameID { tree.table.names.entry(name).prefix }
}

// MARK: Attributes

extension ReferenceForm {
    private struct Attribute {
        let key: ExpandedName
        let name: [UInt8]
        let value: [UInt8]
    }

    private func attribute(_ attribute: XMLAttribute) -> Attribute {
        Attribute(
            key: tree.name(of: attribute), name: Array(tree.nameAsWritten(of: attribute).utf8),
            value: tree.value(of: attribute)
        )
    }

    private func xmlAttributes(_ element: XMLNode) -> [Attribute] {
        tree.attributes(of: element).filter { tree.attributes[$0.index].namespace == NameTable.xmlNamespace }
            .map { attribute($0) }
    }

    /// Those in the set, with what left-out ancestors hand down (§2.4 of Canonical XML 1.0 and 1.1).
    private func attributes(_ element: XMLNode) -> [Attribute] {
        var result = selectedAttributes(element).map { attribute($0) }
        if contains(element), let parent = tree.parent(of: element), !contains(parent), !method.isExclusive {
            let own = Set(xmlAttributes(element).map(\.key))
            var seen = own
            let axis = ancestors(element)
            let omitted = axis.prefix { !contains($0) }
            for ancestor in method.inheritance == .all ? axis[...] : omitted {
                for attribute in xmlAttributes(ancestor) where isHandedDown(attribute) {
                    if seen.insert(attribute.key).inserted { result.append(attribute) }
                }
            }
            if method.inheritance == .simpleWithBaseFixUp { fixBase(&result, of: element) }
        }
        return result.sorted {
            $0.key.namespace == $1.key.namespace
                ? precedes($0.key.local.span, $1.key.local.span)
                : precedes($0.key.namespace.span, $1.key.namespace.span)
        }
    }

    private func isHandedDown(_ attribute: Attribute) -> Bool {
        switch method.inheritance {
        case .all: true
        case .simpleWithBaseFixUp: [Array("lang".utf8), Array("space".utf8)].contains(attribute.key.local)
        case .none: false
        }
    }

    private func fixBase(_ attributes: inout [Attribute], of element: XMLNode) {
        let base = Array("base".utf8)
        let omitted = ancestors(element).prefix { !contains($0) }
        let values = ([element] + omitted).compactMap { xmlAttributes($0).first { $0.key.local == base }?.value }
        guard let innermost = values.first else { return }
        let joined = values.dropFirst().reduce(innermost) { joinURIReferences($1, $0) }
        let key = ExpandedName(namespace: octets(of: NameTable.xmlNamespace), local: base)
        attributes.removeAll { $0.key == key }
        // Without a value that is handed down nothing is fixed, and an empty one of the element's own stays.
        let isFixed = omitted.contains { xmlAttributes($0).contains { $0.key.local == base } }
        if !joined.isEmpty || !isFixed {
            attributes.append(Attribute(key: key, name: Array("xml:base".utf8), value: joined))
        }
    }
}
