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
import SignatureCryptography
import Testing
import XMLSignature

/// Each line of the table is what a signature meets that names it.
@Suite("Algorithms that are named by signatures")
struct NamedAlgorithmTests {
    /// XMSS and XMSS^MT have too many URIs for lines of their own.
    private static let stateful = ["xmss-sha2-10-192", "xmssmt-shake256-60-12-256"].compactMap {
        AlgorithmTable.entry(uri: Array("http://www.w3.org/2021/04/xmldsig-more#\($0)".utf8))
    }

    /// A signature that is good but for the algorithm's name; nothing is computed for it.
    private func judge(_ entry: AlgorithmTable.Entry, _ policy: ValidationPolicy) throws -> SignatureReport {
        var reference = HandSigned.reference(" URI=\"#x\"", digested: "<a Id=\"x\">text</a>")
        if entry.use == .digest { reference = reference.replacing(HandSigned.sha256, with: entry.uri) }
        let method = entry.use == .signature ? entry.uri : HandSigned.hmac
        let signature = HandSigned.signature(HandSigned.signedInfo(reference, method: method))
        let text = "<doc><a Id=\"x\">text</a>\(signature)</doc>"
        return try HandSigned.validator(policy).validate(text).report.signatures[0]
    }

    @Test(
        "what can't be carried out is refused under every policy",
        arguments: AlgorithmTable.entries.filter { !$0.isBuilt } + stateful
    )
    func refused(entry: AlgorithmTable.Entry) throws {
        #expect(entry.status == .refused)
        let lenient = AlgorithmPolicy.interop.acceptingAliases()
        for policy in ValidationPolicy.presets + [ValidationPolicy.interop.with(algorithms: lenient)] {
            let report = try judge(entry, policy)
            #expect(report.coreValidation == .refused)
            #expect(report.has(.algorithmRefused), "\(report.findings)")
            #expect(report.subIndication == .cryptographicConstraintsFailureNoProofOfExistence)
        }
    }

    @Test(
        "an experimental one is refused under every preset, and as unavailable where a policy names it and OpenSSL doesn't",
        arguments: AlgorithmTable.entries.filter { $0.status == .experimental }
    )
    func experimental(entry: AlgorithmTable.Entry) throws {
        for policy in ValidationPolicy.presets {
            let report = try judge(entry, policy)
            #expect(report.coreValidation == .refused)
            #expect(report.has(.algorithmRefused), "\(report.findings)")
        }
        let method = try #require(SignatureMethod(uri: entry.uri))
        let naming = ValidationPolicy.strict.with(algorithms: .strict.allowing(method.family))
        let report = try judge(entry, naming)
        #expect(!report.has(.algorithmRefused))
        #expect(report.has(.algorithmUnavailable) == !method.isAvailable)
        #expect(report.indication != .totalPassed)
    }
}
