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
import Testing
import XMLSignature

/// What a policy wants to be signed; whether it is follows from what the references of each document digest.
@Suite("Demands of coverage")
struct CoverageDemandTests {
    private static let x = HandSigned.signatureOfX()
    /// Another one of the same element.
    private static let y = HandSigned.signature(
        HandSigned.signedInfo(
            HandSigned.reference(
                " URI=\"#x\"", transforms: [HandSigned.exclusive], digested: "<a Id=\"x\">text</a>"
            )
        )
    )

    /// A document whose root element has an ID and whose signature covers it as a whole.
    private static func whole(_ uri: String, comment: String = "") -> String {
        let reference = HandSigned.reference(
            " URI=\"\(uri)\"", transforms: [HandSigned.enveloped],
            digested: "<doc Id=\"d\"><a Id=\"x\">text</a><b></b></doc>"
        )
        let signature = HandSigned.signature(HandSigned.signedInfo(reference))
        return "<doc Id=\"d\"><a Id=\"x\">text\(comment)</a>\(comment)<b></b>\(signature)\(comment)</doc>\(comment)"
    }

    private static let prefixed = HandSigned.signature(
        HandSigned.signedInfo(
            HandSigned.reference(" URI=\"#x\"", digested: "<p:a xmlns:p=\"urn:1\" Id=\"x\">text</p:a>")
        )
    )
    private static let a: [ExpandedName] = [ExpandedName("doc"), ExpandedName("a")]
    private static let namespaced: [ExpandedName] = [ExpandedName("doc"), ExpandedName("urn:1", "a")]
    private static let object = HandSigned.signature(
        HandSigned.signedInfo(
            HandSigned.reference(
                " URI=\"#o\"", digested: "<Object xmlns=\"\(HandSigned.namespace)\" Id=\"o\">text</Object>"
            )
        ),
        rest: "<Object Id=\"o\">text</Object>"
    )

    struct Case: CustomTestStringConvertible, Sendable {
        let demand: CoverageDemand
        let document: String
        let isMet: Bool
        let what: String

        init(_ demand: CoverageDemand, _ document: String, _ isMet: Bool, _ what: String) {
            self.demand = demand
            self.document = document
            self.isMet = isMet
            self.what = what
        }

        var testDescription: String { what }
    }

    static let cases = [
        Case(.root, whole(""), true, "the root, all of it but for the signature"),
        Case(.root, whole("#d"), true, "the root, by its ID"),
        Case(.root, whole("", comment: "<!--c-->"), true, "the root, with comments"),
        Case(.root, "<doc><a Id=\"x\">text</a>\(x)</doc>", false, "the root, of which a part is signed"),
        Case(.root, object, false, "the root, which is the signature"),
        Case(.root, "<doc>\(object)</doc>", false, "the root, which holds nothing but a signature of its own Object"),
        Case(.element(id: "o"), object, true, "an Object by its ID"),
        Case(.element(id: "d"), whole(""), true, "an ID in a document that is signed as a whole"),
        Case(.element(id: "x"), "<doc><a Id=\"x\">text</a>\(x)</doc>", true, "the ID that a reference names"),
        Case(.element(id: "y"), "<doc><a Id=\"x\">text</a>\(x)</doc>", false, "an ID that nothing has"),
        Case(
            .element(id: "y"), "<doc><a Id=\"x\">text</a><b Id=\"y\"/><b Id=\"y\"/>\(x)</doc>", false,
            "an ID that two have"
        ),
        Case(.elements(at: a), "<doc><a Id=\"x\">text</a>\(x)</doc>", true, "an element by its path"),
        Case(.elements(at: a), "<doc><a Id=\"x\">text</a><a>more</a>\(x)</doc>", false, "a second one on the path"),
        Case(.elements(at: a), "<doc><a>more</a><a Id=\"x\">text</a>\(x)</doc>", false, "a second one before it"),
        Case(.elements(at: a), "<doc><w><a Id=\"x\">text</a></w><a>more</a>\(x)</doc>", false, "the signed one moved"),
        Case(.elements(at: a), "<doc><w><a Id=\"x\">text</a></w>\(x)</doc>", false, "nothing on the path"),
        Case(
            .elements(at: namespaced), "<doc xmlns:p=\"urn:1\"><p:a Id=\"x\">text</p:a>\(prefixed)</doc>", true,
            "a name in a namespace"
        ),
        Case(
            .elements(at: namespaced),
            "<doc xmlns:p=\"urn:1\"><p:a Id=\"x\">text</p:a><q:a xmlns:q=\"urn:1\"/>\(prefixed)</doc>", false,
            "the same name under another prefix"
        ),
        Case(
            .elements(at: a), "<doc xmlns:p=\"urn:1\"><p:a Id=\"x\">text</p:a>\(prefixed)</doc>", false,
            "the local name in another namespace"
        ),
        Case(
            .element(id: "x", signatures: 2), "<doc><a Id=\"x\">text</a>\(x)\(y)</doc>", true, "two signatures of two"
        ),
        Case(
            .element(id: "x", signatures: 2), "<doc><a Id=\"x\">text</a>\(x)\(x)</doc>", false,
            "two signatures of one that was copied"
        ),
        Case(
            .element(id: "x", signatures: 3), "<doc><a Id=\"x\">text</a>\(x)\(y)</doc>", false,
            "two signatures of three"
        ),
        Case(
            .elements(at: [ExpandedName("doc"), ExpandedName("a")], signatures: 1),
            "<doc><a Id=\"x\">text</a><a Id=\"o2\">text</a>\(x)"
                + HandSigned.signature(
                    HandSigned.signedInfo(
                        HandSigned.reference(" URI=\"#o2\"", digested: "<a Id=\"o2\">text</a>")))
                + "</doc>",
            false, "two signatures of a half each"
        ),
    ]

