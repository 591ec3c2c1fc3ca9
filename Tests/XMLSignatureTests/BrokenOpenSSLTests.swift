//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import COpenSSLSigner
import CertificateValidation
import Diagnostics
import Foundation
import SignatureCryptography
import Testing
import VectorFolders
import XMLSignature

/// What OpenSSL forbids, or breaks off, is no verdict.
///
/// Each test runs in a process of its own: OpenSSL reads its configuration once, and gives its memory away once.
@Suite("Documents where OpenSSL can't go on", .enabled(if: VectorFolder.own.exists))
struct BrokenOpenSSLTests {
    /// As on a machine that is set to FIPS without the module.
    private static func forbidEverything() throws {
        let text = "openssl_conf = s\n[s]\nalg_section = a\n[a]\ndefault_properties = fips=yes\n"
        let file = FileManager.default.temporaryDirectory.appending(path: "xmldsig-forbidden-\(getpid()).cnf")
        try Data(text.utf8).write(to: file)
        unsafe setenv("OPENSSL_CONF", file.path, 1)
        defer { try? FileManager.default.removeItem(at: file) }
        // The configuration is read at the first use.
        #expect(!DigestMethod.sha256.isAvailable)
    }

    @Test("no certificate can be told from another, and no signature is judged, where digests are forbidden")
    func forbidden() async {
        await #expect(processExitsWith: .success) {
            try Self.forbidEverything()
            let error = #expect(throws: CertificateError.self) {
                _ = try Certificate.read(SampleArchive.octets("pki/leader-01.pem"))
            }
            #expect(error?.code == .digestUnavailable)
            let validator = SignatureValidator(policy: .strict)
            let document = try SampleArchive.octets("archive/decision-401.xml")
            let report = validator.validate(document, at: try SampleArchive.time()).report
            #expect(report.sha256 == nil)
            #expect(!report.signatures.isEmpty)
            for signature in report.signatures {
                #expect(signature.coreValidation == .refused)
                #expect(signature.has(.algorithmUnavailable), "\(signature.findings)")
            }
        }
    }

    @Test("a verification that breaks off, for want of memory, is no wrong signature")
    func brokenOff() async {
        await #expect(processExitsWith: .success) {
            #expect(signer_control_memory() == 1)
            let signer = try HandSigner(rsaOfBitCount: 2_048)
            let validator = SignatureValidator(policy: .strict, pinnedKeys: [PinnedKey(signer.publicKey)])
            let document = Array(signer.document(keyInfo: "").utf8)
            var worker = validator.worker()
            let time = try SampleArchive.time()
            #expect(worker.validate(document, at: time).report.indication == .totalPassed)
            signer_withhold_memory(1)
            let report = worker.validate(document, at: time).report
            signer_withhold_memory(0)
            let signature = try #require(report.signatures.first)
            #expect(signature.indication == .indeterminate, "\(signature.findings)")
            #expect(
                signature.findings.contains {
                    $0.code == .algorithmUnavailable && $0.message.hasPrefix("cryptographic-operation-failed: ")
                },
                "\(signature.findings)"
            )
            // What was kept does no harm afterwards.
            #expect(worker.validate(document, at: time).report.indication == .totalPassed)
        }
    }
}
