//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Workloads
import XMLDSig

/// What a server keeps from one document to the next: one validator, with all its caches.
///
/// The same checks as the others: every signature, under the root and at the time given, with the path of certificates
/// and without revocation, which they don't look at.
struct KeptVerifier: Sendable {
    private let validator: SignatureValidator
    private let time: Instant

    init(root path: String, time text: String, digestsDocuments: Bool) throws {
        guard let time = Instant(rfc3339: text) else { throw FileError("\(text) is no time") }
        self.time = time
        validator = SignatureValidator(
            policy: .strict.with(revocation: RevocationPolicy(.off)),
            trust: try TrustStore(Certificate.read(octets(ofFile: path))),
            digestsDocuments: digestsDocuments
        )
    }

    /// What one thread keeps besides.
    func worker() -> ValidationWorker { validator.worker() }

    /// Why a document isn't accepted, `nil` where it is: all of its signatures have to hold, and there have to be as many.
    func objection(to document: [UInt8], signatures: Int, by worker: inout ValidationWorker) -> String? {
        let report = worker.validate(document, at: time).report
        if report.indication == .totalPassed && report.signatures.count == signatures { return nil }
        let findings = report.signatures.flatMap(\.findings).filter { $0.severity == .error }.map { "\($0.code)" }
        let error = report.error.map { " \($0.code)" } ?? ""
        return "\(report.indication.rawValue)\(error) \(findings.joined(separator: " "))"
    }
}
