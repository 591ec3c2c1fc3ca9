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
public import XMLSignature

/// How many documents and signatures came out how.
///
/// The same whatever the order in which reports are added.
public struct BatchSummary: Hashable, Sendable {
    public private(set) var documents = 0
    public private(set) var signatures = 0
    public private(set) var bytes = 0
    /// Documents by their indication.
    public private(set) var indications: [String: Int] = [:]
    /// Signatures by their indication.
    public private(set) var signatureIndications: [String: Int] = [:]
    /// Signatures by their sub-indication; those that are `TOTAL-PASSED` have none.
    public private(set) var subIndications: [String: Int] = [:]
    /// Findings by their code, of documents and of signatures.
    public private(set) var findings: [String: Int] = [:]
    /// Documents that were refused, by the code of the error.
    public private(set) var errors: [String: Int] = [:]
    /// Signatures by the organisation of their signer's certificate, `unknown` where it names none; whom a certificate
    /// names is proven only where the signature is `TOTAL-PASSED`.
    public private(set) var organizations: [String: Int] = [:]
    /// Signatures by the identifier of their algorithm, `unknown` where the structure is malformed.
    public private(set) var algorithms: [String: Int] = [:]
    /// Signatures by the month of the time that the signer claims, in UTC, such as `2026-01`; `unknown` without one.
    public private(set) var months: [String: Int] = [:]

    public static let unknown = "unknown"

    public init() {}

    public mutating func add(_ report: ValidationReport) {
        documents += 1
        bytes += report.bytes
        indications[report.indication.rawValue, default: 0] += 1
        if let error = report.error { errors[error.code, default: 0] += 1 }
        for finding in report.findings { findings[finding.code.description, default: 0] += 1 }
        for signature in report.signatures { add(signature) }
    }

    private mutating func add(_ signature: SignatureReport) {
        signatures += 1
        signatureIndications[signature.indication.rawValue, default: 0] += 1
        if let reason = signature.subIndication { subIndications[reason.rawValue, default: 0] += 1 }
        for finding in signature.findings { findings[finding.code.description, default: 0] += 1 }
        organizations[signature.signer?.organization ?? Self.unknown, default: 0] += 1
        algorithms[signature.signatureMethod ?? Self.unknown, default: 0] += 1
        // `2026-01` of `2026-01-31T08:00:00Z`.
        let month = signature.signingTime.claimed.map { String($0.rfc3339.prefix(7)) }
        months[month ?? Self.unknown, default: 0] += 1
    }

    /// The summary as JSON with a line end, names in the order of their octets.
    public var json: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("documents", documents)
            writer.member("signatures", signatures)
            writer.member("bytes", bytes)
            Self.write(indications, "indications", &writer)
            Self.write(signatureIndications, "signatureIndications", &writer)
            Self.write(subIndications, "subIndications", &writer)
            Self.write(findings, "findings", &writer)
            Self.write(errors, "errors", &writer)
            Self.write(organizations, "organizations", &writer)
            Self.write(algorithms, "algorithms", &writer)
            Self.write(months, "months", &writer)
        }
        return writer.octets + [UInt8(ascii: "\n")]
    }

    private static func write(_ counts: [String: Int], _ name: String, _ writer: inout JSONWriter) {
        writer.name(name)
        writer.object { writer in
            for (name, count) in counts.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
                writer.member(name, count)
            }
        }
    }
}
