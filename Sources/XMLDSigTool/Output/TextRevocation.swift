//===----------------------------------------------------------------------===//
//
// This source file is part of the swift-xmldsig project
//
// Licensed under Apache License v2.0
// SPDX-License-Identifier: Apache-2.0
//
//===----------------------------------------------------------------------===//

import Diagnostics
import XMLDSig

extension CertificateRevocationReport {
    /// What was found of the revocation, and by which data; `nil` where nobody looked.
    var line: String? {
        let name = subject.visible
        let words: String
        switch status {
        case .unchecked: return nil
        case .unknown: return "unknown whether revoked: \(name)"
        case .good: words = "not revoked: \(name)"
        case .revoked:
            let time = revokedAt.map { " since \($0)" } ?? ""
            words = "revoked\(time)\(reason.map { " (\($0))" } ?? ""): \(name)"
        }
        return ([words] + evidence.map(\.words)).joined(separator: ", by ")
    }
}

extension Sequence<CertificateRevocationReport> {
    /// What is to be said where nobody looked at one of them at least.
    var uncheckedLine: String {
        contains { $0.status == .good }
            ? "revocation was not checked for every certificate" : "revocation was not checked"
    }
}

extension RevocationEvidenceReport {
    /// The kind of data and its times.
    fileprivate var words: String {
        "\(kind) of \(thisUpdate)" + (nextUpdate.map { " until \($0)" } ?? "")
    }
}
