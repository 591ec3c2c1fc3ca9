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

@Suite("XPath transforms")
struct XPathTransformTests {
    private typealias Signed = XPathSigned

    private func judge(_ text: String, _ policy: ValidationPolicy = .strict, number: Int = 1) throws -> SignatureReport
    {
        let report = try HandSigned.validator(policy).validate(text).report
        return try #require(report.signatures.first { $0.number == number }, "\(report)")
    }

    /// XML-DSig §6.6.3 (its own two examples are the first and the fourth), and what documents in the wild have.
    @Test(
        "strict takes what leaves signatures out",
        arguments: [
            "not(ancestor-or-self::ds:Signature)", " not ( ancestor-or-self :: ds:Signature ) ",
            "not(self::ds:Signature) and not(ancestor::ds:Signature)",
            "count(ancestor-or-self::ds:Signature | here()/ancestor::ds:Signature[1]) > "
                + "count(ancestor-or-self::ds:Signature)",
            "count(here()/ancestor::ds:Signature[1] | ancestor-or-self::ds:Signature) > "
                + "count(ancestor-or-self::ds:Signature)",
            "not(ancestor::ds:Signature) and not(self::ds:Signature)",
        ]
    )
    func known(expression: String) throws {
        let signature = Signed.signature(Signed.xPath(expression), digested: "<doc><a>t</a></doc>")
        let report = try judge("<doc><a>t</a>\(signature)</doc>")
        #expect(report.coreValidation == .valid, "\(report.findings)")
        #expect(!report.has(.xPathEvaluated) && !report.has(.unsignedNamespaceBinding))
    }

    @Test(
        "strict takes filters that leave signatures out",
        arguments: [
            [("subtract", "here()/ancestor::ds:Signature[1]")], [("subtract", "//ds:Signature")],
            [("subtract", "/descendant::ds:Signature")], [("intersect", "/"), ("subtract", "//ds:Signature")],
            [("intersect", "id('d')"), ("subtract", "here()/ancestor::ds:Signature[1]")],
        ]
    )
    func knownFilters(filters: [(String, String)]) throws {
        let signature = Signed.signature(Signed.filters(filters), digested: "<doc Id=\"d\"><a>t</a></doc>")
        let report = try judge("<doc Id=\"d\"><a>t</a>\(signature)</doc>")
        #expect(report.coreValidation == .valid, "\(report.findings)")
        #expect(!report.has(.xPathEvaluated) && !report.has(.unsignedNamespaceBinding))
    }

    @Test(
        "strict refuses whatever else an expression says",
        arguments: [
            "not(ancestor-or-self::ds:Signature) or true()", "not(ancestor-or-self::n:Signature)",
            "not(ancestor-or-self::Signature)", "not(ancestor::ds:Signature)", "not(self::ds:Signature)",
            "not(descendant-or-self::ds:Signature)", "ancestor-or-self::ds:Signature", "not(ancestor-or-self::ds:*)",
            "not(ancestor-or-self::ds:Signature[1])", "not(ancestor-or-self::ds:SignedInfo)",
            "not(/ancestor-or-self::ds:Signature)", "not(ancestor-or-self::ds:Signature/a)",
            "not(self::ds:Signature) or not(ancestor::ds:Signature)",
            "not(self::ds:Signature) and not(self::ds:Signature)", "not(self::ds:Signature) and ancestor::ds:Signature",
            "count(ancestor-or-self::ds:Signature | here()/ancestor::ds:Signature[2]) > count(ancestor-or-self::ds:Signature)",
            "count(ancestor-or-self::ds:Signature | here()/ancestor::ds:Signature) > count(ancestor-or-self::ds:Signature)",
            "count(ancestor-or-self::ds:Signature | here()/ancestor::ds:Signature[1]) >= count(ancestor-or-self::ds:Signature)",
            "count(ancestor-or-self::ds:Signature | here()/ancestor::ds:Signature[1]) > count(ancestor::ds:Signature)",
            "true()", "1", "//a",
        ]
    )
    func unknown(expression: String) throws {
        let signature = Signed.signature(Signed.xPath(expression), digested: "")
        let report = try judge("<doc><a>t</a>\(signature)</doc>")
        #expect(report.coreValidation == .refused)
        #expect(report.findings.first?.code == .transformRefused)
        #expect(report.subIndication == .signatureConstraintsFailure)
    }

