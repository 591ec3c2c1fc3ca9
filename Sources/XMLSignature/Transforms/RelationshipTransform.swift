//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import CertificateValidation
import Diagnostics

/// The relationships transform of Open Packaging Conventions (ECMA-376 part 2 §13.2.4.24, ISO/IEC 29500-2): of a
/// Relationships part the selected relationships, sorted by `Id`, without anything else.
///
/// Elements and attributes of foreign namespaces are left out, as the transform's first step says of ignorable content.
/// Where a versioning instruction would choose between contents, nobody can say what was signed, and it is refused.
struct RelationshipTransform {
    let selection: RelationshipSelection
    /// The Relationships part.
    let part: XMLTree

    private static let namespace: StaticString = "http://schemas.openxmlformats.org/package/2006/relationships"
    private static let versioning = Array("http://schemas.openxmlformats.org/markup-compatibility/2006".utf8)
    private static let xml = Array("http://www.w3.org/XML/1998/namespace".utf8)

    /// The transform's place in a chain: at most once, and a canonicalization right behind it (M6.26, M6.35).
    static func objection(to steps: [TransformStep], in reference: Reference) -> Objection? {
        let places = steps.indices.filter { if case .relationships = steps[$0] { true } else { false } }
        guard let place = places.first else { return nil }
        guard places.count == 1 else {
            return failed("a reference may have it once").at(reference.node)
        }
        guard place + 1 < steps.count, case .canonicalization = steps[place + 1] else {
            return failed("a canonicalization has to follow it").at(reference.node)
        }
        return nil
    }

    static func failed(_ message: String) -> Objection {
        Objection(
            .transformFailed,
            .signatureConstraintsFailure,
            "the relationships transform: \(message)",
            clause: "ECMA-376 part 2 §13.2.4.24"
        )
    }

    /// The new document, for the canonicalization that follows.
    func run(_ budget: inout OutputBudget) throws(Objection) -> [UInt8] {
        let root = part.rootElement
        guard part.isElement(root, Self.namespace, "Relationships") else {
            throw Self.failed("the root of the part is no `Relationships`")
        }
        try refuseVersioning(root)
        var relationships: [(id: [UInt8], node: XMLNode)] = []
        for child in part.children(of: root) where part.kind(of: child) == .element {
            try refuseVersioning(child)
            guard part.name(of: child)?.namespace.elementsEqual(Self.relationships) == true else { continue }
            guard part.isElement(child, Self.namespace, "Relationship") else {
                throw Self.failed("`\(part.nameAsWritten(of: child))` has no place in a Relationships part")
            }
            guard let id = part.attributeValue("Id", of: child) else {
                throw Self.failed("a `Relationship` has no `Id`")
            }
            let type = part.attributeValue("Type", of: child) ?? []
            if selection.identifiers.contains(id) || selection.types.contains(type) {
                relationships.append((id, child))
            }
        }
        relationships.sort { $0.id.lexicographicallyPrecedes($1.id) }
        for (first, second) in zip(relationships, relationships.dropFirst()) where first.id == second.id {
            throw Self.failed("two relationships have the Id `\(String(decoding: first.id, as: UTF8.self))`")
        }
        let octets = write(relationships.map(\.node), root)
        try budget.charge(octets: octets.count)
        return octets
    }

    private static let relationships = Array("http://schemas.openxmlformats.org/package/2006/relationships".utf8)

    /// What of Markup Compatibility (ECMA-376 part 3) decides which content counts.
    private func refuseVersioning(_ node: XMLNode) throws(Objection) {
        let isInstruction = part.name(of: node)?.namespace.elementsEqual(Self.versioning) == true
        let hasInstruction = part.attributes(of: node).contains { attribute in
            let name = part.name(of: attribute)
            return name.namespace.elementsEqual(Self.versioning) && !name.local.elementsEqual("Ignorable".utf8)
        }
        guard !isInstruction, !hasInstruction else {
            throw Self.failed(
                "`\(part.nameAsWritten(of: node))` is or has a versioning instruction that chooses content")
        }
    }

    // MARK: Writing

    private func write(_ relationships: [XMLNode], _ root: XMLNode) -> [UInt8] {
        var octets: [UInt8] = Array("<Relationships xmlns=\"".utf8) + Self.relationships + Array("\"".utf8)
        writeAttributes(of: root, to: &octets)
        octets += Array(">".utf8)
        for relationship in relationships {
            octets += Array("<Relationship".utf8)
            writeAttributes(of: relationship, to: &octets)
            if part.attributeValue("TargetMode", of: relationship) == nil {
                octets += Array(" TargetMode=\"Internal\"".utf8)
            }
            octets += Array("/>".utf8)
        }
        return octets + Array("</Relationships>".utf8)
    }

    private func writeAttributes(of element: XMLNode, to octets: inout [UInt8]) {
        for attribute in part.attributes(of: element) {
            let name = part.name(of: attribute)
            let isXML = name.namespace.elementsEqual(Self.xml)
            guard name.namespace.isEmpty || isXML else { continue }
            octets += Array((isXML ? " xml:" : " ").utf8) + Array(name.local) + Array("=\"".utf8)
            for octet in part.value(of: attribute) { Self.write(octet, to: &octets) }
            octets.append(UInt8(ascii: "\""))
        }
    }

    /// As Canonical XML writes attribute values (§2.3), so that reading gives the same value back.
    private static func write(_ octet: UInt8, to octets: inout [UInt8]) {
        switch octet {
        case UInt8(ascii: "&"): octets += Array("&amp;".utf8)
        case UInt8(ascii: "<"): octets += Array("&lt;".utf8)
        case UInt8(ascii: "\""): octets += Array("&quot;".utf8)
        case 0x09: octets += Array("&#x9;".utf8)
        case 0x0A: octets += Array("&#xA;".utf8)
        case 0x0D: octets += Array("&#xD;".utf8)
        default: octets.append(octet)
        }
    }
}
