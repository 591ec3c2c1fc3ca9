//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import CertificateValidation
import Diagnostics
import Testing
import XMLSignature

/// ECMA-376 part 2 §13.2.4.24; every expected output is written out from the steps of the clause.
@Suite("The relationships transform")
struct RelationshipTransformTests {
    private static let transform = "http://schemas.openxmlformats.org/package/2006/RelationshipTransform"
    private static let namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    private static let selector = "http://schemas.openxmlformats.org/package/2006/digital-signature"
    private static let versioning = "http://schemas.openxmlformats.org/markup-compatibility/2006"

    private static let policy = ValidationPolicy.strict.with(references: .relationshipTransform)

    /// A selector in its exclusive canonical form.
    private static func reference(id: String) -> String {
        "<m:RelationshipReference xmlns:m=\"\(selector)\" SourceId=\"\(id)\"></m:RelationshipReference>"
    }

    private static func group(type: String) -> String {
        "<m:RelationshipsGroupReference xmlns:m=\"\(selector)\" SourceType=\"\(type)\"></m:RelationshipsGroupReference>"
    }

    private static func relationships(_ content: String) -> String {
        "<Relationships xmlns=\"\(namespace)\">\(content)</Relationships>"
    }

    private func judge(
        part: String, selectors: String, digested: String, chain: [String] = [transform, HandSigned.c14n],
        _ policy: ValidationPolicy = policy
    ) throws -> SignatureReport {
        let plain = "<Transform Algorithm=\"\(Self.transform)\"></Transform>"
        let reference = HandSigned.reference(" URI=\"/_rels/.rels\"", transforms: chain, digested: digested)
            .replacing(plain, with: plain.replacing("></T", with: ">\(selectors)</T"))
        let document = "<doc>\(HandSigned.signature(HandSigned.signedInfo(reference)))</doc>"
        let external: ExternalData = ["/_rels/.rels": Array(part.utf8)]
        return try HandSigned.validator(policy, external: external).validate(document).report.signatures[0]
    }

    struct Case: Sendable {
        let part: String
        let selectors: String
        let digested: String

        init(_ part: String, _ selectors: String, _ digested: String) {
            (self.part, self.selectors, self.digested) = (part, selectors, digested)
        }
    }

    private static let cases: [Case] = [
        // Sorted by Id as octets (`rId10` before `rId2`), the rest left out, TargetMode added.
        Case(
            relationships(
                "\n <Relationship Id=\"rId2\" Type=\"t\" Target=\"b\"/>\n <Relationship Target=\"c\" Type=\"u\" Id=\"rId3\"/>"
                    + "<Relationship Id=\"rId10\" Type=\"t\" Target=\"a\" TargetMode=\"External\"/>\n"
            ),
            reference(id: "rId10") + reference(id: "rId2") + reference(id: "none"),
            relationships(
                "<Relationship Id=\"rId10\" Target=\"a\" TargetMode=\"External\" Type=\"t\"></Relationship>"
                    + "<Relationship Id=\"rId2\" Target=\"b\" TargetMode=\"Internal\" Type=\"t\"></Relationship>"
            )
        ),
        // By type, and by either; compared octet by octet.
        Case(
            relationships(
                "<Relationship Id=\"c\" Type=\"T\" Target=\"3\"/><Relationship Id=\"b\" Type=\"t\" Target=\"2\"/>"
                    + "<Relationship Id=\"a\" Type=\"u\" Target=\"1\"/>"
            ),
            group(type: "t") + reference(id: "a"),
            relationships(
                "<Relationship Id=\"a\" Target=\"1\" TargetMode=\"Internal\" Type=\"u\"></Relationship>"
                    + "<Relationship Id=\"b\" Target=\"2\" TargetMode=\"Internal\" Type=\"t\"></Relationship>"
            )
        ),
        // Prefix, foreign names, comments, instructions and contents go; what an attribute says stays.
        Case(
            "<?p?><r:Relationships xmlns:r=\"\(namespace)\" xmlns:x=\"urn:x\" xmlns:mc=\"\(versioning)\""
                + " mc:Ignorable=\"x\"><!--c--><x:Relationship Id=\"a\"/>"
                + "<r:Relationship x:y=\"1\" Id=\"a\" Type=\"t\" Target=\"a?b=1&amp;c=&quot;&lt;&#9;\"><x:z/>text"
                + "</r:Relationship></r:Relationships>",
            reference(id: "a"),
            relationships(
                "<Relationship Id=\"a\" Target=\"a?b=1&amp;c=&quot;&lt;&#x9;\" TargetMode=\"Internal\" Type=\"t\">"
                    + "</Relationship>"
            )
        ),
        // Nothing is selected: an empty list is what was signed.
        Case(relationships("<Relationship Id=\"a\" Type=\"t\" Target=\"x\"/>"), reference(id: "b"), relationships("")),
    ]

    @Test("gives the octets that the clause says", arguments: cases)
    func output(of test: Case) throws {
        let report = try judge(part: test.part, selectors: test.selectors, digested: test.digested)
        #expect(report.indication == .totalPassed, "\(report.findings)")
        #expect(report.has(.relationshipTransformAllowed))
        #expect(report.references[0].covers.isEmpty)
    }

