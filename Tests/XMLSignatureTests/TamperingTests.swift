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
import Foundation
import Testing
import XMLSignature

/// Negatives by the hundred: one character of what is signed changed in a document that passes.
@Suite("Tampering")
struct TamperingTests {
    /// A letter or digit for another one, so that the document stays well formed and base64 stays base64.
    private static func changed(_ octet: UInt8) -> UInt8? {
        switch octet {
        case UInt8(ascii: "a")...UInt8(ascii: "y"), UInt8(ascii: "A")...UInt8(ascii: "Y"),
            UInt8(ascii: "0")...UInt8(ascii: "8"):
            octet + 1
        case UInt8(ascii: "z"), UInt8(ascii: "Z"), UInt8(ascii: "9"): octet - 1
        default: nil
        }
    }

    /// The places of text and of attribute values in `SignatureValue`, in `SignedInfo` and in all that is covered.
    private static func places(
        ofSignature number: Int, at node: XMLNode, _ result: ValidatedDocument, in tree: XMLTree, every stride: Int
    ) -> [Int] {
        var nodes: Set<Int> = []
        for child in tree.children(of: node) {
            if tree.isElement(child, namespace, "SignedInfo") { nodes.formUnion(tree.subtree(of: child)) }
            // Of this one the text, not its `Id`.
            if tree.isElement(child, namespace, "SignatureValue") {
                nodes.formUnion(tree.subtree(of: child).dropFirst())
            }
        }
        for content in result.content(coveredBy: number) {
            for index in content.nodes.flatMap({ tree.subtree(of: $0) }) where content.contains(XMLNode(index)) {
                nodes.insert(index)
            }
        }
        var ranges = nodes.filter { tree.nodes[$0].kind == .text }.map { tree.textRange($0) }
        for index in nodes where tree.nodes[index].kind == .element {
            for attribute in tree.elements[Int(tree.nodes[index].payload)].attributes {
                ranges.append(Int(tree.attributes[attribute].valueStart)..<Int(tree.attributes[attribute].valueEnd))
            }
        }
        return ranges.joined().filter { $0 % stride == 0 }
    }

    private static let namespace: StaticString = "http://www.w3.org/2000/09/xmldsig#"

    @Test("a changed character in what a signature covers makes it pass no longer")
    func everywhere() throws {
        let validator = try SampleArchive.validator()
        let time = try SampleArchive.time()
        var count = 0
        for (name, octets) in try SampleArchive.documents(in: "archive") {
            let result = validator.validate(octets, at: time)
            // Places are counted in UTF-8; of documents in another encoding they would be others.
            guard result.report.indication == .totalPassed, let tree = result.tree, case .utf8(0) = tree.origin
            else { continue }
            let signatures = tree.elements.map { XMLNode(Int($0.node)) }
                .filter { tree.isElement($0, Self.namespace, "Signature") }
            for (index, node) in signatures.enumerated() {
                for place in Self.places(ofSignature: index + 1, at: node, result, in: tree, every: 331) {
                    guard let other = Self.changed(octets[place]) else { continue }
                    var tampered = octets
                    tampered[place] = other
                    let signatures = validator.validate(tampered, at: time).report.signatures
                    count += 1
                    guard signatures.indices.contains(index) else { continue }
                    #expect(signatures[index].indication != .totalPassed, "\(name) at \(place)")
                    #expect(signatures[index].coreValidation != .valid, "\(name) at \(place)")
                }
            }
        }
        #expect(count > 200)
    }
}
