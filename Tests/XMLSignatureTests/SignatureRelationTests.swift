//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Foundation
import Testing
import XMLSignature

/// Expected by the definitions in the documentation of ``SignatureRelation``.
@Suite("Relations between signatures")
struct SignatureRelationTests {
    private static let xmlns = " xmlns=\"\(HandSigned.namespace)\""
    /// A signature of `#x` whose value has an ID.
    private static let first = HandSigned.signatureOfX().replacing(
        "<SignatureValue>", with: "<SignatureValue Id=\"v\">")
    private static let value =
        first.firstMatch(of: /<SignatureValue Id="v">(.*?)<\/SignatureValue>/).map { String($0.1) } ?? ""
    private static let countersignature = signature(
        of: "v", digested: "<SignatureValue\(xmlns) Id=\"v\">\(value)</SignatureValue>"
    )

    private static func signature(of id: String, digested: String, rest: String = "") -> String {
        HandSigned.signature(
            HandSigned.signedInfo(HandSigned.reference(" URI=\"#\(id)\"", digested: digested)), rest: rest
        )
    }

    private func validate(_ signatures: String...) throws -> ValidatedDocument {
        try HandSigned.validator().validate("<doc><a Id=\"x\">text</a>\(signatures.joined())</doc>")
    }

    @Test("signatures of the same data are parallel, and the report doesn't mention it")
    func parallel() throws {
        let result = try validate(HandSigned.signatureOfX(), HandSigned.signatureOfX())
        #expect(result.report.signatures.map(\.relations) == [[], []])
        #expect(result.relation(of: 1, to: 2) == .parallel)
        #expect(result.relation(of: 7, to: 1) == .parallel)
    }

    @Test("one that covers another's SignatureValue countersigns it, wherever it stands")
    func countersigns() throws {
        let behind = try validate(Self.first, Self.countersignature)
        #expect(behind.report.indication == .totalPassed)
        #expect(behind.report.signatures[0].relations.isEmpty)
        #expect(behind.report.signatures[1].relations == [RelationReport(signature: 1, kind: .countersigns)])
        #expect(behind.relation(of: 2, to: 1) == .countersigns)
        #expect(behind.relation(of: 1, to: 2) == .parallel)
        let before = try validate(Self.countersignature, Self.first)
        #expect(before.report.signatures.map { $0.relations.map(\.signature) } == [[2], []])
        let json = String(decoding: behind.report.json, as: UTF8.self)
        #expect(json.contains("\"relations\":[{\"signature\":1,\"kind\":\"countersigns\"}]"))
        #expect(try JSONDecoder().decode(ValidationReport.self, from: Data(behind.report.json)) == behind.report)
    }

    @Test("one that covers another Signature as a whole covers an earlier one: around it, or behind it")
    func coversEarlier() throws {
        let inner = HandSigned.signatureOfX()
        let object =
            "<Object\(Self.xmlns) Id=\"o\">\(inner.replacing("<Signature\(Self.xmlns)>", with: "<Signature>"))</Object>"
        let around = try validate(
            Self.signature(of: "o", digested: object, rest: "<Object Id=\"o\">\(inner)</Object>")
        )
        #expect(around.report.indication == .totalPassed)
        #expect(around.report.signatures[0].relations == [RelationReport(signature: 2, kind: .coversEarlier)])
        #expect(around.report.signatures[1].relations.isEmpty)

        let whole = HandSigned.reference(
            " URI=\"\"", transforms: [HandSigned.enveloped], digested: "<doc><a Id=\"x\">text</a>\(inner)</doc>"
        )
        let behind = try validate(inner, HandSigned.signature(HandSigned.signedInfo(whole)))
        #expect(behind.report.indication == .totalPassed)
        #expect(behind.relation(of: 2, to: 1) == .coversEarlier)
        #expect(behind.report.signatures[0].relations.isEmpty)
    }

    @Test("a bad signature stands in no relation, and a Type makes none")
    func claims() throws {
        let bad = Self.countersignature.replacing("<SignatureValue>", with: "<SignatureValue>AAAA")
        #expect(try validate(Self.first, bad).report.signatures.map(\.relations) == [[], []])
        let typed = HandSigned.signature(
            HandSigned.signedInfo(
                HandSigned.reference(
                    " Type=\"http://uri.etsi.org/01903#CountersignedSignature\" URI=\"#x\"",
                    digested: "<a Id=\"x\">text</a>"
                )
            )
        )
        let result = try validate(Self.first, typed)
        #expect(result.report.indication == .totalPassed)
        #expect(result.report.signatures.map(\.relations) == [[], []])
    }
}