    @Test("a change to a selected relationship shows, one to another doesn't")
    func selection() throws {
        let part = Self.relationships(
            "<Relationship Id=\"a\" Type=\"t\" Target=\"x\"/><Relationship Id=\"b\" Type=\"t\" Target=\"y\"/>"
        )
        let digested = Self.relationships(
            "<Relationship Id=\"a\" Target=\"x\" TargetMode=\"Internal\" Type=\"t\"></Relationship>"
        )
        for (change, status) in [("y", ReferenceStatus.valid), ("x", .invalid)] {
            let changed = part.replacing("Target=\"\(change)\"", with: "Target=\"z\"")
            let report = try judge(part: changed, selectors: Self.reference(id: "a"), digested: digested)
            #expect(report.references[0].status == status)
        }
    }

    @Test("after a canonicalization of the document's nodes it covers none of them: what it leaves out isn't digested")
    func partInDocument() throws {
        let part = Self.relationships(
            "<Relationship Id=\"a\" Type=\"t\" Target=\"x\"/><Relationship Id=\"b\" Type=\"t\" Target=\"y\"/>"
        )
        let digested = Self.relationships(
            "<Relationship Id=\"a\" Target=\"x\" TargetMode=\"Internal\" Type=\"t\"></Relationship>"
        )
        let plain = "<Transform Algorithm=\"\(Self.transform)\"></Transform>"
        let transforms = [HandSigned.enveloped, HandSigned.exclusive, Self.transform, HandSigned.c14n]
        let reference = HandSigned.reference(" URI=\"\"", transforms: transforms, digested: digested)
            .replacing(plain, with: plain.replacing("></T", with: ">\(Self.reference(id: "a"))</T"))
        let signature = HandSigned.signature(HandSigned.signedInfo(reference))
        let document = part.replacing("</Relationships>", with: "\(signature)</Relationships>")
        let report = try HandSigned.validator(Self.policy).validate(document).report
        #expect(report.signatures[0].coreValidation == .valid, "\(report.signatures[0].findings)")
        #expect(report.signatures[0].references[0].covers == [])
        #expect(report.coverage?.unsigned.first == "/Relationships")
        let inspection = SignatureInspector(policy: Self.policy).inspect(Array(document.utf8))
        #expect(inspection.signatures[0].references[0].covers == [])
    }

    @Test("is refused unless the policy allows it, with a code of its own")
    func strict() throws {
        let report = try judge(
            part: Self.cases[0].part, selectors: Self.cases[0].selectors, digested: Self.cases[0].digested, .strict
        )
        #expect(report.coreValidation == .refused)
        #expect(report.findings.first?.code == .relationshipTransformRefused)
    }

    private static let relationship = "<Relationship Id=\"a\" Type=\"t\" Target=\"x\"/>"

    /// M6.26, M6.35, M1.26 and what nobody can say the meaning of.
    @Test(
        "is refused where it has no clear result",
        arguments: [
            relationships(relationship + relationship),
            relationships("<Relationship Type=\"t\" Target=\"x\"/>"),
            relationships("<Other/>"),
            "<Relationships>\(relationship)</Relationships>",
            relationships("<mc:AlternateContent xmlns:mc=\"\(versioning)\"/>"),
            "<Relationships xmlns=\"\(namespace)\" xmlns:mc=\"\(versioning)\" mc:ProcessContent=\"*\"/>",
            "<Relationships xmlns=\"\(namespace)\" xmlns:mc=\"\(versioning)\" xmlns:x=\"urn:x\" mc:MustUnderstand=\"x\"/>",
        ]
    )
    func unclear(part: String) throws {
        let report = try judge(part: part, selectors: Self.reference(id: "a"), digested: Self.relationships(""))
        #expect(report.findings.first?.code == .transformFailed, "\(report.findings)")
    }

    @Test("stands once in a reference, before a canonicalization, and names something")
    func place() throws {
        for chain in [[Self.transform], [Self.transform, Self.transform, HandSigned.c14n]] {
            let report = try judge(
                part: Self.cases[0].part, selectors: Self.reference(id: "a"), digested: Self.relationships(""),
                chain: chain
            )
            #expect(report.findings.first?.code == .transformFailed)
        }
        let foreign = "<x xmlns=\"urn:x\"></x>"
        let extra = Self.reference(id: "a").replacing("></m:", with: "><x xmlns=\"urn:x\"></x></m:")
        let nameless = Self.reference(id: "a").replacing("SourceId=\"a\"", with: "")
        for selectors in ["", foreign, extra, nameless] {
            let report = try judge(part: Self.cases[0].part, selectors: selectors, digested: Self.relationships(""))
            #expect(report.subIndication == .formatFailure)
        }
    }

    @Test("takes octets of a part, no nodes of the document")
    func nodes() throws {
        let plain = "<Transform Algorithm=\"\(Self.transform)\"></Transform>"
        let reference = HandSigned.reference(
            " URI=\"#x\"", transforms: [Self.transform, HandSigned.c14n], digested: Self.relationships("")
        ).replacing(plain, with: plain.replacing("></T", with: ">\(Self.reference(id: "a"))</T"))
        let part = "<Relationships xmlns=\"\(Self.namespace)\" Id=\"x\"/>"
        let document = "<doc>\(part)\(HandSigned.signature(HandSigned.signedInfo(reference)))</doc>"
        let report = try HandSigned.validator(Self.policy).validate(document).report.signatures[0]
        #expect(report.findings.first?.code == .transformFailed)
    }
}