    @Test(
        "strict refuses whatever else filters say",
        arguments: [
            [("intersect", "//a")], [("union", "/")], [("intersect", "/")], [("intersect", "//ds:Signature")],
            [("subtract", "//a")], [("subtract", "/")], [("subtract", "id('d')")],
            [("subtract", "//ds:Signature"), ("union", "//a")],
            [("subtract", "//ds:Signature"), ("intersect", "id('d')")],
            [("intersect", "/"), ("subtract", "//ds:Signature"), ("subtract", "//ds:Signature")],
            [("intersect", "id(//@x)"), ("subtract", "//ds:Signature")], [("subtract", "//ds:Signature | //a")],
            [("subtract", "//Signature")], [("intersect", "id('d e')"), ("subtract", "//ds:Signature")],
        ]
    )
    func unknownFilters(filters: [(String, String)]) throws {
        let report = try judge("<doc Id=\"d\"><a>t</a>\(Signed.signature(Signed.filters(filters), digested: ""))</doc>")
        #expect(report.coreValidation == .refused)
        #expect(report.findings.first?.code == .transformRefused)
    }

    @Test("a policy may evaluate any expression, and each use is a finding")
    func general() throws {
        let signature = Signed.signature(
            Signed.xPath("ancestor-or-self::a and not(ancestor-or-self::n:b)"), digested: "<a>t</a>"
        )
        let text = "<doc><a>t<b xmlns=\"urn:n\"/></a>\(signature)</doc>"
        #expect(try judge(text).findings.first?.code == .transformRefused)
        for policy in [Signed.general, .interop] {
            let report = try judge(text, policy)
            #expect(report.coreValidation == .valid, "\(report.findings)")
            #expect(report.has(.xPathEvaluated))
            // The canonical SignedInfo is exclusive: it doesn't say what `n` is.
            #expect(report.has(.unsignedNamespaceBinding))
        }
    }

    @Test("a binding that the canonical SignedInfo carries is signed")
    func signedBinding() throws {
        let transform = Signed.xPath("ancestor-or-self::n:a", bindings: " xmlns:n=\"urn:n\"")
        let signature = Signed.signature(
            [([transform], "<a xmlns=\"urn:n\">t</a>")], canonicalization: HandSigned.c14n
        )
        let report = try judge("<doc><a xmlns=\"urn:n\">t</a>\(signature)</doc>", Signed.general)
        #expect(report.coreValidation == .valid, "\(report.findings)")
        #expect(report.has(.xPathEvaluated) && !report.has(.unsignedNamespaceBinding))
    }

    /// XPath Filter 2.0 §5, the first example: the elements, without the white space between them.
    @Test("filters are applied one after the other, as in the recommendation's example")
    func filterExample() throws {
        let signature = Signed.signature(
            Signed.filters(
                ("intersect", "//ToBeSigned"), ("subtract", "//NotToBeSigned"), ("union", "//ReallyToBeSigned")
            ),
            digested: "<ToBeSigned><Data></Data><ReallyToBeSigned><Data></Data></ReallyToBeSigned></ToBeSigned>"
                + "<ToBeSigned><Data></Data></ToBeSigned>"
        )
        let text =
            "<Document><ToBeSigned><!-- comment --><Data/><NotToBeSigned><ReallyToBeSigned><!-- comment --><Data/>"
            + "</ReallyToBeSigned></NotToBeSigned></ToBeSigned><ToBeSigned><Data/><NotToBeSigned><Data/></NotToBeSigned>"
            + "</ToBeSigned>\(signature)</Document>"
        let validated = try HandSigned.validator(Signed.general).validate(text)
        let report = try #require(validated.report.signatures.first)
        #expect(report.coreValidation == .valid, "\(report.findings)")
        let coverage = try #require(validated.report.coverage)
        #expect(coverage.unsigned.contains("/Document/ToBeSigned/NotToBeSigned"))
        #expect(coverage.unsigned.contains("/Document/ToBeSigned[2]/NotToBeSigned"))
        // `URI=""` names no comments.
        #expect(!coverage.unsigned.contains { $0.contains("ReallyToBeSigned") && !$0.hasSuffix("comment()") })
    }

