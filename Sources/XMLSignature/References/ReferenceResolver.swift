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
            return refused("a Reference without URI: nobody can say what it names", reference)
        }
        guard SameDocumentReference(uri) == .unsupported else { return nil }
        let text = String(decoding: uri, as: UTF8.self)
        return refused(
            "`\(text)`: of XPointers only `#id`, `#xpointer(/)` and `#xpointer(id('…'))` are accepted", reference
        )
    }

    func resolve(_ reference: Reference) throws(Objection) -> ReferenceTarget {
        if let refusal = Self.refusal(of: reference, leniencies) { throw refusal }
        guard let uri = reference.uri else { return .node(.document, withComments: false) }
        guard let sameDocument = SameDocumentReference(uri) else {
            _ = try external.octets(behind: uri)
            return .external(uri)
        }
        switch sameDocument {
        case .document(let withComments): return .node(.document, withComments: withComments)
        case .id(let candidates, let withComments):
            let element = try resolve(candidates, reference)
            try checkPlace(of: element, reference)
            return .node(element, withComments: withComments)
        case .unsupported: throw Self.refused("`\(text(uri))` is of no form that is accepted", reference)
        }
    }

    private func resolve(_ candidates: [[UInt8]], _ reference: Reference) throws(Objection) -> XMLNode {
        var found: XMLNode?
        for candidate in candidates {
            switch tree.ids.resolve(candidate) {
            case .none: continue
            case .ambiguous(let first, let second): throw ambiguous(candidate, first, second, reference)
            case .element(let element):
                if let found, found != element { throw ambiguous(candidate, found, element, reference) }
                found = element
            }
        }
        guard let found else {
            throw notFound("no element has the ID `\(text(candidates[0]))`", reference)
        }
        return found
    }

    /// Where the reference's Type says what the target is, and the target is that by its name, it has to stand where
    /// the schema has it: a forger moves what was signed to a place where nobody looks.
    private func checkPlace(of element: XMLNode, _ reference: Reference) throws(Objection) {
        let parent = tree.parent(of: element)
        let isInPlace: Bool
        switch reference.type {
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
        if reference.type == ReferenceType.signatureProperties { _ = try SignatureProperties(element, in: tree) }
    }

    private func isElement(_ node: XMLNode?, _ local: StaticString) -> Bool {
        node.map { tree.isElement($0, SignatureNamespace.signature, local) } ?? false
    }

    private func ambiguous(_ id: [UInt8], _ first: XMLNode, _ second: XMLNode, _ reference: Reference) -> Objection {
        let lines = "\(positions.position(of: first).line) and \(positions.position(of: second).line)"
        return Objection(
            .ambiguousID,
            .signatureConstraintsFailure,
            "more than one element has the ID `\(text(id))` (lines \(lines)); nobody can say which was signed",
            clause: Self.clause,
            at: reference.node
        )
    }

    private func notFound(_ message: String, _ reference: Reference) -> Objection {
        Objection(.referenceNotFound, .signedDataNotFound, message, clause: Self.clause, at: reference.node)
    }

    private static func refused(_ message: String, _ reference: Reference) -> Objection {
        Objection(
            .referenceRefused, .signatureConstraintsFailure, message, clause: clause, at: reference.node
        )
    }

    private func text(_ octets: [UInt8]) -> String { String(decoding: octets, as: UTF8.self) }
}
