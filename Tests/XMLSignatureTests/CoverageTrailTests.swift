//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//
//===----------------------------------------------------------------------===//

import CanonicalXML
import CertificateValidation
import Diagnostics
import Testing
import XMLSignature

/// What counts as covered where canonical octets are read again on the way to the digest. Canonical octets and unsigned
/// nodes are written out by hand.
@Suite("Coverage through octets that are read again")
struct CoverageTrailTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var content: String
        var uri = "#x"
        var transforms: [XPathSigned.Transform]
        var digested: String
        /// Besides `/doc`, which is never covered but by `""`.
        var unsigned: [String]
    }

    private static let c14n = XPathSigned.Transform(HandSigned.c14n)
    private static let exclusive = XPathSigned.Transform(HandSigned.exclusive)
    private static let comments = XPathSigned.Transform(HandSigned.exclusive + "WithComments")
    private static let base64 = XPathSigned.Transform(HandSigned.namespace + "base64")

    private static let cases: [Case] = [
        Case(
            testDescription: "nothing is left out",
            content: "<a Id=\"x\" z=\"1\">t<b>u</b><?p q?></a>", transforms: [exclusive, XPathSigned.xPath("true()")],
            digested: "<a Id=\"x\" z=\"1\">t<b>u</b><?p q?></a>", unsigned: []
        ),
        Case(
            testDescription: "an element is left out after reading",
            content: "<a Id=\"x\">t<b y=\"1\">u</b>v</a>",
            transforms: [exclusive, XPathSigned.xPath("not(ancestor-or-self::b)")],
            digested: "<a Id=\"x\">tv</a>", unsigned: ["/doc/a/b"]
        ),
        Case(
            testDescription: "an attribute is left out after reading",
            content: "<a Id=\"x\" z=\"1\"><b y=\"1\"/></a>", transforms: [c14n, XPathSigned.xPath("name() != 'z'")],
            digested: "<a Id=\"x\"><b y=\"1\"></b></a>", unsigned: ["/doc/a/@z"]
        ),
        Case(
            testDescription: "an attribute is left out before, of an element from which one is left out after",
            content: "<a Id=\"x\" y=\"1\" z=\"1\">t</a>",
            transforms: [XPathSigned.xPath("name() != 'y'"), c14n, XPathSigned.xPath("name() != 'z'")],
            digested: "<a Id=\"x\">t</a>", unsigned: ["/doc/a/@y", "/doc/a/@z"]
        ),
        Case(
            testDescription: "texts that were read as one go together",
            content: "<a Id=\"x\">t<b/>u<c>v</c>w</a>",
            transforms: [
                XPathSigned.xPath("not(self::b)"), exclusive, XPathSigned.xPath("not(self::text()[.='tu'])"),
            ],
            digested: "<a Id=\"x\"><c>v</c>w</a>",
            unsigned: ["/doc/a/text()", "/doc/a/b", "/doc/a/text()"]
        ),
        Case(
            testDescription: "texts around a comment that canonicalization leaves out",
            content: "<a Id=\"x\">t<!--c-->u<b/></a>", transforms: [exclusive, XPathSigned.xPath("not(self::b)")],
            digested: "<a Id=\"x\">tu</a>", unsigned: ["/doc/a/comment()", "/doc/a/b"]
        ),
        Case(
            testDescription: "a comment that is kept",
            content: "<a Id=\"x\">t<!--c-->u<b/></a>", uri: "#xpointer(id('x'))",
            transforms: [comments, XPathSigned.xPath("not(self::b)"), comments],
            digested: "<a Id=\"x\">t<!--c-->u</a>", unsigned: ["/doc/a/b"]
        ),
        Case(
            testDescription: "a comment that is kept first and left out in the end",
            content: "<a Id=\"x\">t<!--c-->u<b/></a>", uri: "#xpointer(id('x'))",
            transforms: [comments, exclusive], digested: "<a Id=\"x\">tu<b></b></a>", unsigned: ["/doc/a/comment()"]
        ),
        Case(
            testDescription: "references and CDATA sections",
            content: "<a Id=\"x\" z=\"&#x9;&lt;\">&#65;<![CDATA[<&]]>&gt;&#xD;<b/></a>",
            transforms: [exclusive, XPathSigned.xPath("not(self::b)")],
            digested: "<a Id=\"x\" z=\"&#x9;&lt;\">A&lt;&amp;&gt;&#xD;</a>", unsigned: ["/doc/a/b"]
        ),
        Case(
            testDescription: "an attribute that inclusive canonicalization takes from an ancestor is not its owner's",
            content: "<o xml:lang=\"vi\"><a Id=\"x\">t</a></o>", transforms: [c14n, XPathSigned.xPath("true()")],
            digested: "<a Id=\"x\" xml:lang=\"vi\">t</a>", unsigned: ["/doc/o"]
        ),
        Case(
            testDescription: "twice",
            content: "<a Id=\"x\"><b>t</b><c>u</c><d>v</d></a>",
            transforms: [
                exclusive, XPathSigned.xPath("not(ancestor-or-self::b)"), c14n,
                XPathSigned.xPath("not(ancestor-or-self::c)"),
            ],
            digested: "<a Id=\"x\"><d>v</d></a>", unsigned: ["/doc/a/b", "/doc/a/c"]
        ),
        Case(
            testDescription: "XPath Filter 2.0",
            content: "<a Id=\"x\"><b>t</b><c>u</c></a>",
            transforms: [exclusive, XPathSigned.filters(("subtract", "//b"))],
            digested: "<a Id=\"x\"><c>u</c></a>", unsigned: ["/doc/a/b"]
        ),
        Case(
            testDescription: "an attribute without its element is read as text: nothing can be told",
            content: "<a Id=\"x\">t<b y=\"1\"/></a>",
            transforms: [XPathSigned.xPath("not(self::b)"), c14n, XPathSigned.xPath("true()")],
            digested: "<a Id=\"x\">t y=\"1\"</a>", unsigned: ["/doc/a"]
        ),
        Case(
            testDescription: "base64 after reading takes text only",
            content: "<a Id=\"x\"><b>YWJj</b><c>ZGVm</c></a>",
            transforms: [exclusive, XPathSigned.xPath("not(ancestor-or-self::c)"), base64],
            digested: "abc", unsigned: ["/doc/a", "/doc/a/b", "/doc/a/c"]
        ),
        Case(
            testDescription: "what is left out of decoded octets shows in no node",
            // <r><!--c--></r>
            content: "<a Id=\"x\">PHI+PCEtLWMtLT48L3I+</a>", transforms: [base64, exclusive], digested: "<r></r>",
            unsigned: ["/doc/a"]
        ),
    ]

    private func validate(_ test: Case, demanding demand: CoverageDemand? = nil) throws -> ValidationReport {
        let signature = XPathSigned.signature([(test.transforms, test.digested)], uri: test.uri)
        let policy = XPathSigned.general.with(coverage: demand.map { [$0] } ?? [])
        return try HandSigned.validator(policy).validate("<doc>\(test.content)\(signature)</doc>").report
    }

    @Test("what is digested in the end is covered, and nothing else", arguments: cases)
    func coverage(of test: Case) throws {
        let report = try validate(test)
        #expect(report.signatures[0].coreValidation == .valid, "\(report.signatures[0].findings)")
        #expect(report.coverage?.unsigned == ["/doc"] + test.unsigned)
    }

    @Test("white space outside of the only element is not read, so that it doesn't count")
    func whiteSpaceOutside() throws {
        let report = try validate(
            Case(
                testDescription: "", content: "<a Id=\"x\"> <b>t</b></a>",
                transforms: [XPathSigned.xPath("not(self::a) and name() != 'Id'"), Self.c14n, Self.c14n],
                digested: "<b>t</b>", unsigned: []
            ))
        #expect(report.signatures[0].coreValidation == .valid, "\(report.signatures[0].findings)")
        // doc, a, its Id, the white space.
        #expect(report.coverage?.unsignedNodes == 4)
    }

    @Test("a demand is met through octets that are read again where nothing is left out", arguments: [false, true])
    func demands(leavesOut: Bool) throws {
        let test = Case(
            testDescription: "", content: "<a Id=\"x\" z=\"1\">t<b/></a>",
            transforms: [Self.exclusive, XPathSigned.xPath(leavesOut ? "name() != 'z'" : "true()")],
            digested: "<a Id=\"x\"\(leavesOut ? "" : " z=\"1\"")>t<b></b></a>", unsigned: []
        )
        let demand = CoverageDemand(.id(Array("x".utf8)), signatures: 1)
        let report = try validate(test, demanding: demand)
        #expect(report.signatures[0].coreValidation == .valid, "\(report.signatures[0].findings)")
        #expect(report.findings.contains { $0.code == .coverageDemandUnmet } == leavesOut)
    }
}