    @Test("are met where one signature covers all of it, and else no document passes", arguments: cases)
    func demands(_ example: Case) throws {
        #expect(try HandSigned.validator().validate(example.document).report.indication == .totalPassed)
        let policy = ValidationPolicy.strict.with(coverage: [example.demand])
        let report = try HandSigned.validator(policy).validate(example.document).report
        #expect(report.signatures.allSatisfy { $0.indication == .totalPassed })
        #expect(report.indication == (example.isMet ? .totalPassed : .indeterminate))
        let unmet = report.findings.filter { $0.code == .coverageDemandUnmet }
        #expect(unmet.map(\.severity) == (example.isMet ? [] : [.error]))
    }

    @Test("only signatures that are TOTAL-PASSED count")
    func passedOnly() throws {
        let policy = ValidationPolicy.strict.with(coverage: [.root, .element(id: "x")])
        let document = Self.whole("")
        #expect(try HandSigned.validator(policy).validate(document).report.indication == .totalPassed)
        let tampered = try HandSigned.validator(policy).validate(document.replacing(">text<", with: ">next<")).report
        #expect(tampered.indication == .totalFailed)
        #expect(tampered.findings.map(\.code) == [.coverageDemandUnmet, .coverageDemandUnmet])
        let untrusted = SignatureValidator(policy: policy).validate(document).report
        #expect(untrusted.indication != .totalPassed)
        #expect(untrusted.findings.count == 2)
        let unsigned = try HandSigned.validator(policy).validate("<doc><a Id=\"x\"/></doc>").report
        #expect(unsigned.indication == .noSignature)
        #expect(unsigned.findings.count == 2)
    }

    @Test("a finding says what is wanted, how much of it there is, and where")
    func finding() throws {
        let policy = ValidationPolicy.strict.with(coverage: [.elements(at: Self.namespaced, signatures: 2)])
        let document = "<doc xmlns:p=\"urn:1\">\n <p:a Id=\"x\">text</p:a>\(Self.prefixed)</doc>"
        let finding = try #require(try HandSigned.validator(policy).validate(document).report.findings.first)
        #expect(finding.line == 2)
        #expect(finding.column == 2)
        #expect(
            finding.message
                == "the policy wants `/doc/{urn:1}a` covered by 2: of the signatures that are TOTAL-PASSED, 1 cover all of it"
        )
    }
}
