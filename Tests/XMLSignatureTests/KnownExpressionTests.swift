//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CanonicalXML
import DocumentGenerator
import Testing
import XMLSignature

/// What is answered from the tree against libxml2's evaluation of the same, written so that nobody knows it.
@Suite("Known XPath expressions")
struct KnownExpressionTests {
    private typealias Signed = XPathSigned

    private static let around =
        "count(ancestor-or-self::ds:Signature | here()/ancestor::ds:Signature[1]) > "
        + "count(ancestor-or-self::ds:Signature)"

    private static let pairs: [(known: Signed.Transform, evaluated: Signed.Transform)] = [
        (
            Signed.xPath("not(ancestor-or-self::ds:Signature)"),
            Signed.xPath("not(ancestor-or-self::ds:Signature) and true()")
        ),
        (
            Signed.xPath("not(self::ds:Signature) and not(ancestor::ds:Signature)"),
            Signed.xPath("not(self::ds:Signature) and not(ancestor::ds:Signature) and true()")
        ),
        (Signed.xPath(around), Signed.xPath("\(around) and true()")),
        (
            Signed.filters(("subtract", "here()/ancestor::ds:Signature[1]")),
            Signed.filters(("subtract", "here()/ancestor::ds:Signature[1][true()]"))
        ),
        (Signed.filters(("subtract", "//ds:Signature")), Signed.filters(("subtract", "//ds:Signature[true()]"))),
        (
            Signed.filters(("subtract", "/descendant::ds:Signature")),
            Signed.filters(("subtract", "/descendant::ds:Signature[true()]"))
        ),
        (
            Signed.filters(("intersect", "/"), ("subtract", "//ds:Signature")),
            Signed.filters(("intersect", "/self::node()"), ("subtract", "//ds:Signature[true()]"))
        ),
        (
            Signed.filters(("intersect", "id('i1')"), ("subtract", "//ds:Signature")),
            Signed.filters(("intersect", "id('i1')[true()]"), ("subtract", "//ds:Signature[true()]"))
        ),
        (
            Signed.filters(("intersect", "id('nobody')"), ("subtract", "//ds:Signature")),
            Signed.filters(("intersect", "id('nobody')[true()]"), ("subtract", "//ds:Signature[true()]"))
        ),
    ]

    /// Elements, signatures and names like theirs within each other, with the signature somewhere among them.
    private static func document(_ signature: String, seed: UInt64) -> String {
        var numbers = SeededNumbers(seed: seed)
        var ids = 0
        func element(_ depth: Int, holding inner: String) -> String {
            let name = numbers.pick(["a", "b", "d:Signature", "n:Signature", "Signature", "d:Object"])
            ids += 1
            let attributes = numbers.once(in: 2) ? " Id=\"i\(ids)\" n:x=\"1\"" : ""
            var content = numbers.once(in: 2) ? "text" : "<!--c-->"
            if depth > 0 {
                let count = numbers.number(below: 3)
                for _ in 0..<count { content += element(depth - 1, holding: "") }
            }
            return "<\(name)\(attributes)>\(content)\(inner)</\(name)>"
        }
        var text = signature
        for _ in 0..<numbers.number(below: 4) { text = element(2, holding: element(2, holding: text)) }
        return
            "<doc xmlns:d=\"\(HandSigned.namespace)\" xmlns:n=\"urn:n\" Id=\"i0\">\(element(3, holding: ""))\(text)</doc>"
    }

    @Test("are what libxml2 makes of them", arguments: UInt64(0)..<40)
    func agree(seed: UInt64) throws {
        for uri in ["", "#xpointer(/)", "#i0"] {
            let signature = Signed.signature(
                Self.pairs.flatMap { [([$0.known], ""), ([$0.evaluated], "")] }, uri: uri
            )
            let text = Self.document(signature, seed: seed)
            let policy = Signed.general.with(references: .emptyNodeSets)
            let validated = try HandSigned.validator(policy).validate(text)
            let tree = try #require(validated.tree)
            let report = try #require(
                validated.report.signatures.first { $0.references.count == Self.pairs.count * 2 }, "\(validated.report)"
            )
            let outputs = validated.referenceOutputs(ofSignature: report.number)
            let references = (0..<tree.nodeCount).map { XMLNode($0) }
                .filter { tree.nameAsWritten(of: $0) == "Reference" && outputs[$0] != nil }
            try #require(references.count == Self.pairs.count * 2)
            for (index, pair) in Self.pairs.enumerated() {
                let known = outputs[references[2 * index]]
                #expect(known == outputs[references[2 * index + 1]], "\(pair.known.canonical) of \(text)")
            }
        }
    }
}
