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
import SignatureCryptography
import Testing
import XMLSignature

/// Each line of the table is what a signature meets that names it.
@Suite("The table of transforms")
struct TransformTableTests {
    @Test("has each name once, every canonicalization, and every alias of one")
    func hasEachOnce() {
        let names = TransformTable.entries.map(\.name)
        #expect(Set(names).count == names.count)
        let places = Dictionary(grouping: TransformTable.entries, by: \.place)
        for method in CanonicalizationMethod.allCases {
            #expect(places[.default]?.contains { $0.uri == method.uri } == true)
        }
        let aliases = AlgorithmAlias.all.filter { CanonicalizationMethod(uri: Array($0.meant.utf8)) != nil }
        #expect(aliases.allSatisfy { alias in places[.named]?.contains { $0.uri == alias.uri } == true })
    }

    /// A signature that is good but for the transform's name; nothing is computed for it.
    private func judge(_ uri: String, _ policy: ValidationPolicy) throws -> SignatureReport {
        let reference = HandSigned.reference(" URI=\"#x\"", transforms: [uri], digested: "<a Id=\"x\">text</a>")
        let signature = HandSigned.signature(HandSigned.signedInfo(reference))
        let text = "<doc><a Id=\"x\">text</a>\(signature)</doc>"
        return try HandSigned.validator(policy).validate(text).report.signatures[0]
    }

    @Test(
        "what is refused, is so under every policy and with its code",
        arguments: TransformTable.entries.filter { $0.place == .refused }
    )
    func refused(entry: TransformTable.Entry) throws {
        let lenient = AlgorithmPolicy.interop.acceptingAliases()
        for policy in [ValidationPolicy.strict, .legacy, .interop, ValidationPolicy.interop.with(algorithms: lenient)] {
            let report = try judge(entry.uri, policy)
            #expect(report.coreValidation == .refused)
            #expect(report.findings.first?.code == entry.refusal)
        }
    }

    /// XML-DSig §4.4.1: what is no canonicalization can't stand there, whatever else it is.
    @Test(
        "what is refused is also refused as a CanonicalizationMethod, where it is a canonicalization",
        arguments: TransformTable.entries.filter { $0.place == .refused }
    )
    func refusedMethod(entry: TransformTable.Entry) throws {
        let reference = HandSigned.reference(" URI=\"#x\"", digested: "<a Id=\"x\">text</a>")
        let signature = HandSigned.signature(HandSigned.signedInfo(reference, canonicalization: entry.uri))
        for policy in [ValidationPolicy.strict, .interop] {
            let report = try HandSigned.validator(policy).validate("<doc><a Id=\"x\">text</a>\(signature)</doc>").report
                .signatures[0]
            #expect(report.coreValidation == .refused)
            #expect(report.subIndication == .cryptographicConstraintsFailureNoProofOfExistence)
            let isCanonicalization = entry.use == .canonicalization
            #expect(report.findings.first?.code == (isCanonicalization ? .algorithmRefused : .algorithmUnknown))
        }
    }

    @Test(
        "an alias is taken for what is meant where a policy names that, and for nothing else",
        arguments: TransformTable.entries.filter { $0.place == .named && $0.use == .canonicalization }
    )
    func aliases(entry: TransformTable.Entry) throws {
        for policy in [ValidationPolicy.strict, .legacy, .interop] {
            let report = try judge(entry.uri, policy)
            #expect(report.coreValidation == .refused)
            #expect(report.has(.transformUnknown))
        }
        let lenient = AlgorithmPolicy.strict.acceptingAliases()
        let report = try judge(entry.uri, ValidationPolicy.strict.with(algorithms: lenient))
        #expect(report.coreValidation == .valid)
        #expect(report.has(.algorithmAlias))
    }
}
