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

/// Finds what a reference names, and refuses where that isn't clear.
struct ReferenceResolver {
    let tree: XMLTree
    let positions: PositionIndex
    let leniencies: ReferenceLeniencies
    let external: ResolvedExternalData

    private static let clause = "XML-DSig §4.4.3.2"

    /// What the policy has against the kind of a reference, whatever it names.
    static func refusal(of reference: Reference, _ leniencies: ReferenceLeniencies) -> Objection? {
        guard let uri = reference.uri else {
            guard !leniencies.contains(.withoutURI) else { return nil }
            return refused("a Reference without URI: nobody can say what it names", reference.node)
        }
        guard SameDocumentReference(uri) == .unsupported else { return nil }
        return unsupported(uri, reference.node)
    }

    private static func unsupported(_ uri: [UInt8], _ node: XMLNode) -> Objection {
        let text = String(decoding: uri, as: UTF8.self)
        return refused("`\(text)`: of XPointers only `#id`, `#xpointer(/)` and `#xpointer(id('…'))` are accepted", node)
    }

    /// What a reference names; a target of the kind that its Type says has to stand in its place.
    func resolve(_ reference: Reference) throws(Objection) -> ReferenceTarget {
        let target = try target(of: reference)
        try checkPlace(of: target, reference)
        return target
    }

    /// What a reference names, wherever that stands.
    func target(of reference: Reference) throws(Objection) -> ReferenceTarget {
        if let refusal = Self.refusal(of: reference, leniencies) { throw refusal }
        guard let uri = reference.uri else { return .node(.document, withComments: false) }
        return try target(of: uri, at: reference.node)
    }

    /// What a URI names.
    ///
    /// - Parameter node: Where it stands.
    func target(of uri: [UInt8], at node: XMLNode) throws(Objection) -> ReferenceTarget {
        guard let sameDocument = SameDocumentReference(uri) else {
            _ = try external.octets(behind: uri)
            return .external(uri)
        }
        switch sameDocument {
        case .document(let withComments): return .node(.document, withComments: withComments)
        case .id(let candidates, let withComments):
            return .node(try resolve(candidates, node), withComments: withComments)
        case .unsupported: throw Self.unsupported(uri, node)
        }
    }

    private func resolve(_ candidates: [[UInt8]], _ node: XMLNode) throws(Objection) -> XMLNode {
        var found: XMLNode?
        for candidate in candidates {
            switch tree.ids.resolve(candidate) {
            case .none: continue
            case .ambiguous(let first, let second): throw ambiguous(candidate, first, second, node)
            case .element(let element):
                if let found, found != element { throw ambiguous(candidate, found, element, node) }
                found = element
            }
        }
        guard let found else {
            throw notFound("no element has the ID `\(text(candidates[0]))`", node)
        }
        return found
    }

    /// Where the reference's Type says what the target is, and the target is that by its name, it has to stand where
    /// the schema has it: a forger moves what was signed to a place where nobody looks.
    func checkPlace(of target: ReferenceTarget, _ reference: Reference) throws(Objection) {
        guard case .node(let element, _) = target, element != .document else { return }
        let parent = tree.parent(of: element)
        let isInPlace: Bool
        switch reference.typeURI {
        case ReferenceType.object where tree.isElement(element, SignatureNamespace.signature, "Object"):
            isInPlace = isElement(parent, "Signature")
        case ReferenceType.manifest where tree.isElement(element, SignatureNamespace.signature, "Manifest"),
            ReferenceType.signatureProperties
        where tree.isElement(element, SignatureNamespace.signature, "SignatureProperties"):
            isInPlace = isElement(parent, "Object") && isElement(parent.flatMap { tree.parent(of: $0) }, "Signature")
        default: return
        }
        guard isInPlace else {
            throw Objection(
                .objectMisplaced,
                .formatFailure,
                "the \(tree.nameAsWritten(of: element)) that is referenced stands outside of its place in the schema",
                clause: "XML-DSig §4.6, §5",
                at: element
            )
        }
    }

    private func isElement(_ node: XMLNode?, _ local: StaticString) -> Bool {
        node.map { tree.isElement($0, SignatureNamespace.signature, local) } ?? false
    }

    private func ambiguous(_ id: [UInt8], _ first: XMLNode, _ second: XMLNode, _ node: XMLNode) -> Objection {
        let lines = "\(positions.position(of: first).line) and \(positions.position(of: second).line)"
        return Objection(
            .ambiguousID,
            .signatureConstraintsFailure,
            "more than one element has the ID `\(text(id))` (lines \(lines)); nobody can say which was signed",
            clause: Self.clause,
            at: node
        )
    }

    private func notFound(_ message: String, _ node: XMLNode) -> Objection {
        Objection(.referenceNotFound, .signedDataNotFound, message, clause: Self.clause, at: node)
    }

    private static func refused(_ message: String, _ node: XMLNode) -> Objection {
        Objection(.referenceRefused, .signatureConstraintsFailure, message, clause: clause, at: node)
    }

    private func text(_ octets: [UInt8]) -> String { String(decoding: octets, as: UTF8.self) }
}