    @Test("what an expression leaves out is not signed: elements and attributes")
    func holes() throws {
        let signature = Signed.signature(
            Signed.xPath(
                "not(ancestor-or-self::secret or ancestor-or-self::ds:Signature or (not(self::*) and name() = 'x'))"),
            digested: "<doc><a y=\"2\">t</a></doc>"
        )
        let text = "<doc><a x=\"1\" y=\"2\">t</a><secret>s</secret>\(signature)</doc>"
        let validated = try HandSigned.validator(Signed.general).validate(text)
        let report = try #require(validated.report.signatures.first)
        #expect(report.coreValidation == .valid, "\(report.findings)")
        #expect(validated.report.coverage?.unsigned == ["/doc/a/@x", "/doc/secret"])
        let content = try #require(validated.content(coveredBy: 1).first)
        let tree = try #require(validated.tree)
        #expect(content.text(of: tree.rootElement) == nil)
        let a = try #require(tree.firstChild(of: tree.rootElement))
        #expect(tree.attributes(of: a).map { content.value(of: $0) } == [nil, Array("2".utf8)])
    }

    @Test("octets are read with their comments before an expression is evaluated")
    func octets() throws {
        let base64 = "http://www.w3.org/2000/09/xmldsig#base64"
        let inner = Base64.encode(Array("<r><!--c--><b>u</b></r>".utf8))
        let signature = Signed.signature(
            [([Signed.Transform(base64), Signed.xPath("self::comment()")], "")], uri: "#x"
        )
        // Canonical XML 1.0 without comments of a comment is nothing.
        let report = try judge("<doc><a Id=\"x\">\(inner)</a>\(signature)</doc>", Signed.general)
        #expect(report.findings.first?.code == .emptyNodeSet)
        let known = Signed.signature(
            [([Signed.Transform(base64), Signed.xPath("not(ancestor-or-self::ds:Signature)")], "<r><b>u</b></r>")],
            uri: "#x"
        )
        let validated = try HandSigned.validator().validate("<doc><a Id=\"x\">\(inner)</a>\(known)</doc>")
        #expect(validated.report.signatures.first?.coreValidation == .valid)
        // What it left out of the octets can't be told apart in the document.
        #expect(validated.report.coverage?.unsigned.contains("/doc/a") == true)
    }

    /// XML-DSig §4.4.3.2: the octets behind a node set are its canonical form, whatever is done with them afterwards.
    @Test(
        "nodes of which nothing is left are refused, also where octets were read and are decoded",
        arguments: ["#x", "cid:x"])
    func emptyThroughOctets(uri: String) throws {
        let base64 = Signed.Transform("http://www.w3.org/2000/09/xmldsig#base64")
        let inner = Base64.encode(Array("<ds:Signature xmlns:ds=\"\(HandSigned.namespace)\">t</ds:Signature>".utf8))
        let transforms = [
            base64, Signed.xPath("not(ancestor-or-self::ds:Signature)"), Signed.Transform(HandSigned.exclusive), base64,
        ]
        let text = "<doc><a Id=\"x\">\(inner)</a>\(Signed.signature([(transforms, "")], uri: uri))</doc>"
        for policy in [ValidationPolicy.strict, .strict.with(references: .emptyNodeSets)] {
            let validator = try HandSigned.validator(policy, external: ["cid:x": Array(inner.utf8)])
            let report = try #require(validator.validate(text).report.signatures.first)
            let isAllowed = policy.references.contains(.emptyNodeSets)
            #expect(report.coreValidation == (isAllowed ? .valid : .refused), "\(report.findings)")
            #expect(
                report.findings.contains { $0.code == .emptyNodeSet && $0.severity == (isAllowed ? .warning : .error) })
        }
        // An empty file is no node set.
        let file = HandSigned.signature(HandSigned.signedInfo(HandSigned.reference(" URI=\"cid:e\"", digested: "")))
        let report = try HandSigned.validator(external: ["cid:e": []]).validate("<doc>\(file)</doc>").report
        #expect(report.indication == .totalPassed, "\(report)")
    }

    @Test("here() is an error in another document")
    func here() throws {
        for transform in [
            Signed.filters(("subtract", "here()/ancestor::ds:Signature[1]")),
            Signed.xPath("count(here()) = 1"),
        ] {
            let signature = Signed.signature(
                [([Signed.Transform(HandSigned.c14n), transform], "<a Id=\"x\">t</a>")], uri: "#x"
            )
            let report = try judge("<doc><a Id=\"x\">t</a>\(signature)</doc>", Signed.general)
            #expect(report.coreValidation == .refused)
            #expect(report.findings.first?.code == .xPathInvalid)
        }
    }

    @Test(
        "an expression that can't be evaluated refuses the signature, with its own code",
        arguments: [
            ("frobnicate()", FindingCode.xPathUnknownFunction), ("not(document(''))", .xPathUnknownFunction),
            ("a b", .xPathInvalid), ("q:a", .xPathInvalid), ("$v", .xPathInvalid), ("count(1)", .xPathInvalid),
            ("id('twice')", .ambiguousID), (String(repeating: "1+", count: 600) + "1", .xPathExpressionLimit),
        ]
    )
    func codes(expression: String, code: FindingCode) throws {
        let signature = Signed.signature(Signed.xPath(expression), digested: "")
        let report = try judge("<doc><a Id=\"twice\"/><a Id=\"twice\"/>\(signature)</doc>", Signed.general)
        #expect(report.coreValidation == .refused)
        #expect(report.findings.first?.code == code)
        #expect(report.subIndication == .signatureConstraintsFailure)
    }

    @Test("each limit refuses the signature, with its own code")
    func limits() throws {
        let changes: [((inout XPathLimits) -> Void, FindingCode)] = [
            ({ $0.operations = 30 }, .xPathOperationLimit), ({ $0.nodes = 10 }, .xPathNodeLimit),
            ({ $0.seconds = 0 }, .xPathDeadline), ({ $0.expressionOctets = 5 }, .xPathExpressionLimit),
        ]
        // Past the limit of operations libxml2 says false, so that this would say true.
        let signature = Signed.signature(Signed.xPath("not(//b)"), digested: "")
        for (change, code) in changes {
            var limits = XPathLimits()
            change(&limits)
            let policy = Signed.general.with(xPath: XPathPolicy(allowsGeneralExpressions: true, limits: limits))
            let report = try judge("<doc><b/>\(signature)</doc>", policy)
            #expect(report.coreValidation == .refused)
            #expect(report.findings.first?.code == code, "\(report.findings)")
        }
    }

    @Test("as many filters as the limit, and one more")
    func filterLimit() throws {
        for (count, core) in [(32, CoreValidation.valid), (33, .refused)] {
            let filters = Array(repeating: ("subtract", "//ds:Signature"), count: count)
            let signature = Signed.signature(Signed.filters(filters), digested: "<doc></doc>")
            #expect(try judge("<doc>\(signature)</doc>", Signed.general).coreValidation == core)
        }
    }

    @Test("as many namespace declarations in an `XPath` as the limit, and one more")
    func declarationLimit() throws {
        for (count, code) in [(16, nil), (17, FindingCode.limitExceeded)] {
            let more = (1..<count).map { " xmlns:p\($0)=\"urn:p\"" }.joined()
            let transform = Signed.xPath(
                "not(ancestor-or-self::ds:Signature)", bindings: " xmlns:ds=\"\(HandSigned.namespace)\"\(more)"
            )
            let report = try judge("<doc>\(Signed.signature(transform, digested: "<doc></doc>"))</doc>")
            #expect(report.coreValidation == (code == nil ? .valid : .refused), "\(report.findings)")
            if let code { #expect(report.findings.first?.code == code) }
        }
    }

    @Test(
        "the structure is the schema's, and an expression is text alone (CVE-2025-29775)",
        arguments: [
            ("<XPath>", "<XPath><!-- -->"), ("</XPath>", "<?p?></XPath>"), ("</XPath>", "<a></a></XPath>"),
            ("</XPath>", "</XPath><XPath>true()</XPath>"), ("<XPath>", "<XPath x=\"y\">"),
            ("<XPath>true()</XPath>", ""), ("<XPath>true()</XPath>", "<XPath xmlns=\"urn:n\">true()</XPath>"),
        ]
    )
    func structure(part: String, replacement: String) throws {
        let transform = "<Transform Algorithm=\"\(Signed.xPath)\"><XPath>true()</XPath></Transform>"
            .replacing(part, with: replacement)
        let signature = Signed.signature(Signed.Transform(written: transform, canonical: transform), digested: "")
        let report = try judge("<doc>\(signature)</doc>", Signed.general)
        #expect(report.coreValidation == .refused)
        #expect(report.findings.first?.code == .structureMalformed)
    }

    @Test("a filter is one of three", arguments: ["", "Subtract", "xor", "union "])
    func combination(filter: String) throws {
        let signature = Signed.signature(Signed.filters((filter, "//ds:Signature")), digested: "")
        #expect(try judge("<doc>\(signature)</doc>", Signed.general).findings.first?.code == .structureMalformed)
    }
}
